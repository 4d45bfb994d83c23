"""CFF fonts with one glyph for each code: what is drawn is what was shaped."""

from __future__ import annotations

import struct

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset import cff, truetype
from pipeline.typeset.fonts import Font
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.paragraph import Style
from tests.typeset.test_pdf_text import Pen


@pytest.fixture(scope="module")
def font(all_fonts: FontSet) -> Font:
    """A font with CFF outlines and many Font DICTs: one for Chinese, Japanese and Korean."""
    found = (each for each in all_fonts.candidates("Hira", "ja", Style()))
    return next(each for each in found if each.outlines == "CFF ")


def opened(program: bytes, font: Font, count: int) -> hb.Font:
    """A bare CFF table as a font that HarfBuzz opens."""
    tables = {tag: bytes(font.face.reference_table(tag).data) for tag in ("head", "hhea")}
    tables["maxp"] = struct.pack(">LH", 0x5000, count)
    return hb.Font(hb.Face(truetype._file({**tables, "CFF ": program})))


def test_glyphs_are_drawn_as_they_are_and_as_they_are_stacked(font: Font) -> None:
    first, second = (font.shaper.get_nominal_glyph(ord(each)) or 0 for each in "か永")
    forms = [second, ((first, 0, 0), (second, 310, -45)), first, (), ((second, -7, 1200),)]
    made = opened(cff.build(font, forms, [1000, 1310, 500, 0, 7]), font, len(forms) + 1)
    for code, form in enumerate(forms, 1):
        stack = ((form, 0, 0),) if isinstance(form, int) else form
        drawn = [step for glyph, x, y in stack for step in Pen(font.shaper, glyph, x, y).path]
        assert Pen(made, code).path == drawn


def test_glyph_0_is_the_fonts_own(font: Font) -> None:
    made = opened(cff.build(font, [()], [500]), font, 2)
    assert Pen(made, 0).path == Pen(font.shaper, 0).path


@given(st.integers(-0x8000, 0x7FFF))
def test_numbers_are_read_as_they_were_written(value: int) -> None:
    code = cff._number(value)
    assert cff._after(code, 0) == len(code)
    first = code[0]
    if first == 28:
        assert int.from_bytes(code[1:], "big", signed=True) == value
    elif first <= 246:
        assert first - 139 == value
    else:
        size = (first - (247 if value > 0 else 251)) * 256 + code[1] + 108
        assert (size if value > 0 else -size) == value


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_an_index_is_read_as_it_was_written(members: list[bytes]) -> None:
    packed = cff._packed(members)
    assert cff._index(packed + b"more", 0) == (members, len(packed))
