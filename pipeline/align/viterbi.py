"""The best alignment alone, without NumPy: importing that takes longer than a small gap does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.align.links import Gap, Gaps, Link, Scorer, Shape

_NEVER = float("-inf")
_Step = tuple[float, "_Step | None", Link | None]
"""A path's score, the step before, and the link that it ends with, if it does."""
_NO_PATH: _Step = (_NEVER, None, None)


def best_links(
    n: int, m: int, score: Scorer, *, shapes: Sequence[Shape], gaps: Gaps
) -> tuple[Link, ...]:
    """The links of the best path through the lattice of `pipeline.align.lattice` (Viterbi).

    Linear in the nodes and shapes; every link is scored once, as it is met.
    """
    nodes: list[list[_Node]] = []
    for i in range(n + 1):
        nodes.append([])
        for j in range(m + 1):
            linked: _Step = _NO_PATH if i or j else (0.0, None, None)
            for a, b in shapes:
                if a <= i and b <= j:
                    source, target = range(i - a, i), range(j - b, j)
                    worth = score(source, target)
                    before = nodes[i - a][j - b].best
                    if worth > _NEVER and before[0] + worth > linked[0]:
                        linked = (before[0] + worth, before, Link(source, target, worth))
            above = nodes[i - 1][j] if i else None
            left = nodes[i][j - 1] if j else None
            nodes[i].append(_Node(linked, above, left, gaps))
    return _links(nodes[n][m].best)


class _Node:
    """The best paths to a node, by how they end.

    Source items are left out before target items, so a gap in the source never follows one in
    the target.
    """

    __slots__ = ("best", "linked", "source", "target")

    def __init__(self, linked: _Step, above: _Node | None, left: _Node | None, gaps: Gaps) -> None:
        self.linked = linked
        self.source: list[_Step] = [
            _longer(above.linked, above.source[k], gap) if above else _NO_PATH
            for k, gap in enumerate(gaps.source)
        ]
        self.target: list[_Step] = [
            _longer(max(left.linked, *left.source, key=_worth), left.target[k], gap)
            if left
            else _NO_PATH
            for k, gap in enumerate(gaps.target)
        ]
        self.best = max(linked, *self.source, *self.target, key=_worth)


def _longer(opened: _Step, going_on: _Step, gap: Gap) -> _Step:
    """One more item left out: the first of a gap, or the next."""
    first, more = opened[0] + gap.opening, going_on[0]
    if first >= more:
        return first + gap.extension, opened, None
    return more + gap.extension, going_on, None


def _worth(step: _Step) -> float:
    return step[0]


def _links(step: _Step | None) -> tuple[Link, ...]:
    """The links of a path, in order."""
    links: list[Link] = []
    while step:
        if step[2]:
            links.append(step[2])
        step = step[1]
    return tuple(reversed(links))
