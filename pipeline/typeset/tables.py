"""Tables: columns as wide as their words ask for, ruled above, below and under the head.

The widths are found as CSS does it (CSS 2.2, 17.5.2.2): each column gets its longest word, and
what is left is shared by how much more each could use.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats.inline import plain
from pipeline.model import Align, Row, Table
from pipeline.typeset.figures import caption
from pipeline.typeset.flow import NEVER, Box, Draw, beside, prose
from pipeline.typeset.margin import marked
from pipeline.typeset.paragraph import Alignment, Paragraph, Span
from pipeline.typeset.prose import texts
from pipeline.typeset.setting import Setting, colour
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.tags import Element

_GAP = 1.2
"""White between columns, in ems."""
_ENDLESS = 100_000.0
_CROWDED, _SMALLEST = 3.5, 0.3
_ALIGNMENTS = {
    Align.AUTO: Alignment.START,
    Align.START: Alignment.START,
    Align.CENTER: Alignment.CENTER,
    Align.END: Alignment.END,
}


def table(setting: Setting, given: Table) -> list[Box]:
    """The rows of a table. A row may be torn between lines; the head is said again."""
    element = setting.home.child("Table")
    count = max(len(row.cells) for row in (given.header, *given.rows))
    if not count:
        return []
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
    widths = _widths(small, (given.header, *given.rows))
    ink, strong = colour("#9aa3ad"), colour(setting.design.accent)
    head_home = element.child("THead")
    head = _row(small, given.header, head_home, given.alignment, widths, head=True)
    again = _row(_mute(small), given.header, Element("TR"), given.alignment, widths, head=True)
    again = [box._replace(draw=_as_artifact(box.draw), parts=(), row=None) for box in again]
    head = [_rule(small, strong, 1.0), *head, _rule(small, strong, 0.6)]
    again = [_rule(small, strong, 1.0), *again, _rule(small, strong, 0.6)]
    boxes += [box._replace(keep=NEVER) for box in head]
    body = element.child("TBody")
    for number, row in enumerate(given.rows):
        lines = _row(small, row, body, given.alignment, widths, head=False)
        boxes += [box._replace(lead=tuple(again)) for box in lines]
        last = number + 1 == len(given.rows)
        boxes[-1] = boxes[-1]._replace(keep=NEVER)
        boxes.append(_rule(small, strong if last else ink, 1.0 if last else 0.35))
    boxes[0] = boxes[0]._replace(before=setting.leading)
    return boxes


def _row(
    setting: Setting,
    row: Row,
    home: Element,
    alignment: tuple[Align, ...],
    widths: list[float],
    *,
    head: bool,
) -> list[Box]:
    element = home.child("TR")
    gap = _GAP * setting.size
    sides = []
    offset = 0.0
    for number, cell in enumerate(row.cells):
        kind, role = ("TH", "column-header") if head else ("TD", "")
        place = element.child(kind, attributes=role)
        wanted = alignment[number] if number < len(alignment) else Align.AUTO
        rest = setting.measure - offset - widths[number]
        inner = replace(setting, home=place, marked=False)
        inner.start, inner.end = setting.start + offset, setting.end + rest
        style = inner.style(bold=head)
        lines = texts(inner, (cell,), place.child("P"), style, alignment=_ALIGNMENTS[wanted])
        sides.append(prose(lines))
        offset += widths[number] + gap
    return marked(setting, row.cells, beside(sides))


def _widths(setting: Setting, rows: tuple[Row, ...]) -> list[float]:
    count = max(len(row.cells) for row in rows)
    least, most = [0.0] * count, [0.0] * count
    for position, row in enumerate(rows):
        for number, cell in enumerate(row.cells):
            words = plain(cell.markdown)
            most[number] = max(most[number], _width(setting, words, bold=position == 0))
            for word in words.split():
                least[number] = max(least[number], _width(setting, word, bold=position == 0))
    room = setting.measure - _GAP * setting.size * (count - 1)
    # No column takes more than its fair share before the others have their words.
    least = [min(each, room / count) for each in least]
    if sum(most) <= room:
        spread = (room - sum(most)) / count
        return [each + spread for each in most]
    wish = [max(b - a, 1.0) for a, b in zip(least, most, strict=True)]
    spare = room - sum(least)
    return [a + spare * w / sum(wish) for a, w in zip(least, wish, strict=True)]


def _width(setting: Setting, words: str, *, bold: bool) -> float:
    if not words:
        return 0.0
    span = Span(words.replace("\n", " "), setting.style(bold=bold))
    paragraph = Paragraph((span,), locale=setting.tag, alignment=Alignment.START)
    return sum(line.width for line in setting.lines(paragraph, _ENDLESS)) + 1.0


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
