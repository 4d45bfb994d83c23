"""What the messages of a link are given: the words of its passages, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.align.documents import Alignment
from pipeline.align.lexicon import NOTHING, Lexicon
from pipeline.align.links import Link
from pipeline.align.measures import values
from pipeline.formats.inline import plain, undressed
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Text
from pipeline.stages.adopted import Match, Why
from pipeline.stages.anchors import folded
from pipeline.stages.labels import Labels
from pipeline.stages.outline import SourceUnit
from pipeline.stages.portion import portion
from pipeline.stages.substance import Substance, barely_changed, substance
from pipeline.text.sentences import join

SURE = 0.95
"""The probability from which a message is taken as translated."""
SURE_CUT = 0.95
"""The same of a cut through a paragraph that is sure."""
WORTH_SHOWING = 0.2
"""Below this, a link is more likely to mislead a translator than to help."""
_RIVAL = 0.03


def matches_of(
    units: Sequence[SourceUnit],
    link: Link,
    passages: Sequence[Passage],
    numbers: Sequence[int],
    alignment: Alignment,
    labels: Labels,
    origin: Locale,
    taught: Lexicon = NOTHING,
) -> Iterable[Match]:
    """What the messages of one link get.

    ``passages`` are those that were aligned, ``numbers`` say which of the file's each of them is.
    """
    locale = labels.locale
    if not units or link.pinned:
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
                plain(texts[0].markdown), plain(words), link, numbers, alignment, locale, origin
            )
        words = _dressed_alike(words, texts[0].markdown)
        places = tuple(numbers[j] for j in link.target)
        match = Match(texts[0].key, places, score, words, why, detail)
        yield _unless_same(match, texts[0])
        return
    parts = portion(
        [text.markdown for text in texts], [p.text for p in whole], labels, origin, taught
    )
    for text, part in zip(texts, parts, strict=True):
        if not part.words:
            continue
        sure = score * part.score
        reason = why or (Why.DIVIDED if part.score < SURE_CUT else None)
        places = tuple(numbers[link.target[i]] for i in part.passages)
        if part.shared:
            sure, reason = score, Why.SHARED
        words = _dressed_alike(part.words, text.markdown)
        yield _unless_same(Match(text.key, places, sure, words, reason), text)


def _dressed_alike(words: str, source: str) -> str:
    """A translation without the emphasis of a whole paragraph, where the source has none."""
    return words if undressed(source) != source else undressed(words)


def _detail(
    source: str,
    target: str,
    link: Link,
    numbers: Sequence[int],
    alignment: Alignment,
    locale: Locale,
    origin: Locale,
) -> str:
    """What speaks against a link: a number that is not there, or another paragraph."""
    missing = sorted(set(values(source, origin)) - set(values(target, locale)))
    if missing:
        return f"{missing[0]} is a number of the source, but not of this paragraph"
    chances = alignment.pairs[link.source.start].copy()
    chances[link.target.start : link.target.stop] = 0.0
    other = int(chances.argmax())
    if chances[other] > _RIVAL:
        share = f"{chances[other]:.0%}"
        return f"paragraph {numbers[other] + 1} of the file might be it or belong to it ({share})"
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


def names_settled(matches: Mapping[str, Match]) -> dict[str, Match]:
    """In a file in which nothing else was left untranslated, names are the same on purpose."""
    if any(match.why is Why.UNTRANSLATED for match in matches.values()):
        return dict(matches)
    return {
        key: replace(match, why=None) if match.why is Why.SAME else match
        for key, match in matches.items()
    }


def still_source(unit: SourceUnit, passage: Passage, at: int) -> Iterator[Match]:
    """The matches of a unit whose passage is, word for word, the unit itself."""
    for text in unit.texts:
        words = passage.text if len(unit.texts) == 1 else text.markdown
        yield _unless_same(Match(text.key, (at,), 1.0, words), text)
