"""A volunteer's document → the catalog: aligned with the source, and how sure each message is.

Sure messages are translated; unsure ones are fuzzy, with the reason in a remark; what matched
nothing is left over and told. What a person translated before stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.align.lexicon import NOTHING, Lexicon
from pipeline.catalogs import remarks
from pipeline.formats.inline import with_calls_of
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Message, State
from pipeline.stages.adopted import TOPIC, Adopted, Match, Pins
from pipeline.stages.anchors import (
    Own,
    Pin,
    Rest,
    in_step,
    numbered_alike,
    own_words,
    repeated,
    rest,
)
from pipeline.stages.counted import relabelled
from pipeline.stages.dressed import dressed_like
from pipeline.stages.given import SURE, found, names_settled, still_source
from pipeline.stages.outline import SourceUnit
from pipeline.stages.sides import Sides, sides
from pipeline.stages.strange import strangers

Pair = tuple[int, int]
_PASSED = 2
"""A paragraph that a person moved past more than so many sure ones says nothing of their order."""


def adopt(
    document: Document,
    passages: Sequence[Passage],
    catalog: Catalog,
    *,
    replacing: bool = False,
    pins: Pins | None = None,
    before: Iterable[Match] = (),
    source_name: str = "",
    trusted: bool = False,
    taught: Lexicon = NOTHING,
) -> Adopted:
    """Take in a document.

    ``document`` is the source with keys (see `pipeline.stages.segment`), ``catalog`` what there
    is in the language of ``passages``, a message for each key. ``replacing`` overwrites
    translations. ``pins`` are what a person said against ``before``, what came of it
    without them. ``source_name`` names the volunteer's file in remarks. It is ``trusted`` to be
    a translation of this document where it stands on the same page. ``taught`` is what the
    project's own translations into this language teach (see `pipeline.stages.vocabulary`).
    """
    both = sides(document, passages, Locale.parse(catalog.locale), taught)
    before = tuple(before)
    pinned, said = _pinned(both.units, pins or {}, {match.key: match for match in before})
    own, strange = _set_apart(both, pinned)
    left = rest(own, strange, len(both.units), len(both.passages))
    part = both.part(left.units, left.passages)
    hand = list(_unfenced([left.pin(*pin) for pin in pinned], _before(part.units, left, before)))
    hand += [left.pin(range(i, i + 1), range(j, j + 1)) for j, i in own.short.items()]
    again = repeated(part.units, part.passages, hand)
    alignment = part.aligned([*hand, *left.fences, *again])
    links = alignment.links
    if not pinned:
        links = in_step(part.units, part.passages, alignment) or links
    if trusted:
        links = numbered_alike(part.units, part.passages, links)
    matches = dict(said)
    for match in chain(_own_matches(both, own), found(part, left.passages, alignment, links)):
        matches.setdefault(match.key, match)
    matches = _relabelled(catalog, _spoken(names_settled(matches), both), both)
    settled = _settled(catalog, matches, before, replacing)
    messages = tuple(
        message
        if message.state is State.OBSOLETE
        else _message(message, settled[message.key], source_name, both.passages)
        for message in catalog.messages
    )
    used = {j for match in settled.values() for j in match.passages} | own.units.keys()
    counting = (k for k in alignment.links if not any(part.units[i].texts for i in k.source))
    used |= {left.passages[j] for k in counting for j in k.target}
    return Adopted(
        replace(catalog, messages=messages),
        tuple(settled.values()),
        tuple(j for j in range(len(both.passages)) if j not in used),
        tuple(both.passages),
        alignment.likeness,
    )


def _set_apart(both: Sides, pinned: Sequence[Pin]) -> tuple[Own, frozenset[int]]:
    """The source's own passages, and those besides that are no translation.

    What a person spoke of is neither.
    """
    units = {i for source, _ in pinned for i in source}
    passages = {j for _, target in pinned for j in target}
    own = Own({}, False)
    if not both.kin:
        own = own_words(both.units, both.passages).without(units, passages)
    foreign = strangers(both.passages, both.locale) - passages
    kept = _without_strays(both, own, foreign)
    return kept, (foreign | own.units.keys()) - kept.units.keys()


def _without_strays(both: Sides, own: Own, foreign: Collection[int]) -> Own:
    """The source's own passages that stand where their translation would.

    Where the others belong is asked without them.
    """
    others = [j for j in range(len(both.passages)) if j not in own.units and j not in foreign]
    if own.beside or not own.units or not others:
        return own
    alignment = both.part(range(len(both.units)), others).aligned()
    sure = (k for k in alignment.links if (k.posterior or 0.0) >= SURE and not k.moved)
    return own.in_order_with({others[j]: k.source.start for k in sure for j in k.target})


def _own_matches(both: Sides, own: Own) -> Iterator[Match]:
    """What is still in the language of the source, where no translation stands beside it."""
    if not own.beside:
        for j, i in own.units.items():
            yield from still_source(both.units[i], both.passages[j], j)


def _spoken(matches: Mapping[str, Match], both: Sides) -> dict[str, Match]:
    """The matches, those that a person made with the words of their passages."""
    return {
        key: replace(match, target=both.words(match.passages)) if match.by_hand else match
        for key, match in matches.items()
    }


def _relabelled(catalog: Catalog, matches: Mapping[str, Match], both: Sides) -> dict[str, Match]:
    """The matches with what counts them, where it is among the words of the source."""
    sources = {message.key: message.source for message in catalog.messages}
    return {
        key: replace(
            match,
            target=relabelled(
                match.target,
                sources.get(key, ""),
                [both.passages[j] for j in match.passages],
                both.origin,
            ),
        )
        for key, match in matches.items()
    }


def _settled(
    catalog: Catalog, matches: Mapping[str, Match], before: Iterable[Match], replacing: bool
) -> dict[str, Match]:
    """What each message gets, in the catalog's order, and whether it keeps what it has."""
    given = {match.key: match.target for match in before}
    settled = {}
    for message in catalog.messages:
        if message.state is State.OBSOLETE:
            continue
        match = matches.get(message.key, Match(message.key, (), 0.0))
        # What an earlier run put there, and nobody has touched since, is no person's work.
        untouched = message.target == given.get(message.key)
        target = dressed_like(with_calls_of(message.source, match.target), message.source)
        # Of what a person has finished, the same words say nothing against it.
        finished = message.state is State.TRANSLATED and message.target == target
        kept = bool(message.target) and not untouched and (finished or not replacing)
        settled[message.key] = replace(match, target=target, kept=kept)
    return settled


def _before(units: Sequence[SourceUnit], left: Rest, before: Sequence[Match]) -> list[Pair]:
    """The sure links of what came without a person's word, each as a unit and a passage."""
    unit = {text.key: i for i, each in enumerate(units) for text in each.texts}
    passage = {j: at for at, j in enumerate(left.passages)}
    return [
        (unit[match.key], passage[match.passages[0]])
        for match in before
        if match.score >= SURE and match.key in unit and passage.keys() & set(match.passages[:1])
    ]


def _unfenced(pins: Sequence[Pin], known: Sequence[Pair]) -> Iterator[Pin]:
    """The pins, those that move a paragraph past several others as two that tell nothing of these.

    What a person did not speak of stays where it surely was.
    """
    for source, target in pins:
        crossed = sum((i < source.start) != (j < target.start) for i, j in known)
        if source and target and crossed > _PASSED:
            yield source, range(0)
            yield range(0), target
        else:
            yield source, target


def _pinned(
    units: Sequence[SourceUnit], pins: Pins, before: Mapping[str, Match]
) -> tuple[list[tuple[range, range]], dict[str, Match]]:
    """The pins as links of units and passages, and the matches that they are.

    Where a person moved one sentence of a paragraph, its others stay as they were before.
    """
    links: list[tuple[range, range]] = []
    said: dict[str, Match] = {}
    for at, unit in enumerate(units):
        keys = [text.key for text in unit.texts]
        if not any(key in pins for key in keys):
            continue
        for key in keys:
            said[key] = before.get(key, Match(key, (), 0.0))
            if key in pins:
                said[key] = Match(key, tuple(pins[key]), 1.0, by_hand=True)
        places = sorted({index for key in keys for index in said[key].passages})
        target = range(places[0], places[-1] + 1) if places else range(0)
        links.append((range(at, at + 1), target))
    return links, said


def _message(
    message: Message, match: Match, source_name: str, passages: Sequence[Passage]
) -> Message:
    """The message with what it was given."""
    if match.kept:
        return message
    comments = remarks.without(message.comments, TOPIC)
    if not match.target:
        if match.by_hand and message.target:
            return replace(message, target="", state=State.UNTRANSLATED, comments=comments)
        return message
    if match.why:
        places = ", ".join(passages[i].where or f"paragraph {i + 1}" for i in match.passages)
        came = " ".join(filter(None, ("from", source_name, f"({places})"))) if places else ""
        words = f"{came}; {match.score:.0%} sure: {match.reason}"
        comments = remarks.put(comments, TOPIC, (words,))
    return replace(
        message,
        target=match.target,
        state=State.FUZZY if match.why else State.TRANSLATED,
        comments=comments,
        previous=None,
        previous_key=None,
    )
