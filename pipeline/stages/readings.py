"""What people have for a message: their texts, and which of these the translation is among."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.catalogs import remarks
from pipeline.model import Certainty, Finding, Message, Segment, Severity, State
from pipeline.stages.remake import CONFLICT

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


@dataclass(slots=True)
class Reading:
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


def gathered(
    segment: Segment, ours: Hand, theirs: Sequence[Hand]
) -> tuple[list[Reading], list[Finding]]:
    """The texts among which the translation is, and findings about those that are not."""
    mine = readings_of(ours, segment)
    made = []
    for hand in theirs:
        has, began = readings_of(hand, segment), _texts(hand.base)
        if has and has.keys() != began:
            made.append((hand, has, began))
    # Ours is answered where every contribution that has something new began with it.
    answered = made and all(hand.rooted and mine.keys() == began for hand, _, began in made)
    chosen = {form for _, has, _ in made for form in has} | (set() if answered else {*mine})
    everyone = _union([mine, *(readings_of(hand, segment) for hand in theirs)])
    readings = [reading for form, reading in everyone.items() if not chosen or form in chosen]
    if any(r.finished for r in readings) and any(not hand.rooted for hand, _, _ in made):
        # Nobody can say who began with what: a finished translation goes before a fuzzy one.
        kept = [r for r in readings if r.finished or r.contested]
        return kept, [_superseded(r) for r in readings if r not in kept]
    return readings, []


def readings_of(hand: Hand, segment: Segment) -> dict[str, Reading]:
    """The texts that somebody has for a message, by their NFC form: what looks alike is alike."""
    message = hand.message
    if message is None:
        return {}
    found: dict[str, Reading] = {}
    finished = is_finished(message)
    if not finished:
        for words in remarks.of(message.comments, CONFLICT):
            if signed := _SIGNED.fullmatch(words):
                names = {name for name in signed[1].split("; ") if name}
                found[nfc(signed[2])] = Reading(signed[2], names, contested=True)
    if message.target and nfc(message.target) not in found:
        name = re.sub(r"[\[\];\s]+", " ", hand.name).strip()
        made_for = message.source if finished else message.previous
        present = made_for in (None, segment.source)
        names = {name if present else name + _EARLIER}
        found[nfc(message.target)] = Reading(message.target, names, finished and present)
    return found


def _texts(message: Message | None) -> Iterable[str]:
    return readings_of(Hand("", message), message.segment).keys() if message else {}.keys()


def _union(sources: Iterable[dict[str, Reading]]) -> dict[str, Reading]:
    union: dict[str, Reading] = {}
    for source in sources:
        for form, reading in source.items():
            whole = union.setdefault(form, Reading(reading.text))
            # Of two that look alike, the one in NFC.
            whole.text = min(whole.text, reading.text, key=lambda text: (text != form, text))
            whole.names |= reading.names
            whole.finished |= reading.finished
            whole.contested |= reading.contested
    return union


def nfc(text: str) -> str:
    """A text in normalization form C, in which what looks alike is alike (UAX #15)."""
    return unicodedata.normalize("NFC", text)


def same(one: str, other: str) -> bool:
    """Whether two texts look alike."""
    return one == other or nfc(one) == nfc(other)


def is_finished(message: Message) -> bool:
    """Whether a message has a translation that nobody doubts, be it obsolete."""
    if message.state is State.OBSOLETE:
        return bool(message.target) and "fuzzy" not in message.flags
    return message.state is State.TRANSLATED


def _superseded(reading: Reading) -> Finding:
    return Finding(
        "contribution-superseded",
        Severity.INFO,
        Certainty.CERTAIN,
        f"A finished translation took the place of a fuzzy one by "
        f"{', '.join(sorted(reading.names))}, which read: “{reading.text}”",
    )
