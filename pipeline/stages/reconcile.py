"""One message out of what several people have for it.

The texts are gathered that somebody made since the common ancestor. One such text is taken.
Several are a conflict: the message is fuzzy, and every text stands in a remark with its author's
name. The gathering is a union of sets, so that the order of the people does not matter, and a
contribution that comes twice changes nothing. An unresolved conflict takes part with all its
texts, a resolved one with the text it was resolved to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.catalogs import remarks
from pipeline.model import Certainty, Finding, Message, Segment, Severity, State
from pipeline.stages.remake import CONFLICT, SUGGESTION, translated, with_diff
from pipeline.stages.threeway import added, lines
from pipeline.text.changes import grade

_EARLIER = ", for an earlier English"
_SIGNED = re.compile(r"\[([^\]]*)\] (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Hand:
    """What one person has for a message, and what that person began with."""

    name: str
    """Stands beside the text in a conflict."""
    message: Message | None
    base: Message | None = None
    rooted: bool = False
    """Whether ``base`` is known; with it, None means that there was no such message."""
    sparing: bool = False
    """Whether comments and flags that are missing may be so for want of room in the file's
    format; they are then not taken away."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What became of a message."""

    message: Message
    findings: tuple[Finding, ...] = ()
    shelved: tuple[Message, ...] = ()
    """An obsolete message that keeps a text which the message only quotes."""


@dataclass(slots=True)
class _Reading:
    """One text for a message."""

    text: str
    names: set[str] = field(default_factory=set)
    finished: bool = False
    """Whether somebody has it as the translation of the present English, not fuzzy."""
    contested: bool = False
    """Whether it is one of the texts of a conflict that nobody has resolved."""

    @property
    def outdated(self) -> bool:
        """Whether nobody made it for the present English."""
        return all(name.endswith(_EARLIER) for name in self.names)


def reconcile(
    segment: Segment, ours: Hand, theirs: Sequence[Hand], *, obsolete: bool = False
) -> Reconciled:
    """The message for a segment, and findings about it that name no document, locale or key.

    ``theirs`` may stand in any order; each one's base is what it shares with ``ours``. A text
    whose English is not the segment's is never taken for a finished translation; where that
    English differs in a number or a negation, it is only quoted, as `update` does.
    """
    hands = (ours, *theirs)
    readings, findings = _gathered(segment, ours, theirs)
    order = sorted(readings, key=lambda r: (r.outdated, -len(r.names), r.text))
    text = order[0].text if order else ""
    bearer = _bearer(hands, text)
    sound = len(order) == 1 and order[0].finished and not _doubted(hands, segment, text)
    comments = remarks.without(_lines(hands, "comments"), CONFLICT)
    flags = tuple(flag for flag in _lines(hands, "flags") if flag != "fuzzy")
    message = replace(bearer, segment=segment, target=text, comments=comments, flags=flags)
    if sound:
        message = translated(replace(message, state=State.TRANSLATED))
    elif text:
        previous = _made_for(hands, text, segment)
        message = replace(message, state=State.FUZZY, previous=previous)
    else:
        message = replace(message, state=State.UNTRANSLATED)
    shelved: tuple[Message, ...] = ()
    if len(order) > 1:
        signed = sorted(f"[{'; '.join(sorted(r.names))}] {r.text}" for r in order)
        message = replace(message, comments=remarks.put(comments, CONFLICT, signed))
        findings.append(_conflict(order))
    elif text and not sound and not obsolete:
        message, shelved, said = _doubtful(
            message, hands, new=_nfc(text) not in _readings(ours, segment)
        )
        findings += said
    if obsolete:
        fuzzy = ("fuzzy",) if message.state is State.FUZZY else ()
        message = replace(message, state=State.OBSOLETE, flags=(*fuzzy, *flags))
    return Reconciled(message, tuple(findings), shelved)


def _doubtful(
    message: Message, hands: Sequence[Hand], *, new: bool
) -> tuple[Message, tuple[Message, ...], list[Finding]]:
    """A fuzzy message with the words of its English that changed, or its text only quoted."""
    emptied = any(h.base and h.base.target and h.message and not h.message.target for h in hands)
    finished = [
        hand.message
        for hand in hands
        if hand.message
        and _same(hand.message.target, message.target)
        and _is_finished(hand.message)
    ]
    origins = [m for m in finished if m.source == message.previous != message.source]
    if not origins:
        return message, (), [_EMPTIED] if emptied else []
    change = grade(origins[0].source, message.source)
    if not change.unsafe:
        said = [_EMPTIED] if emptied else [_OUTDATED] if new else []
        return with_diff(message, change), (), said
    message = with_diff(replace(message, target=_nfc(message.target)), change)
    quoted = remarks.put(message.comments, SUGGESTION, [message.target])
    shelved = replace(origins[0], state=State.OBSOLETE, comments=remarks.own(message.comments))
    message = replace(message, target="", state=State.UNTRANSLATED, comments=quoted)
    return message, (shelved,), [_WITHDRAWN] if new and not emptied else []


def _gathered(
    segment: Segment, ours: Hand, theirs: Sequence[Hand]
) -> tuple[list[_Reading], list[Finding]]:
    """The texts among which the translation is, and findings about those that are not."""
    mine = _readings(ours, segment)
    made = []
    for hand in theirs:
        has, began = _readings(hand, segment), _texts(hand.base)
        if has and has.keys() != began:
            made.append((hand, has, began))
    # Ours is answered where every contribution that has something new began with it.
    answered = made and all(hand.rooted and mine.keys() == began for hand, _, began in made)
    chosen = {form for _, has, _ in made for form in has} | (set() if answered else {*mine})
    everyone = _union([mine, *(_readings(hand, segment) for hand in theirs)])
    readings = [reading for form, reading in everyone.items() if not chosen or form in chosen]
    if any(r.finished for r in readings) and any(not hand.rooted for hand, _, _ in made):
        # Nobody can say who began with what: a finished translation goes before a fuzzy one.
        kept = [r for r in readings if r.finished or r.contested]
        return kept, [_superseded(r) for r in readings if r not in kept]
    return readings, []


def _readings(hand: Hand, segment: Segment) -> dict[str, _Reading]:
    """The texts that somebody has for a message, by their NFC form: what looks alike is alike."""
    message = hand.message
    if message is None:
        return {}
    found: dict[str, _Reading] = {}
    finished = _is_finished(message)
    if not finished:
        for words in remarks.of(message.comments, CONFLICT):
            if signed := _SIGNED.fullmatch(words):
                names = {name for name in signed[1].split("; ") if name}
                found[_nfc(signed[2])] = _Reading(signed[2], names, contested=True)
    if message.target and _nfc(message.target) not in found:
        name = re.sub(r"[\[\];\s]+", " ", hand.name).strip()
        made_for = message.source if finished else message.previous
        present = made_for in (None, segment.source)
        names = {name if present else name + _EARLIER}
        found[_nfc(message.target)] = _Reading(message.target, names, finished and present)
    return found


def _texts(message: Message | None) -> Iterable[str]:
    return _readings(Hand("", message), message.segment).keys() if message else {}.keys()


def _union(sources: Iterable[dict[str, _Reading]]) -> dict[str, _Reading]:
    union: dict[str, _Reading] = {}
    for source in sources:
        for form, reading in source.items():
            whole = union.setdefault(form, _Reading(reading.text))
            # Of two that look alike, the one in NFC.
            whole.text = min(whole.text, reading.text, key=lambda text: (text != form, text))
            whole.names |= reading.names
            whole.finished |= reading.finished
            whole.contested |= reading.contested
    return union


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _same(one: str, other: str) -> bool:
    return one == other or _nfc(one) == _nfc(other)


def _is_finished(message: Message) -> bool:
    if message.state is State.OBSOLETE:
        return bool(message.target) and "fuzzy" not in message.flags
    return message.state is State.TRANSLATED


def _doubted(hands: Sequence[Hand], segment: Segment, text: str) -> bool:
    """Whether somebody made fuzzy, or emptied, what was a finished translation at the start."""
    for hand in hands:
        base = hand.base
        if base is None or base.source != segment.source or not _same(base.target, text):
            continue
        if _is_finished(base):
            others = (other.message for other in hands if other.message)
            return any(
                not other.target or (_same(other.target, text) and not _is_finished(other))
                for other in others
            )
    return False


def _made_for(hands: Sequence[Hand], text: str, segment: Segment) -> str | None:
    """The English that a text was made for, where that is another and somebody knows it."""
    known: set[str] = set()
    for hand in hands:
        message = hand.message
        if message is None or not _same(message.target, text):
            continue
        if not _is_finished(message):
            known.update(filter(None, (message.previous,)))
        elif message.source != segment.source:
            known.add(message.source)
    return min(known, default=None)


def _bearer(hands: Sequence[Hand], text: str) -> Message:
    """The first message that has the text, for what is not merged; else the first at all."""
    messages = [hand.message for hand in hands if hand.message]
    return next((m for m in messages if _same(m.target, text)), messages[0] if messages else _NONE)


def _lines(hands: Sequence[Hand], name: str) -> tuple[str, ...]:
    """The comments or the flags that remain of all hands'."""
    bases = {getattr(hand.base, name) if hand.base else () for hand in hands if hand.rooted}
    base = bases.pop() if len(bases) == 1 else None
    if not all(hand.rooted for hand in hands[1:]):
        base = None
    versions = []
    for hand in hands:
        if hand.message:
            own = getattr(hand.message, name)
            versions.append(added(base or (), own) if hand.sparing else own)
    return lines(base, versions)


# ------------------------------------------------------------------------------- findings

_NONE = Message(Segment("", ""))
_EMPTIED = Finding(
    "contribution-emptied",
    Severity.WARNING,
    Certainty.CERTAIN,
    "Somebody emptied this translation. It was kept and made fuzzy: mend it, or take the "
    "fuzzy mark off if it is right.",
)
_OUTDATED = Finding(
    "contribution-outdated",
    Severity.INFO,
    Certainty.CERTAIN,
    "This translation was made for an earlier English. It was taken as fuzzy, with that English "
    "beside it: bring it to the present English and take the fuzzy mark off.",
)
_WITHDRAWN = Finding(
    "contribution-outdated",
    Severity.WARNING,
    Certainty.CERTAIN,
    "This translation was made for an earlier English, which differs in a number, a date or a "
    "negation. It is only quoted in a comment, since it may say the opposite now: translate anew.",
    code="unsafe",
)


def _conflict(readings: Sequence[_Reading]) -> Finding:
    told = "; ".join(f"{', '.join(sorted(r.names))}: “{r.text}”" for r in readings)
    return Finding(
        "contribution-conflict",
        Severity.WARNING,
        Certainty.CERTAIN,
        f"{len(readings)} translations differ, and a person must decide. {told}. All of them are "
        f"in the message's comments: leave the right one as the translation and take the fuzzy "
        f"mark off.",
    )


def _superseded(reading: _Reading) -> Finding:
    return Finding(
        "contribution-superseded",
        Severity.INFO,
        Certainty.CERTAIN,
        f"A finished translation took the place of a fuzzy one by "
        f"{', '.join(sorted(reading.names))}, which read: “{reading.text}”",
    )
