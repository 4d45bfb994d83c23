"""Drift: how far the English has moved from what each translation was made for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Grade, Message, Place, Segment, Template
from pipeline.stages.currency import Currency, made_for
from pipeline.stages.history import Behind, Past, Revision, extend
from pipeline.stages.remake import SPLIT
from pipeline.stages.timeline import Point, hindsight, timeline
from pipeline.text.changes import Reason, grade, listed
from pipeline.text.diff import Piece, diff
from pipeline.text.scores import ALIKE, alike, chrf, signatures, ter


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
    messages = catalog.by_key()
    parts = _parts(template, messages)
    drifts = tuple(_of(s, messages.get(s.key), past, terms, parts) for s in template.segments)
    scored = any(message.chrf is not None for message in drifts)
    grades = {(m.made_for, m.source): m.grade for m in drifts if m.grade}

    def grave(old: str, new: str) -> bool:
        found = grades.get((old, new)) or grade(old, new, terms=terms).grade
        return found is Grade.SUBSTANTIVE

    if snapshots:
        points = timeline(past, (*snapshots, (past.last, catalog)), grave)
    else:
        made = {m.key: (m.currency, m.made_for or m.source) for m in drifts}
        points = hindsight(past, made, grave)
    return CatalogDrift(
        template.document,
        catalog.locale,
        past.last[:10],
        _based_on(past, drifts),
        drifts,
        points,
        signatures() if scored else (),
    )


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
    # Where one is not on record, its version is empty, and so is the least of them.
    return min(message.version for message in stale)
