"""Boxes of cells: nothing of the text is lost, and nothing is said twice."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.typeset import shape as shaping
from pipeline.typeset.advances import APART
from pipeline.typeset.cells import Cell, stacked
from pipeline.typeset.fonts import Font
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.paragraph import Style
from pipeline.typeset.pdfjs import behind_letter
from pipeline.typeset.shape import shape


def font(fonts: FontSet, script: str, locale: str) -> Font:
    return next(iter(fonts.candidates(script, locale, Style())))


def codes(cell: Cell) -> list[Cell]:
    """A cell as it is encoded."""
    return [code for part in cell.parts for code in codes(part)] if cell.parts else [cell]


def test_a_cluster_is_one_cell(fonts: FontSet) -> None:
    box = shape(font(fonts, "Deva", "hi"), "क्षि", "Deva", "hi", rtl=False)
    assert [cell.text for cell in box.cells] == ["क्षि"]


def test_a_sign_that_takes_room_behind_its_letter_is_a_part_of_the_cell(fonts: FontSet) -> None:
    box = shape(font(fonts, "Deva", "hi"), "काक्षिकु", "Deva", "hi", rtl=False)
    shown = [(cell.text, [part.text for part in cell.parts]) for cell in box.cells]
    assert shown == [("का", ["क", "ा"]), ("क्षि", ["क", "्षि"]), ("कु", ["क", "ु"])]


@example("ि्\u200dं")
@given(st.text("कषरािीुंः्\u200d ", min_size=1, max_size=12))
def test_parts_of_cells_show_and_say_what_the_cells_do(fonts: FontSet, text: str) -> None:
    box = shape(font(fonts, "Deva", "hi"), text, "Deva", "hi", rtl=False)
    assert "".join(cell.text for cell in box.cells) == text
    for cell in box.cells:
        if cell.parts:
            assert "".join(part.text for part in cell.parts) == cell.text
            before = accumulate((part.advance for part in cell.parts), initial=0)
            shown = [
                (glyph, x + start, y)
                for part, start in zip(cell.parts, before, strict=False)
                for glyph, x, y in stacked(part.form)
            ]
            assert tuple(shown) == stacked(cell.form)
            assert sum(part.advance for part in cell.parts) == cell.advance


@given(st.text("কিু্াঅ\u200c\u200d\u00ad ", min_size=1, max_size=12))
def test_no_letter_is_said_by_a_code_that_is_taken_for_a_mark_or_passed_over(
    all_fonts: FontSet, text: str
) -> None:
    box = shape(font(all_fonts, "Beng", "bn"), text, "Beng", "bn", rtl=False)
    assert "".join(cell.text for cell in box.cells) == text
    for code in (code for cell in box.cells for code in codes(cell)):
        roomy = code.advance > APART * box.font.upem * len(code.text)
        assert not (roomy and category(code.text[0]) == "Lo" and behind_letter(code.text)), code


def test_a_format_character_is_said_with_the_letter_behind_it(fonts: FontSet) -> None:
    box = shape(font(fonts, "Latn", "de"), "Ab\u00adc\u200b ", "Latn", "de", rtl=False)
    shown = [(cell.text, [part.text for part in cell.parts]) for cell in box.cells]
    assert shown == [("A", []), ("b", []), ("\u00adc\u200b", ["\u00adc", "\u200b"]), (" ", [])]


def test_accents_that_are_stacked_are_one_cell(fonts: FontSet) -> None:
    box = shape(font(fonts, "Latn", "yo"), "ọ\u0301x", "Latn", "yo", rtl=False)
    assert [cell.text for cell in box.cells] == ["ọ\u0301", "x"]


def test_from_right_to_left_each_character_is_a_cell(fonts: FontSet) -> None:
    box = shape(font(fonts, "Arab", "fa"), "می\u200cشد", "Arab", "fa", rtl=True)
    shown = [(cell.text, bool(cell.form)) for cell in box.cells]
    assert shown == [("د", True), ("ش", True), ("\u200c", False), ("ی", True), ("م", True)]


@given(st.text("afi\u0301\u200dÅ \u00ad", min_size=1, max_size=12))
def test_cells_say_the_text_from_left_to_right(fonts: FontSet, text: str) -> None:
    box = shape(font(fonts, "Latn", "en"), text, "Latn", "en", rtl=False)
    assert "".join(cell.text for cell in box.cells) == text


def test_no_cell_begins_on_the_left_of_the_one_before(all_fonts: FontSet) -> None:
    box = shape(font(all_fonts, "Taml", "ta"), "‘அமை ‘ ", "Taml", "ta", rtl=False)
    assert "".join(cell.text for cell in box.cells) == "‘அமை ‘ "
    assert min(cell.advance for cell in box.cells) > 0
    assert box.trailing_spaces == 1


@given(st.text("لاا\u064b\u0651\u200cبی ", min_size=1, max_size=12))
def test_cells_say_the_text_backwards_from_right_to_left(fonts: FontSet, text: str) -> None:
    box = shape(font(fonts, "Arab", "fa"), text, "Arab", "fa", rtl=True)
    assert "".join(cell.text for cell in box.cells) == text[::-1]
    assert box.advance == sum(cell.advance for cell in box.cells)


@pytest.mark.parametrize(
    ("text", "spaces", "trailing"), [("word ", 0, 1), ("a\u00a0b", 1, 0), ("word", 0, 0)]
)
def test_white_space_at_the_end_is_told_apart(
    fonts: FontSet, text: str, spaces: int, trailing: int
) -> None:
    box = shape(font(fonts, "Latn", "en"), text, "Latn", "en", rtl=False)
    assert (box.spaces, box.trailing_spaces) == (spaces, trailing)
    assert (box.trailing > 0) == bool(trailing)


def test_the_empty_halves_of_marks_that_meet_are_cut_out(fonts: FontSet) -> None:
    chinese = font(fonts, "Hani", "zh-Hans")
    together = shape(chinese, "”）", "Hani", "zh-Hans", rtl=False)
    assert [cell.advance / chinese.upem for cell in together.cells] == [0.5, 1.0]


def test_what_is_remembered_is_bounded(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "MAX_REMEMBERED", 50)
    latin = font(fonts, "Latn", "en")
    for number in range(500):
        shape(latin, f"w{number}", "Latn", "en", rtl=False)
    assert sum(map(len, shaping._remembered.values())) <= 51
