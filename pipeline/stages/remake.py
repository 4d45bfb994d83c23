"""One message made of others: its source was edited, its paragraph split, or joined with more.

What a message becomes is said with what should be kept besides (`Outcome.shelved`) and what a
person should know (`Outcome.findings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.catalogs import remarks
from pipeline.catalogs.accepted import Accepted, covers
from pipeline.model import Catalog, Certainty, Finding, Grade, Message, Segment, Severity, State
from pipeline.stages.memory import digest, made_for
from pipeline.text.changes import Change, grade
from pipeline.text.diff import diff, marked
from pipeline.text.sentences import join

if TYPE_CHECKING:
    from pipeline.stages.history import Behind, Past

CHANGED, UNSURE, SPLIT, MERGED = "changed", "unsure", "split", "merged"
SUGGESTION, MEMORY, RENAMED = "suggestion", "memory", "renamed"
TOPICS = (CHANGED, UNSURE, SPLIT, MERGED, SUGGESTION, MEMORY, RENAMED)
"""The remarks that are taken away once a message is translated."""
CONFLICT = "conflict"
"""The topic of the remarks that hold the texts of a conflict; so are they, but never before."""

_RENAMED = "the same English stands under another key; please see that the translation fits here"
_UNSURE = "this was marked fuzzy before the English changed"
_CUT = (
    "the English paragraph was split, and its translation cut between sentences; this is "
    "part {} of {}. Please check it"
)
_UNCUT = (
    "the English paragraph was split, but the sentences of its translation do not correspond: "
    "all of it stands here. Please move what belongs to the next part"
)
_JOINED = "{} English paragraphs were joined, and their translations with them; please check"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the project's manager has decided about changes of the source."""

    keep_cosmetic: bool = False
    """Whether a translation stays translated when the change is cosmetic."""
    suggestions: bool = True
    """Whether near matches of the translation memory are offered."""
    accepted: tuple[Accepted, ...] = ()
    terms: frozenset[str] = frozenset()
    """Defined terms: a change of one is substantive."""
    source_locale: str = "en"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of messages whose source changed."""

    messages: tuple[Message, ...]
    """One for each new segment."""
    shelved: tuple[Message, ...] = ()
    """Messages to be kept as obsolete, since no message holds their translation whole."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes messages of one catalog under a policy."""

    catalog: Catalog
    policy: Policy
    past: Past | None = None
    """The versions of the English, today's among them, to say since when a message is stale."""

    def changed(self, old: Message, segment: Segment) -> Outcome:
        """A message whose source, or key, is another now."""
        moved = placed(old, segment)
        if not old.target:
            return Outcome((replace(moved, previous=None, previous_key=None),))
        if old.source == segment.source:
            return Outcome((self._renamed(old, moved) if old.key else moved,))
        sure = made_for(old)
        if sure is not None and self.harmless(sure, segment):
            return Outcome((translated(moved),), findings=self._kept(sure, segment))
        fuzzy = replace(
            moved,
            state=State.FUZZY,
            previous=sure or old.previous or old.source,
            previous_key=_other_key(old, segment),
        )
        if sure is None:
            fuzzy = replace(fuzzy, comments=remarks.put(fuzzy.comments, UNSURE, [_UNSURE]))
        change = self.grade(_made_towards(old, sure), segment)
        if change.unsafe:
            message, finding = self._withdrawn(fuzzy, change)
            return Outcome((message,), (old,), (finding,))
        return Outcome((with_diff(fuzzy, change, self._behind(fuzzy)),))

    def split(self, old: Message, segments: Sequence[Segment]) -> Outcome:
        """A message whose paragraph is several now; the one with its key is the heir."""
        from pipeline.stages.recut import recut

        heir = next((n for n, s in enumerate(segments) if s.key == old.key), 0)
        bare = [
            Message(s, comments=remarks.own(old.comments) if n == heir else (), flags=old.flags)
            for n, s in enumerate(segments)
        ]
        if not old.target:
            return Outcome(tuple(bare))
        source = made_for(old) or old.source
        pieces = recut(
            source,
            old.target,
            [s.source for s in segments],
            source_locale=self.policy.source_locale,
            locale=self.catalog.locale,
        )
        how = "its translation was cut with it" if pieces else "its translation could not be cut"
        words = f"The English paragraph was split; {how}."
        findings = [self.finding("paragraph-split", Severity.INFO, segments[heir].key, words)]
        bare = [replace(m, previous=source, previous_key=_other_key(old, m.segment)) for m in bare]
        if not pieces:
            made = [_uncut(m, old.target, whole=n == heir) for n, m in enumerate(bare)]
            return Outcome(tuple(made), (old,), tuple(findings))
        made = []
        for n, (message, piece) in enumerate(zip(bare, pieces, strict=True), 1):
            part, found = self._part(message, *piece, _CUT.format(n, len(segments)))
            made.append(part)
            findings += found
        return Outcome(tuple(made), (old,), tuple(findings))

    def _part(
        self, message: Message, source: str, target: str, note: str
    ) -> tuple[Message, tuple[Finding, ...]]:
        """A part of a split message with what belongs to it, of the old English and its own."""
        if not target:
            return replace(message, previous=None, previous_key=None), ()
        comments = remarks.put(message.comments, SPLIT, [note])
        message = replace(message, target=target, state=State.FUZZY, comments=comments)
        change = self.grade(source, message.segment)
        if not change.unsafe:
            return message, ()
        message, finding = self._withdrawn(message, change)
        return message, (finding,)

    def merged(self, old: Sequence[Message], segment: Segment) -> Outcome:
        """Several messages whose paragraphs are one now."""
        heir = next((m for m in old if m.key == segment.key), old[0])
        message = Message(
            segment,
            comments=tuple(line for m in old for line in remarks.own(m.comments)),
            flags=tuple(dict.fromkeys(flag for m in old for flag in m.flags)),
        )
        if not any(m.target for m in old):
            return Outcome((message,))
        source = join([made_for(m) or m.source for m in old], self.policy.source_locale)
        words = _JOINED.format(len(old))
        finding = self.finding("paragraphs-merged", Severity.INFO, segment.key, f"{words}.")
        missing = "".join(f"; not translated before: “{m.source}”" for m in old if not m.target)
        message = replace(
            message,
            target=join([m.target for m in old], self.catalog.locale),
            state=State.FUZZY,
            previous=heir.source if source == segment.source else source,
            previous_key=_other_key(heir, segment),
            comments=remarks.put(message.comments, MERGED, [words + missing]),
        )
        change = self.grade(source, segment)
        if change.unsafe:
            message, withdrawn = self._withdrawn(message, change)
            return Outcome((message,), tuple(old), (finding, withdrawn))
        return Outcome((message,), tuple(old), (finding,))

    def harmless(self, old: str, segment: Segment) -> bool:
        """Whether a translation of ``old`` may stand for this segment as it is."""
        if old == segment.source or self.accepted(old, segment):
            return True
        return self.policy.keep_cosmetic and self.grade(old, segment).grade is Grade.COSMETIC

    def accepted(self, old: str, segment: Segment) -> bool:
        """Whether the manager said that this change needs no new translation."""
        document = self.catalog.document
        return covers(self.policy.accepted, document, segment.key, old, segment.source)

    def grade(self, old: str, segment: Segment) -> Change:
        """What the change from ``old`` to the segment's source means."""
        policy = self.policy
        return grade(old, segment.source, locale=policy.source_locale, terms=policy.terms)

    def finding(self, check: str, severity: Severity, key: str, words: str) -> Finding:
        """What a person should know about a message of this catalog."""
        document, locale = self.catalog.document, self.catalog.locale
        return Finding(check, severity, Certainty.CERTAIN, words, document, locale, key)

    def _renamed(self, old: Message, moved: Message) -> Message:
        return replace(
            moved,
            state=State.FUZZY,
            previous=old.previous or old.source,
            previous_key=old.key,
            comments=remarks.put(moved.comments, RENAMED, [_RENAMED]),
        )

    def _kept(self, old: str, segment: Segment) -> tuple[Finding, ...]:
        if old == segment.source:
            return ()
        if self.accepted(old, segment):
            words = "The English changed; by the manager's word the translation was kept."
        else:
            words = f"The English changed in {self.grade(old, segment).why} only; the "
            words += "translation was kept."
        return (self.finding("translation-kept", Severity.INFO, segment.key, words),)

    def _behind(self, fuzzy: Message) -> Behind | None:
        key = fuzzy.previous_key or fuzzy.key
        return self.past.behind(key, fuzzy.previous or "") if self.past else None

    def _withdrawn(self, fuzzy: Message, change: Change) -> tuple[Message, Finding]:
        """A message without its translation, which might be wrong now, but with it to hand."""
        words = f"The English changed ({change.why}); the old translation is only quoted."
        told = with_diff(fuzzy, change, self._behind(fuzzy))
        comments = remarks.put(told.comments, SUGGESTION, [fuzzy.target])
        message = replace(fuzzy, target="", state=State.UNTRANSLATED, comments=comments)
        return message, self.finding("translation-withdrawn", Severity.WARNING, fuzzy.key, words)


def _uncut(message: Message, target: str, *, whole: bool) -> Message:
    """A part of a split message whose translation could not be cut: all of it, or a quotation."""
    if not whole:
        comments = remarks.put(message.comments, SUGGESTION, [target])
        return replace(message, comments=comments)
    comments = remarks.put(message.comments, SPLIT, [_UNCUT])
    return replace(message, target=target, state=State.FUZZY, comments=comments)


def placed(message: Message, segment: Segment) -> Message:
    """The message with this segment, unchanged where that is what it has."""
    old = message.segment
    if old == segment and old.place == segment.place and not message.references:
        return message
    return replace(message, segment=segment, references=())


def translated(message: Message) -> Message:
    """A translated message; it says nothing of how it came to be."""
    topics = (*TOPICS, CONFLICT)
    comments = remarks.without(message.comments, *topics) if message.comments else ()
    previous = (message.previous, message.previous_key, message.previous_plural)
    if message.state is State.TRANSLATED and not any(p is not None for p in previous):
        return message if comments == message.comments else replace(message, comments=comments)
    return replace(
        message,
        state=State.TRANSLATED,
        previous=None,
        previous_key=None,
        previous_plural=None,
        comments=comments,
    )


def _made_towards(old: Message, sure: str | None) -> str:
    """The source that the target most likely renders, where nobody can tell for certain.

    One that was composed, or that a translator has worked on since its English changed, goes
    with the English that it stood under.
    """
    topics = (SPLIT, MERGED, MEMORY, CHANGED)
    if sure is None and any(remarks.of(old.comments, topic) for topic in topics):
        return old.source
    return sure or old.previous or old.source


def _other_key(old: Message, segment: Segment) -> str | None:
    return old.key if old.key and old.key != segment.key else None


def with_diff(message: Message, change: Change, behind: Behind | None = None) -> Message:
    """The message with the words that changed in a comment, and since when, if that is known.

    The translation's mark is there as well, if it is a translation of what stood here before.
    """
    if message.previous == message.source:
        comments = remarks.without(message.comments, CHANGED)
        return replace(message, previous=None, comments=comments)
    pieces = marked(diff(message.previous or "", message.source), context=6)
    said = [f"{change.grade}: {change.why}"]
    if behind:
        said.append(str(behind))
    if not remarks.of(message.comments, UNSURE):
        said.append(digest(message.target))
    words = f"{pieces} ({'; '.join(said)})"
    return replace(message, comments=remarks.put(message.comments, CHANGED, [words]))
