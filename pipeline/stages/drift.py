"""Drift: how far the English has moved from what each translation was made for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.model import Grade, Place
from pipeline.text.diff import Piece


class Currency(StrEnum):
    """Whether a translation keeps up with the English."""

    CURRENT = "current"
    STALE = "stale"
    """Made for an earlier version of the English."""
    UNSURE = "unsure"
    """Fuzzy, and nobody knows what English it was made for: a suggestion, say."""
    ABSENT = "absent"
    """There is no translation."""


@dataclass(frozen=True, slots=True)
class MessageDrift:
    """How one segment's translation stands towards the English of today.

    All from ``made_for`` on is empty, 0 or None unless the translation is stale.
    """

    key: str
    place: Place
    currency: Currency
    source: str
    """The English of today."""
    made_for: str = ""
    """The English that the translation was made for."""
    version: str = ""
    """ISO date of the last version of the document with that English; empty if not on record."""
    since: str = ""
    """ISO date of the version in which it was first changed, so since when it is stale."""
    changes: int = 0
    """Over how many changes the English of today came about; at least 1 if stale."""
    pieces: tuple[Piece, ...] = ()
    """What leads from ``made_for`` to ``source``, word by word."""
    chrf: float | None = None
    """chrF of the old English against today's, 0 to 100; None where they share too little."""
    ter: float | None = None
    """Translation edit rate in per cent of today's words; 0 is equal. None as for ``chrf``."""
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """How a catalog stood on one day: numbers of the segments of that day's English."""

    date: str
    """ISO date."""
    current: int
    stale: int
    unsure: int
    absent: int
    substantive: int = 0
    """How many of the stale are so by a substantive change."""

    @property
    def total(self) -> int:
        """All segments of that day."""
        return self.current + self.stale + self.unsure + self.absent


@dataclass(frozen=True)
class CatalogDrift:
    """How one document's translation in one locale stands towards the English."""

    document: str
    locale: str
    version: str
    """ISO date of the English of today; empty if not on record."""
    based_on: str
    """ISO date of the last English that everything translated keeps up with; may be empty."""
    messages: tuple[MessageDrift, ...] = ()
    """In template order."""
    timeline: tuple[Point, ...] = ()
    """Oldest first, one point for each day on which anything changed."""
    signatures: tuple[str, ...] = ()
    """sacrebleu's signatures of the figures, so that others can compute the same."""

    @cached_property
    def counts(self) -> Counter[Currency]:
        """How many messages are current, stale, unsure and absent."""
        return Counter(message.currency for message in self.messages)

    @cached_property
    def grades(self) -> Counter[Grade]:
        """How many of the stale messages have each grade."""
        return Counter(message.grade for message in self.messages if message.grade)

    @property
    def stale(self) -> Sequence[MessageDrift]:
        """The messages that are behind, in template order."""
        return tuple(m for m in self.messages if m.currency is Currency.STALE)

    @property
    def summary(self) -> str:
        """One line: ``based on the English of 2026-03-02; 3 paragraphs behind, 1 substantive``."""
        based = f"based on the English of {self.based_on}; " if self.based_on else ""
        behind = self.counts[Currency.STALE]
        parts = [f"{behind} paragraph{'' if behind == 1 else 's'} behind" if behind else "current"]
        if grave := self.grades[Grade.SUBSTANTIVE]:
            parts.append(f"{grave} substantive")
        if unsure := self.counts[Currency.UNSURE]:
            parts.append(f"{unsure} unsure")
        if absent := self.counts[Currency.ABSENT]:
            parts.append(f"{absent} not translated")
        return based + ", ".join(parts)
