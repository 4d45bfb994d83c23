"""Offering to what has no translation what was translated before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Message, State
from pipeline.stages.memory import Memory, Offer
from pipeline.stages.remake import CHANGED, MEMORY, SUGGESTION, Maker


def filled(
    messages: Sequence[Message], own: Catalog, memory: Memory | None, maker: Maker
) -> list[Message]:
    """The messages; those without a translation with one of an equal or similar text.

    It is always fuzzy. ``own`` is the catalog itself, obsolete messages and all; ``memory`` holds
    what other documents and files have.
    """
    result = list(messages)
    if all(message.target for message in messages):
        return result
    memories = [Memory.of([own]), *([memory] if memory else [])]
    alone: list[int] = []
    for place, message in enumerate(messages):
        if message.target:
            continue
        if equal := next(filter(None, (m.equal(message.source) for m in memories)), None):
            result[place] = _taken(message, equal, maker)
        elif message.previous is None:
            alone.append(place)
    if alone and maker.policy.suggestions:
        sources = [messages[place].source for place in alone]
        for place, *found in zip(alone, *(m.near(sources) for m in memories), strict=True):
            if offers := list(filter(None, found)):
                best = max(offers, key=lambda offer: offer.likeness)
                result[place] = _taken(messages[place], best, maker)
    return result


def _taken(message: Message, offer: Offer, maker: Maker) -> Message:
    """A message with an offer of the memory, in a comment only where it may be wrong."""
    unit = offer.unit
    change = maker.grade(unit.source, message.segment)
    origin = f"{offer.likeness:.0%} like {unit.origin}"
    if change.unsafe:
        comments = remarks.put(message.comments, SUGGESTION, [unit.target])
        words = f"{origin}, where the English is otherwise: {change.why}"
        return replace(message, comments=remarks.put(comments, MEMORY, [words]))
    comments = remarks.without(message.comments, SUGGESTION, CHANGED)
    return replace(
        message,
        target=unit.target,
        state=State.FUZZY,
        previous=unit.source if unit.source != message.source else None,
        previous_key=None,
        comments=remarks.put(comments, MEMORY, [origin]),
    )
