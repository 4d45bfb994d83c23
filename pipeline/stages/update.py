"""Template + Catalog → Catalog: what becomes of translations when the source changes.

No translation is ever lost: it stays, becomes fuzzy with the source it was made for, is cut or
joined with its paragraph, or goes to the obsolete messages, from where it comes back when its
source does. Across a changed number, date or negation a translation may say the opposite of
what it should: it is only quoted in a comment, and the message is untranslated.

What the program tells the translator stands in remarks (`pipeline.catalogs.remarks`) and goes
when the translator has dealt with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.catalogs import remarks
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, Message, Segment, Severity, State, Template
from pipeline.stages.begin import begin, header_fields
from pipeline.stages.filling import filled
from pipeline.stages.memory import Memory, made_for
from pipeline.stages.remake import (
    TOPICS,
    Maker,
    Outcome,
    Policy,
    placed,
    translated,
)

if TYPE_CHECKING:
    from pipeline.stages.history import Past
    from pipeline.stages.matching import Link

EARLIER = "earlier"
"""The topic of remarks with a translation that stood in the same place before."""


def update(
    catalog: Catalog,
    template: Template,
    *,
    memory: Memory | None = None,
    policy: Policy | None = None,
    past: Past | None = None,
) -> tuple[Catalog, tuple[Finding, ...]]:
    """Bring a catalog to a template.

    ``memory`` holds the pairs of other documents and files; the catalog's own are always used.
    ``past`` are the versions of the English, up to the template's, to say since when a message is
    stale. Doing it twice is doing it once. The findings say what a person should know about: what
    was withdrawn, split, merged, kept or brought back.
    """
    return _Update(catalog, template, Maker(catalog, policy or Policy(), past), memory).run()


@dataclass
class _Update:
    catalog: Catalog
    template: Template
    maker: Maker
    memory: Memory | None
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.segments = self.template.segments
        self.live = self.catalog.live
        self.shelf = {
            (m.key, m.source): m for m in self.catalog.messages if m.state is State.OBSOLETE
        }
        self.done: list[Message | None] = [None] * len(self.segments)
        self.used = [False] * len(self.live)

    def run(self) -> tuple[Catalog, tuple[Finding, ...]]:
        pins = self.keep()
        self.bring_back()
        if not all(self.used) and not all(self.done):
            self.match(pins)
        for message, used in zip(self.live, self.used, strict=True):
            if not used:
                self.shelve(message)
        messages = [
            done or Message(segment) for done, segment in zip(self.done, self.segments, strict=True)
        ]
        own = replace(self.catalog, messages=(*messages, *self.shelf.values()))
        messages = self.cleared(filled(messages, own, self.memory, self.maker))
        result = _with_header(self.catalog, self.template)
        result = replace(result, messages=(*messages, *self.shelf.values()))
        return result, tuple(self.findings)

    # -- what is where it was

    def keep(self) -> dict[int, int]:
        """Keep what has the same key and source; say which messages have the same key."""
        places = {segment.key: j for j, segment in enumerate(self.segments) if segment.key}
        pins: dict[int, int] = {}
        for i, message in enumerate(self.live):
            j = places.get(message.key)
            if j is None:
                continue
            pins[i] = j
            if message.source == self.segments[j].source:
                self.done[j] = self.settled(placed(message, self.segments[j]))
                self.used[i] = True
        return pins

    def settled(self, message: Message) -> Message:
        """A message whose key and source are the template's, without what is dealt with."""
        if message.state is State.TRANSLATED:
            return translated(message)
        if message.previous is None:
            return message
        if message.state is State.FUZZY:
            sure = made_for(message)
            if sure is not None and self.maker.harmless(sure, message.segment):
                return translated(message)
        elif self.maker.accepted(message.previous, message.segment):
            name = message.key, message.previous
            if name in self.shelf and self.shelf[name].target:
                return _awake(self.shelf.pop(name), message.segment)
        return message

    def bring_back(self) -> None:
        """Obsolete messages whose key and source have returned."""
        for j, segment in enumerate(self.segments):
            name = segment.key, segment.source
            if self.done[j] is None and name in self.shelf and self.shelf[name].target:
                self.done[j] = _awake(self.shelf.pop(name), segment)
                words = "The English is again what it was, and so is its translation."
                self.findings.append(
                    self.maker.finding("translation-restored", Severity.INFO, segment.key, words)
                )

    # -- what is elsewhere, or changed

    def match(self, pins: dict[int, int]) -> None:
        """Make the messages whose segments are matched with others than before."""
        from pipeline.stages.carry import carry
        from pipeline.stages.scattered import scattered

        old = [message.source for message in self.live]
        new = [segment.source for segment in self.segments]
        links = carry(old, new, pins=pins)
        for i, parts in scattered(old, new, links).items():
            self.gather(i, parts)
        for link in links:
            self.follow(link)

    def follow(self, link: Link) -> None:
        """Make the messages of a link's segments, unless they are made already."""
        if not link.split and not link.merged:
            self.follow_one(link.old.start, link.new.start)
            return
        if any(self.used[i] for i in link.old) or any(self.done[j] for j in link.new):
            return
        old = [self.held(self.live[i]) for i in link.old]
        new = [self.segments[j] for j in link.new]
        made = self.maker.split(old[0], new) if link.split else self.maker.merged(old, new[0])
        self.settle(link.old, link.new, made)

    def follow_one(self, i: int, j: int) -> None:
        """Make the message of a segment that was one segment before."""
        if self.used[i] or self.done[j]:
            return
        old, segment = self.live[i], self.segments[j]
        if not old.key and old.target and old.source == segment.source:
            # Nearly all there are in a catalog without keys, so this is worth a short cut.
            self.used[i], self.done[j] = True, placed(old, segment)
        else:
            self.settle((i,), (j,), self.maker.changed(self.held(old), segment))

    def gather(self, i: int, parts: Sequence[int]) -> None:
        """Make the messages of a segment's parts, wherever they went."""
        if not self.used[i] and not any(self.done[j] for j in parts):
            segments = [self.segments[j] for j in parts]
            self.settle((i,), parts, self.maker.split(self.held(self.live[i]), segments))

    def settle(self, old: Iterable[int], new: Iterable[int], outcome: Outcome) -> None:
        """Take in what became of some messages."""
        for i in old:
            self.used[i] = True
        for j, message in zip(new, outcome.messages, strict=True):
            self.done[j] = message
        for message in outcome.shelved:
            self.shelve(message)
        self.findings += outcome.findings

    def held(self, message: Message) -> Message:
        """The message; one whose translation is only quoted as it was while it had it."""
        name = message.key, message.previous or ""
        if message.target or name not in self.shelf or not self.shelf[name].target:
            return message
        awake = _awake(self.shelf.pop(name), Segment(*name))
        own = (*remarks.own(message.comments), *remarks.own(awake.comments))
        return replace(awake, comments=tuple(dict.fromkeys(own)))

    # -- what is gone

    def shelve(self, message: Message) -> None:
        """Keep a message as obsolete, if a person wrote anything in it."""
        comments = remarks.without(message.comments, *TOPICS)
        if not message.target and not remarks.own(comments):
            return
        sure = made_for(message)
        name = message.key, sure or message.source
        earlier = self.shelf.get(name)
        if earlier and earlier.target not in ("", message.target):
            comments = _with_earlier(comments, earlier.target)
        self.shelf[name] = replace(
            message,
            segment=Segment(*name),
            state=State.OBSOLETE,
            comments=comments,
            flags=message.flags if sure or not message.target else ("fuzzy", *message.flags),
            references=(),
            previous=None if sure else message.previous,
            previous_key=None,
        )

    def cleared(self, messages: list[Message]) -> list[Message]:
        """The messages; an obsolete one with the key and source of one in use goes into it."""
        if not self.shelf:
            return messages
        result = []
        for message in messages:
            shelved = self.shelf.pop((message.key, message.source), None)
            if shelved:
                comments = tuple(dict.fromkeys((*message.comments, *shelved.comments)))
                if shelved.target not in ("", message.target):
                    comments = _with_earlier(comments, shelved.target)
                message = replace(message, comments=comments)
            result.append(message)
        return result


def _awake(message: Message, segment: Segment) -> Message:
    """An obsolete message in use again, as it was."""
    fuzzy = "fuzzy" in message.flags
    return replace(
        message,
        segment=segment,
        state=State.FUZZY if fuzzy else State.TRANSLATED,
        flags=tuple(flag for flag in message.flags if flag != "fuzzy"),
        previous=message.previous if fuzzy else None,
    )


def _with_earlier(comments: Sequence[str], target: str) -> tuple[str, ...]:
    quoted = dict.fromkeys((*remarks.of(comments, EARLIER), target))
    return remarks.put(comments, EARLIER, quoted)


def _with_header(catalog: Catalog, template: Template) -> Catalog:
    """The catalog with the template's date, and with every field that gettext asks for."""
    created = template.field("POT-Creation-Date")
    fields = [
        (name, created if name == "POT-Creation-Date" and created else value)
        for name, value in catalog.header
    ]
    locale = Locale.parse(catalog.locale)
    if not fields:
        fresh = begin(template, locale)
        own = catalog.header_comments
        return replace(catalog, header=fresh.header, header_comments=own or fresh.header_comments)
    missing = header_fields(template, locale, besides={name for name, _ in fields})
    return replace(catalog, header=(*fields, *missing))
