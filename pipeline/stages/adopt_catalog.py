"""A PO file of another tool → the catalog: matched by English, not by order."""

from __future__ import annotations

from dataclasses import replace

from pipeline.align.nearest import nearest
from pipeline.catalogs import remarks
from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.model import Catalog, Message, State, Template
from pipeline.stages.adopted import TOPIC, Adopted, Match, Why

_ALIKE = 0.75
"""How much English must resemble English for the translation to be worth showing."""


def adopt_catalog(
    template: Template, theirs: Catalog, catalog: Catalog, *, replacing: bool = False
) -> Adopted:
    """Take in the translations of a PO file.

    Where the English is the same but for white space and markup, the translation is taken as it
    stands there (fuzzy if it was); where it is only alike, it is fuzzy.
    """
    offers = [message for message in theirs.live if message.target]
    exact: dict[str, int] = {}
    for index, offer in enumerate(offers):
        exact.setdefault(_normal(offer.source), index)
    texts = [_normal(offer.source) for offer in offers]
    sources = [_normal(segment.source) for segment in template.segments]
    changed = [source for source in sources if source not in exact]
    near = dict(zip(changed, nearest(changed, texts, floor=_ALIKE), strict=True))
    matches: dict[str, Match] = {}
    for segment, source in zip(template.segments, sources, strict=True):
        found = [(1.0, exact[source])] if source in exact else near[source]
        if not found:
            continue
        score, index = found[0]
        offer = offers[index]
        unsure = score < 1.0 or offer.state is State.FUZZY
        why = Why.DOUBT if unsure else None
        matches[segment.key] = Match(segment.key, (index,), score, offer.target, why)
    messages, final = [], []
    for message in catalog.messages:
        match = matches.get(message.key, Match(message.key, (), 0.0))
        if message.state is not State.OBSOLETE:
            match = replace(match, kept=bool(message.target) and not replacing)
            final.append(match)
        messages.append(_message(message, match, offers))
    used = {index for match in final for index in match.passages}
    passages = tuple(Passage(offer.target, Kind.PARAGRAPH) for offer in offers)
    likeness = len(used) / len(offers) if offers else 0.0
    left = tuple(index for index in range(len(offers)) if index not in used)
    return Adopted(
        replace(catalog, messages=tuple(messages)), tuple(final), left, passages, likeness
    )


def _message(message: Message, match: Match, offers: list[Message]) -> Message:
    if match.kept or not match.target or message.state is State.OBSOLETE:
        return message
    comments = remarks.without(message.comments, TOPIC)
    offer = offers[match.passages[0]]
    previous = None
    if match.why and match.score < 1.0:
        previous = offer.source
        words = f"from another catalog, made for like English; {match.score:.0%} alike"
        comments = remarks.put(comments, TOPIC, (words,))
    return replace(
        message,
        target=match.target,
        state=State.FUZZY if match.why else State.TRANSLATED,
        comments=(*comments, *remarks.own(offer.comments)),
        previous=previous,
    )


def _normal(markdown: str) -> str:
    return " ".join(plain(markdown).split())
