"""Vertical lines: what stands, what lies, and numbers in one square."""

import pytest

from pipeline.typeset import upright
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import default_files
from pipeline.typeset.lines import set_lines
from pipeline.typeset.paragraph import Paragraph, Span

FONTS = FontSet(default_files())


def parts(words: str) -> list[tuple[str, str]]:
    """The parts of a line by how they are set."""
    (line,) = set_lines(Paragraph((Span(words),), "zh-Hans"), 1000.0, FONTS)
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
        ("7.", [("number", "7.")]),
    ],
)
def test_numbers_of_one_or_two_digits_stand_in_one_square(
    words: str, wanted: list[tuple[str, str]]
) -> None:
    assert parts(words) == wanted


def test_the_number_of_an_item_stands_by_itself_in_chinese_and_lies_in_mongolian() -> None:
    (line,) = set_lines(Paragraph((Span("7."),), "zh-Hans"), 1000.0, FONTS)
    assert upright.stands(line, numbers=True)
    assert not upright.stands(line)
