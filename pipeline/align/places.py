"""Where in a source a part of it may belong: found before it is known, weighed once it is.

A few paragraphs fit many places. What is learnt from the links of one place (what resembles what,
which lengths are usual) must not count for another, so each place is followed up by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.align.lattice import Array

MOST = 6
"""So many places are followed up."""
LEAST = 0.03
"""A place to which a smaller share of the units belongs is not."""
LONGER = 1.5
"""A source so many times as long as the translation has more than one place for it."""
FEW = 30
"""A translation of so many units finds its place by itself."""
DOUBT = 2.0
"""The log-odds between places are divided by this: evidence of neighbours is not independent, and
each place was made to look its best."""


def places(pairs: Array) -> list[range]:
    """The source units of the likely places, widened by as much again on either side.

    ``pairs`` holds the probability that each two units belong together, ``(n, m)``. None where
    there are not two places to choose from.
    """
    n, m = pairs.shape
    if m >= FEW or n <= LONGER * m:
        return []
    sums = np.concatenate(([0.0], np.cumsum(pairs.sum(axis=1))))
    held = sums[m:] - sums[:-m]
    found: list[range] = []
    while len(found) < MOST and held.max() > LEAST * m:
        start = int(held.argmax())
        wider = max(2, m)
        found.append(range(max(0, start - wider), min(n, start + m + wider)))
        near = max(1, m // 2)
        held[max(0, start - near) : start + near + 1] = 0.0
    return found if len(found) > 1 else []


def belief(odds: Sequence[float]) -> Array:
    """How probable each place is, by the log-odds of what was found there."""
    chances = np.exp((np.array(odds) - max(odds)) / DOUBT)
    return np.asarray(chances / chances.sum())


def only(pairs: Array, place: range) -> Array:
    """What would be known of the pairs if the translation belonged to this place."""
    inside = np.zeros_like(pairs)
    inside[place.start : place.stop] = pairs[place.start : place.stop]
    due = np.minimum(pairs.sum(axis=0), 0.9)
    return np.asarray(inside * (due / np.maximum(inside.sum(axis=0), 1e-9)))
