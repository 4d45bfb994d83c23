"""Aligning two sequences: anchors, bands, the best alignment, and blocks out of order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from pipeline.align.links import SHAPES, Gaps, Link, Scorer, Shape

if TYPE_CHECKING:
    from pipeline.align.lattice import Array, Table


def align(
    n_source: int,
    n_target: int,
    score: Scorer,
    *,
    shapes: Sequence[Shape] = SHAPES,
    gaps: Gaps | None = None,
    anchors: Iterable[tuple[range, range]] = (),
    band: int | None = None,
    posterior: bool = True,
) -> tuple[Link, ...]:
    """The best monotone alignment of two sequences under a scorer.

    ``anchors`` are links known beforehand, in ascending order on both sides; what lies between
    two of them is aligned on its own, so many anchors make a large input quick. ``band`` keeps
    links within so many items of the diagonal of their stretch; both matter only where
    ``n_source * n_target`` is large, since every candidate is scored once. Without ``posterior``
    the links carry none, and NumPy is not imported. Raises `ValueError` for anchors out of order.
    """
    links: list[Link] = []
    i = j = 0
    pins = [*anchors, (range(n_source, n_source), range(n_target, n_target))]
    for source, target in pins:
        if source.start < i or target.start < j:
            raise ValueError(f"anchors out of order: {source} and {target}")
        links += _stretch(
            range(i, source.start),
            range(j, target.start),
            score,
            tuple(shapes),
            gaps or Gaps(),
            band,
            posterior,
        )
        if source and target:
            links.append(Link(source, target, score(source, target), 1.0, pinned=True))
        i, j = source.stop, target.stop
    return tuple(links)


def align_table(
    table: Table,
    n_source: int,
    n_target: int,
    *,
    gaps: Gaps | None = None,
    source_gap: Array | None = None,
    target_gap: Array | None = None,
) -> tuple[Link, ...]:
    """As `align`, for scores already laid out in arrays (see `pipeline.align.lattice.Table`).

    ``source_gap`` and ``target_gap`` say for each item what leaving it out scores on top of the
    gap's cost.
    """
    import numpy as np

    from pipeline.align import lattice as grid

    lattice = grid.Lattice(
        n_source,
        n_target,
        table,
        gaps or Gaps(),
        np.zeros(n_source) if source_gap is None else source_gap,
        np.zeros(n_target) if target_gap is None else target_gap,
    )
    path = grid.best_path(lattice)
    if not path:
        return ()
    sure = grid.posteriors(lattice, grid.forward(lattice), grid.backward(lattice))
    return tuple(
        Link(
            range(i, i + a),
            range(j, j + b),
            float(table[a, b][i, j]),
            float(sure[a, b][i, j]),
        )
        for i, j, (a, b) in path
    )


def _stretch(
    source: range,
    target: range,
    score: Scorer,
    shapes: tuple[Shape, ...],
    gaps: Gaps,
    band: int | None,
    posterior: bool,
) -> list[Link]:
    """Align what lies between two anchors."""
    n, m = len(source), len(target)
    if not n or not m:
        return []

    def within(one: range, other: range) -> float:
        if band is not None and abs(one.start - other.start * n / m) > band:
            return float("-inf")
        return score(_from(source, one), _from(target, other))

    found: Iterable[Link]
    if posterior:
        found = align_table(_table(n, m, within, shapes), n, m, gaps=gaps)
    else:
        from pipeline.align.viterbi import best_links

        found = best_links(n, m, within, shapes=shapes, gaps=gaps)
    return [
        replace(link, source=_from(source, link.source), target=_from(target, link.target))
        for link in found
        if isfinite(link.score)
    ]


def _from(whole: range, part: range) -> range:
    """A run counted from the beginning of the whole, in the whole's own numbers."""
    return whole[part.start : part.stop]


def _table(n: int, m: int, score: Scorer, shapes: tuple[Shape, ...]) -> Table:
    """The scores of all links."""
    import numpy as np

    table = {}
    for a, b in shapes:
        scores = np.full((max(n - a + 1, 0), max(m - b + 1, 0)), -np.inf)
        for i in range(scores.shape[0]):
            for j in range(scores.shape[1]):
                scores[i, j] = score(range(i, i + a), range(j, j + b))
        table[a, b] = scores
    return table
