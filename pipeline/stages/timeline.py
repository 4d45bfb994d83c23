"""How a catalog stood towards the English, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.model import Catalog, Message, Segment
from pipeline.stages.currency import Currency, made_for
from pipeline.stages.history import Past, Revision

Judge = Callable[[str, str], bool]
"""Whether a change from one English to another is substantive."""


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


def timeline(
    past: Past, snapshots: Iterable[tuple[str, Catalog]], grave: Judge
) -> tuple[Point, ...]:
    """The catalog's states at the end of each day on which it or the English changed.

    ``snapshots`` are its states with their dates, oldest first.
    It begins with the first snapshot: nobody knows what there was before.
    """
    events: list[tuple[str, int, Revision | Catalog]] = []
    events += [(revision.date, 0, revision) for revision in past.revisions]
    events += [(date, 1, catalog) for date, catalog in snapshots]
    sources: dict[str, str] = {}
    messages: dict[str, Message] | None = None
    points: dict[str, Point] = {}
    for date, _, event in sorted(events, key=lambda each: each[:2]):
        if isinstance(event, Revision):
            sources.update(event.changes)
        else:
            messages = event.by_key()
        if messages is None:
            continue
        live = [Segment(key, source) for key, source in sources.items() if source]
        standing = ((*made_for(messages.get(s.key), s), s.source) for s in live)
        points[date[:10]] = _point(date, standing, grave)
    return tuple(points.values())


def hindsight(
    past: Past, made: Mapping[str, tuple[Currency, str]], grave: Judge
) -> tuple[Point, ...]:
    """How the translations of today stood at each version, since their own English was there.

    ``made`` says for each key how its translation stands, and the English that it was made for.
    """
    sources: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    points: dict[str, Point] = {}
    for revision in past.revisions:
        sources.update(revision.changes)
        seen.update(revision.changes)
        standing = []
        for key, source in sources.items():
            if not source or key not in made:
                continue
            currency, old = made[key]
            if currency in (Currency.CURRENT, Currency.STALE):
                currency = Currency.CURRENT if old == source else Currency.STALE
                if (key, old) in past.last_of and (key, old) not in seen:
                    currency = Currency.ABSENT
            standing.append((currency, old, source))
        points[revision.day] = _point(revision.date, standing, grave)
    return tuple(points.values())


def _point(date: str, standing: Iterable[tuple[Currency, str, str]], grave: Judge) -> Point:
    counts: Counter[Currency] = Counter()
    substantive = 0
    for currency, old, new in standing:
        counts[currency] += 1
        if currency is Currency.STALE:
            substantive += grave(old, new)
    return Point(
        date[:10],
        counts[Currency.CURRENT],
        counts[Currency.STALE],
        counts[Currency.UNSURE],
        counts[Currency.ABSENT],
        substantive,
    )
