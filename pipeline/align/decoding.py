"""The best alignment of all that are likely."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pipeline.align.lattice import Array, Lattice, best_path
from pipeline.align.links import Gap, Gaps, Link, Shape
from pipeline.align.passes import Passed

WORTH = 0.3
"""What a pair of units costs that turns out wrong, one that is right being worth 1."""


def decode(passed: Passed, worth: float = WORTH) -> tuple[Link, ...]:
    """The alignment with the best expected score, a pair of units counting ``p - worth``.

    Where many alignments are about as likely, this is right more often than the likeliest one
    (maximum expected accuracy; Goodman, 1996).
    """
    return worth_most(passed.lattice, passed.probabilities, passed.pairs - worth)


def worth_most(
    lattice: Lattice, probabilities: Mapping[Shape, Array], worth: Array
) -> tuple[Link, ...]:
    """The alignment whose pairs of units are worth most; ``worth`` is ``(n, m)``."""
    table = {}
    for (a, b), scores in lattice.table.items():
        gain = np.zeros_like(scores)
        rows, columns = gain.shape
        for i in range(a):
            for j in range(b):
                gain += worth[i : i + rows, j : j + columns]
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
