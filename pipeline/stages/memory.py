"""Translation memory: what was translated before, found again by equal or similar source.

A memory holds one locale's pairs: from all documents' catalogs, obsolete messages among them,
and from whatever ``.tmx`` and ``.po`` files the settings name. What it offers is never taken
for a translation; it is always fuzzy, and says where it comes from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from math import log10
from typing import NamedTuple

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Message, State

NEAR = 0.9
"""Texts less alike than this are not offered; see `pipeline.align.nearest`."""
_THOUSAND = 1_000
_CROWDED = 0.035
"""What the bar rises by in a memory of more than a thousand texts, for every tenfold: the more
there are, the likelier is a text that is alike and has nothing to do with this one."""
_QUOTES = str.maketrans("‘’‚‛“”„‟«»‹›", "''''\"\"\"\"\"\"''")


class Unit(NamedTuple):
    """A source text and its translation, and where the pair was found."""

    source: str
    target: str
    origin: str
    """For people: ``news, article.museums-open`` or ``glossary.tmx``."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a memory has for a text."""

    unit: Unit
    likeness: float
    """0 to 1; 1 for texts that are equal but for case, spaces and the form of quotation marks."""


class Memory:
    """One locale's pairs; the order of the units is their rank where they are equally near."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: Sequence[Unit] = tuple(units)

    @classmethod
    def of(cls, catalogs: Iterable[Catalog], more: Iterable[Unit] = ()) -> Memory:
        """The memory of these catalogs of one locale, those first named ranking first."""
        found = [unit for catalog in catalogs for unit in units(catalog)]
        found.sort(key=lambda unit: ", obsolete" in unit.origin)
        return cls((*found, *more))

    @cached_property
    def _by_text(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, unit in enumerate(self._units):
            places.setdefault(normal(unit.source), place)
        return places

    def equal(self, source: str) -> Offer | None:
        """The translation of an equal text, or None."""
        place = self._by_text.get(normal(source))
        return None if place is None else Offer(self._units[place], 1.0)

    def near(self, sources: Sequence[str], *, floor: float = NEAR) -> list[Offer | None]:
        """For each source the translation of the text most like it, or None if none is alike.

        What is alike in a large memory is more alike than in a small one.
        """
        places = list(self._by_text.values())
        if not places:
            return [None for _ in sources]
        from pipeline.align.nearest import nearest

        floor += _CROWDED * max(0.0, log10(len(places) / _THOUSAND))
        found = nearest(list(map(normal, sources)), list(self._by_text), floor=floor)
        return [
            Offer(self._units[places[near[0][1]]], near[0][0]) if near else None for near in found
        ]


def units(catalog: Catalog) -> Iterator[Unit]:
    """The pairs of a catalog whose target is known to be a translation of the source."""
    for message in catalog.messages:
        source = made_for(message)
        if source and message.target:
            obsolete = ", obsolete" if message.state is State.OBSOLETE else ""
            key = f", {message.key}" if message.key else ""
            yield Unit(source, message.target, f"{catalog.document}{obsolete}{key}")


def made_for(message: Message) -> str | None:
    """The source that the target is a translation of; None if nobody can tell.

    That is the message's own where it is translated, and the previous one where it is fuzzy
    only because the source changed, and nobody has touched the translation since.
    """
    if message.state is State.TRANSLATED:
        return message.source
    if message.state is State.OBSOLETE:
        return None if "fuzzy" in message.flags else message.source
    if message.state is State.FUZZY and message.previous is not None:
        changed = remarks.of(message.comments, "changed")
        untouched = any(words.endswith(f"{digest(message.target)})") for words in changed)
        return message.previous if untouched else None
    return None


def digest(target: str) -> str:
    """A translation's mark in a remark, to see later whether it is still the same."""
    return sha256(target.encode()).hexdigest()[:8]


def normal(text: str) -> str:
    """A text without what does not tell it apart: case, spaces, the form of quotation marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(text.casefold().split())
