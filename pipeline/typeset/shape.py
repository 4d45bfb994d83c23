"""Words shaped by HarfBuzz into boxes of cells, one cell for each code in the PDF.

From left to right a cell is a whole grapheme cluster or ligature, so that its text is exact
however its glyphs are stacked. From right to left each cell stands for one character, in
visual order, since readers turn such text round character by character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

import uharfbuzz as hb

from pipeline.typeset import squares
from pipeline.typeset.characters import bidi_classes, mirrors
from pipeline.typeset.fonts import INVISIBLE, Font

Form = int | tuple[tuple[int, int, int], ...]
"""A glyph, or glyphs with their offsets from the pen in font units; empty shows nothing."""
MAX_REMEMBERED = 60_000
SPACES = frozenset("\u0020\u00a0")
"""What stretches when a line is justified."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one code of a PDF font shows and says."""

    form: Form
    text: str
    advance: int
    """In font units."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Cells ``start`` to ``end`` of a box, of which PDFium is told something else."""

    start: int
    end: int
    told: str
    """What PDFium is told."""
    said: str
    """What all others are told; empty where the cells say it themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A shaped word, in visual order. Lengths are in font units."""

    font: Font
    text: str
    cells: tuple[Cell, ...]
    advance: int
    trailing: int
    """How much of the advance is white space at the logical end."""
    spaces: int
    """How many cells stretch, the trailing ones not counted."""
    trailing_spaces: int
    rtl: bool
    asides: tuple[Aside, ...] = ()


_remembered: dict[tuple[Font, str, str, bool], dict[str, Box]] = {}
_count = 0
_buffer = hb.Buffer()


def boxes(font: Font, script: str, locale: str, rtl: bool) -> dict[str, Box]:
    """The boxes remembered for a font, script, language and direction, by text."""
    global _count
    if _count > MAX_REMEMBERED:
        _remembered.clear()
        _count = 0
    return _remembered.setdefault((font, script, locale, rtl), {})


def shape(
    font: Font, text: str, script: str, locale: str, rtl: bool, before: str = "", after: str = ""
) -> Box:
    """Shape a word. ``before`` and ``after`` are what it joins to on either side."""
    global _count
    if before or after:
        return _shape(font, text, script, locale, rtl, before, after)
    known = boxes(font, script, locale, rtl)
    box = known.get(text)
    if box is None:
        box = known[text] = _shape(font, text, script, locale, rtl, "", "")
        _count += 1
    return box


@lru_cache(256)
def _language(locale: str) -> str:
    return locale.split("-x-")[0] or "und"


def _shape(
    font: Font, text: str, script: str, locale: str, rtl: bool, before: str, after: str
) -> Box:
    buffer = _buffer
    buffer.reset()
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = _language(locale)
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.cluster_level = (
        hb.BufferClusterLevel.MONOTONE_CHARACTERS
        if rtl
        else hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    )
    hb.shape(font.shaper, buffer)
    shift = len(before)
    glyphs = [
        (info.cluster - shift, info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    cells = _cells_rtl(glyphs, text) if rtl else _cells_ltr(glyphs, text)
    if script in squares.SCRIPTS and len(cells) > 1:
        cells = _halved(cells, locale, font.upem)
    advance = sum(cell.advance for cell in cells)
    inked = text.rstrip(" \u3000\n")
    trailing = spaces = trailing_spaces = 0
    if len(inked) < len(text):
        left = len(text) - len(inked)
        for cell in cells if rtl else reversed(cells):
            if left <= 0:
                break
            left -= len(cell.text)
            trailing += cell.advance
            trailing_spaces += cell.text in SPACES
    spaces = sum(cell.text in SPACES for cell in cells) - trailing_spaces
    asides = tuple(_asides(cells)) if rtl else ()
    return Box(font, text, tuple(cells), advance, trailing, spaces, trailing_spaces, rtl, asides)


# Classes that PDFium leaves in the order in which they stand (CFX_BidiChar, "kLeftWeak").
_UNTURNED = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})


def _asides(cells: list[Cell]) -> Iterator[Aside]:
    """Where PDFium would not read right-to-left text as others do.

    Readers turn right-to-left text round character by character. PDFium also mirrors its
    brackets, and it leaves neighbouring marks, commas and stops as they stand.
    """
    classes, mirror = bidi_classes(), mirrors()
    at = 0
    for unturned, group in groupby(cells, key=lambda cell: classes[cell.text[0]] in _UNTURNED):
        together = [cell.text for cell in group]
        if unturned and len(set(together)) > 1:
            yield Aside(at, at + len(together), "".join(reversed(together)), "")
        elif not unturned:
            for place, text in enumerate(together, at):
                if text in mirror:
                    yield Aside(place, place + 1, mirror[text], text)
        at += len(together)


def _halved(cells: list[Cell], locale: str, square: int) -> list[Cell]:
    """Cells without the empty halves of full-width marks that meet."""
    return [
        replace(cell, advance=square // 2)
        if cell.advance == square
        and following.advance == square
        and squares.cut(cell.text[-1:], following.text[:1], locale)
        else cell
        for cell, following in pairwise(cells)
    ] + cells[-1:]


def stacked(form: Form) -> tuple[tuple[int, int, int], ...]:
    """A form as glyphs with their offsets."""
    return ((form, 0, 0),) if isinstance(form, int) else form


_Glyph = tuple[int, int, int, int, int]


def _cells_ltr(glyphs: list[_Glyph], text: str) -> list[Cell]:
    cells = []
    at, count = 0, len(glyphs)
    if not count:
        return [Cell((), text, 0)] if text else []
    start = 0
    while at < count:
        cluster, glyph, advance, x, y = glyphs[at]
        end = at + 1
        while end < count and glyphs[end][0] == cluster:
            end += 1
        stop = glyphs[end][0] if end < count else len(text)
        if end == at + 1 and not x and not y:
            cells.append(Cell(glyph, text[start:stop], advance))
        else:
            cells.append(Cell(*_stack(glyphs[at:end], text[start:stop])))
        start, at = stop, end
    return cells


def _stack(glyphs: list[_Glyph], text: str) -> tuple[Form, str, int]:
    pen, form = 0, []
    for _, glyph, advance, x, y in glyphs:
        form.append((glyph, pen + x, y))
        pen += advance
    return tuple(form), text, pen


def _cells_rtl(glyphs: list[_Glyph], text: str) -> list[Cell]:
    cells: list[Cell] = []
    if not glyphs:
        return [Cell((), each, 0) for each in reversed(text)]
    at, count = 0, len(glyphs)
    stop = len(text)
    while at < count:
        cluster = glyphs[at][0]
        end = at + 1
        while end < count and glyphs[end][0] == cluster:
            end += 1
        start = cluster if end < count else 0
        words = text[start:stop]
        _, glyph, advance, x, y = glyphs[at]
        seen = next((n for n, each in enumerate(words) if each not in INVISIBLE), 0)
        cells += [Cell((), each, 0) for each in reversed(words[seen + 1 :])]
        if end == at + 1 and not x and not y:
            cells.append(Cell(glyph, words[seen], advance))
        else:
            cells.append(Cell(*_stack(glyphs[at:end], words[seen])))
        cells += [Cell((), each, 0) for each in reversed(words[:seen])]
        stop, at = start, end
    return cells
