"""Two versions of one text, paragraph by paragraph, the worst first.

Two volunteers' translations, or a back-translation and the source: whoever reads both should
begin where they differ most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.locales import Locale
from pipeline.stages.carry import carry
from pipeline.text.diff import Piece, diff
from pipeline.text.scores import Scores, score, score_all, signatures


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a version, with its key where it comes from a catalog."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of one version and what stands for it in the other."""

    key: str
    """The key, or the place in the first version (``3``, ``3-4``) where there are no keys."""
    one: str
    other: str
    scores: Scores
    """The first version against the second."""
    pieces: tuple[Piece, ...]
    """What leads from the first to the second."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side."""

    pairs: tuple[Pair, ...]
    """The worst first: by chrF, then in reading order."""
    total: Scores
    """Of the paragraphs that both have."""
    only_one: tuple[Passage, ...] = ()
    only_other: tuple[Passage, ...] = ()
    signatures: tuple[str, ...] = ()


def compare(one: Sequence[Passage], other: Sequence[Passage], locale: Locale) -> Comparison:
    """Compare two versions in one language.

    Paragraphs are paired by key where both versions have keys in common, else by what they say:
    a paragraph of one may be several of the other.
    """
    matched = _by_key(one, other) or _by_text(one, other)
    pairs = [
        Pair(key, text, rival, score(text, rival, locale), diff(text, rival))
        for key, text, rival, _, _ in matched
    ]
    mine = {place for *_, places, _ in matched for place in places}
    theirs = {place for *_, places in matched for place in places}
    return Comparison(
        tuple(sorted(pairs, key=lambda pair: pair.scores.chrf)),
        score_all([p.one for p in pairs], [p.other for p in pairs], locale)
        if pairs
        else Scores(0.0, 0.0, 0.0),
        tuple(passage for place, passage in enumerate(one) if place not in mine),
        tuple(passage for place, passage in enumerate(other) if place not in theirs),
        signatures(locale),
    )


_Matched = list[tuple[str, str, str, range, range]]


def _by_key(one: Sequence[Passage], other: Sequence[Passage]) -> _Matched:
    places = {passage.key: place for place, passage in enumerate(other) if passage.key}
    return [
        (
            passage.key,
            passage.text,
            other[there].text,
            range(here, here + 1),
            range(there, there + 1),
        )
        for here, passage in enumerate(one)
        if (there := places.get(passage.key, -1)) >= 0
    ]


def _by_text(one: Sequence[Passage], other: Sequence[Passage]) -> _Matched:
    matched = []
    for link in carry([p.text for p in one], [p.text for p in other]):
        first, last = link.old.start + 1, link.old.stop
        matched.append(
            (
                str(first) if first == last else f"{first}-{last}",
                "\n".join(one[place].text for place in link.old),
                "\n".join(other[place].text for place in link.new),
                link.old,
                link.new,
            )
        )
    return sorted(matched, key=lambda each: each[3].start)
