"""What the messages of a link are given: the words of its passages, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.align.documents import Alignment
from pipeline.align.links import Link
from pipeline.align.measures import enumerator, values
from pipeline.formats.inline import plain, undressed
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Text
from pipeline.stages.adopted import Match, Why
from pipeline.stages.anchors import folded
from pipeline.stages.labels import Labels, labels_of
from pipeline.stages.outline import SourceUnit
from pipeline.stages.portion import portion
from pipeline.stages.sides import Sides
from pipeline.stages.substance import Substance, barely_changed, substance

SURE = 0.95
"""The probability from which a message is taken as translated."""
SURE_CUT = 0.95
"""The same of a cut through a paragraph that is sure."""
WORTH_SHOWING = 0.2
"""Below this, a link is more likely to mislead a translator than to help."""
_RIVAL = 0.03


def found(
    sides: Sides, numbers: Sequence[int], alignment: Alignment, links: Iterable[Link]
) -> Iterator[Match]:
    """What the messages get by the links of two sides.

    ``numbers`` say which of the file's each passage is.
    """
    labels = labels_of([plain(passage.text) for passage in sides.passages], sides.locale)
    for link in links:
        texts = [text for i in link.source for text in sides.units[i].texts]
        if not texts or link.pinned or not _worth_showing(link, alignment):
            continue
        why = _why(link, [sides.passages[j] for j in link.target])
        if len(texts) == 1:
            yield _whole(texts[0], link, why, sides, numbers, alignment)
        else:
            yield from _shares(texts, link, why, sides, numbers, labels)


def _worth_showing(link: Link, alignment: Alignment) -> bool:
    likely = float(alignment.pairs[link.source.start, link.target.start])
    return max(link.posterior or 0.0, likely) >= WORTH_SHOWING


def _why(link: Link, passages: Iterable[Passage]) -> Why | None:
    """Why what is linked is not sure; the last of several reasons is the gravest."""
    why: Why | None = None
    if (link.posterior or 0.0) < SURE:
        why = Why.MOVED if link.moved else Why.DOUBT
    if any(passage.stale for passage in passages):
        why = Why.STALE
    if not all(passage.legible for passage in passages):
        why = Why.ILLEGIBLE
    return why


def _whole(
    text: Text,
    link: Link,
    why: Why | None,
    sides: Sides,
    numbers: Sequence[int],
    alignment: Alignment,
) -> Match:
    """A link's passages as the translation of its one message."""
    words = sides.words(link.target)
    detail = _detail(text, words, link, sides, numbers, alignment) if why is Why.DOUBT else ""
    words = _dressed_alike(words, text.markdown, sides.origin)
    places = tuple(numbers[j] for j in link.target)
    match = Match(text.key, places, link.posterior or 0.0, words, why, detail)
    return _unless_same(match, text, kin=sides.kin)


def _shares(
    texts: Sequence[Text],
    link: Link,
    why: Why | None,
    sides: Sides,
    numbers: Sequence[int],
    labels: Labels,
) -> Iterator[Match]:
    """A link's passages as the translations of several messages."""
    score = link.posterior or 0.0
    parts = portion(
        [text.markdown for text in texts],
        [sides.passages[j].text for j in link.target],
        labels,
        sides.origin,
        sides.taught,
    )
    for text, part in zip(texts, parts, strict=True):
        if not part.words:
            continue
        sure = score * part.score
        reason = why or (Why.DIVIDED if part.score < SURE_CUT else None)
        places = tuple(numbers[link.target[i]] for i in part.passages)
        if part.shared:
            sure, reason = score, Why.SHARED
        words = _dressed_alike(part.words, text.markdown, sides.origin)
        yield _unless_same(Match(text.key, places, sure, words, reason), text, kin=sides.kin)


def _dressed_alike(words: str, source: str, origin: Locale) -> str:
    """A translation without the emphasis of a whole paragraph, where the source has none.

    What counts a sub-paragraph of the source, ``(a)``, has been cut from the translation.
    """
    _, rest = enumerator(source, origin)
    return words if undressed(rest) != rest else undressed(words)


def _detail(
    text: Text,
    words: str,
    link: Link,
    sides: Sides,
    numbers: Sequence[int],
    alignment: Alignment,
) -> str:
    """What speaks against a link: a number that is not there, or another paragraph."""
    wanted = values(plain(text.markdown), sides.origin)
    missing = sorted(set(wanted) - set(values(plain(words), sides.locale)))
    if missing:
        return f"{missing[0]} is a number of the source, but not of this paragraph"
    chances = alignment.pairs[link.source.start].copy()
    chances[link.target.start : link.target.stop] = 0.0
    other = int(chances.argmax())
    if chances[other] > _RIVAL:
        share = f"{chances[other]:.0%}"
        return f"paragraph {numbers[other] + 1} of the file might be it or belong to it ({share})"
    return "the file may have left this out and said something else here"


def _unless_same(match: Match, text: Text, *, kin: bool) -> Match:
    """The match, without its words where they are the source's own: that is no translation.

    What may be a name is not sure; what holds no words, such as a number, is the same everywhere.
    In another form of the source's language (``kin``), a few letters make the translation, and
    what is the same may be right.
    """
    source, target = folded(plain(text.markdown)), folded(plain(match.target))
    if source != target and (kin or not barely_changed(source, target)):
        return match
    made_of = substance(plain(text.markdown))
    if made_of is Substance.WORDS and not kin:
        return replace(match, target="", why=Why.UNTRANSLATED)
    if made_of is not Substance.NUMBERS:
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
        yield _unless_same(Match(text.key, (at,), 1.0, words), text, kin=False)
