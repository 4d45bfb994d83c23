"""Drift: how far the English has moved from what each translation was made for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Grade, Message, Place, Segment, State, Template
from pipeline.stages.history import Behind, Past, Revision, extend
from pipeline.stages.remake import SPLIT
from pipeline.text.changes import Reason, grade, listed
from pipeline.text.diff import Piece, diff
from pipeline.text.scores import ALIKE, alike, chrf, signatures, ter


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
    reasons: tuple[Reason, ...] = ()
    """What kinds of change there were, those that matter most first."""

    @property
    def why(self) -> str:
        """The reasons in words, see `pipeline.text.changes.listed`."""
        return listed(self.reasons)


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


def drift(
    template: Template,
    catalog: Catalog,
    revisions: tuple[Revision, ...] = (),
    *,
    terms: frozenset[str] = frozenset(),
    snapshots: Sequence[tuple[str, Catalog]] = (),
) -> CatalogDrift:
    """How the catalog stands towards the template.

    ``revisions`` are the versions of the English before, from `pipeline.stages.history`;
    ``snapshots`` earlier states of the catalog with their dates, oldest first, for the timeline.
    Without snapshots, the timeline tells how the translations of today stood at each version.
    ``terms`` are defined terms, whose change is substantive.
    """
    past = Past(extend(revisions, template))
    messages = {m.key: m for m in catalog.messages if m.state is not State.OBSOLETE}
    parts = _parts(template, messages)
    drifts = tuple(_of(s, messages.get(s.key), past, terms, parts) for s in template.segments)
    scored = any(message.chrf is not None for message in drifts)
    if snapshots:
        timeline = _timeline(past, (*snapshots, (past.last, catalog)), terms)
    else:
        timeline = _hindsight(past, drifts, terms)
    return CatalogDrift(
        template.document,
        catalog.locale,
        past.last[:10],
        _based_on(past, drifts),
        drifts,
        timeline,
        signatures() if scored else (),
    )


def made_for(message: Message | None, segment: Segment) -> tuple[Currency, str]:
    """Whether a translation keeps up with a segment, and the English it was made for.

    One that `update` has withdrawn, since the change of the English may have turned its meaning,
    is stale like any other: it is quoted in the message and names the English it was made for.
    """
    if message is None or not (message.target or message.previous):
        return Currency.ABSENT, ""
    if not message.target and message.previous == segment.source:
        return Currency.ABSENT, ""
    if message.state is State.TRANSLATED:
        made = message.source
    elif message.previous is not None and message.previous != segment.source:
        made = message.previous
    else:
        return Currency.UNSURE, ""
    return (Currency.CURRENT if made == segment.source else Currency.STALE), made


def _parts(template: Template, messages: Mapping[str, Message]) -> dict[str, list[str]]:
    """What became of each English that was split: the parts, for their translations are cut."""
    parts: dict[str, list[str]] = {}
    for segment in template.segments:
        message = messages.get(segment.key)
        if message and message.previous and remarks.of(message.comments, SPLIT):
            parts.setdefault(message.previous, []).append(segment.source)
    return parts


def _of(
    segment: Segment,
    message: Message | None,
    past: Past,
    terms: frozenset[str],
    parts: Mapping[str, Sequence[str]],
) -> MessageDrift:
    currency, old = made_for(message, segment)
    if currency is not Currency.STALE:
        return MessageDrift(segment.key, segment.place, currency, segment.source)
    new = segment.source
    behind = past.behind(segment.key, old) or Behind("", "", 1)
    worth = alike(old, new) >= ALIKE
    # To cut a paragraph changes none of its parts.
    change = grade(old, " ".join(parts.get(old, (new,))), terms=terms)
    return MessageDrift(
        segment.key,
        segment.place,
        currency,
        new,
        old,
        behind.version,
        behind.since,
        behind.changes,
        diff(old, new),
        chrf(old, new) if worth else None,
        ter(old, new) if worth else None,
        change.grade,
        change.reasons,
    )


def _based_on(past: Past, drifts: Iterable[MessageDrift]) -> str:
    """The day of the last version that no translation is behind."""
    stale = [message for message in drifts if message.currency is Currency.STALE]
    if not stale:
        return past.last[:10]
    if not all(message.since for message in stale):
        return ""
    return min(message.version for message in stale)


# ------------------------------------------------------------------------------- over time


def _timeline(
    past: Past, snapshots: Iterable[tuple[str, Catalog]], terms: frozenset[str]
) -> tuple[Point, ...]:
    """The catalog's states at the end of each day on which it or the English changed.

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
            messages = {m.key: m for m in event.messages if m.state is not State.OBSOLETE}
        if messages is None:
            continue
        live = [Segment(key, source) for key, source in sources.items() if source]
        standing = ((*made_for(messages.get(s.key), s), s.source) for s in live)
        points[date[:10]] = _point(date, standing, terms)
    return tuple(points.values())


def _hindsight(
    past: Past, drifts: Iterable[MessageDrift], terms: frozenset[str]
) -> tuple[Point, ...]:
    """How the translations of today stood at each version, since their own English was there."""
    made = {m.key: (m.currency, m.made_for or m.source) for m in drifts}
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
        points[revision.day] = _point(revision.date, standing, terms)
    return tuple(points.values())


def _point(
    date: str, standing: Iterable[tuple[Currency, str, str]], terms: frozenset[str]
) -> Point:
    counts: Counter[Currency] = Counter()
    grave = 0
    for currency, old, new in standing:
        counts[currency] += 1
        if currency is Currency.STALE:
            grave += grade(old, new, terms=terms).grade is Grade.SUBSTANTIVE
    return Point(
        date[:10],
        counts[Currency.CURRENT],
        counts[Currency.STALE],
        counts[Currency.UNSURE],
        counts[Currency.ABSENT],
        grave,
    )
