"""Aligning a document with its translation, without any model of either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.align.evidence import (
    LENGTH_NAMES,
    NAMES,
    PROFILE_NAMES,
    SHAPE_NAMES,
    STATIC_NAMES,
    Evidence,
    blocks,
)
from pipeline.align.lattice import Array, Lattice, Sweep, backward, best_path, forward, posteriors
from pipeline.align.links import SHAPES, Gap, Gaps, Link, Shape
from pipeline.align.measures import Side, Unit, measure
from pipeline.align.weights import Learnt, Weights, learnt
from pipeline.locales import Locale

ENGLISH = Locale("en")
MOVING = 4.0
"""The log-odds against a block having been moved."""
KEPT = 0.6
"""The probability from which a link in order is not given up for one out of order."""
_CHEAP = Gaps((Gap(0.0, -1.2),), (Gap(0.0, -1.2),))
APART = 0.93
"""By how much a chain found apart from the rest is less sure than it looks: it was not held
against all that might be instead."""
AGAIN = 3
"""How often what one pass found is used as knowledge for another."""

_STATIC = slice(len(SHAPE_NAMES), len(SHAPE_NAMES) + len(STATIC_NAMES))
_LENGTH = slice(_STATIC.stop, _STATIC.stop + len(LENGTH_NAMES))
_PROFILE = slice(_LENGTH.stop, _LENGTH.stop + len(PROFILE_NAMES))
assert _PROFILE.stop == len(NAMES)


def length_script(locale: Locale) -> str:
    """The script by which lengths are looked up: both ways of writing Chinese are one."""
    return "Hani" if locale.written in ("Hans", "Hant") else locale.written


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass over a pair of documents yields."""

    lattice: Lattice
    ahead: Sweep
    probabilities: dict[Shape, Array]
    ratio: float

    @property
    def pairs(self) -> Array:
        """The probability that each two units belong together, ``(n, m)``."""
        return spread(self.probabilities, self.lattice.n, self.lattice.m)


def spread(probabilities: dict[Shape, Array], n: int, m: int) -> Array:
    """The probability of each pair of units, from those of the links that hold them."""
    found = np.zeros((n, m))
    for (a, b), chances in probabilities.items():
        rows, columns = chances.shape
        for i in range(a):
            for j in range(b):
                found[i : i + rows, j : j + columns] += chances
    return found


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
        self.statics = {s: self.evidence.static(s) for s in self.evidence.shapes}
        self.source_gap = self.evidence.source_gap()
        self.target_gap = self.evidence.target_gap()

    def run(self, weights: Weights, ratio: float, links: Array | None = None) -> Passed:
        """One pass, with or without knowledge of which units correspond."""
        table = {}
        for shape in self.evidence.shapes:
            features = self.statics[shape] + self.evidence.length(shape, ratio)
            values = weights.links[_STATIC.start : _LENGTH.stop]
            if links is not None:
                features = features + self.evidence.profile(shape, links)
                values = weights.links[_STATIC.start :]
            scores = np.full(self.evidence.size(shape), weights.links[SHAPES.index(shape)])
            for feature, weight in zip(features, values, strict=True):
                if weight:
                    scores += weight * feature
            if self.forbidden is not None:
                scores[blocks(self.forbidden, shape) > 0.0] = -np.inf
            table[shape] = scores
        lattice = Lattice(
            self.evidence.n,
            self.evidence.m,
            table,
            weights.gaps,
            weights.source_gap @ np.array(self.source_gap),
            weights.target_gap @ np.array(self.target_gap),
        )
        ahead = forward(lattice)
        return Passed(lattice, ahead, posteriors(lattice, ahead, backward(lattice)), ratio)

    def passes(self, script: str) -> tuple[Passed, Passed]:
        """The last two passes: the first is made at the likeliest ratio of lengths, and each of
        the others builds upon what the one before it found.
        """
        mean, deviation = self.model.ratios.get(script, self.model.ratios[""])
        starts = {mean, self._whole_ratio()}
        if deviation > 0.3:
            starts |= {mean + step * deviation for step in (-3.0, -2.0, -1.0, 1.0)}
        tried = [self.run(self.model.first, ratio) for ratio in sorted(starts)]
        first = max(tried, key=lambda p: p.ahead.total - 0.5 * ((p.ratio - mean) / deviation) ** 2)
        ratio = self._ratio(first, mean, deviation)
        first = self.run(self.model.first, ratio)
        ratio = self._ratio(first, mean, deviation)
        passed = first
        for _ in range(AGAIN):
            before, passed = passed, self.run(self.model.second, ratio, passed.pairs)
            ratio = self._ratio(passed, mean, deviation)
        return before, passed

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


@dataclass(frozen=True, slots=True)
class Alignment:
    """A document and its translation, linked."""

    links: tuple[Link, ...]
    """In the order of the source. A posterior is the probability of exactly that link."""
    pairs: Array
    """The probability that each two units belong together, ``(n, m)``."""
    likeness: float
    """Which share of the target's letters has a counterpart, by probability: near 1 for a
    translation, near 0 for some other document."""


def align_documents(
    source: Sequence[Unit],
    target: Sequence[Unit],
    *,
    locale: Locale,
    origin: Locale = ENGLISH,
    pins: Sequence[tuple[range, range]] = (),
    model: Learnt | None = None,
) -> Alignment:
    """Link the units of a document with those of its translation.

    ``locale`` is the translation's, ``origin`` the source's (lengths were learnt against
    English). ``pins`` are links that a person made: they are kept, their units are linked with
    nothing else, and what stands before one of them is not linked with what stands behind it. A
    pin of two empty ranges does the latter alone: it is a fence.
    """
    if not source or not target:
        return Alignment((), np.zeros((len(source), len(target))), 0.0)
    sides = measure(source, origin), measure(target, locale)
    aligner = Aligner(*sides, model or learnt(), tuple(pins))
    _, last = aligner.passes(length_script(locale))
    links = rearranged(last, decode(last))
    pairs = last.pairs
    for link in links:
        if link.moved:
            block = (
                slice(link.source.start, link.source.stop),
                slice(link.target.start, link.target.stop),
            )
            pairs[block] = np.maximum(pairs[block], link.posterior or 0.0)
    for ours, theirs in pins:
        pairs[ours.start : ours.stop, theirs.start : theirs.stop] = 1.0
    pinned = tuple(Link(s, t, 0.0, 1.0, pinned=True) for s, t in pins if s and t)
    weight = sides[1].length
    found = float((np.minimum(pairs.sum(axis=0), 1.0) * weight).sum() / weight.sum())
    everything = sorted((*links, *pinned), key=lambda link: link.source.start)
    return Alignment(tuple(everything), pairs, found)


def decode(passed: Passed, worth: float = 0.4) -> tuple[Link, ...]:
    """The alignment with the best expected score, a pair of units counting ``p - worth``.

    Where many alignments are about as likely, this is right more often than the likeliest one
    (maximum expected accuracy; Goodman, 1996).
    """
    return _decode(passed.lattice, passed.probabilities, worth)


def _decode(lattice: Lattice, probabilities: dict[Shape, Array], worth: float) -> tuple[Link, ...]:
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


def _forbidden(n: int, m: int, pins: tuple[tuple[range, range], ...]) -> Array | None:
    """1 for each pair of units that what a person said rules out; None where nothing was said."""
    if not pins:
        return None
    no = np.zeros((n, m))
    for source, target in pins:
        no[source.start : source.stop, :] = 1.0
        no[:, target.start : target.stop] = 1.0
        if bool(source) == bool(target) and not _crossed(source, target, pins):
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
