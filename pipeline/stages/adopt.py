"""A volunteer's document → the catalog: aligned with the source, and how sure each message is.

Sure messages are translated; unsure ones are fuzzy, with the reason in a remark; what matched
nothing is left over and told. What a person translated before stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.align.documents import align_documents
from pipeline.align.lexicon import NOTHING, Lexicon
from pipeline.align.links import Link
from pipeline.align.measures import Unit
from pipeline.catalogs import remarks
from pipeline.formats.inline import plain, with_calls_of
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Message, State, Template
from pipeline.stages.adopted import TOPIC, Adopted, Match, Pins
from pipeline.stages.anchors import (
    Own,
    Pin,
    Rest,
    heading,
    in_step,
    numbered_alike,
    own_words,
    repeated,
    rest,
)
from pipeline.stages.counted import counted, labelled
from pipeline.stages.given import SURE, matches_of, names_settled, still_source
from pipeline.stages.labels import labels_of
from pipeline.stages.outline import SourceUnit, outline
from pipeline.stages.strange import strangers
from pipeline.text.sentences import join

Pair = tuple[int, int]
_PASSED = 2
"""A paragraph that a person moved past more than so many sure ones says nothing of their order."""


def adopt(
    document: Document,
    template: Template,
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
    is in the language of ``passages``; its messages are those of ``template``. ``replacing``
    overwrites translations. ``pins`` are what a person said against ``before``, what came of it
    without them. ``source_name`` names the volunteer's file in remarks. It is ``trusted`` to be
    a translation of this document where it stands on the same page. ``taught`` is what the
    project's own translations into this language teach (see `pipeline.stages.vocabulary`).
    """
    locale = Locale.parse(catalog.locale)
    origin = Locale.parse(document.locale)
    ready = counted(passages, document, locale)
    units = outline(
        document,
        origin,
        labelled=labelled(ready, document, locale),
        numbered=any(passage.number is not None for passage in ready),
    )
    before = tuple(before)
    pinned, said = _pinned(units, pins or {}, {match.key: match for match in before})
    found = own_words(units, ready) if locale.language != origin.language else Own({}, False)
    spoken_of = {j for _, t in pinned for j in t}
    found = found.without({i for s, _ in pinned for i in s}, spoken_of)
    foreign = strangers(ready, locale) - spoken_of
    own = _without_strays(found, foreign, units, ready, locale, origin, taught)
    strange = (foreign | found.units.keys()) - own.units.keys()
    left = rest(own, strange, len(units), len(ready))
    ours, theirs = [units[i] for i in left.units], [ready[j] for j in left.passages]
    hand = list(_unfenced([left.pin(*each) for each in pinned], _before(ours, left, before)))
    hand += [left.pin(range(i, i + 1), range(j, j + 1)) for j, i in found.short.items()]
    alignment = align_documents(
        [unit.unit for unit in ours],
        [_unit(passage) for passage in theirs],
        locale=locale,
        origin=origin,
        pins=[*hand, *left.fences, *repeated(ours, theirs, hand)],
        taught=taught,
    )
    links = (() if pinned else in_step(ours, theirs, alignment)) or alignment.links
    if trusted:
        links = numbered_alike(ours, theirs, links)
    matches: dict[str, Match] = dict(said)
    if not own.beside:
        for j, i in own.units.items():
            for match in still_source(units[i], ready[j], j):
                matches.setdefault(match.key, match)
    labels = labels_of([plain(passage.text) for passage in theirs], locale)
    for link in links:
        held = [ours[i] for i in link.source if ours[i].texts]
        for match in matches_of(
            held, link, theirs, left.passages, alignment, labels, origin, taught
        ):
            matches.setdefault(match.key, match)
    matches = names_settled(matches)
    for key, match in list(matches.items()):
        if match.by_hand:
            words = join([ready[i].text for i in match.passages], locale.bcp47)
            matches[key] = replace(match, target=words)
    given = {match.key: match.target for match in before}
    final: list[Match] = []
    messages: list[Message] = []
    for message in catalog.messages:
        match = matches.get(message.key, Match(message.key, (), 0.0))
        if message.state is not State.OBSOLETE:
            # What an earlier run put there, and nobody has touched since, is no person's work.
            untouched = message.target == given.get(message.key)
            kept = bool(message.target) and not replacing and not untouched
            target = with_calls_of(message.source, match.target)
            match = replace(match, target=target, kept=kept)
            final.append(match)
        messages.append(_message(message, match, source_name, ready))
    used = {i for match in final for i in match.passages}
    structure = {
        left.passages[j] for k in alignment.links for j in k.target if not _texts_of(ours, k)
    }
    known = used | structure | own.units.keys()
    return Adopted(
        replace(catalog, messages=tuple(messages)),
        tuple(final),
        tuple(j for j in range(len(ready)) if j not in known),
        tuple(ready),
        alignment.likeness,
    )


def _without_strays(
    own: Own,
    foreign: Collection[int],
    units: Sequence[SourceUnit],
    passages: Sequence[Passage],
    locale: Locale,
    origin: Locale,
    taught: Lexicon,
) -> Own:
    """The source's own passages that stand where their translation would.

    Where the others belong is asked without them.
    """
    others = [j for j in range(len(passages)) if j not in own.units and j not in foreign]
    if own.beside or not own.units or not others:
        return own
    alignment = align_documents(
        [unit.unit for unit in units],
        [_unit(passages[j]) for j in others],
        locale=locale,
        origin=origin,
        taught=taught,
    )
    sure = (k for k in alignment.links if (k.posterior or 0.0) >= SURE and not k.moved)
    return own.in_order_with({others[j]: k.source.start for k in sure for j in k.target})


def _unit(passage: Passage) -> Unit:
    return Unit(plain(passage.text), heading(passage), passage.number)


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


def _texts_of(units: Sequence[SourceUnit], link: Link) -> bool:
    return any(units[i].texts for i in link.source)


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
    if match.kept or message.state is State.OBSOLETE:
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
