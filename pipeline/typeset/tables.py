"""Tables: columns as wide as their words ask for, ruled above, below and under the head."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Align, Row, Table
from pipeline.typeset import widths
from pipeline.typeset.figures import caption
from pipeline.typeset.flow import NEVER, WIDOW, Box, Draw, beside, prose
from pipeline.typeset.margin import marked
from pipeline.typeset.paragraph import Alignment
from pipeline.typeset.prose import texts
from pipeline.typeset.setting import Setting, colour
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


def table(setting: Setting, given: Table) -> list[Box]:
    """The rows of a table. A row may be torn between lines; the head is said again."""
    every = (given.header, *given.rows)
    count = max(len(row.cells) for row in every)
    if not count:
        return []
    element = setting.home.child("Table")
    # Letters shrink where there are more columns than would hold a word each.
    crowd = setting.measure / (count * _CROWDED * setting.size)
    small = setting.smaller(0.92 * max(_SMALLEST, min(1.0, crowd))).within(element)
    boxes: list[Box] = []
    if given.caption is not None:
        setting.log.tables += 1
        boxes = caption(
            setting, given.caption, element.child("Caption"), "table", setting.log.tables
        )
        boxes = [box._replace(keep=NEVER) for box in boxes]
    scale, wide = widths.columns(small, every, setting.size)
    small = small.smaller(scale)
    ink, strong = colour("#9aa3ad"), colour(setting.design.accent)
    head_home = element.child("THead")
    head = _row(small, given.header, head_home, given.alignment, wide, head=True)
    again = _row(_mute(small), given.header, Element("TR"), given.alignment, wide, head=True)
    again = [box._replace(draw=_as_artifact(box.draw), parts=(), row=None) for box in again]
    head = [_rule(small, strong, 1.0), *head, _rule(small, strong, 0.6)]
    again = [_rule(small, strong, 1.0), *again, _rule(small, strong, 0.6)]
    boxes += [box._replace(keep=NEVER) for box in head]
    body = element.child("TBody")
    for number, row in enumerate(given.rows):
        lines = _row(small, row, body, given.alignment, wide, head=False)
        boxes += [box._replace(lead=tuple(again), keep=max(box.keep, _TORN)) for box in lines]
        last = number + 1 == len(given.rows)
        boxes[-1] = boxes[-1]._replace(keep=NEVER)
        rule = _rule(small, strong if last else ink, 1.0 if last else 0.35)
        boxes.append(rule if last else rule._replace(keep=_parted(number + 1, len(given.rows))))
    boxes[0] = boxes[0]._replace(before=setting.leading)
    return boxes


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
    for number, cell in enumerate(row.cells):
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
