"""Whether a document is a translation of the source at all.

How links are found takes for granted that it is. In some other document links are found too, but
each has many rivals that are about as good, and together they are worth little more than none.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.align.evidence import Evidence
from pipeline.align.lattice import Array, forward
from pipeline.align.passes import Passed
from pipeline.align.weights import SIGN_NAMES

FEW = 3
BELIEVED = 0.85
"""How probable it can become by that alone: not enough for anything to be taken as sure."""


def signs(passed: Passed, evidence: Evidence) -> Array:
    """What speaks for a translation, in the order of `weights.SIGN_NAMES`.

    The log-odds of any links against none, by target unit; how probable the best counterpart of
    each unit is, by their lengths; the log of their number; and how many are mere labels, which
    go together whatever they are the labels of.
    """
    lattice = passed.lattice
    nothing = {shape: np.full_like(each, -np.inf) for shape, each in lattice.table.items()}
    odds = passed.total - forward(replace(lattice, table=nothing)).total
    length = evidence.target.length
    sure = float(np.minimum(passed.pairs.max(axis=0), 1.0) @ length / length.sum())
    many = float(np.log(lattice.m))
    labels = float(evidence.target.label.mean())
    return np.array([1.0, min(odds / lattice.m, 8.0), sure, sure * many, many, labels])


def probability(passed: Passed, evidence: Evidence, weights: Array) -> float:
    """How probable it is that the document is a translation of the source.

    A few units tell little of that; they are believed as far as they have found a place.
    """
    found = signs(passed, evidence)
    chance = float(1.0 / (1.0 + np.exp(-(weights @ found))))
    if passed.lattice.m > FEW:
        return chance
    return max(chance, min(float(found[SIGN_NAMES.index("sure")]), BELIEVED))
