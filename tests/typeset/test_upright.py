"""Vertical lines: what stands, what lies, and numbers in one square."""

import pytest

from pipeline.typeset import upright
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import set_lines
from pipeline.typeset.paragraph import Paragraph, Span, Style
from tests.typeset.documents import FONTS


def parts(words: str) -> list[tuple[str, str]]:
    """The parts of a line by how they are set."""
    (line,) = set_lines(Paragraph((Span(words),), "zh-Hans", vertical=True), 1000.0, FONTS)
    found = [part for run in line.runs for part in upright._parts(run)]
    return [(kind, "".join(cell.text for cell in cells)) for kind, cells in found]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("第8条", [("standing", "第"), ("number", "8"), ("standing", "条")]),
        ("18日", [("number", "18"), ("standing", "日")]),
        ("2027年", [("lying", "2027"), ("standing", "年")]),
        ("12.5页", [("lying", "12.5"), ("standing", "页")]),
        ("50%", [("lying", "50%")]),
        ("1/2", [("lying", "1/2")]),
        ("B-7栋", [("lying", "B-7"), ("standing", "栋")]),
        ("5、6", [("number", "5"), ("standing", "、"), ("number", "6")]),
        (
            "第 9 条",
            [
                ("standing", "第"),
                ("lying", " "),
                ("number", "9"),
                ("lying", " "),
                ("standing", "条"),
            ],
        ),
        ("7.", [("number", "7.")]),
    ],
)
def test_numbers_of_one_or_two_digits_stand_in_one_square(
    words: str, wanted: list[tuple[str, str]]
) -> None:
    assert parts(words) == wanted


@pytest.mark.parametrize(
    ("words", "squares"), [("第8条", 3), ("18日", 2), ("8、18", 3), ("第\n7", 1)]
)
def test_a_number_takes_a_square_in_vertical_lines_only(words: str, squares: int) -> None:
    style = Style(size=10.0)
    paragraph = Paragraph((Span(words, style),), "zh-Hant", vertical=True)
    *_, last = set_lines(paragraph, 1000.0, FONTS)
    assert last.width == pytest.approx(10.0 * squares)
    *_, across = set_lines(paragraph._replace(vertical=False), 1000.0, FONTS)
    assert across.width != pytest.approx(10.0 * squares)


def test_the_number_of_an_item_stands_by_itself_in_chinese_and_lies_in_mongolian() -> None:
    (line,) = set_lines(Paragraph((Span("7."),), "zh-Hans"), 1000.0, FONTS)
    assert upright.stands(line, numbers=True)
    assert not upright.stands(line)


def test_a_number_takes_a_square_among_hangul_too(all_fonts: FontSet) -> None:
    style = Style(size=10.0)
    paragraph = Paragraph((Span("제7조", style),), "ko", vertical=True)
    (line,) = set_lines(paragraph, 1000.0, all_fonts)
    (across,) = set_lines(paragraph._replace(vertical=False), 1000.0, all_fonts)
    digit = next(c for run in across.runs for c in run.box.cells if c.text == "7")
    upem = across.runs[0].box.font.upem
    assert line.width - across.width == pytest.approx(10.0 * (1 - digit.advance / upem))


def test_a_number_that_lies_keeps_the_white_beside_it(all_fonts: FontSet) -> None:
    paragraph = Paragraph((Span("ISO 9で"),), "ja", vertical=True)
    (line,) = set_lines(paragraph, 1000.0, all_fonts)
    (across,) = set_lines(paragraph._replace(vertical=False), 1000.0, all_fonts)
    assert line.width == pytest.approx(across.width)
