"""Lines from top to bottom: Han, kana and hangul stand upright, other letters lie on their side.

The line has been measured as if it were horizontal; a full-width character is as high as it is
wide, so that nothing moves. Which characters stand is Unicode's Vertical_Orientation (UAX #50);
fonts have other shapes for brackets and stops (the feature ``vert``). Numbers of one or two digits
stand, too (see `numerals`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import uharfbuzz as hb

from pipeline.typeset.cells import SPACES, Cell
from pipeline.typeset.characters import scripts
from pipeline.typeset.draw import Ink, Wrap, groups, spread
from pipeline.typeset.fonts import Font
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.numerals import STANDING, numerals, upright
from pipeline.typeset.pen import CLOCKWISE, Pen
from pipeline.typeset.squares import BOTTOM, TOP

# Where the middle of a letter's square is above the baseline, in ems.
_MIDDLE = (TOP + BOTTOM) / 2


def stands(line: Line, *, numbers: bool = False) -> bool:
    """Whether anything in a line stands upright: a character, or with ``numbers`` a number, too."""
    table = scripts()
    if any(table[each] in STANDING for each in line.text):
        return True
    return numbers and any(map(numerals, line.runs))


def draw(ink: Ink, pen: Pen, line: Line, x: float, y: float, wrap: Wrap | None = None) -> None:
    """A line whose measure starts at a point of the page and runs downwards.

    ``x`` is where the baseline of letters on their side is.
    """
    spread(pen, line)
    top = y - line.x
    for group in groups(line):
        before, after = wrap(group) if wrap else ("", "")
        pen.write(filter(None, (before,)))
        for run in group:
            ink.look(pen, run)
            for kind, cells in _parts(run):
                height = _length(line, run, cells)
                if kind == "lying":
                    pen.move(x, top, CLOCKWISE)
                    ink.show(pen, line, run, cells)
                elif kind == "number":
                    _number(ink, pen, run, cells, x, top - height / 2)
                else:
                    _character(ink, pen, run, cells[0], x, top)
                top -= height
            top -= run.after
        pen.write(filter(None, (after,)))


def _parts(run: Run) -> Iterator[tuple[str, Sequence[Cell]]]:
    """The cells of a run by how they are set: lying, standing, or as a number in a square."""
    numbers = {place for found in numerals(run) for place in range(*found)}
    lying: list[Cell] = []
    digits: list[Cell] = []
    at = 0
    for cell in run.box.cells:
        standing = bool(cell.text) and upright(cell.text[0])
        numeral = at in numbers
        at += len(cell.text)
        if lying and (standing or numeral):
            yield "lying", lying
            lying = []
        if digits and not numeral:
            yield "number", digits
            digits = []
        if numeral:
            digits.append(cell)
        elif standing:
            yield "standing", [cell]
        else:
            lying.append(cell)
    if digits:
        yield "number", digits
    if lying:
        yield "lying", lying


def _length(line: Line, run: Run, cells: Sequence[Cell]) -> float:
    spaces = sum(cell.text in SPACES for cell in cells)
    advance = sum(cell.advance for cell in cells) * run.scale * line.stretch
    return advance + spaces * line.space + len(cells) * line.tracking


def _number(ink: Ink, pen: Pen, run: Run, cells: Sequence[Cell], x: float, middle: float) -> None:
    """A number's digits, side by side in one square."""
    size, shaper = run.item.style.size, run.item.font.shaper
    width = sum(shaper.get_glyph_h_advance(cell.form) for cell in cells) * run.scale
    # Digits are as tall as capitals, about 0.7 em.
    pen.move(x + _MIDDLE * size - width / 2, middle - 0.35 * size)
    ink.show_bare(pen, run.item.font, cells)


def _character(ink: Ink, pen: Pen, run: Run, cell: Cell, x: float, top: float) -> None:
    """A character upright in the middle of the line."""
    item = run.item
    size, points = item.style.size, run.scale
    shift = 0.0
    if not isinstance(cell.form, int) and cell.form:
        shift = cell.form[0][1] * points  # half a square was cut off before it
    glyph = _standing(item.font, cell.text, item.script, item.locale)
    if glyph is not None:
        width = item.font.shaper.get_glyph_h_advance(glyph)
        cell = Cell(glyph, cell.text, width)
    pen.move(x + _MIDDLE * size - cell.advance * points / 2, top - shift - TOP * size)
    ink.show_bare(pen, item.font, (cell,))


@lru_cache(4096)
def _standing(font: Font, text: str, script: str, locale: str) -> int | None:
    """The glyph for a character in a vertical line, if it is one glyph."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ttb"
    buffer.script = script
    buffer.language = locale.split("-x-")[0] or "und"
    hb.shape(font.shaper, buffer)
    return buffer.glyph_infos[0].codepoint if len(buffer.glyph_infos) == 1 else None
