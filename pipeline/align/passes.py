"""The passes over one pair of documents: each builds upon what the one before it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.align.evidence import KNOWN_NAMES, LENGTH_NAMES, NAMES, SHAPE_NAMES, Evidence
from pipeline.align.lattice import Array, Lattice, Sweep, backward, forward, posteriors
from pipeline.align.links import SHAPES, Shape
from pipeline.align.measures import Side
from pipeline.align.runs import blocks, spread
from pipeline.align.weights import Learnt, Weights

AGAIN = 3
"""How often what one pass found is used as knowledge for another."""
UNLIKELY = 0.03
"""A ratio of lengths less probable than this is not followed up."""
ALIKE = 0.04
"""Two log ratios nearer than this are one."""

Features = NDArray[np.floating]
"""The features of one shape, stacked: ``(features, rows, columns)``."""

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

    @property
    def pairs(self) -> Array:
        """The probability that each two units belong together, ``(n, m)``."""
        return spread(self.probabilities, self.lattice.n, self.lattice.m)


def stacked(features: Mapping[Shape, Sequence[Array]]) -> dict[Shape, Features]:
    """The features of every shape as one array, in single precision."""
    return {shape: np.array(each, np.float32) for shape, each in features.items()}


class Aligner:
    """The passes over one pair of documents, which share what need be measured only once."""

    def __init__(
        self,
        source: Side,
        target: Side,
        model: Learnt,
        pins: tuple[tuple[range, range], ...] = (),
    ) -> None:
        self.evidence = Evidence(source, target)
        self.forbidden = _forbidden(len(source.units), len(target.units), pins)
        self.model = model
        self.static = stacked(self.evidence.static())
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
        may remain likely to the end, and what is found is their mean, by their probability.
        """
        mean, deviation = self.model.ratios.get(script, self.model.ratios[""])
        steps = np.arange(-2.0, 2.1, 0.1 / deviation if deviation > 0.2 else 1.0)
        ratios = [*(mean + steps * deviation), self._whole_ratio()]
        before = passed = self._mixed(self.model.first, ratios, (mean, deviation), None)
        for _ in range(1 + AGAIN):
            before = passed
            known = stacked(self.evidence.known(before[0].pairs))
            passed = self._mixed(self.model.second, before[1], (mean, deviation), known)
        return before[0], passed[0]

    def _mixed(
        self,
        weights: Weights,
        ratios: Sequence[float],
        usual: tuple[float, float],
        known: Mapping[Shape, Features] | None,
    ) -> tuple[Passed, list[float]]:
        """One pass at each of some ratios, and the ratios with which to go on."""
        mean, deviation = usual
        tried: list[tuple[float, float, Lattice, Sweep]] = []
        for ratio in ratios:
            lattice = self.lattice(weights, stacked(self.evidence.length(ratio)), known)
            ahead = forward(lattice)
            odds = ahead.total - 0.5 * ((ratio - mean) / deviation) ** 2
            tried.append((odds, ratio, lattice, ahead))
        tried.sort(key=lambda each: -each[0])
        chances = np.exp([each[0] - tried[0][0] for each in tried])
        chances /= chances.sum()
        found: list[Passed] = []
        refined: list[float] = []
        for chance, (_, ratio, lattice, ahead) in zip(chances, tried, strict=True):
            if found and chance < UNLIKELY:
                continue
            links = posteriors(lattice, ahead, backward(lattice))
            found.append(Passed(lattice, ahead.total, links, ratio))
            ratio = self._ratio(found[-1], mean, deviation)
            if all(abs(ratio - other) > ALIKE for other in refined):
                refined.append(ratio)
        shares = chances[: len(found)] / chances[: len(found)].sum()
        mixture = {
            shape: sum(share * p.probabilities[shape] for share, p in zip(shares, found, strict=True))
            for shape in found[0].probabilities
        }
        return replace(found[0], probabilities=mixture), refined

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


def _forbidden(n: int, m: int, pins: tuple[tuple[range, range], ...]) -> Array | None:
    """1 for each pair of units that what a person said rules out; None where nothing was said."""
    if not pins:
        return None
    no = np.zeros((n, m))
    for source, target in pins:
        no[source.start : source.stop, :] = 1.0
        no[:, target.start : target.stop] = 1.0
        if source and target and not _crossed(source, target, pins):
            no[: source.start, target.stop :] = 1.0
            no[source.stop :, : target.start] = 1.0
    return no


def _crossed(source: range, target: range, pins: tuple[tuple[range, range], ...]) -> bool:
    """Whether a pin is out of order with another, and so says nothing of what is around it."""
    return any(
        s and t and (s.start < source.start) != (t.start < target.start)
        for s, t in pins
        if s != source
    )
