"""Words shaped by HarfBuzz into boxes of cells, one cell for each code in the PDF.

From left to right a cell is a whole grapheme cluster or ligature, so that its text is exact
however its glyphs are stacked. From right to left each cell stands for one character, in
visual order, since readers turn such text round character by character.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb

from pipeline.typeset import squares
from pipeline.typeset.characters import bidi_classes, mirrors
from pipeline.typeset.fonts import INVISIBLE, Font

Form = int | tuple[tuple[int, int, int], ...]
"""A glyph, or glyphs with their offsets from the pen in font units; empty shows nothing."""
MAX_REMEMBERED = 25_000
SPACES = frozenset("\u0020\u00a0")
"""What stretches when a line is justified."""


class Cell(NamedTuple):
    """What one code of a PDF font shows and says."""

    form: Form
    text: str
    advance: int
    """In font units."""


class Box:
    """A shaped word, in visual order. Lengths are in font units. Not to be changed.

    A plain class, as one is made for every word of a language: a frozen dataclass takes 1.6 µs
    to make, this 0.5.
    """

    __slots__ = (
        "advance", "cells", "font", "odd", "rtl", "spaces", "text", "trailing", "trailing_spaces",
    )  # fmt: skip

    def __init__(
        self,
        font: Font,
        text: str,
        cells: tuple[Cell, ...],
        advance: int,
        trailing: int,
        spaces: int,
        trailing_spaces: int,
        rtl: bool,
        odd: bool = False,
    ) -> None:
        self.font, self.text, self.cells, self.advance = font, text, cells, advance
        self.trailing = trailing
        """How much of the advance is white space at the logical end."""
        self.spaces = spaces
        """How many cells stretch, the trailing ones not counted."""
        self.trailing_spaces = trailing_spaces
        self.rtl, self.odd = rtl, odd
        """``odd``: whether readers may put its characters in a wrong order (see `readers`)."""

    def showing(self, cells: tuple[Cell, ...], text: str | None = None) -> Box:
        """As wide a box of other cells."""
        spaces = self.trailing, self.spaces, self.trailing_spaces
        words = self.text if text is None else text
        return Box(self.font, words, cells, self.advance, *spaces, self.rtl, self.odd)


class Boxes(dict[str, Box]):
    """The words shaped in one font, script, language and direction."""

    __slots__ = ("_how", "sized")

    def __init__(self, font: Font, script: str, locale: str, rtl: bool) -> None:
        super().__init__()
        self._how = (script, locale, rtl, font)
        self.sized: dict[float, Any] = {}
        """What other rooms work out of them and remember as long, by size in points."""

    def __missing__(self, text: str) -> Box:
        global _count
        script, locale, rtl, font = self._how
        box = self[text] = _shape(font, text, script, locale, rtl, "", "")
        _count += 1
        return box


_remembered: dict[tuple[Font, str, str, bool], Boxes] = {}
_count = 0


def _buffer_for(rtl: bool) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    level = hb.BufferClusterLevel
    buffer.cluster_level = level.MONOTONE_CHARACTERS if rtl else level.MONOTONE_GRAPHEMES
    return buffer


# One buffer for each direction, used again for every word.
_buffers = (_buffer_for(rtl=False), _buffer_for(rtl=True))


def boxes(font: Font, script: str, locale: str, rtl: bool) -> Boxes:
    """The boxes remembered for a font, script, language and direction, by text."""
    global _count
    if _count > MAX_REMEMBERED:
        _remembered.clear()
        _count = 0
    key = (font, script, locale, rtl)
    found = _remembered.get(key)
    if found is None:
        found = _remembered[key] = Boxes(font, script, locale, rtl)
    return found


def shape(
    font: Font, text: str, script: str, locale: str, rtl: bool, before: str = "", after: str = ""
) -> Box:
    """Shape a word. ``before`` and ``after`` are what it joins to on either side."""
    if before or after:
        return _shape(font, text, script, locale, rtl, before, after)
    return boxes(font, script, locale, rtl)[text]


@lru_cache(256)
def _language(locale: str) -> str:
    return locale.split("-x-")[0] or "und"


def _shape(
    font: Font, text: str, script: str, locale: str, rtl: bool, before: str, after: str
) -> Box:
    buffer = _buffers[rtl]
    buffer.clear_contents()
    shift = len(before)
    if shift or after:
        buffer.add_str(before + text + after, shift, len(text))
    else:
        buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = _language(locale)
    hb.shape(font.shaper, buffer)
    cells = _cells(buffer, text, shift, rtl)
    if script in squares.SCRIPTS and len(cells) > 1:
        cells = _halved(cells, locale, font.upem)
    advance = sum([cell[2] for cell in cells])
    trailing = spaces = trailing_spaces = 0
    inked = text.rstrip(" \u3000\n")
    left = len(text) - len(inked)
    if left:
        for cell in cells if rtl else reversed(cells):
            if left <= 0:
                break
            left -= len(cell.text)
            trailing += cell.advance
            trailing_spaces += cell.text in SPACES
    if " " in inked or "\u00a0" in text:
        spaces = sum([cell[1] in SPACES for cell in cells]) - trailing_spaces
    odd = rtl and _is_odd(text)
    if rtl and any(cell[2] <= 0 for cell in cells):
        cells = list(_apart(cells, round(_APART * font.upem)))
    return Box(font, text, tuple(cells), advance, trailing, spaces, trailing_spaces, rtl, odd)


# Classes that poppler takes for numbers.
NUMBERS = frozenset({"AN", "EN", "CS", "ES", "ET"})
# Signs that poppler takes for letters from left to right: its tables are of Unicode 4.0.
STRANGE = frozenset(map(chr, (*range(0x606, 0x609), 0x60B, *range(0x659, 0x660))))
# Classes that PDFium leaves in the order in which they stand (CFX_BidiChar, "kLeftWeak").
UNTURNED = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})


_QUOTES = {"\u2018": "\u2019", "\u2019": "\u2018", "\u201c": "\u201d", "\u201d": "\u201c"}


@cache
def mirrored() -> dict[str, str]:
    """What PDFium takes for another sign from right to left: Unicode's mirrors, and quotes."""
    return {**mirrors(), **_QUOTES}


def _is_odd(text: str) -> bool:
    """Whether a right-to-left word holds signs that readers treat each in its own way."""
    distinct = set(text)
    classes = [bidi_classes()[each] for each in distinct]
    return (
        not NUMBERS.isdisjoint(classes)
        or not STRANGE.isdisjoint(distinct)
        or sum(each in UNTURNED for each in classes) > 1
        or not mirrored().keys().isdisjoint(distinct)
    )


_APART = 0.12
"""How far a mark is set from its letter, in ems: poppler ends a word where a character begins
less than 0.1 em behind another, and loses the rest of a line that goes back (TextPage::addChar)."""


def _apart(cells: list[Cell], step: int) -> Iterator[Cell]:
    """Cells of which those without an advance take some of what follows; nothing moves."""
    ahead = 0
    for at, cell in enumerate(cells, 1):
        advance = cell.advance - ahead
        if advance < step and cell.form != () and at < len(cells):
            advance = step
        yield cell if advance == cell.advance and not ahead else _moved(cell, -ahead, advance)
        ahead += advance - cell.advance


@lru_cache(8192)
def _moved(cell: Cell, x: int, advance: int) -> Cell:
    """A cell whose glyphs are shown farther to the right, and its advance."""
    form = tuple((glyph, right + x, up) for glyph, right, up in stacked(cell.form))
    return Cell(form if x else cell.form, cell.text, advance)


def _halved(cells: list[Cell], locale: str, square: int) -> list[Cell]:
    """Cells without the empty halves of full-width marks that meet."""
    return [
        cell._replace(advance=square // 2)
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
"""Cluster, glyph, offsets to the right and up, advance to the right."""


_Key = tuple[int, int, int, int, str]
"""Glyph, offsets to the right and up, advance, text."""


class _Cells(dict[_Key, Cell]):
    """Cells of one glyph that says one text, made once: a book has some hundred of them.

    To look one up takes a third of the time of making it.
    """

    def __missing__(self, key: _Key) -> Cell:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        glyph, x, y, advance, text = key
        form: Form = ((glyph, x, y),) if x or y else glyph
        cell = self[key] = Cell(form, text, advance)
        return cell


_known = _Cells()


def _cells(buffer: hb.Buffer, text: str, shift: int, rtl: bool) -> list[Cell]:
    """The cells of a shaped buffer; ``shift`` is where the text starts in it."""
    infos, places, count = buffer.glyph_infos, buffer.glyph_positions, len(text)
    if len(infos) == count and not shift:
        # Nine words of ten have one glyph for each character.
        clusters = [info.cluster for info in infos]
        if clusters == (_down(count) if rtl else _up(count)):
            return [
                _known[info.codepoint, place.x_offset, place.y_offset, place.x_advance, each]
                for info, place, each in zip(
                    infos, places, text[::-1] if rtl else text, strict=True
                )
            ]
    glyphs = [
        (info.cluster - shift, info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(infos, places, strict=True)
    ]
    return _cells_rtl(glyphs, text) if rtl else _cells_ltr(glyphs, text)


@lru_cache(256)
def _up(count: int) -> list[int]:
    return list(range(count))


@lru_cache(256)
def _down(count: int) -> list[int]:
    return list(range(count - 1, -1, -1))


def _cells_ltr(glyphs: list[_Glyph], text: str) -> list[Cell]:
    if not glyphs:
        return [Cell((), text, 0)] if text else []
    cells = []
    at, count, start = 0, len(glyphs), 0
    while at < count:
        cluster, glyph, x, y, advance = glyphs[at]
        end = at + 1
        while end < count and glyphs[end][0] == cluster:
            end += 1
        stop = glyphs[end][0] if end < count else len(text)
        if end == at + 1:
            cells.append(_known[glyph, x, y, advance, text[start:stop]])
        else:
            cells.append(_stack(glyphs[at:end], text[start:stop]))
        start, at = stop, end
    return cells


def _stack(glyphs: list[_Glyph], text: str) -> Cell:
    pen, form = 0, []
    for _, glyph, x, y, advance in glyphs:
        form.append((glyph, pen + x, y))
        pen += advance
    return Cell(tuple(form), text, pen)


def _cells_rtl(glyphs: list[_Glyph], text: str) -> list[Cell]:
    cells: list[Cell] = []
    if not glyphs:
        return [Cell((), each, 0) for each in reversed(text)]
    at, count = 0, len(glyphs)
    stop = len(text)
    while at < count:
        cluster, glyph, x, y, advance = glyphs[at]
        end = at + 1
        while end < count and glyphs[end][0] == cluster:
            end += 1
        start = cluster if end < count else 0
        words = text[start:stop]
        seen = next((n for n, each in enumerate(words) if each not in INVISIBLE), 0)
        cells += [Cell((), each, 0) for each in reversed(words[seen + 1 :])]
        if end == at + 1:
            cells.append(_known[glyph, x, y, advance, words[seen]])
        else:
            cells.append(_stack(glyphs[at:end], words[seen]))
        cells += [Cell((), each, 0) for each in reversed(words[:seen])]
        stop, at = start, end
    return cells
