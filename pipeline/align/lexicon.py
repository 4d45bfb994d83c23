"""Which words of a language go with which English ones: a small lexicon, learnt elsewhere.

``data/lexicon.zip`` holds a file a language, each line an English word and how the words that go
with it begin. They are data, made by ``python -m benchmarks.adopting.learn_lexicon``. For a
language that is not among them a related one serves, if there is any.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pipeline.locales import Locale

if TYPE_CHECKING:
    from pipeline.align.lattice import Array

Lexicon = Mapping[str, tuple[str, ...]]
"""For each base of an English word how words that go with it begin."""
ENGLISH = "en"
"""The language whose words lexicons translate."""
NOTHING: Lexicon = MappingProxyType({})

FEW = 40
"""A language has to have as many words of a text as if so many more had been looked for in vain."""
_ENGLISH = re.compile("[a-z]{3,}")
_BASE = 6
_EVERYWHERE = frozenset(
    "the and for with that this are was not you your from can has have been will all any its one "
    "out use may but into when which than then there these those also only such other more most "
    "some each both shall".split()
)


def bases(text: str) -> set[str]:
    """The English words of a text, cut to six letters: ``nation`` for ``nationality`` too."""
    return {w[:_BASE] for w in _ENGLISH.findall(text.lower()) if w not in _EVERYWHERE}


def words(text: str) -> list[str]:
    """The words of a text in any language, the marks upon their letters included."""
    import regex

    bare = unicodedata.normalize("NFC", text.lower().replace("\u200c", ""))
    return regex.findall(r"[\p{L}\p{M}\u200d]+", bare)


def file_name(locale: Locale) -> str:
    """What a language's file is called: ``sr_Latn``."""
    return f"{locale.cldr_language}_{locale.written}"


def lexicon(locale: Locale) -> Lexicon:
    """What is known of a language; nothing where it is not among those that are known."""
    name = file_name(locale)
    return _read(name) if name in _names() else {}


def joined(own: Lexicon, other: Lexicon) -> Lexicon:
    """Both together; of an English word that both have, ``own`` says its translations first."""
    both = {base: tuple(dict.fromkeys((*own[base], *other[base]))) for base in own.keys() & other}
    return {**other, **own, **both}


def nearest(source: Sequence[str], target: Sequence[str], locale: Locale) -> Lexicon:
    """The lexicon of that other language in the same script of which the target holds most.

    Languages that are related share many words, and neighbours have borrowed from each other.
    """
    needed = set().union(*map(bases, source))
    held = _held(target, locale)

    def share(name: str) -> float:
        known = _lines(name)
        looked_for = needed & known.keys()
        found = sum(any(map(held, known[base].split("\t"))) for base in looked_for)
        return found / (len(looked_for) + FEW)

    best = max((name for name in _names() if _other(name, locale)), key=share, default="")
    return _read(best) if best else {}


def translated(
    source: Sequence[str], target: Sequence[str], known: Lexicon, locale: Locale
) -> tuple[Array, Array, Array]:
    """How much two units hold of words that go together, and how much of that there is in each.

    ``source`` are English texts; words that few of them hold weigh more. What there is in a unit of
    the source counts whether it is found or not: where only one unit was translated, what is found
    would be as likely everywhere.
    """
    import numpy as np

    n = len(source)
    found, due = np.zeros((n, len(target))), np.zeros(n)
    rows: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(source):
        for base in bases(text) & known.keys():
            rows[base].append(i)
    anywhere, each = _held(target, locale), [_held([text], locale) for text in target]
    for base, where in sorted(rows.items()):
        weight = float(np.log((n + 1.0) / len(where)) / np.log(n + 1.0))
        due[where] += weight
        forms = list(filter(anywhere, known[base]))
        if forms:
            found[where] += [weight * any(map(held, forms)) for held in each]
    return found, due, found.sum(axis=0)


def _held(texts: Sequence[str], locale: Locale) -> Callable[[str], bool]:
    """What tells whether a word of some texts begins so, or in a script without spaces holds it."""
    found = [word for text in texts for word in words(text)]
    if not locale.spaced:
        return " ".join(found).__contains__
    return {word[:length] for word in found for length in range(1, len(word) + 1)}.__contains__


def _other(name: str, locale: Locale) -> bool:
    language, script = name.split("_")
    return language != locale.cldr_language and script == locale.written


@cache
def _archive() -> ZipFile:
    # As bytes, so that no file stays open.
    return ZipFile(BytesIO((files("pipeline.align") / "data" / "lexicon.zip").read_bytes()))


@cache
def _names() -> tuple[str, ...]:
    return tuple(name.removesuffix(".tsv") for name in _archive().namelist())


@cache
def _lines(name: str) -> Mapping[str, str]:
    """For each base what stands behind it: most are not asked for, and not taken apart."""
    text = _archive().read(f"{name}.tsv").decode()
    return dict(line.split("\t", 1) for line in text.splitlines())


@cache
def _read(name: str) -> Lexicon:
    return {base: tuple(forms.split("\t")) for base, forms in _lines(name).items()}
