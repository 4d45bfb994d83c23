"""Shaped glyphs as cells, one for each code in the PDF.

From left to right a cell is a whole grapheme cluster or ligature, so that its text is exact
however its glyphs are stacked. From right to left each cell stands for one character, in
visual order, since readers turn such text round character by character.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

import uharfbuzz as hb

from pipeline.typeset.fonts import INVISIBLE
from pipeline.typeset.pdfjs import behind_letter

Form = int | tuple[tuple[int, int, int], ...]
"""A glyph, or glyphs with their offsets from the pen in font units; empty shows nothing."""
MAX_REMEMBERED = 25_000
_JOINER = "\u200d"
_new = tuple.__new__
SPACES = frozenset("\u0020\u00a0")
"""What stretches when a line is justified."""


class Cell(NamedTuple):
    """What one code of a PDF font shows and says."""

    form: Form
    text: str
    advance: int
    """In font units."""
    parts: tuple[Cell, ...] = ()
    """The letter and the signs behind it as cells of their own, which more words share, if it may
    be shown like that; else empty."""


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
        cell = self[key] = _new(Cell, (form, text, advance, ()))
        return cell


_known = _Cells()


def cells_of(
    buffer: hb.Buffer, text: str, shift: int, rtl: bool, step: int, spaced: bool
) -> list[Cell]:
    """The cells of a shaped buffer; ``shift`` is where the text starts in it.

    A part of a cell has room for a ``step`` for each of its characters at least (`advances.APART`).
    ``spaced`` is whether marks were shaped as clusters of their own.
    """
    infos, places, count = buffer.glyph_infos, buffer.glyph_positions, len(text)
    if len(infos) == count and not shift and not spaced:
        # Nine words of ten have one glyph for each character.
        clusters = [info.cluster for info in infos]
        if clusters == (_down(count) if rtl else _up(count)):
            return [
                _known[info.codepoint, place.x_offset, place.y_offset, place.x_advance, each]
                for info, place, each in zip(
                    infos, places, text[::-1] if rtl else text, strict=True
                )
            ]
    if spaced and infos and not rtl:
        return _graphemes(infos, places, text, shift, step)
    glyphs = [
        (info.cluster - shift, info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(infos, places, strict=True)
    ]
    if rtl:
        return _cells_rtl(glyphs, text)
    cells = _cells_ltr(glyphs, text)
    return [parted(each, step) if len(each.text) > 1 else each for each in cells]


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
    return _new(Cell, (tuple(form), text, pen, ()))


def _graphemes(
    infos: list[hb.GlyphInfo], places: list[hb.GlyphPosition], text: str, shift: int, step: int
) -> list[Cell]:
    """Grapheme clusters of glyphs that are clusters of their own.

    One loop: pages in Indic scripts spend a tenth of their time in it.
    """
    clusters = [info.cluster - shift for info in infos]
    shown = [
        (info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(infos, places, strict=True)
    ]
    cells = []
    # Behind the last character another grapheme would begin.
    clusters.append(len(text))
    characters = text + " "
    behind = _behind
    first, start, last = 0, 0, clusters[0]
    for at, cluster in enumerate(clusters):
        if cluster == last:
            continue
        last = cluster
        if behind[characters[cluster]]:
            continue
        piece = text[start:cluster]
        if at == first + 1:
            cell = _known[shown[first] + (piece,)]
            cells.append(cell if cluster == start + 1 else parted(cell, step))
        else:
            within = tuple([each - start for each in clusters[first:at]])
            cells.append(_grapheme(within, tuple(shown[first:at]), piece, step))
        first, start = at, cluster
    return cells


class _Behind(dict[str, bool]):
    """Whether a character stands in one grapheme cluster with those before it."""

    def __missing__(self, character: str) -> bool:
        self[character] = category(character)[0] == "M" or character == _JOINER
        return self[character]


_behind = _Behind()


@lru_cache(8192)
def _grapheme(
    clusters: tuple[int, ...], shown: tuple[tuple[int, int, int, int], ...], text: str, step: int
) -> Cell:
    """The cell of a letter and the signs behind it; the same ones stand in many words."""
    parts: list[Cell] = []
    if clusters != tuple(sorted(clusters)):
        # Signs without a letter that change places: nobody can say which of them says what.
        clusters = (0,) * len(clusters)
    glyphs = [(cluster, *glyph) for cluster, glyph in zip(clusters, shown, strict=True)]
    for cell in _cells_ltr(glyphs, text):
        own = category(cell.text[0]) == "Mc" and isinstance(cell.form, int)
        if not parts or (own and _wide(parts[-1], step)):
            parts.append(cell)
        else:
            parts[-1] = joined((parts[-1], cell))
    if len(parts) > 1 and not _wide(parts[-1], step):
        parts[-2:] = [joined(parts[-2:])]
    parts = [_parted(each, step) if len(each.text) > 1 else each for each in parts]
    if len(parts) == 1:
        return parts[0]
    whole = joined(parts)
    return _new(Cell, (whole.form, text, whole.advance, tuple(parts)))


def _parted(cell: Cell, step: int) -> Cell:
    """A cell that leaves to a code of its own what is behind its letter, if it must and can."""
    form, text, advance, _ = cell
    rest = behind_letter(text)
    if not rest or text[0] in SPACES:
        return cell
    room = step * len(rest)
    if advance < room + step:
        # So near to each other may they just be.
        step = step * 6 // 7
        room = step * len(rest)
        if advance < room + step:
            return cell
    back = advance - room
    signs: Form = ()
    if isinstance(form, int):
        form = ((form, 0, 0),)
    elif len(form) > 1 and form[0][1:] == (0, 0):
        # Signs by themselves may be those of other letters, too.
        signs = tuple([(glyph, x - back, y) for glyph, x, y in form[1:]])
        form = form[:1]
    letter = _new(Cell, (form, text[: -len(rest)], back, ()))
    return _new(Cell, (cell.form, text, advance, (letter, _new(Cell, (signs, rest, room, ())))))


parted = lru_cache(8192)(_parted)
"""The same of a cell that stands in many words."""


def _wide(cell: Cell, step: int) -> bool:
    return cell.advance > step * len(cell.text)


def joined(cells: Iterable[Cell]) -> Cell:
    """Cells as one that shows and says all of them."""
    pen, text = 0, ""
    form: list[tuple[int, int, int]] = []
    for shown, said, advance, _ in cells:
        form += [(glyph, pen + x, y) for glyph, x, y in stacked(shown)]
        pen, text = pen + advance, text + said
    return _new(Cell, (tuple(form), text, pen, ()))


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
        # Of several characters one is shown by the glyphs, and the others by nothing.
        seen = 0 if len(words) == 1 else _seen(words)
        if seen + 1 < len(words):
            cells += [Cell((), each, 0) for each in reversed(words[seen + 1 :])]
        if end == at + 1:
            cells.append(_known[glyph, x, y, advance, words[seen]])
        else:
            cells.append(_stack(glyphs[at:end], words[seen]))
        if seen:
            cells += [Cell((), each, 0) for each in reversed(words[:seen])]
        stop, at = start, end
    return cells


def _seen(words: str) -> int:
    """Which of some characters is the first that is not invisible."""
    return next((n for n, each in enumerate(words) if each not in INVISIBLE), 0)
