"""Readings in bopomofo: each syllable beside its own letter."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.extraction import structure
from pipeline.typeset import Design, typeset
from pipeline.typeset.bopomofo import Syllable, syllables
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.sheet import Sheet
from tests.typeset.documents import simple

READ = '[人]{ruby="ㄖㄣˊ"}[平等]{ruby="ㄆㄧㄥˊㄉㄥˇ"}[嗎]{ruby="˙ㄇㄚ"}'


def test_a_reading_falls_into_syllables() -> None:
    assert syllables("ㄆㄧㄥˊ ㄉㄥˇ") == (Syllable("", "ㄆㄧㄥ", "ˊ"), Syllable("", "ㄉㄥ", "ˇ"))
    assert syllables("˙ㄇㄚ") == (Syllable("˙", "ㄇㄚ", ""),)
    assert syllables("ㄕㄥ") == (Syllable("", "ㄕㄥ", ""),)
    assert syllables("rén") == syllables("かがく") == syllables("ㄖㄣˊ (rén)") == ()


@pytest.mark.parametrize("vertical", [(), ("zh-Hant",)])
def test_no_reading_touches_the_next(
    vertical: tuple[str, ...], all_fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    along: list[tuple[float, float]] = []

    def erect(sheet: Sheet, line: object, element: object, x: float, y: float) -> None:
        along.append((x, y))

    monkeypatch.setattr(Sheet, "erect", erect)
    design = Design(vertical=vertical)
    typeset(simple(READ, locale="zh-Hant"), design=design, fonts=all_fonts)
    assert len(along) == sum(len("".join(each)) for each in syllables("ㄖㄣˊㄆㄧㄥˊㄉㄥˇ˙ㄇㄚ"))
    size = design.size
    starts = [along[at][0] for at in (0, 3, 7, 10)]  # the first sign of each syllable
    assert all(right - left > 0.7 * size for left, right in pairwise(starts))
    if vertical:  # a tone stands on the right of the letter before it, no lower
        (last, low), (tone, high) = along[1:3]
        assert high > low
        assert tone < last + size * 0.34


@pytest.mark.parametrize("vertical", [(), ("zh-Hant",)])
def test_a_reading_is_read_whole(vertical: tuple[str, ...], all_fonts: FontSet) -> None:
    made = typeset(
        simple(READ, locale="zh-Hant"), design=Design(vertical=vertical), fonts=all_fonts
    )
    said = structure(made.pdf)
    assert 0 <= said.find("平等") < said.find("ㄆㄧㄥˊㄉㄥˇ") < said.find("嗎")
