"""The white around columns, said to poppler, so that it reads one column after the other.

Poppler makes blocks of lines that are less than 1.5 sizes apart, and orders them by Breuel's rules
("High performance document layout analysis", 2003): of two blocks that overlap across the page the
upper one comes first, of others the left one, unless a block between them overlaps both
(TextPage::coalesce, TextBlock::isBeforeByRule1, isBeforeByRule2). Two of its steps mistake columns.
Four blocks that are aligned in rows are a table, to be read row by row, as all lines are that are
further apart; and a block with nothing beside it, as a heading beside the white above another, is
as wide as all below it. A block in the gutter stands beside all others: nothing is aligned with
what follows it, and nothing reaches across it.

So three strips of white are said to be what they are, white: two spaces, since poppler takes no
notice of one. They have no ink, are a point high and no part of the document. That in the gutter
runs down the page; by poppler's rules such a block comes before all that reach below its top
(rule 2 goes by each block's own rotation), so it begins in the strip above the columns, which
poppler comes to first, and through which it finds the gutter, then the first column. The strip
below them keeps the foot of the page behind both.
"""

from __future__ import annotations

from pipeline.typeset.design import Grid
from pipeline.typeset.pen import number
from pipeline.typeset.sheet import Sheet

# Of the white above the columns; the running head stands a little higher.
_ABOVE = 0.4


def say(sheet: Sheet, grid: Grid, top: float) -> None:
    """Say the white above, between and below the two columns of a sheet that begin at ``top``."""
    if not (fonts := sheet.book.ink.fonts):
        return
    top += min(grid.leading, _ABOVE * (sheet.page.height - grid.top))
    left, middle = number(grid.left), number((grid.left + grid.right) / 2)
    upper, lower = number(top), number(grid.bottom)
    across, down = _white(grid.right - grid.left), _white(top - grid.bottom)
    sheet.decorate("Layout")
    sheet.emit(
        f"q BT /{fonts[0].name} 1 Tf 0 Ts 100 Tz {left} {upper} Td {across} "
        f"0 -1 1 0 {middle} {upper} Tm {down} 1 0 0 1 {left} {lower} Tm {across} ET Q"
    )


def _white(length: float) -> str:
    """Shows spaces at both ends of a length, in a font of one point, that say two spaces."""
    return f"/Span<</ActualText(  )>>BDC[( )-{round(1000 * length)}( )]TJ EMC"
