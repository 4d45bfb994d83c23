"""Blocks that stand out of order in the translation: they are put back, and all is aligned anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.align.decoding import decode, worth_most
from pipeline.align.lattice import Lattice, backward, forward, posteriors
from pipeline.align.links import Gap, Gaps, Link
from pipeline.align.passes import Aligner, Passed
from pipeline.align.runs import spread

MOVING = 5.0
"""The log-odds against a block having been moved."""
KEPT = 0.6
"""The probability from which a link in order is not given up for one out of order."""
CORE = 0.5
"""From which probability a pair of units belongs to the core of a block that was moved."""
TRIED = 3
"""So many candidates for a block that was moved are tried at a time."""
MOVES = 3
"""So many blocks of a document may have been moved."""
_CHEAP = Gaps((Gap(0.0, -1.2),), (Gap(0.0, -1.2),))


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation whose blocks were put into the order of the source."""

    passed: Passed
    order: tuple[int, ...]
    """For every place, which unit of the translation stands there now."""
    moved: frozenset[int]
    """The units of the translation that were put elsewhere."""
    chance: float = 1.0
    """How probable it is that they belong there."""


def restored(aligner: Aligner, passed: Passed) -> Restored:
    """What was moved is looked for among what is not linked surely.

    A block is put back if the whole document then goes together better by more than ``MOVING``,
    which is the log-odds against any block having been moved.
    """
    best = Restored(passed, tuple(range(passed.lattice.m)), frozenset())
    for _ in range(MOVES):
        tries = [_tried(aligner, best, chain) for chain in _chains(best.passed)]
        if not tries:
            break
        found = max(tries, key=lambda each: each.passed.total)
        gain = found.passed.total - best.passed.total
        if gain <= MOVING:
            break
        best = replace(found, chance=best.chance / (1.0 + float(np.exp(MOVING - gain))))
    return best


def _tried(aligner: Aligner, before: Restored, chain: tuple[Link, ...]) -> Restored:
    """The document with the target units of a chain put where its source units have their place."""
    passed = before.passed
    source = range(chain[0].source.start, chain[-1].source.stop)
    target = range(chain[0].target.start, chain[-1].target.stop)
    order = [j for j in range(passed.lattice.m) if j not in target]
    ahead = [k.target.stop for k in decode(passed) if k.source.stop <= source.start]
    at = sum(j < max(ahead, default=0) for j in order)
    order[at:at] = target
    evidence = aligner.evidence
    units = tuple(before.order[j] for j in order)
    forbidden = None if aligner.forbidden is None else aligner.forbidden[:, units]
    again = Aligner(evidence.reordered(units), aligner.model, forbidden)
    # What belongs to the block is not known from what it was linked with where it stood.
    pairs = passed.pairs
    pairs[:, target.start : target.stop] = 0.0
    for link in chain:
        block = np.ix_(link.source, link.target)
        pairs[link.source.start : link.source.stop] = 0.0
        pairs[block] = 0.9
    moved = before.moved | {before.order[j] for j in target}
    return Restored(again.again(passed.ratio, pairs[:, order]), units, moved)


def _chains(passed: Passed) -> list[tuple[Link, ...]]:
    """The best chains of links between what is not linked surely, out of order with the rest."""
    chances = passed.pairs
    kept = [k for k in decode(passed) if chances[k.source.start, k.target.start] >= KEPT]
    lattice = replace(passed.lattice, gaps=_CHEAP)
    found = [
        _chain(lattice, source, target)
        for source in _runs_left(lattice.n, (link.source for link in kept))
        for target in _runs_left(lattice.m, (link.target for link in kept))
        if _crosses(source, target, kept)
    ]
    found = [each for each in found if each[1]]
    return [chain for _, chain in sorted(found, key=lambda each: -each[0])[:TRIED]]


def _crosses(source: range, target: range, links: Iterable[Link]) -> bool:
    """Whether links between two runs would be out of order with any of these links."""
    return any(
        (link.source.start < source.start) != (link.target.start < target.start) for link in links
    )


def _chain(lattice: Lattice, source: range, target: range) -> tuple[float, tuple[Link, ...]]:
    """The best chain of links between two runs, and the log-odds that there is one."""
    part = _part(lattice, source, target)
    ahead = forward(part)
    nothing = {shape: np.full_like(scores, -np.inf) for shape, scores in part.table.items()}
    odds = ahead.total - forward(replace(part, table=nothing)).total
    if odds <= 0.0:
        return 0.0, ()
    chances = posteriors(part, ahead, backward(part))
    links = worth_most(part, chances, spread(chances, part.n, part.m) - CORE)
    return odds, tuple(
        replace(
            link,
            source=source[link.source.start : link.source.stop],
            target=target[link.target.start : link.target.stop],
        )
        for link in links
    )


def _runs_left(size: int, used: Iterable[range]) -> Iterator[range]:
    """The runs of items that no range covers."""
    edges = [-1, *sorted(i for each in used for i in each), size]
    return (range(a + 1, b) for a, b in pairwise(edges) if b > a + 1)


def _part(lattice: Lattice, source: range, target: range) -> Lattice:
    """The lattice of a stretch of either side."""
    table = {
        (a, b): scores[
            source.start : max(source.stop - a + 1, source.start),
            target.start : max(target.stop - b + 1, target.start),
        ]
        for (a, b), scores in lattice.table.items()
        if a <= len(source) and b <= len(target)
    }
    return Lattice(
        len(source),
        len(target),
        table,
        lattice.gaps,
        lattice.source_gap[source.start : source.stop],
        lattice.target_gap[target.start : target.stop],
    )
