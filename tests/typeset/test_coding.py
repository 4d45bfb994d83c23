"""Codes of one font: what is shown, what is said, and how far the next stands."""

from __future__ import annotations

from pipeline.typeset.cells import Cell
from pipeline.typeset.cmap import Codes
from pipeline.typeset.coding import TOGETHER, Coding
from pipeline.typeset.fonts import Font
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.itemise import itemise
from pipeline.typeset.paragraph import Paragraph, Span


def font(fonts: FontSet) -> Font:
    """The font that sets English."""
    return itemise(Paragraph((Span("a"),)), fonts).items[0].font


def test_one_glyph_that_says_two_texts_has_two_codes(fonts: FontSet) -> None:
    chosen = font(fonts)
    coding, width = Coding(chosen, Codes()), chosen.shaper.get_glyph_h_advance(5)
    assert coding[Cell(5, "a", width)] != coding[Cell(5, "b", width)]
    assert list(coding.forms.values()) == [5, 5]
    assert coding.characters == 2


def test_two_glyphs_that_say_one_text_have_two_codes(fonts: FontSet) -> None:
    coding = Coding(font(fonts), Codes())
    assert coding[Cell(5, "a", 500)] != coding[Cell(6, "a", 500)]
    assert coding.characters == 1


def test_a_cell_of_parts_is_shown_by_the_codes_of_its_parts(fonts: FontSet) -> None:
    coding = Coding(font(fonts), Codes())
    letter, sign = Cell(((5, 0, 0),), "a", 400), Cell((), "\u0301", 100)
    whole = Cell(((5, 0, 0), (6, 0, 0)), "a\u0301", 500, (letter, sign))
    assert coding[whole] == coding[letter] + TOGETHER + coding[sign]


def test_white_that_would_be_taken_for_a_space_widens_the_last_glyph(fonts: FontSet) -> None:
    chosen = font(fonts)
    coding = Coding(chosen, Codes())
    cell = Cell(5, "a", chosen.shaper.get_glyph_h_advance(5))
    assert coding.encode_wide((cell,), 0.05) == (coding[cell], 0.05)
    encoded, left = coding.encode_wide((cell, cell), 0.3)
    assert encoded.startswith(coding[cell])
    assert encoded[len(coding[cell]) :] != coding[cell]
    assert 0 < left <= 0.07
