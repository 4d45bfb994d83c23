"""Hyphenation by Liang's patterns (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983).

The patterns are pyphen's (LibreOffice's dictionaries), and TeX's for languages that are not among
those, in the same form (``tools/hyphenation.py``). They are read here rather than by pyphen because
a document needs few of a language's tens of thousands of patterns: a pattern is taken apart when it
is first met, which opens German or Hungarian in a tenth of the time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
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
# Letters left before and after a hyphen (Bringhurst, "The Elements of Typographic Style", 2.4.2).
# No dictionary asks for more; some would allow fewer.
LEFT, RIGHT = 2, 3
# Comments, and settings such as LEFTHYPHENMIN; patterns are of small letters.
_REMARKS = re.compile(rb"\n[%#A-Z][^\n]*")
_SPECIAL = 1 << 8
"""Marks a place where a hyphen would change the spelling (Hungarian asszony, asz-szony)."""


class Patterns:
    """The patterns of one language."""

    def __init__(self, path: Path) -> None:
        content, encoding = _content(path)
        # What stands for letters: without numbers, white space and how the spelling changes.
        letters = content.translate(None, b"0123456789 \t")
        if b"/" in letters:
            letters = re.sub(rb"/[^\n]*", b"", letters)
        keys = letters.decode(encoding).split("\n")
        # Bytes are split in half the time of characters, and few lines are asked for.
        self._weights = _Weights(zip(keys, content.split(b"\n"), strict=True), encoding)
        self._longest = max(map(len, keys))

    def positions(self, word: str) -> tuple[int, ...]:
        """Where a word may be hyphenated; in places that would change its spelling it is not."""
        # The small form of İ is two characters, an i and the dot that it has.
        pointed = f".{word.replace('İ', 'i').lower()}."
        if len(pointed) != len(word) + 2:  # another letter whose small form is two characters
            return ()
        points = [0] * (len(pointed) + 1)
        weights = self._weights
        lines = weights.lines
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                piece = pointed[start:end]
                if piece in lines:
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

    def __init__(self, lines: Iterable[tuple[str, bytes]], encoding: str) -> None:
        super().__init__()
        self.lines = dict(lines)
        """The patterns by their letters."""
        self._encoding = encoding

    def __missing__(self, letters: str) -> list[tuple[int, int]]:
        line = self.lines[letters].decode(self._encoding)
        pattern, change, _ = line.strip().partition("/")
        weights, at = [], 0
        for character in pattern:
            if not character.isdecimal():
                at += 1
            elif character != "0":
                value = int(character)
                weights.append((at, value | _SPECIAL if change and value & 1 else value))
        self[letters] = weights
        return weights


def _content(path: Path) -> tuple[bytes, str]:
    """A dictionary's patterns and their encoding, which the first line names."""
    head, newline, content = path.read_bytes().partition(b"\n")
    encoding = head.decode("ascii", "replace").strip().lower()
    encoding = {"microsoft-cp1251": "cp1251"}.get(encoding, encoding)
    content = _REMARKS.sub(b"", newline + content.replace(b"\r", b""))
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


@lru_cache(64)
def _dictionary(locale: str) -> Path | None:
    """The file of a language's patterns, if there is one."""
    parsed = Locale.parse(locale)
    if parsed.written not in _SCRIPTS:
        return None
    dictionaries = _dictionaries()
    for language in dict.fromkeys((parsed.language, parsed.cldr_language)):
        name = _NAMES.get(language, language)
        for each in (f"{name}_{parsed.territory}", f"{name}_{parsed.written}", name):
            if found := dictionaries.get(each):
                return found
    return None


@lru_cache(4)
def _patterns(path: Path) -> Patterns:
    return Patterns(path)


def hyphenates(locale: str) -> bool:
    """Whether there are patterns for a language. They are not read yet."""
    return _dictionary(locale) is not None


@lru_cache(8192)
def hyphenation_points(word: str, locale: str) -> tuple[int, ...]:
    """Where a word of letters may be hyphenated, as positions in it."""
    path = _dictionary(locale)
    return _patterns(path).positions(word) if path and len(word) >= LEFT + RIGHT else ()
