"""A volunteer's document → the catalog: aligned with the source, and how sure each message is.

Sure messages are translated; unsure ones are fuzzy, with the reason in a remark; what matched
nothing is left over and told. What a person translated before stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pipeline.align.documents import Alignment, align_documents
from pipeline.align.links import Link
from pipeline.align.measures import Unit, values
from pipeline.catalogs import remarks
from pipeline.formats.inline import plain, undressed
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Message, State, Template, Text
from pipeline.stages.anchors import Own, Pin, folded, heading, in_step, own_words, repeated
from pipeline.stages.counted import counted, labelled
from pipeline.stages.outline import SourceUnit, outline
from pipeline.stages.portion import portion
from pipeline.stages.substance import Substance, barely_changed, substance
from pipeline.text.sentences import join

TOPIC = "adopted"
"""The topic of the remarks that tell a translator what is not sure."""
SURE = 0.9
"""The probability from which a message is taken as translated."""
SURE_CUT = 0.95
"""The same where a paragraph had to be cut: a wrong cut spoils two messages."""
WORTH_SHOWING = 0.2
"""Below this, a link is more likely to mislead a translator than to help."""
LIKE_A_TRANSLATION = 0.5
"""A document of which less than this has a counterpart is some other document."""


_RIVAL = 0.03


class Why(StrEnum):
    """Why a message was not taken as it is."""

    DOUBT = "another paragraph might fit as well"
    MOVED = "it stands in another order than in the source"
    DIVIDED = "one paragraph of the file is several messages, and where to cut is not certain"
    SHARED = "the paragraph also holds the translation of the next message"
    UNTRANSLATED = "it is still in the language of the source"
    SAME = "it is the same as in the source, and so may be a name or not translated yet"
    STALE = "the file marks it as a translation of an older version"
    ILLEGIBLE = "the text of this file cannot be extracted reliably"


@dataclass(frozen=True, slots=True)
class Match:
    """What a message was given."""

    key: str
    passages: tuple[int, ...]
    """Indices of the passages that it came from; empty where nothing matched."""
    score: float
    """The probability that this is right, 0 where nothing matched."""
    target: str = ""
    why: Why | None = None
    """None where it is sure."""
    detail: str = ""
    """What exactly makes it unsure, where more can be said than ``why``."""
    by_hand: bool = False
    """Whether a person said so in the alignment file."""
    kept: bool = False
    """Whether the catalog had a translation that stays."""

    @property
    def reason(self) -> str:
        """Why it is not sure, for a person; empty where it is."""
        return self.detail or str(self.why or "")


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came of a volunteer's document."""

    catalog: Catalog
    matches: tuple[Match, ...]
    """One for every message, in the template's order."""
    leftovers: tuple[int, ...]
    """Indices of the passages that went nowhere."""
    passages: tuple[Passage, ...]
    likeness: float
    """How much the document looks like a translation of the source, 0 to 1."""

    @property
    def like(self) -> bool:
        """Whether it looks like a translation of this document at all."""
        return self.likeness >= LIKE_A_TRANSLATION

    def count(self, state: State) -> int:
        """How many messages this document made translated, or fuzzy."""
        wanted = {m.key for m in self.matches if m.target and not m.kept}
        return sum(m.state is state and m.key in wanted for m in self.catalog.messages)


Pins = Mapping[str, tuple[int, ...]]
"""What a person said: for a key, the indices of its passages; empty for none."""


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
) -> Adopted:
    """Take in a document.

    ``document`` is the source with keys (see `pipeline.stages.segment`), ``catalog`` what there
    is in the language of ``passages``; its messages are those of ``template``. ``replacing``
    overwrites translations. ``pins`` are what a person said against ``before``, what came of it
    without them. ``source_name`` names the volunteer's file in remarks.
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
    own = own_words(units, ready) if locale.language != origin.language else Own({}, False)
    before = tuple(before)
    pinned, said = _pinned(units, pins or {}, {match.key: match for match in before})
    alignment = align_documents(
        [unit.unit for unit in units],
        [Unit(plain(p.text), heading(p), p.number) for p in ready],
        locale=locale,
        origin=origin,
        pins=_together(pinned, [*own.pins(), *repeated(units, ready)]),
    )
    matches: dict[str, Match] = dict(said)
    links = alignment.links
    if not pinned:
        links = in_step(units, ready, alignment, own) or links
    for link in links:
        if link.pinned and link.target.start not in own.units:
            continue
        held = [units[i] for i in link.source if units[i].texts]
        for match in _matches(held, link, ready, alignment, locale, origin):
            matches.setdefault(match.key, match)
    matches = _names_settled(matches)
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
            ours = message.target == given.get(message.key)
            kept = bool(message.target) and not replacing and not ours
            match = replace(match, kept=kept)
            final.append(match)
        messages.append(_message(message, match, source_name, ready))
    used = {i for match in final for i in match.passages}
    structure = {j for k in alignment.links for j in k.target if not _texts_of(units, k)}
    left = (i for i in range(len(ready)) if i not in used and i not in structure)
    return Adopted(
        replace(catalog, messages=tuple(messages)),
        tuple(final),
        tuple(left),
        tuple(ready),
        _likeness(alignment, ready, own),
    )


def _likeness(alignment: Alignment, passages: Sequence[Passage], own: Own) -> float:
    """Which share of the letters has a counterpart, those that are the source's own left out."""
    letters = [0 if j in own.units else len(p.text) + 1 for j, p in enumerate(passages)]
    if not any(letters) or not alignment.pairs.size:
        return 0.0
    found = np.minimum(alignment.pairs.sum(axis=0), 1.0)
    return float((found * letters).sum() / sum(letters))


def _together(said: Sequence[Pin], known: Sequence[Pin]) -> list[Pin]:
    """What a person said, and what else is known where that does not speak of it."""
    ours = {i for source, _ in said for i in source}
    theirs = {j for _, target in said for j in target}
    return [
        *said,
        *(
            (source, target)
            for source, target in known
            if ours.isdisjoint(source) and theirs.isdisjoint(target)
        ),
    ]


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


def _matches(
    units: Sequence[SourceUnit],
    link: Link,
    passages: Sequence[Passage],
    alignment: Alignment,
    locale: Locale,
    origin: Locale,
) -> Iterable[Match]:
    """What the messages of one link get."""
    if not units:
        return
    texts = [text for unit in units for text in unit.texts]
    whole = [passages[j] for j in link.target]
    score = link.posterior or 0.0
    likely = float(alignment.pairs[link.source.start, link.target.start])
    if max(score, likely) < WORTH_SHOWING:
        return
    why: Why | None = None
    if score < SURE:
        why = Why.DOUBT
    if link.moved and why:
        why = Why.MOVED
    if any(passage.stale for passage in whole):
        why = Why.STALE
    if not all(passage.legible for passage in whole):
        why = Why.ILLEGIBLE
    if len(texts) == 1:
        words = join([passage.text for passage in whole], locale.bcp47)
        detail = ""
        if why is Why.DOUBT:
            detail = _detail(
                plain(texts[0].markdown), plain(words), link, alignment, locale, origin
            )
        words = _dressed_alike(words, texts[0].markdown)
        match = Match(texts[0].key, tuple(link.target), score, words, why, detail)
        yield _unless_same(match, texts[0])
        return
    parts = portion([text.markdown for text in texts], [p.text for p in whole], locale, origin)
    for text, part in zip(texts, parts, strict=True):
        if not part.words:
            continue
        sure = score * part.score
        reason = why or (Why.DIVIDED if sure < SURE_CUT else None)
        places = tuple(link.target[i] for i in part.passages)
        if part.shared:
            sure, reason = score, Why.SHARED
        words = _dressed_alike(part.words, text.markdown)
        yield _unless_same(Match(text.key, places, sure, words, reason), text)


def _dressed_alike(words: str, source: str) -> str:
    """A translation without the emphasis of a whole paragraph, where the source has none."""
    return words if undressed(source) != source else undressed(words)


def _detail(
    source: str, target: str, link: Link, alignment: Alignment, locale: Locale, origin: Locale
) -> str:
    """What speaks against a link: a number that is not there, or another paragraph."""
    missing = sorted(set(values(source, origin)) - set(values(target, locale)))
    if missing:
        return f"{missing[0]} is a number of the source, but not of this paragraph"
    chances = alignment.pairs[link.source.start].copy()
    chances[link.target.start : link.target.stop] = 0.0
    other = int(chances.argmax())
    if chances[other] > _RIVAL:
        return (
            f"paragraph {other + 1} of the file might be it or belong to it ({chances[other]:.0%})"
        )
    return "the file may have left this out and said something else here"


def _unless_same(match: Match, text: Text) -> Match:
    """The match, without its words where they are the source's own: that is no translation.

    What may be a name is not sure; what holds no words, such as a number, is the same everywhere.
    """
    source, target = folded(plain(text.markdown)), folded(plain(match.target))
    if source != target and not barely_changed(source, target):
        return match
    match_kind = substance(plain(text.markdown))
    if match_kind is Substance.WORDS:
        return replace(match, target="", why=Why.UNTRANSLATED)
    if match_kind is Substance.NAMES:
        return replace(match, why=match.why or Why.SAME)
    return match


def _names_settled(matches: Mapping[str, Match]) -> dict[str, Match]:
    """In a file in which nothing else was left untranslated, names are the same on purpose."""
    if any(match.why is Why.UNTRANSLATED for match in matches.values()):
        return dict(matches)
    return {
        key: replace(match, why=None) if match.why is Why.SAME else match
        for key, match in matches.items()
    }


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
