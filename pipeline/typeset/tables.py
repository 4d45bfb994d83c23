"""Tables: columns as wide as their words ask for, ruled above, below and under the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model import Align, Row, Table, Text
from pipeline.typeset import widths
from pipeline.typeset.figures import caption
from pipeline.typeset.flow import NEVER, WIDOW, Box, Draw, beside, prose
from pipeline.typeset.margin import marked
from pipeline.typeset.paragraph import Alignment
from pipeline.typeset.prose import texts
from pipeline.typeset.setting import THIN, Setting, colour
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.tags import Element

_CROWDED, _SMALLEST = 3.5, 0.3
# What it costs to part two rows, and to tear one.
_PARTED, _TORN = 4.0, 1.5 * WIDOW
_ALIGNMENTS = {
    Align.AUTO: Alignment.START,
    Align.START: Alignment.START,
    Align.CENTER: Alignment.CENTER,
    Align.END: Alignment.END,
}
_LETTER = re.compile(r"[^\W\d_]")


def table(setting: Setting, given: Table) -> Iterator[Box]:
    """The rows of a table, as they are asked for, lest a long one fill the memory.

    A row may be torn between lines; the head is said again.
    """
    every = (given.header, *given.rows)
    count = max(len(row.cells) for row in every)
    if not count:
        return
    element = setting.home.child("Table")
    # Letters shrink where there are more columns than would hold a word each.
    crowd = setting.measure / (count * _CROWDED * setting.size)
    small = setting.smaller(0.92 * max(_SMALLEST, min(1.0, crowd))).within(element)
    boxes: list[Box] = []
    if given.caption is not None:
        boxes += caption(setting, given.caption, element.child("Caption"), "table")
    scale, wide = widths.columns(small, every, setting.size)
    small = small.smaller(scale)
    given = replace(given, alignment=aligned(setting, given))
    head = _row(small, given.header, element.child("THead"), given.alignment, wide, head=True)
    boxes += _ruled(small, head)
    boxes[0] = boxes[0]._replace(before=setting.leading)
    yield from (box._replace(keep=NEVER) for box in boxes)
    again = _row(_mute(small), given.header, Element("TR"), given.alignment, wide, head=True)
    again = [box._replace(draw=_as_artifact(box.draw), parts=(), row=None) for box in again]
    yield from _body(small, given, element.child("TBody"), wide, tuple(_ruled(small, again)))


def aligned(setting: Setting, given: Table) -> tuple[Align, ...]:
    """The alignment of each column, numbers on the right whatever way the words around them run.

    So their units stand below each other.
    """
    return tuple(
        Align.START if setting.rtl and wanted is Align.END and _figures(given.rows, at) else wanted
        for at, wanted in enumerate(given.alignment)
    )


def _figures(rows: Iterable[Row], at: int) -> bool:
    """Whether a column has no letter below its head."""
    cells = (row.cells[at].markdown for row in rows if at < len(row.cells))
    return not any(map(_LETTER.search, cells))


def _ruled(setting: Setting, head: list[Box]) -> list[Box]:
    strong = colour(setting.design.accent)
    return [_rule(setting, strong, 1.0), *head, _rule(setting, strong, 0.6)]


def _body(
    setting: Setting, given: Table, home: Element, wide: list[float], again: tuple[Box, ...]
) -> Iterator[Box]:
    """The rows below the head, which is said again where one of them begins a page."""
    strong = colour(setting.design.accent)
    count = len(given.rows)
    for number, row in enumerate(given.rows, 1):
        lines = _row(setting, row, home, given.alignment, wide, head=False)
        lines = [box._replace(lead=again, keep=max(box.keep, _TORN)) for box in lines]
        yield from lines[:-1]
        yield lines[-1]._replace(keep=NEVER)
        if number == count:
            yield _rule(setting, strong, 1.0)
        else:
            yield _rule(setting, THIN, 0.35)._replace(keep=_parted(number, count))


def _parted(above: int, rows: int) -> float:
    """What it costs to begin a page after so many rows of a table: no row is left alone."""
    return 2 * WIDOW if above == 1 or above == rows - 1 else _PARTED


def _row(
    setting: Setting,
    row: Row,
    home: Element,
    alignment: tuple[Align, ...],
    wide: list[float],
    *,
    head: bool,
) -> list[Box]:
    element = home.child("TR")
    gap = widths.GAP * setting.size
    sides = []
    offset = 0.0
    # A row that has too few cells has empty ones, so that readers can count (ISO 14289-1, 7.5).
    blank = (Text(""),) * (len(wide) - len(row.cells))
    for number, cell in enumerate((*row.cells, *blank)):
        kind, role = ("TH", "column-header") if head else ("TD", "")
        place = element.child(kind, attributes=role)
        wanted = alignment[number] if number < len(alignment) else Align.AUTO
        rest = setting.measure - offset - wide[number]
        inner = replace(setting, home=place, marked=False)
        inner.start, inner.end = setting.start + offset, setting.end + rest
        style = inner.style(bold=head)
        lines = texts(inner, (cell,), place.child("P"), style, alignment=_ALIGNMENTS[wanted])
        sides.append(prose(lines))
        offset += wide[number] + gap
    return marked(setting, row.cells, beside(sides))


def _rule(setting: Setting, ink: tuple[float, float, float], weight: float) -> Box:
    space = setting.half * 0.4

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.bar(x + setting.left, y - space / 2, setting.measure, weight, ink)

    return Box(space, draw)


def _mute(setting: Setting) -> Setting:
    """A setting that leaves no trace: nothing logged, nothing in the tree."""
    return replace(setting, log=type(setting.log)(), home=Element("Table"))


def _as_artifact(draw: Draw) -> Draw:
    def again(sheet: Sheet, x: float, y: float) -> None:
        with sheet.decoration():
            draw(sheet, x, y)

    return again
