"""The best alignment of all that are likely, and blocks that stand out of order in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pipeline.align.lattice import Array, Lattice, backward, best_path, forward, posteriors
from pipeline.align.links import Gap, Gaps, Link, Shape
from pipeline.align.passes import Passed
from pipeline.align.runs import spread

MOVING = 4.0
"""The log-odds against a block having been moved."""
KEPT = 0.6
"""The probability from which a link in order is not given up for one out of order."""
_CHEAP = Gaps((Gap(0.0, -1.2),), (Gap(0.0, -1.2),))
APART = 0.93
"""By how much a chain found apart from the rest is less sure than it looks: it was not held
against all that might be instead."""


def decode(passed: Passed, worth: float = 0.4) -> tuple[Link, ...]:
    """The alignment with the best expected score, a pair of units counting ``p - worth``.

    Where many alignments are about as likely, this is right more often than the likeliest one
    (maximum expected accuracy; Goodman, 1996).
    """
    return _decode(passed.lattice, passed.probabilities, worth)


def _decode(lattice: Lattice, probabilities: Mapping[Shape, Array], worth: float) -> tuple[Link, ...]:
    pairs = spread(probabilities, lattice.n, lattice.m) - worth
    table = {}
    for (a, b), scores in lattice.table.items():
        gain = np.zeros_like(scores)
        rows, columns = gain.shape
        for i in range(a):
            for j in range(b):
                gain += pairs[i : i + rows, j : j + columns]
        table[a, b] = gain
    nothing = Gaps((Gap(0.0, 0.0),), (Gap(0.0, 0.0),))
    gains = Lattice(lattice.n, lattice.m, table, nothing, np.zeros(lattice.n), np.zeros(lattice.m))
    return tuple(
        Link(
            range(i, i + a),
            range(j, j + b),
            float(lattice.table[a, b][i, j]),
            float(probabilities[a, b][i, j]),
        )
        for i, j, (a, b) in best_path(gains)
    )


def rearranged(passed: Passed, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links, with blocks that stand out of order found among what is not linked surely.

    Every run of source units that no sure link covers is held against every such run of target
    units, and the best chain of links anywhere between them is taken, surest first, as long as
    that is likelier than that both were left out (as local alignments are found one after the
    other by Waterman and Eggert, 1987). Links that were not sure stay where nothing better came.
    """
    chances = passed.pairs
    kept = [k for k in links if float(chances[k.source.start, k.target.start]) >= KEPT]
    taken: list[Link] = []
    cheap = replace(passed.lattice, gaps=_CHEAP)
    for _ in range(8):
        known = [*kept, *taken]
        sources = _runs_left(passed.lattice.n, (link.source for link in known))
        targets = _runs_left(passed.lattice.m, (link.target for link in known))
        best: tuple[float, tuple[Link, ...]] = (0.0, ())
        for source in sources:
            for target in targets:
                out_of_order = _crosses(source, target, known)
                doubt = MOVING if out_of_order else 0.0
                chain = _chain(cheap, source, target, doubt, out_of_order)
                best = max(best, chain, key=lambda each: each[0])
        if not best[1]:
            break
        taken += best[1]
    rows = {i for link in taken for i in link.source}
    columns = {j for link in taken for j in link.target}
    left = [
        link
        for link in links
        if link not in kept and not (rows & {*link.source} or columns & {*link.target})
    ]
    return tuple(sorted((*kept, *taken, *left), key=lambda link: link.source.start))


def _chain(
    lattice: Lattice, source: range, target: range, doubt: float, out_of_order: bool
) -> tuple[float, tuple[Link, ...]]:
    """The best chain of links between two runs, and the log-odds that there is one."""
    part = _part(lattice, source, target)
    ahead = forward(part)
    nothing = {shape: np.full_like(scores, -np.inf) for shape, scores in part.table.items()}
    odds = ahead.total - forward(replace(part, table=nothing)).total
    odds -= doubt + float(np.log(part.n * part.m))
    if odds <= 0.0:
        return 0.0, ()
    chance = APART * float(1.0 / (1.0 + np.exp(-odds)))
    inside = {
        shape: chance * chances
        for shape, chances in posteriors(part, ahead, backward(part)).items()
    }
    return odds, tuple(
        replace(
            link,
            source=source[link.source.start : link.source.stop],
            target=target[link.target.start : link.target.stop],
            moved=out_of_order,
        )
        for link in _decode(part, inside, 0.5)
    )


def _crosses(source: range, target: range, links: Iterable[Link]) -> bool:
    """Whether links between two runs would be out of order with any of these links."""
    return any(
        (link.source.start < source.start) != (link.target.start < target.start) for link in links
    )


def _runs_left(size: int, used: Iterable[range]) -> list[range]:
    """The runs of items that no range covers."""
    edges = [-1, *sorted(i for each in used for i in each), size]
    return [range(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


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
