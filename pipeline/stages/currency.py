"""Whether a translation keeps up with the English."""

from __future__ import annotations

from enum import StrEnum

from pipeline.model import Message, Segment, State


class Currency(StrEnum):
    """Whether a translation keeps up with the English."""

    CURRENT = "current"
    STALE = "stale"
    """Made for an earlier version of the English."""
    UNSURE = "unsure"
    """Fuzzy, and nobody knows what English it was made for: a suggestion, say."""
    ABSENT = "absent"
    """There is no translation."""


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
