"""The lattice of all monotone alignments of two sequences, and sums over it.

A node ``(i, j)`` says that ``i`` source and ``j`` target items are behind us. From it a link of
some shape leads on, or one more item left out on either side. A path is an alignment, its
score the sum of its steps; a semi-Markov model (Sarawagi and Cohen, 2004) whose probabilities
are ``exp(score) / Z``. Between two links the source items left out come before the target
items left out, so that every alignment is one path (per choice of gaps) and none counts twice.

Rows are NumPy vectors over ``j``, so the cost is one Python step a row and shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.align.links import Gaps, Shape

Array = NDArray[np.float64]
Table = Mapping[Shape, Array]
"""For each shape ``(a, b)`` the scores of linking ``[i, i+a)`` with ``[j, j+b)``, as an array of
``(n_source - a + 1, n_target - b + 1)``. A shape longer than a sequence has an empty array."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Scores of links and gaps over two sequences of ``n`` and ``m`` items."""

    n: int
    m: int
    table: Table
    gaps: Gaps
    source_gap: Array
    """What leaving out each source item scores on top of the gap's own cost; length ``n``."""
    target_gap: Array


@dataclass(frozen=True, slots=True)
class Sweep:
    """Sums (or maxima) over all paths up to, or from, every node, by the state of the path.

    ``linked`` after a link, or at the start; ``source[k]`` and ``target[k]`` inside the k-th
    kind of gap. All are logarithms, ``(n+1, m+1)``.
    """

    linked: Array
    source: tuple[Array, ...]
    target: tuple[Array, ...]
    total: float
    arriving: Array
    """Forwards: paths in any state. Backwards: paths that go on with a link, or end."""
    begin: Array
    """In the gap before the first link, after each number of source items; ``(n+1,)``, since no
    target item is behind us there. ``-inf`` where the lattice has no such gap."""
    end: Array
    """In the gap behind the last link."""


def forward(lattice: Lattice, plus: np.ufunc = np.logaddexp) -> Sweep:
    """Sum over all paths from the start to every node.

    With ``plus=np.maximum`` it is the best path instead of the sum.
    """
    n, m, gaps = lattice.n, lattice.m, lattice.gaps
    linked = np.full((n + 1, m + 1), -np.inf)
    linked[0, 0] = 0.0
    source = tuple(np.full((n + 1, m + 1), -np.inf) for _ in gaps.source)
    target = tuple(np.full((n + 1, m + 1), -np.inf) for _ in gaps.target)
    arriving = np.full((n + 1, m + 1), -np.inf)
    begin, end = _begin(lattice), np.full((n + 1, m + 1), -np.inf)
    shapes = [shape for shape in lattice.table if shape[0] <= n and shape[1] <= m]
    climbs = [_climb(lattice.target_gap, gap.extension) for gap in gaps.target]
    for i in range(n + 1):
        row = linked[i]
        for a, b in shapes:
            if a <= i:
                step = arriving[i - a, : m + 1 - b] + lattice.table[a, b][i - a]
                row[b:] = plus(row[b:], step)
        before = row.copy()
        if i:
            left_out = lattice.source_gap[i - 1]
            for gap, state in zip(gaps.source, source, strict=True):
                going_on = plus(linked[i - 1] + gap.opening, state[i - 1])
                state[i] = going_on + gap.extension + left_out
                before = plus(before, state[i])
            before[0] = plus(before[0], begin[i])
        if gaps.ends and i > 1:
            going_on = plus(linked[i - 1] + gaps.ends.opening, end[i - 1])
            end[i] = going_on + gaps.ends.extension + lattice.source_gap[i - 1]
            if i == n:
                before = plus(before, end[i])
        reached = before.copy()
        for gap, state, climb in zip(gaps.target, target, climbs, strict=True):
            opened = plus.accumulate(before[:-1] - climb[:-1]) if m else before[:0]
            state[i, 1:] = gap.opening + climb[1:] + opened
            reached = plus(reached, state[i])
        arriving[i] = reached
    return Sweep(linked, source, target, float(arriving[n, m]), arriving, begin, end)


def backward(lattice: Lattice) -> Sweep:
    """Sum over all paths from every node, in every state, to the end."""
    n, m, gaps = lattice.n, lattice.m, lattice.gaps
    linked = np.full((n + 1, m + 1), -np.inf)
    source = tuple(np.full((n + 1, m + 1), -np.inf) for _ in gaps.source)
    target = tuple(np.full((n + 1, m + 1), -np.inf) for _ in gaps.target)
    leaving = np.full((n + 1, m + 1), -np.inf)
    leaving[n, m] = 0.0
    begin, end = np.full(n + 1, -np.inf), np.full((n + 1, m + 1), -np.inf)
    shapes = [shape for shape in lattice.table if shape[0] <= n and shape[1] <= m]
    climbs = [_climb(lattice.target_gap, gap.extension) for gap in gaps.target]
    for i in range(n, -1, -1):
        row = leaving[i]
        for a, b in shapes:
            if i + a <= n:
                step = lattice.table[a, b][i] + linked[i + a, b:]
                row[: m + 1 - b] = np.logaddexp(row[: m + 1 - b], step)
        opening = row.copy()
        for gap, state, climb in zip(gaps.target, target, climbs, strict=True):
            state[i] = np.logaddexp.accumulate((row + climb)[::-1])[::-1] - climb
            opened = gap.opening + climb[1:] - climb[:-1] + state[i, 1:]
            opening[:-1] = np.logaddexp(opening[:-1], opened)
        linked[i] = opening
        begin[i] = opening[0]
        if gaps.ends and i == n:
            end[i] = opening
        elif gaps.ends and i:
            end[i] = gaps.ends.extension + lattice.source_gap[i] + end[i + 1]
            linked[i] = np.logaddexp(linked[i], gaps.ends.opening + end[i])
        for gap, state in zip(gaps.source, source, strict=True):
            state[i] = opening
            if i < n:
                left_out = gap.extension + lattice.source_gap[i]
                state[i] = np.logaddexp(state[i], left_out + state[i + 1])
                linked[i] = np.logaddexp(linked[i], gap.opening + left_out + state[i + 1])
    if gaps.ends and n:
        through = np.logaddexp.reduce(_begin(lattice)[1:] + begin[1:])
        linked[0, 0] = np.logaddexp(linked[0, 0], through)
    return Sweep(linked, source, target, float(linked[0, 0]), leaving, begin, end)


def posteriors(lattice: Lattice, ahead: Sweep, behind: Sweep) -> dict[Shape, Array]:
    """The probability of every link, in arrays like those of the table."""
    n, m = lattice.n, lattice.m
    found = {}
    for (a, b), scores in lattice.table.items():
        if a > n or b > m:
            found[a, b] = np.zeros_like(scores)
            continue
        through = ahead.arriving[: n + 1 - a, : m + 1 - b] + scores + behind.linked[a:, b:]
        found[a, b] = np.exp(np.minimum(through - ahead.total, 0.0))
    return found


def _begin(lattice: Lattice) -> Array:
    """What leaving out the first ``i`` source items scores as a gap at the beginning."""
    ends = lattice.gaps.ends
    if not ends:
        return np.full(lattice.n + 1, -np.inf)
    found = ends.opening + _climb(lattice.source_gap, ends.extension)
    found[0] = -np.inf
    return found


def best_path(lattice: Lattice) -> list[tuple[int, int, Shape]]:
    """The links ``(i, j, shape)`` of the best alignment, in order (Viterbi)."""
    best = forward(lattice, np.maximum)
    i, j = lattice.n, lattice.m
    links: list[tuple[int, int, Shape]] = []
    state = _best_state(best, i, j)
    while (i, j) != (0, 0):
        kind, k = state
        if kind == "linked":
            a, b = max(
                (s for s in lattice.table if s[0] <= i and s[1] <= j),
                key=lambda s: (
                    best.arriving[i - s[0], j - s[1]] + lattice.table[s][i - s[0], j - s[1]]
                ),
            )
            i, j = i - a, j - b
            links.append((i, j, (a, b)))
            state = _best_state(best, i, j)
        elif kind == "begin":
            i, state = 0, ("linked", 0)
        elif kind == "target":
            j -= 1
            before = _best_state(best, i, j, target=False)
            opened = _score(best, i, j, before) + lattice.gaps.target[k].opening
            state = before if opened >= best.target[k][i, j] else state
        else:
            i -= 1
            gap = lattice.gaps.source[k] if kind == "source" else lattice.gaps.ends
            opened = best.linked[i, j] + gap.opening if gap else -np.inf
            state = ("linked", 0) if opened >= _score(best, i, j, state) else state
    return links[::-1]


def _climb(left_out: Array, extension: float) -> Array:
    """What leaving out the first ``j`` items of a side scores, for every ``j``."""
    return np.concatenate(([0.0], np.cumsum(left_out + extension)))


def _score(sweep: Sweep, i: int, j: int, state: tuple[str, int]) -> float:
    kind, k = state
    if kind == "begin":
        return float(sweep.begin[i])
    if kind in ("linked", "end"):
        return float((sweep.linked if kind == "linked" else sweep.end)[i, j])
    return float((sweep.source if kind == "source" else sweep.target)[k][i, j])


def _best_state(sweep: Sweep, i: int, j: int, *, target: bool = True) -> tuple[str, int]:
    """The state in which the best path reaches a node; ``target`` if it may be a target gap."""
    states = [("linked", 0)]
    states += [("source", k) for k in range(len(sweep.source))]
    states += [("target", k) for k in range(len(sweep.target)) if target]
    if not j:
        states.append(("begin", 0))
    if i == len(sweep.begin) - 1:
        states.append(("end", 0))
    return max(states, key=lambda state: _score(sweep, i, j, state))
