"""Hyphenation by Liang's patterns (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983).

The patterns are pyphen's (LibreOffice's dictionaries), and TeX's for languages that are not among
those, in the same form (``tools/hyphenation.py``). They are read here rather than by pyphen because
a document needs few of a language's tens of thousands of patterns: a pattern is taken apart when it
is first met, which opens German or Hungarian in a tenth of the time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.locales import Locale

# In other scripts a word is not broken with a visible hyphen.
_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
# Languages that CLDR names otherwise than these files. Those of the macrolanguage Serbo-Croatian
# (ISO 639-3 hbs) have one set of patterns, pyphen's Serbian, but for Croatian; and what is written
# in Norwegian by no further name is Bokmål (its patterns and those of Nynorsk are the same).
_NAMES = {"bs": "sr", "no": "nb"}
_OWN = Path(__file__).with_name("data") / "hyphenation"
_DIGITS = str.maketrans("", "", "0123456789")
# Letters left before and after a hyphen (Bringhurst, "The Elements of Typographic Style", 2.4.2).
# No dictionary asks for more; some would allow fewer.
LEFT, RIGHT = 2, 3
_SPECIAL = 1 << 8
"""Marks a place where a hyphen would change the spelling (Hungarian asszony, asz-szony)."""


class Patterns:
    """The patterns of one language."""

    def __init__(self, path: Path) -> None:
        content, encoding = _content(path)
        lines = content.decode(encoding).split("\n")
        letters = content.translate(None, b"0123456789 \t").decode(encoding)
        self._patterns = dict(zip(letters.split("\n"), lines, strict=True))
        self._longest = max(map(len, self._patterns), default=0)
        self._weights = _Weights(self._patterns)
        if "/" in letters:
            for key in [each for each in self._patterns if "/" in each]:
                bare = self._patterns.pop(key).split("/")[0]
                letters = bare.translate(_DIGITS)
                self._patterns[letters] = bare
                self._weights[letters] = [
                    (at, value | _SPECIAL if value & 1 else value)
                    for at, value in self._weights[letters]
                ]

    def positions(self, word: str) -> tuple[int, ...]:
        """Where a word may be hyphenated; in places that would change its spelling it is not."""
        # The small form of İ is two characters, an i and the dot that it has.
        pointed = f".{word.replace('İ', 'i').lower()}."
        if len(pointed) != len(word) + 2:  # a letter whose small form is two characters
            return ()
        points = [0] * (len(pointed) + 1)
        patterns, weights = self._patterns, self._weights
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                piece = pointed[start:end]
                if piece in patterns:
                    for at, value in weights[piece]:
                        if value > points[start + at]:
                            points[start + at] = value
        return tuple(
            at - 1
            for at in range(LEFT + 1, len(points) - RIGHT - 1)
            if points[at] & 1 and points[at] < _SPECIAL
        )


class _Weights(dict[str, list[tuple[int, int]]]):
    """The numbers between the letters of patterns, ``[(1, 1)]`` for ``a1b``; those of 0 left out.

    A pattern is taken apart when it is first met.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, letters: str) -> list[tuple[int, int]]:
        weights, at = [], 0
        for character in self._patterns[letters].strip():
            if not character.isdecimal():
                at += 1
            elif character != "0":
                weights.append((at, int(character)))
        self[letters] = weights
        return weights


def _content(path: Path) -> tuple[bytes, str]:
    """A dictionary's patterns and their encoding, which the first line names."""
    head, _, content = path.read_bytes().partition(b"\n")
    encoding = head.decode("ascii", "replace").strip().lower()
    encoding = {"microsoft-cp1251": "cp1251"}.get(encoding, encoding)
    content = content.replace(b"\r", b"")
    if b"^^" in content:  # a byte in hexadecimal
        content = re.sub(
            rb"\^\^([0-9a-f]{2})", lambda byte: bytes.fromhex(byte[1].decode()), content
        )
    return content, encoding


@cache
def _dictionaries() -> dict[str, Path]:
    """The files of patterns by language, with and without a territory or script.

    Pyphen's are found without importing it, which would take as long as a page of text.
    """
    spec = find_spec("pyphen")
    assert spec is not None
    assert spec.origin is not None
    found: dict[str, Path] = {}
    for folder in (_OWN, Path(spec.origin).with_name("dictionaries")):
        for file in sorted(os.listdir(folder)):
            if file.endswith(".dic"):
                name = file.removesuffix(".dic").removeprefix("hyph_")
                found.setdefault(name, folder / file)
                found.setdefault(name.split("_")[0], folder / file)
    return found


@lru_cache(4)
def _patterns(locale: str) -> Patterns | None:
    parsed = Locale.parse(locale)
    if parsed.written not in _SCRIPTS:
        return None
    dictionaries = _dictionaries()
    for language in dict.fromkeys((parsed.language, parsed.cldr_language)):
        name = _NAMES.get(language, language)
        for each in (f"{name}_{parsed.territory}", f"{name}_{parsed.written}", name):
            if found := dictionaries.get(each):
                return Patterns(found)
    return None


def hyphenates(locale: str) -> bool:
    """Whether there are patterns for a language."""
    return _patterns(locale) is not None


@lru_cache(8192)
def hyphenation_points(word: str, locale: str) -> tuple[int, ...]:
    """Where a word of letters may be hyphenated, as positions in it."""
    patterns = _patterns(locale)
    return patterns.positions(word) if patterns and len(word) >= LEFT + RIGHT else ()
