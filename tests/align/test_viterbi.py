"""The best alignment without posteriors is the best alignment with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.align import Gap, Gaps, Link, align

GAPS = Gaps(
    source=(Gap(-1.5, -0.5), Gap(-3.0, -0.1)), target=(Gap(-0.75, -0.25), Gap(-2.0, -0.125))
)


def total(links: tuple[Link, ...], n: int, m: int) -> float:
    """What the links score with the gaps between them, each at its cheapest."""
    score = sum(link.score for link in links)
    i = j = 0
    for source, target in (*((k.source, k.target) for k in links), (range(n, n), range(m, m))):
        for gaps, left_out in ((GAPS.source, source.start - i), (GAPS.target, target.start - j)):
            if left_out:
                score += max(gap.opening + left_out * gap.extension for gap in gaps)
        i, j = source.stop, target.stop
    return score


@given(st.integers(0, 7), st.integers(0, 7), st.randoms(use_true_random=False))
def test_as_good_as_the_lattice_of_numpy(n: int, m: int, random) -> None:
    scores: dict[tuple[range, range], float] = {}

    def score(source: range, target: range) -> float:
        worth = random.uniform(-3, 3) if random.random() < 0.9 else float("-inf")
        return scores.setdefault((source, target), worth)

    with_posteriors = align(n, m, score, gaps=GAPS)
    alone = align(n, m, score, gaps=GAPS, posterior=False)
    assert total(alone, n, m) == pytest.approx(total(with_posteriors, n, m))
    assert all(link.score == scores[link.source, link.target] for link in alone)
    assert all(link.posterior is None for link in alone)


def test_nothing_fits() -> None:
    assert align(3, 2, lambda _source, _target: float("-inf"), posterior=False) == ()
