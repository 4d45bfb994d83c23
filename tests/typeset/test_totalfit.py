"""The lines that are chosen cost no more than any others: all ways of a few words are tried."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.typeset import totalfit
from pipeline.typeset.measure import Segment
from pipeline.typeset.totalfit import FLEX, choose

TOLERANCE = 3.0


def word(width: float, *, hyphen: bool = False, **more: object) -> Segment:
    """A word with a space behind it, or a part of a word with a hyphen where the line ends."""
    if hyphen:
        more = {"trim": -4.0, "penalty": 50.0, **more}
        return Segment(0, 1, width, hyphen=True, **more)  # type: ignore[arg-type]
    return Segment(0, 1, width, 6.0, 6.0, 3.0, **more)  # type: ignore[arg-type]


def cost(segments: list[Segment], ends: list[int], widths: tuple[float, ...]) -> float | None:
    """What lines that end there cost together, line by line; None if one is too tight or loose."""
    total, before, kind = 0.0, False, 1
    for number, (start, end) in enumerate(pairwise([0, *ends])):
        *inner, last = segments[start:end]
        final = last.forced or end == len(segments)
        width = widths[min(number, len(widths) - 1)]
        natural = sum(each.width + each.space - each.squeeze for each in inner)
        natural += last.width - last.trim - segments[start].indent
        slack, flex = width - natural, FLEX * natural
        give = sum(each.stretch if slack > 0 else each.shrink for each in inner) + flex
        ratio = 0.0 if final and slack > 0 else slack / give
        if not -1.0 - 1e-6 <= ratio <= TOLERANCE:
            return None
        looseness = sum(ratio > bound for bound in (-0.5, 0.5, 1.0))
        looseness += ratio == -0.5
        price = (1.0 + 100.0 * abs(ratio) ** 3 + last.penalty) ** 2
        price += totalfit._UNEVEN * (abs(looseness - kind) > 1)
        price += totalfit._DOUBLE_HYPHEN * (last.hyphen and before)
        if final and number:
            short = natural / (totalfit._SHORTEST * width)
            price += totalfit._SHORT * max(0.0, 1.0 - short)
            torn = all(each.hyphen for each in inner)
            price += before * (totalfit._TORN if torn else totalfit._HYPHEN_AT_END)
        total, before, kind = total + price, last.hyphen, looseness
    return total


def every(segments: list[Segment]) -> list[list[int]]:
    """Every way to end lines, at all forced ends and at any of the others."""
    forced = {n for n, each in enumerate(segments, 1) if each.forced} | {len(segments)}
    free = [n for n in range(1, len(segments)) if n not in forced]
    return [
        sorted(forced.union(chosen))
        for count in range(len(free) + 1)
        for chosen in combinations(free, count)
    ]


def paragraph(random: Random) -> list[Segment]:
    """Words and parts of words; some ends are forced, some letters hang over the margins."""
    segments = []
    for _ in range(random.randint(6, 9)):
        width = float(random.randint(6, 30))
        kinds = (
            {},
            {"hyphen": True},
            {"forced": random.random() < 0.2},
            {"trim": 2.0, "indent": 3.0, "squeeze": 1.0},
        )
        segments.append(word(width, **random.choice(kinds)))
    return [*segments, word(float(random.randint(4, 30)))]


@settings(max_examples=1000)
@given(st.integers(0, 10**9), st.sampled_from([(60.0,), (85.0,), (40.0, 80.0)]))
def test_no_other_lines_cost_less(seed: int, widths: tuple[float, ...]) -> None:
    segments = paragraph(Random(seed))
    costs = [cost(segments, ends, widths) for ends in every(segments)]
    best = min((each for each in costs if each is not None), default=None)
    chosen = choose(segments, widths, TOLERANCE)
    assert (chosen is None) == (best is None)
    if chosen is not None:
        assert cost(segments, chosen, widths) == pytest.approx(best)


def test_a_tight_line_is_better_than_a_hyphen_before_the_last_one() -> None:
    given = [word(15.0), word(30.0, hyphen=True), word(5.0), word(5.0)]
    assert choose(given, (60.0,), TOLERANCE) == [4]


def test_what_is_too_long_with_a_hyphen_may_go_on_without_it() -> None:
    given = [word(30.0), word(5.0, hyphen=True), word(2.0), word(10.0)]
    assert choose(given, (40.0, 80.0), TOLERANCE) == [3, 4]
