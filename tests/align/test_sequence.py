"""The aligner on sequences small enough to check by hand, and against brute force."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.align import SHAPES, Gap, Gaps, Link, align, align_table

NEVER = float("-inf")


def same(one: str, other: str):
    """A scorer of letters: what is spelt the same on both sides belongs together."""

    def score(source: range, target: range) -> float:
        left = "".join(one[i] for i in source)
        right = "".join(other[j] for j in target)
        return 2.0 * len(left) if left.lower() == right.lower() else -20.0

    return score


def pairs(links: tuple[Link, ...], one: str, other: str) -> list[str]:
    return [
        "".join(one[i] for i in k.source) + "=" + "".join(other[j] for j in k.target) for k in links
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abc", "abc", ["a=a", "b=b", "c=c"]),
        ("abc", "ac", ["a=a", "c=c"]),
        ("ac", "abc", ["a=a", "c=c"]),
        ("abcdef", "aXYZf", ["a=a", "f=f"]),
        ("", "abc", []),
        ("abc", "", []),
        ("abc", "xyz", []),
    ],
)
def test_letters(one: str, other: str, expected: list[str]) -> None:
    assert pairs(align(len(one), len(other), same(one, other)), one, other) == expected


def test_split_and_merged() -> None:
    one, other = ["ab", "c", "d"], ["a", "b", "cd"]

    def score(source: range, target: range) -> float:
        left = "".join(one[i] for i in source)
        right = "".join(other[j] for j in target)
        return 2.0 if left == right else -20.0

    links = align(3, 3, score)
    assert [link.shape for link in links] == [(1, 2), (2, 1)]


def test_anchors_are_kept_and_split_the_work() -> None:
    links = align(3, 3, same("aba", "bab"), anchors=[(range(1, 2), range(2, 3))])
    assert links[0].source == range(1)
    assert links[0].target == range(1, 2)
    assert [(link.source, link.target) for link in links if link.pinned] == [
        (range(1, 2), range(2, 3))
    ]
    with pytest.raises(ValueError, match="out of order"):
        align(3, 3, same("aba", "bab"), anchors=[(range(1, 2), range(1, 2)), (range(1),) * 2])


def test_band_forbids_the_far_corner() -> None:
    assert align(9, 9, same("a________", "--------a"), band=3) == ()


def alignments(n: int, m: int, i: int = 0, j: int = 0, last: str = "link") -> Iterator[list]:
    """Every path through the lattice.

    Its steps are ("link", i, j, shape), ("source", i, going on), ("target", j, going on), and
    ("ends", i, k) where the source items from i to k are a gap at either end.
    """
    if (i, j) == (n, m):
        yield []
    for a, b in SHAPES:
        if i + a <= n and j + b <= m:
            for rest in alignments(n, m, i + a, j + b):
                yield [("link", i, j, (a, b)), *rest]
    if i < n and last in ("link", "source"):
        for rest in alignments(n, m, i + 1, j, "source"):
            yield [("source", i, last == "source"), *rest]
    if last == "link":
        for k in range(1, n + 1) if (i, j) == (0, 0) else range(n, n + 1) if i < n else ():
            for rest in alignments(n, m, k, j, "ends"):
                yield [("ends", i, k), *rest]
    if j < m:
        for rest in alignments(n, m, i, j + 1, "target"):
            yield [("target", j, last == "target"), *rest]


ENDS = Gap(-1.25, -0.125)
GAPS = Gaps((Gap(-1.5, -0.5),), (Gap(-0.75, -0.25),), ENDS)


def weigh(path: list, table: dict, source_gap: list[float], target_gap: list[float]) -> float:
    total = 0.0
    for step in path:
        if step[0] == "link":
            total += table[step[3]][step[1], step[2]]
        elif step[0] == "ends":
            total += ENDS.opening
            total += sum(ENDS.extension + source_gap[i] for i in range(*step[1:]))
        else:
            gap, left_out = (
                (GAPS.source[0], source_gap)
                if step[0] == "source"
                else (GAPS.target[0], target_gap)
            )
            total += gap.extension + left_out[step[1]] + (0 if step[2] else gap.opening)
    return total


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.randoms(use_true_random=False))
def test_against_brute_force(n: int, m: int, random) -> None:
    """Best path and posteriors are those of summing over every alignment there is."""
    table = {
        (a, b): np.array(
            [[random.uniform(-3, 3) for _ in range(m - b + 1)] for _ in range(n - a + 1)]
        ).reshape(max(n - a + 1, 0), max(m - b + 1, 0))
        for a, b in SHAPES
    }
    source_gap = [random.uniform(-1, 1) for _ in range(n)]
    target_gap = [random.uniform(-1, 1) for _ in range(m)]
    paths = list(alignments(n, m))
    weights = [weigh(path, table, source_gap, target_gap) for path in paths]
    total = math.log(sum(map(math.exp, weights)))
    links = align_table(
        table,
        n,
        m,
        gaps=GAPS,
        source_gap=np.array(source_gap),
        target_gap=np.array(target_gap),
    )
    found = [("link", k.source.start, k.target.start, k.shape) for k in links]
    weight = max(
        w
        for path, w in zip(paths, weights, strict=True)
        if [step for step in path if step[0] == "link"] == found
    )
    assert weight == pytest.approx(max(weights), abs=1e-9)
    for link in links:
        step = ("link", link.source.start, link.target.start, link.shape)
        expected = sum(
            math.exp(w - total) for path, w in zip(paths, weights, strict=True) if step in path
        )
        assert link.posterior == pytest.approx(expected, abs=1e-9)
