"""Combine what several people made of one catalog, without losing or choosing a word unseen.

`combine` takes contributions into the project's catalog, `merge` joins two branches of it. How
one message comes about is `pipeline.stages.reconcile`'s business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Certainty, Finding, Message, Segment, Severity, State
from pipeline.stages import header
from pipeline.stages.readings import Hand
from pipeline.stages.reconcile import Reconciled, reconcile
from pipeline.stages.threeway import changed, lines, settle
from pipeline.stages.update import EARLIER


@dataclass(frozen=True, slots=True)
class Version:
    """One person's state of a catalog."""

    catalog: Catalog
    name: str
    """Who made it, or what its file is called: stands beside its texts in a conflict."""
    base: Catalog | None = None
    """The ancestor that it shares with the catalog it is combined with, if there is one."""


@dataclass(frozen=True, slots=True)
class Combined:
    """A combined catalog and what is to be said about it."""

    catalog: Catalog
    findings: tuple[Finding, ...]
    taken: tuple[str, ...]
    """Keys of messages whose translation is not the one that ``ours`` had."""

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Keys of messages that a person must decide."""
        kinds = ("contribution-conflict", "source-conflict")
        return tuple(dict.fromkeys(f.key for f in self.findings if f.check in kinds))


def combine(ours: Version, theirs: Sequence[Version]) -> Combined:
    """Combine contributions with a catalog whose English is the one that counts.

    ``ours`` says which segments there are, their order and their English. Messages for other
    segments are kept as obsolete. The order of ``theirs`` does not matter.
    """
    live = _live(ours.catalog)
    theirs = [replace(version, catalog=rekey(version.catalog, live)) for version in theirs]
    combined = _combined(replace(ours, base=None), theirs, live, led=True)
    if combined.catalog.messages == ours.catalog.messages:
        return replace(combined, catalog=ours.catalog)
    return combined


def merge(ours: Version, theirs: Version, base: Catalog | None) -> Combined:
    """Merge two branches of a catalog; which of them is ours does not matter.

    Segments too are merged: what either branch added or took away is added or taken away.
    Where both changed the English of one segment, that of the later template is taken, and
    there is a finding.
    """
    ours, theirs = replace(ours, base=base), replace(theirs, base=base)
    live, doubts = _segments(base, ours.catalog, theirs.catalog)
    combined = _combined(ours, [theirs], live, led=False)
    return replace(combined, findings=(*doubts, *combined.findings))


def rekey(catalog: Catalog, segments: Mapping[str, Segment]) -> Catalog:
    """A catalog from elsewhere with the keys of the segments that its messages translate.

    A translation without a key, or under the key of another segment, goes to the one segment
    that has exactly its English, if the catalog has no other message for that. What stood there
    for another English becomes obsolete.
    """
    homes: dict[str, list[str]] = {}
    for segment in segments.values():
        homes.setdefault(segment.source, []).append(segment.key)
    taken = {
        message.key
        for message in catalog.messages
        if message.key in segments and message.source == segments[message.key].source
    }
    moved: dict[int, str] = {}
    for place, message in enumerate(catalog.messages):
        home = homes.get(message.source, ())
        if message.target and message.key not in taken and len(home) == 1 and home[0] not in taken:
            taken.add(home[0])
            moved[place] = home[0]
    result = []
    for place, message in enumerate(catalog.messages):
        if place in moved:
            segment = replace(message.segment, key=moved[place])
            message = replace(message, segment=segment, previous_key=None)
        elif message.key in moved.values():
            message = _retired(message)
        result.append(message)
    return replace(catalog, messages=tuple(result))


def _retired(message: Message) -> Message:
    fuzzy = ("fuzzy",) if message.state is State.FUZZY else ()
    return replace(message, state=State.OBSOLETE, flags=(*fuzzy, *message.flags))


def _combined(
    ours: Version,
    theirs: Sequence[Version],
    live: Mapping[str, Segment],
    *,
    led: bool,
) -> Combined:
    """The catalog with these segments; ``led`` where ours decides in matters of form."""
    shelves = [_Shelf(ours, sparing=False), *(_Shelf(version, sparing=led) for version in theirs)]
    messages: list[Message] = []
    shelved: list[Message] = []
    findings: list[Finding] = []
    taken: list[str] = []

    def add(made: Reconciled, said: Sequence[Finding]) -> None:
        messages.append(made.message)
        shelved.extend(made.shelved)
        where = ours.catalog
        findings.extend(
            replace(f, key=made.message.key, document=where.document, locale=where.locale)
            for f in said
        )

    for key, segment in live.items():
        hands = [shelf.take(segment) for shelf in shelves]
        made = reconcile(segment, hands[0], hands[1:])
        add(made, made.findings)
        if made.message.target != (hands[0].message.target if hands[0].message else ""):
            taken.append(key)
    for name in dict.fromkeys(name for shelf in shelves for name in shelf.left):
        hands = [shelf.left_over(name) for shelf in shelves]
        made = reconcile(Segment(*name), hands[0], hands[1:], obsolete=True)
        if made.message.target:
            unknown = hands[0].message is None
            add(made, (*made.findings, _unknown(name)) if unknown else made.findings)
    leaders = [ours.catalog] if led else [ours.catalog, *(each.catalog for each in theirs)]
    head = header.merged(ours.catalog, [(each.catalog, each.base) for each in theirs], led=led)
    catalog = replace(head, messages=_in_order(_once((*messages, *shelved)), leaders))
    return Combined(catalog, tuple(findings), tuple(taken))


class _Shelf:
    """One version's messages, to be taken one by one."""

    def __init__(self, version: Version, *, sparing: bool) -> None:
        self.name = version.name
        self.sparing = sparing
        self.rooted = version.base is not None
        self.began_live = version.base.by_key() if version.base else {}
        self.began = {_name(m): m for m in version.base.messages} if version.base else {}
        messages = _once(version.catalog.messages)
        self.live = {m.key: m for m in messages if m.state is not State.OBSOLETE}
        self.left = {_name(m): m for m in messages}

    def take(self, segment: Segment) -> Hand:
        """What there is for a segment in use: the message in use, or an obsolete one."""
        name = (segment.key, segment.source)
        message = self.live.get(segment.key)
        if message is None or not message.target:
            message = self.left.get(name, message)
        base = self.began_live.get(segment.key) or self.began.get(name)
        if message is not None:
            self.left.pop(_name(message), None)
        if (other := self.live.get(segment.key)) is not None and not other.target:
            self.left.pop(_name(other), None)
        return Hand(self.name, message, base, self.rooted, self.sparing)

    def left_over(self, name: tuple[str, str]) -> Hand:
        """What there is under a key for an English that is not in use."""
        return Hand(self.name, self.left.get(name), self.began.get(name), self.rooted, self.sparing)


def _name(message: Message) -> tuple[str, str]:
    """What a catalog may have once only, gettext's ``msgctxt`` and ``msgid``."""
    return message.key, message.source


def _once(messages: Sequence[Message]) -> list[Message]:
    """The messages; of two with one name, the first, with the other's text in a remark."""
    found: dict[tuple[str, str], Message] = {}
    for message in messages:
        first = found.setdefault(_name(message), message)
        if message.target not in ("", first.target):
            texts = dict.fromkeys((*remarks.of(first.comments, EARLIER), message.target))
            comments = remarks.put(first.comments, EARLIER, texts)
            found[_name(message)] = replace(first, comments=comments)
    return list(found.values())


def _in_order(messages: Sequence[Message], leaders: Sequence[Catalog]) -> tuple[Message, ...]:
    """Messages in use as they come, then the obsolete ones, in the order that the leaders had."""
    orders = [
        tuple(_name(message) for message in leader.messages if message.state is State.OBSOLETE)
        for leader in leaders
    ]
    places = {name: place for place, name in enumerate(lines(None, orders))}
    dead = [message for message in messages if message.state is State.OBSOLETE]
    dead.sort(key=lambda m: (places.get(_name(m), len(places)), _name(m)))
    return (*(m for m in messages if m.state is not State.OBSOLETE), *dead)


# ------------------------------------------------------------------------------- segments


def _segments(
    base: Catalog | None, ours: Catalog, theirs: Catalog
) -> tuple[dict[str, Segment], list[Finding]]:
    """The segments of two branches merged, in order, and findings where both changed one."""
    tables = [_live(ours), _live(theirs)]
    began = _live(base) if base else {}
    newest = max(
        (ours, theirs), key=lambda side: (side.field(header.TEMPLATE_DATE), _sources(side))
    )
    latest = _live(newest)
    segments: dict[str, Segment] = {}
    findings = []
    for key in lines(tuple(began) if base else None, [tuple(table) for table in tables]):
        found = [table[key] for table in tables if key in table]
        sources = [segment.source for segment in found]
        made = changed(began[key].source if key in began else None, sources)
        source = settle(began[key].source if key in began else sources[0], sources, max)
        if len(made) > 1:
            source = latest[key].source if key in latest else source
            findings.append(replace(_TORN, key=key, document=ours.document, locale=ours.locale))
        holders = [latest[key]] if key in latest else []
        segments[key] = next(s for s in (*holders, *found) if s.source == source)
    return segments, findings


def _live(catalog: Catalog) -> dict[str, Segment]:
    return {key: message.segment for key, message in catalog.by_key().items()}


def _sources(catalog: Catalog) -> list[tuple[str, str]]:
    return [(message.key, message.source) for message in catalog.messages]


# ------------------------------------------------------------------------------- findings

_TORN = Finding(
    "source-conflict",
    Severity.WARNING,
    Certainty.CERTAIN,
    "Both branches changed the English of this message. The later template's was taken: resolve "
    "the source document, then run 'declaration update'.",
)


def _unknown(name: tuple[str, str]) -> Finding:
    key, source = name
    which = "such paragraph" if key else f"paragraph “{shorten(source, 60, placeholder=' …')}”"
    return Finding(
        "contribution-unknown",
        Severity.INFO,
        Certainty.CERTAIN,
        f"The document has no {which}. Its translation is kept as obsolete, where the memory "
        "finds it.",
    )
