"""White rivers, as `benchmarks.rivers` counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.rivers import Gap, gaps, rivers
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import set_lines
from pipeline.typeset.paragraph import Paragraph, Span

WORDS = "Every museum lends what it holds, and nobody loses anything by doing so. " * 4


def test_a_river_is_as_long_as_white_meets_white() -> None:
    straight, aside = Gap(10, 13), Gap(30, 33)
    assert rivers([[straight], [Gap(11, 14)], [Gap(12, 15), aside]]) == [3, 1]
    assert rivers([[straight], [aside], [straight]]) == [1, 1, 1]
    assert rivers([[straight], [], [straight]]) == [1, 1]


@given(st.lists(st.lists(st.integers(0, 50).map(lambda at: Gap(at, at + 3)), max_size=5)))
def test_no_river_is_longer_than_the_paragraph(lines: list[list[Gap]]) -> None:
    found = rivers(lines)
    assert max(found, default=0) <= len(lines)
    assert bool(found) == any(lines)


@pytest.mark.parametrize("words", [WORDS, "لا يفقد أحد شيئا حين يعير المتحف ما عنده. " * 6])
def test_gaps_lie_between_the_words_of_a_line(words: str, fonts: FontSet) -> None:
    *full, _ = set_lines(Paragraph((Span(words),)), 200.0, fonts)
    for line in full:
        found = gaps(line)
        assert len(found) == line.text.strip().count(" ")
        assert all(0 < gap.left < gap.right < 200 for gap in found)
