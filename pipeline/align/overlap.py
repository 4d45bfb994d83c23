"""Things that both documents hold: how much two units share, and how much only one of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence, Set

import numpy as np

from pipeline.align.lattice import Array
from pipeline.align.lexicon import ENGLISH, NOTHING, Lexicon, joined, lexicon, nearest, translated
from pipeline.align.links import Shape
from pipeline.align.measures import Side
from pipeline.align.runs import blocks, runs

MOST = 1500
"""So many of a document's rarest words are compared with the other's."""

Shared = tuple[Array, Array, Array]
"""What each two units share ``(n, m)``, and what there is of it in each unit of either side."""


def shared(ours: Sequence[Set[Hashable]], theirs: Sequence[Set[Hashable]]) -> Shared:
    """How much two units share, and how much there is to share; rare things weigh more."""
    column: dict[Hashable, int] = {}
    size = len(ours) + len(theirs)
    for bag in (*ours, *theirs):
        for thing in bag:
            column.setdefault(thing, len(column))
    x, y = np.zeros((len(ours), len(column))), np.zeros((len(theirs), len(column)))
    for rows, bags in ((x, ours), (y, theirs)):
        for row, bag in zip(rows, bags, strict=True):
            row[[column[thing] for thing in bag]] = 1.0
    # What only one side has, in any of its units, tells no two units of it apart.
    both = (x.sum(axis=0) > 0) & (y.sum(axis=0) > 0)
    x, y = x[:, both], y[:, both]
    held = x.sum(axis=0) + y.sum(axis=0)
    weight = np.log((size + 2.0) / (held + 0.5)) / np.log(size + 2.0)
    return (x * weight) @ y.T, x @ weight, y @ weight


def overlap(things: Shared, shape: Shape) -> list[Array]:
    """What two runs share, what is missing from the target, and what it has too much."""
    both = blocks(things[0], shape)
    x, y = runs(things[1], shape[0])[:, None], runs(things[2], shape[1])[None, :]
    return [
        np.minimum(both, 4.0),
        np.clip(x - both, 0.0, 3.0),
        np.clip(y - both, 0.0, 3.0),
    ]


def untouched(source: Side, target: Side) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Latin words that ought to be the same on both sides: acronyms, addresses, and in a
    document of another script every one.
    """
    letters = sum(map(len, (unit.text for unit in target.units)))
    latin = sum(len(word) for words in target.verbatim for word in words)
    if latin < letters / 4:
        return list(source.verbatim), list(target.verbatim)

    def marked(words: frozenset[str]) -> frozenset[str]:
        return frozenset(w for w in words if len(w) > 1 and not w.istitle() and not w.islower())

    return [marked(words) for words in source.verbatim], [marked(w) for w in target.verbatim]


def cognates(source: Side, target: Side) -> Shared:
    """How many rare words of two units look alike in Latin letters (Jaro-Winkler)."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    (x, ours), (y, theirs) = _vocabulary(source), _vocabulary(target)
    if not ours or not theirs:
        n, m = len(source.units), len(target.units)
        return np.zeros((n, m)), np.zeros(n), np.zeros(m)
    alike = cdist(ours, theirs, scorer=JaroWinkler.similarity, score_cutoff=0.84)
    alike = np.asarray(alike, float)
    alike[alike > 0] = (alike[alike > 0] - 0.8) * 5.0
    matched = x @ alike @ y.T
    return matched, x.sum(axis=1), matched.sum(axis=0)


def in_common(
    source: Side, target: Side, *, known: bool = True, taught: Lexicon = NOTHING
) -> tuple[Shared, ...]:
    """Cognates, words that go together by the target's lexicon, or else by that of a relative.

    ``known`` is whether the target's own shipped lexicon may be used. What was ``taught`` (see
    `pipeline.align.learning`) goes before either.
    """
    own = other = NOTHING
    ours, theirs = ([unit.text for unit in side.units] for side in (source, target))
    if source.locale.language == ENGLISH:
        shipped = lexicon(target.locale) if known else NOTHING
        own = joined(taught, shipped)
        related = NOTHING if shipped else nearest(ours, theirs, target.locale)
        other = {base: forms for base, forms in related.items() if base not in taught}
    found = (translated(ours, theirs, each, target.locale) for each in (own, other))
    return cognates(source, target), *found


def surprise(things: Shared, shape: Shape) -> list[Array]:
    """How much more, and how much less, two runs have in common than any two of their size.

    The size of a source run is what there is in it that might be found. What is found would be no
    measure of it where the target is a single unit.
    """
    matched, ours, theirs = things
    total = max(ours.sum(), 1e-9)
    seen = blocks(matched, shape)
    expected = runs(ours, shape[0])[:, None] * runs(theirs, shape[1])[None, :] / total
    more = (seen - expected) / np.sqrt(expected + 1.0)
    return [np.clip(more, 0.0, 6.0), np.clip(-more, 0.0, 2.0)]


def _vocabulary(side: Side) -> tuple[Array, list[str]]:
    """Which unit holds which of the rarest words, and those words."""
    held = Counter(word for words in side.words for word in words)
    kept = sorted(held, key=lambda word: (held[word], word))[:MOST]
    column = {word: k for k, word in enumerate(kept)}
    rows = np.zeros((len(side.units), len(column)))
    for row, words in zip(rows, side.words, strict=True):
        row[[column[word] for word in words if word in column]] = 1.0
    return rows / np.sqrt([held[word] for word in kept] or 1.0), kept
