"""One message out of what several people have for it.

The texts are gathered that somebody made since the common ancestor. One such text is taken.
Several are a conflict: the message is fuzzy, and every text stands in a remark with its author's
name. The gathering is a union of sets, so that the order of the people does not matter, and a
contribution that comes twice changes nothing. An unresolved conflict takes part with all its
texts, a resolved one with the text it was resolved to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.catalogs import remarks
from pipeline.model import Certainty, Finding, Message, Segment, Severity, State
from pipeline.stages.readings import Hand, Reading, gathered, is_finished, nfc, readings_of, same
from pipeline.stages.remake import CONFLICT, SUGGESTION, translated, with_diff
from pipeline.stages.threeway import added, lines
from pipeline.text.changes import grade


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What became of a message."""

    message: Message
    findings: tuple[Finding, ...] = ()
    shelved: tuple[Message, ...] = ()
    """An obsolete message that keeps a text which the message only quotes."""


def reconcile(
    segment: Segment, ours: Hand, theirs: Sequence[Hand], *, obsolete: bool = False
) -> Reconciled:
    """The message for a segment, and findings about it that name no document, locale or key.

    ``theirs`` may stand in any order; each one's base is what it shares with ``ours``. A text
    whose English is not the segment's is never taken for a finished translation; where that
    English differs in a number or a negation, it is only quoted, as `update` does.
    """
    hands = (ours, *theirs)
    readings, findings = gathered(segment, ours, theirs)
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
            message, hands, new=nfc(text) not in readings_of(ours, segment)
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
        if hand.message and same(hand.message.target, message.target) and is_finished(hand.message)
    ]
    origins = [m for m in finished if m.source == message.previous != message.source]
    if not origins:
        return message, (), [_EMPTIED] if emptied else []
    change = grade(origins[0].source, message.source)
    if not change.unsafe:
        said = [_EMPTIED] if emptied else [_OUTDATED] if new else []
        return with_diff(message, change), (), said
    message = with_diff(replace(message, target=nfc(message.target)), change)
    quoted = remarks.put(message.comments, SUGGESTION, [message.target])
    shelved = replace(origins[0], state=State.OBSOLETE, comments=remarks.own(message.comments))
    message = replace(message, target="", state=State.UNTRANSLATED, comments=quoted)
    return message, (shelved,), [_WITHDRAWN] if new and not emptied else []


def _doubted(hands: Sequence[Hand], segment: Segment, text: str) -> bool:
    """Whether somebody made fuzzy, or emptied, what was a finished translation at the start."""
    for hand in hands:
        base = hand.base
        if base is None or base.source != segment.source or not same(base.target, text):
            continue
        if is_finished(base):
            others = (other.message for other in hands if other.message)
            return any(
                not other.target or (same(other.target, text) and not is_finished(other))
                for other in others
            )
    return False


def _made_for(hands: Sequence[Hand], text: str, segment: Segment) -> str | None:
    """The English that a text was made for, where that is another and somebody knows it."""
    known: set[str] = set()
    for hand in hands:
        message = hand.message
        if message is None or not same(message.target, text):
            continue
        if not is_finished(message):
            known.update(filter(None, (message.previous,)))
        elif message.source != segment.source:
            known.add(message.source)
    return min(known, default=None)


def _bearer(hands: Sequence[Hand], text: str) -> Message:
    """The first message that has the text, for what is not merged; else the first at all."""
    messages = [hand.message for hand in hands if hand.message]
    return next((m for m in messages if same(m.target, text)), messages[0] if messages else _NONE)


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


def _conflict(readings: Sequence[Reading]) -> Finding:
    told = "; ".join(f"{', '.join(sorted(r.names))}: “{r.text}”" for r in readings)
    return Finding(
        "contribution-conflict",
        Severity.WARNING,
        Certainty.CERTAIN,
        f"{len(readings)} translations differ, and a person must decide. {told}. All of them are "
        f"in the message's comments: leave the right one as the translation and take the fuzzy "
        f"mark off.",
    )
