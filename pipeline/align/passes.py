"""The passes over one pair of documents: each builds upon what the one before it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from pipeline.align.evidence import (
    KNOWN_NAMES,
    LENGTH_NAMES,
    NAMES,
    SHAPE_NAMES,
    Evidence,
    Features,
)
from pipeline.align.lattice import Array, Lattice, Sweep, backward, forward, posteriors
from pipeline.align.links import SHAPES, Shape
from pipeline.align.places import belief, only, places
from pipeline.align.runs import blocks, spread
from pipeline.align.weights import Learnt, Weights

AGAIN = 3
"""How often what one pass found is used as knowledge for another."""
UNLIKELY = 0.03
"""A ratio of lengths less probable than this is not followed up."""
ALIKE = 0.04
"""Two log ratios nearer than this are one."""

_STATIC = slice(len(SHAPE_NAMES), len(NAMES) - len(LENGTH_NAMES) - len(KNOWN_NAMES))
_LENGTH = slice(_STATIC.stop, _STATIC.stop + len(LENGTH_NAMES))
_KNOWN = slice(_LENGTH.stop, len(NAMES))


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass over a pair of documents yields."""

    lattice: Lattice
    total: float
    """The log of the sum over all alignments."""
    probabilities: Mapping[Shape, Array]
    ratio: float
    odds: float = 0.0
    """``total``, and how probable it is that lengths have this ratio."""
    ratios: tuple[float, ...] = ()
    """The likely ratios, drawn towards those of the links that were found."""

    @property
    def pairs(self) -> Array:
        """The probability that each two units belong together, ``(n, m)``."""
        return spread(self.probabilities, self.lattice.n, self.lattice.m)


class Aligner:
    """The passes over one pair of documents, which share what need be measured only once.

    ``forbidden`` is 1 for each pair of units that must not be linked.
    """

    def __init__(
        self,
        evidence: Evidence,
        model: Learnt,
        forbidden: Array | None = None,
    ) -> None:
        self.evidence = evidence
        self.forbidden = forbidden
        self.model = model
        self.static = self.evidence.static()
        self.source_gap = np.array(self.evidence.source_gap())
        self.target_gap = np.array(self.evidence.target_gap())

    def lattice(
        self,
        weights: Weights,
        length: Mapping[Shape, Features],
        known: Mapping[Shape, Features] | None = None,
    ) -> Lattice:
        """The scores of everything, with or without knowledge of which units correspond."""
        values = weights.links.astype(np.float32)
        table = {}
        for shape, static in self.static.items():
            scores = np.tensordot(values[_STATIC], static, 1)
            scores += np.tensordot(values[_LENGTH], length[shape], 1)
            if known is not None:
                scores += np.tensordot(values[_KNOWN], known[shape], 1)
            table[shape] = weights.links[SHAPES.index(shape)] + scores.astype(float)
            if self.forbidden is not None:
                table[shape][blocks(self.forbidden, shape) > 0.0] = -np.inf
        return Lattice(
            self.evidence.n,
            self.evidence.m,
            table,
            weights.gaps,
            weights.source_gap @ self.source_gap,
            weights.target_gap @ self.target_gap,
        )

    def passes(self, script: str) -> tuple[Passed, Passed]:
        """The last two passes.

        The first is made at every likely ratio of lengths; of a short document more than one
        may remain likely to the end, and what is found is their mean, by their probability. So
        are the places of a part of a document (`pipeline.align.places`).
        """
        mean, deviation = usual = self.model.ratios.get(script, self.model.ratios[""])
        steps = np.arange(-2.0, 2.1, 0.1 / deviation if deviation > 0.2 else 1.0)
        ratios = [*(mean + steps * deviation), self._whole_ratio()]
        first = self._mixed(self.model.first, ratios, usual, None)
        pairs = first.pairs
        anywhere = self._settled(first.ratios, usual, pairs)
        tried = [anywhere] + [
            self._confined(place)._settled(first.ratios, usual, only(pairs, place))
            for place in places(pairs)
        ]
        if len(tried) == 1:
            return anywhere
        chances = belief([last.odds for _, last in tried])
        before, last = (
            replace(each[chances.argmax()], probabilities=_mean(each, chances))
            for each in zip(*tried, strict=True)
        )
        # Nothing is forbidden in the lattice that is handed on.
        freely = self._mixed(
            self.model.second, before.ratios, usual, self.evidence.known(before.pairs)
        )
        return before, replace(freely, probabilities=last.probabilities)

    def again(self, ratio: float, links: Array) -> Passed:
        """Two more passes, where links are known already."""
        return self._settled([ratio], (ratio, 0.02), links, again=1)[1]

    def _settled(
        self,
        ratios: Sequence[float],
        usual: tuple[float, float],
        pairs: Array,
        again: int = AGAIN,
    ) -> tuple[Passed, Passed]:
        """The last two passes of those that build upon what is known of the pairs."""
        last = self._mixed(self.model.second, ratios, usual, self.evidence.known(pairs))
        before = last
        for _ in range(again):
            before = last
            known = self.evidence.known(before.pairs)
            last = self._mixed(self.model.second, before.ratios, usual, known)
        return before, last

    def _confined(self, place: range) -> Aligner:
        """The same, where nothing is linked with source units outside a place."""
        outside = np.ones((self.evidence.n, self.evidence.m))
        outside[place.start : place.stop] = 0.0
        other = copy(self)
        other.forbidden = outside if self.forbidden is None else np.maximum(outside, self.forbidden)
        return other

    def _mixed(
        self,
        weights: Weights,
        ratios: Sequence[float],
        usual: tuple[float, float],
        known: Mapping[Shape, Features] | None,
    ) -> Passed:
        """One pass at each of some ratios; ``ratios`` of what it yields are those to go on with."""
        mean, deviation = usual
        tried: list[tuple[float, float, Lattice, Sweep]] = []
        for ratio in ratios:
            lattice = self.lattice(weights, self.evidence.length(ratio), known)
            ahead = forward(lattice)
            odds = ahead.total - 0.5 * ((ratio - mean) / deviation) ** 2
            tried.append((odds, ratio, lattice, ahead))
        tried.sort(key=lambda each: -each[0])
        chances = np.exp([each[0] - tried[0][0] for each in tried])
        chances /= chances.sum()
        found: list[Passed] = []
        refined: list[float] = []
        for chance, (odds, ratio, lattice, ahead) in zip(chances, tried, strict=True):
            if found and chance < UNLIKELY:
                continue
            links = posteriors(lattice, ahead, backward(lattice))
            found.append(Passed(lattice, ahead.total, links, ratio, odds))
            ratio = self._ratio(found[-1], mean, deviation)
            if all(abs(ratio - other) > ALIKE for other in refined):
                refined.append(ratio)
        return replace(found[0], probabilities=_mean(found, chances), ratios=tuple(refined))

    def _whole_ratio(self) -> float:
        source, target = self.evidence.source, self.evidence.target
        return float(np.log(target.length.sum() / source.length.sum()))

    def _ratio(self, passed: Passed, mean: float, deviation: float) -> float:
        """The document's own ratio, drawn towards the usual one where there is little of it."""
        chances = passed.probabilities.get((1, 1))
        if chances is None:
            return mean
        x, y = self.evidence.source.length[:, None], self.evidence.target.length[None, :]
        precision = chances / (0.02 + 1.5 / np.minimum(x, y))
        prior = 1.0 / deviation**2
        total = prior * mean + float((precision * np.log(y / x)).sum())
        return total / (prior + float(precision.sum()))


def _mean(passes: Sequence[Passed], weights: Array) -> dict[Shape, Array]:
    """The probabilities of several passes, the first so many weights being theirs."""
    shares = weights[: len(passes)] / weights[: len(passes)].sum()
    found = {shape: np.zeros_like(each) for shape, each in passes[0].probabilities.items()}
    for share, one in zip(shares, passes, strict=True):
        for shape, chances in one.probabilities.items():
            found[shape] += share * chances
    return found
