"""Sums over runs of rows, so that a merged paragraph is measured like its parts together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pipeline.align.lattice import Array
from pipeline.align.links import Shape


def runs(rows: Array, length: int) -> Array:
    """Sums over every run of so many rows."""
    if length == 1:
        return rows
    sums = np.concatenate((np.zeros((1, *rows.shape[1:])), np.cumsum(rows, axis=0)))
    return np.asarray(sums[length:] - sums[:-length])


def blocks(pairs: Array, shape: Shape) -> Array:
    """Sums over every block of so many rows and columns."""
    return runs(runs(pairs, shape[0]).T, shape[1]).T


def spread(probabilities: Mapping[Shape, Array], n: int, m: int) -> Array:
    """The probability of each pair of units, ``(n, m)``, from those of the links that hold them."""
    found = np.zeros((n, m))
    for (a, b), chances in probabilities.items():
        rows, columns = chances.shape
        for i in range(a):
            for j in range(b):
                found[i : i + rows, j : j + columns] += chances
    return found
