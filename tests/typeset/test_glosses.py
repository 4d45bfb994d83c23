"""Dots of emphasis and readings beside letters."""

from __future__ import annotations

import pytest

from benchmarks.extraction import structure
from pipeline.formats.inline import Span as Inline
from pipeline.formats.inline import plain, spans
from pipeline.typeset import Design, typeset
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import set_lines
from pipeline.typeset.paragraph import Paragraph, Span
from pipeline.typeset.sheet import Sheet
from pipeline.web import inline
from tests.typeset.documents import simple

READ = '[科学]{ruby="かがく"}は*大切*だ。'


def test_a_reading_is_written_behind_its_letters() -> None:
    first, *_ = spans(READ)
    assert first == Inline("科学", ruby="かがく")
    assert plain(READ) == "科学は大切だ。"


@pytest.mark.parametrize("vertical", [(), ("ja",)])
def test_a_reading_is_read_beside_its_letters(
    vertical: tuple[str, ...], all_fonts: FontSet
) -> None:
    pdf = typeset(simple(READ, locale="ja"), design=Design(vertical=vertical), fonts=all_fonts).pdf
    base, reading = structure(pdf).find("科学"), structure(pdf).find("かがく")
    assert 0 <= base < reading


@pytest.mark.parametrize("locale", ["ja", "zh-Hans"])
def test_emphasis_is_a_dot_beside_each_letter_but_not_beside_marks(
    locale: str, all_fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[float, float]] = []
    monkeypatch.setattr(Sheet, "dot", lambda sheet, x, y, *_: drawn.append((x, y)))
    typeset(simple("一二*重要，的*。", locale=locale), fonts=all_fonts)
    assert len(drawn) == 3
    assert drawn == sorted(drawn)
    assert len({y for _, y in drawn}) == 1


def test_letters_with_a_reading_stay_on_one_line(all_fonts: FontSet) -> None:
    words = Span("国際連合", whole=True)
    paragraph = Paragraph((Span("私たちは"), words, Span("を")), "ja")
    for width in range(50, 120, 5):
        lines = set_lines(paragraph, float(width), all_fonts)
        assert any("国際連合" in line.text for line in lines)


def test_a_page_of_the_web_has_the_reading_too() -> None:
    assert "<ruby>科学<rp>(</rp><rt>かがく</rt><rp>)</rp></ruby>" in inline.html(READ)
