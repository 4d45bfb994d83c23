"""The likelihood of true alignments, its slope, and the climb along it."""

from __future__ import annotations

import random

import numpy as np

from benchmarks.adopting.examples import Example
from pipeline.align.evidence import LENGTH_NAMES, NAMES
from pipeline.align.lattice import Lattice, Sweep, backward, forward, posteriors
from pipeline.align.links import SHAPES, Gap
from pipeline.align.weights import ALL_NAMES, Weights

PENALTY = 0.02
BATCH = 12


def blank() -> Weights:
    """Where training starts: links are good, gaps are bad, lengths matter."""
    start = dict.fromkeys(ALL_NAMES, 0.0)
    start |= {"length misfit": -0.3, "length far off": -0.3, "length precision": 1.0}
    start |= {f"shape {a}-{b}": -1.0 * (a + b - 2) for a, b in SHAPES}
    for side in ("source", "target"):
        start |= {f"{side} short gap opening": -2.0, f"{side} short gap extension": -1.0}
        start |= {f"{side} long gap opening": -4.0, f"{side} long gap extension": -0.1}
    start |= {"gap at either end opening": -3.0}
    return Weights(np.array([start[name] for name in ALL_NAMES]))


def climb(examples: list[Example], start: Weights, epochs: int, name: str) -> Weights:
    """Adam (Kingma and Ba, 2015) on the likelihood of these examples."""
    anchor = blank().values
    values = start.values.copy()
    first, second = np.zeros_like(values), np.zeros_like(values)
    step, steps = 0, epochs * -(-len(examples) // BATCH)
    for epoch in range(epochs):
        order = list(range(len(examples)))
        random.Random(epoch).shuffle(order)
        gain = 0.0
        for begin in range(0, len(order), BATCH):
            slope = np.zeros_like(values)
            chosen = order[begin : begin + BATCH]
            for number in chosen:
                likelihood, uphill = slope_of(examples[number], Weights(values))
                gain += likelihood
                slope += uphill
            slope = slope / len(chosen) - PENALTY * (values - anchor)
            step += 1
            first = 0.9 * first + 0.1 * slope
            second = 0.99 * second + 0.01 * slope**2
            move = first / (1 - 0.9**step)
            move /= np.sqrt(second / (1 - 0.99**step)) + 1e-3
            values = values + 0.15 * 0.02 ** (step / steps) * move
        print(f"{name}, epoch {epoch}: log-likelihood {gain / len(order):.3f}", flush=True)
    return Weights(values)


def slope_of(example: Example, weights: Weights) -> tuple[float, np.ndarray]:
    """The log-likelihood of an example's true links, and its slope."""
    aligner = example.aligner
    middle = len(LENGTH_NAMES)
    length = {shape: each[:middle] for shape, each in example.dynamic.items()}
    known = {shape: each[middle:] for shape, each in example.dynamic.items()}
    informed = any(len(each) for each in known.values())
    lattice = aligner.lattice(weights, length, known if informed else None)
    ahead, behind = forward(lattice), backward(lattice)
    links = np.zeros(len(NAMES))
    total = -ahead.total
    for shape, chances in posteriors(lattice, ahead, behind).items():
        true = np.zeros_like(chances)
        for i, j in example.true.get(shape, ()):
            true[i, j] = 1.0
            total += float(lattice.table[shape][i, j])
        wanting = (true - chances).astype(np.float32)
        links[SHAPES.index(shape)] = wanting.sum()
        begin = len(SHAPES)
        for stack in (aligner.static[shape], example.dynamic[shape]):
            links[begin : begin + len(stack)] += np.tensordot(stack, wanting, 2)
            begin += len(stack)
    all_costs, *all_held = gap_usage(lattice, ahead, behind)
    gaps, true_costs, *true_held = true_gaps(lattice, example)
    units = [
        features @ (true - every)
        for features, true, every in zip(
            (aligner.source_gap, aligner.target_gap), true_held, all_held, strict=True
        )
    ]
    return total + gaps, np.concatenate((links, true_costs - all_costs, *units))


def gap_usage(
    lattice: Lattice, ahead: Sweep, behind: Sweep
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How often each kind of gap is expected to open and go on, and to hold each unit."""
    costs: list[float] = []
    held = [np.zeros(lattice.n), np.zeros(lattice.m)]
    for k, gap in enumerate(lattice.gaps.source):
        inside = np.exp(ahead.source[k] + behind.source[k] - ahead.total)
        begin = ahead.linked[:-1] + gap.opening + gap.extension + lattice.source_gap[:, None]
        costs.append(np.exp(begin + behind.source[k][1:] - ahead.total).sum())
        costs.append(inside.sum())
        held[0] += inside[1:].sum(axis=1)
    before = np.logaddexp.reduce((ahead.linked, *ahead.source))
    before[:, 0] = np.logaddexp(before[:, 0], ahead.begin)
    before[-1] = np.logaddexp(before[-1], ahead.end[-1])
    for k, gap in enumerate(lattice.gaps.target):
        inside = np.exp(ahead.target[k] + behind.target[k] - ahead.total)
        begin = before[:, :-1] + gap.opening + gap.extension + lattice.target_gap[None, :]
        costs.append(np.exp(begin + behind.target[k][:, 1:] - ahead.total).sum())
        costs.append(inside.sum())
        held[1] += inside[:, 1:].sum(axis=0)
    first = np.exp(ahead.begin + behind.begin - ahead.total)[1:]
    inside = np.exp(ahead.end + behind.end - ahead.total)
    last = inside.sum(axis=1)[1:]
    first = first[::-1].cumsum()[::-1]
    costs += [first[:1].sum() + last[-1:].sum(), first.sum() + last.sum()]
    return np.array(costs), held[0] + first + last, held[1]


def true_gaps(
    lattice: Lattice, example: Example
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """The score of what the true links leave out, and the same sums as `gap_usage` for it."""
    links = sorted((i, j, *shape) for shape, all_ in example.true.items() for i, j in all_)
    gaps = lattice.gaps
    costs = np.zeros((len(gaps.source) + len(gaps.target) + 1, 2))
    held = np.ones(lattice.n), np.ones(lattice.m)
    total = 0.0
    i = j = 0
    for x, y, a, b in [*links, (lattice.n, lattice.m, 0, 0)]:
        ways = list(enumerate(gaps.source))
        # A document of which nothing is linked has no end gap, only one at the beginning.
        if gaps.ends and ((i, j) == (0, 0) or (links and x == lattice.n and not a)):
            ways.append((len(costs) - 1, gaps.ends))
        total += _share(ways, x - i, costs)
        total += _share(list(enumerate(gaps.target, len(gaps.source))), y - j, costs)
        held[0][x : x + a] = 0.0
        held[1][y : y + b] = 0.0
        i, j = x + a, y + b
    total += float(held[0] @ lattice.source_gap + held[1] @ lattice.target_gap)
    return total, costs.ravel(), *held


def _share(ways: list[tuple[int, Gap]], size: int, costs: np.ndarray) -> float:
    """The score of one gap, whose kind nobody knows: each kind has its share in the costs."""
    if not size:
        return 0.0
    scores = np.array([gap.opening + size * gap.extension for _, gap in ways])
    total = float(np.logaddexp.reduce(scores))
    for (kind, _), share in zip(ways, np.exp(scores - total), strict=True):
        costs[kind] += share, share * size
    return total
