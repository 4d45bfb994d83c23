"""How far cells move the pen, for eyes and for readers: full-width marks that meet, marks that are
drawn onto their letters, letters that are drawn back onto the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from pipeline.typeset import squares
from pipeline.typeset.cells import SPACES, Cell, joined, parted, stacked
from pipeline.typeset.pdfjs import formats_behind

_END = Cell((), " ", 0)
APART = 0.12
"""How far a mark is set from its letter, in ems: poppler ends a word where a character begins
less than 0.1 em behind another, and loses the rest of a line that goes back (TextPage::addChar)."""


def kept_apart(cells: list[Cell], step: int) -> Iterator[Cell]:
    """Cells of which those without an advance take some of what follows; nothing moves."""
    ahead = 0
    cells = list(_once(cells))
    for at, cell in enumerate(cells, 1):
        advance = cell.advance - ahead
        if at < len(cells):
            # What shows nothing takes nothing, and leaves to the next what was taken before it.
            advance = max(advance, 0 if cell.form == () else step)
        yield cell if advance == cell.advance and not ahead else _moved(cell, -ahead, advance)
        ahead += advance - cell.advance


def forwards(cells: list[Cell]) -> Iterator[Cell]:
    """Cells of which one that the pen goes back behind is one with the next.

    A font may draw a quotation mark into the letter that follows it (Noto Serif Tamil, ‘அ). Poppler
    puts words in order by where they begin.
    """
    before: tuple[Cell, ...] = ()
    for cell in cells:
        if cell.text in SPACES:
            yield from before
            before = ()
        before = (*before, cell)
        if cell.advance >= 0:
            yield joined(before) if len(before) > 1 else cell
            before = ()
    yield from before


def _once(cells: list[Cell]) -> Iterator[Cell]:
    """Cells of which one says all of several in a row that show nothing and say the same.

    PDFium takes the second of two like codes in one place for the shadow of the first
    (CPDF_TextPage::ProcessTextObjectItems). People type two non-joiners, unseen.
    """
    for cell, same in groupby(cells):
        if cell.form == () and not cell.advance:
            yield cell._replace(text=cell.text * len(list(same)))
        else:
            yield from same


@lru_cache(8192)
def _moved(cell: Cell, x: int, advance: int) -> Cell:
    """A cell whose glyphs are shown farther to the right, and its advance."""
    form = tuple((glyph, right + x, up) for glyph, right, up in stacked(cell.form))
    return Cell(form if x else cell.form, cell.text, advance)


def halved(cells: list[Cell], locale: str, square: int) -> list[Cell]:
    """Cells without the empty halves of full-width marks that meet."""
    return [
        cell._replace(advance=square // 2)
        if cell.advance == square
        and following.advance == square
        and squares.cut(cell.text[-1:], following.text[:1], locale)
        else cell
        for cell, following in pairwise(cells)
    ] + cells[-1:]


def carried(cells: Sequence[Cell], step: int) -> Iterator[Cell]:
    """Cells of which a format character behind a letter is said with the letter that follows."""
    ahead = ""
    for cell, following in pairwise((*cells, _END)):
        text, ahead = ahead + cell.text, ""
        if following.text not in SPACES and (ahead := formats_behind(text)):
            text = text[: -len(ahead)]
        yield cell if text == cell.text else parted(cell._replace(text=text, parts=()), step)
