"""A line of text as shapes instead of letters, for what is to be seen and not read out."""

from __future__ import annotations

import uharfbuzz as hb

from pipeline.typeset.archive import Stream
from pipeline.typeset.book import Book
from pipeline.typeset.cells import stacked
from pipeline.typeset.lines import Line
from pipeline.typeset.sheet import Colour

# The widest that the shape may be, in points, before it is scaled down to fit the page.
_WIDEST = 520.0


def form(book: Book, line: Line, ink: Colour) -> str:
    """A form XObject that shows the line centred on its origin; its name in the resources."""
    scale = min(1.0, _WIDEST / line.width) if line.width else 1.0
    path = _Path(scale)
    pen = -line.width / 2
    for run in line.runs:
        box, points = run.box, run.scale
        for cell in box.cells:
            for glyph, x, y in stacked(cell.form):
                path.move(pen + x * points, y * points - line.ascent / 3, points)
                box.font.shaper.draw_glyph(glyph, path.pen, path)
            pen += cell.advance * points
    colours = "{:.3f} {:.3f} {:.3f} rg".format(*ink)
    content = "\n".join((colours, *path.operators, "f")).encode()
    bound = _WIDEST / 2 + 20
    box_entry = b"/Type/XObject/Subtype/Form/BBox[-%d -120 %d 160]" % (bound, bound)
    return book.picture(book.archive.add(Stream(content, box_entry)))


class _Path:
    """A path in the making, as PDF operators."""

    def __init__(self, scale: float) -> None:
        self.operators: list[str] = []
        self._whole, self._scale = scale, 1.0
        self._x = self._y = 0.0
        self._at = (0.0, 0.0)
        self.pen = hb.DrawFuncs()
        self.pen.set_move_to_func(lambda x, y, path: path.add("m", (x, y)))
        self.pen.set_line_to_func(lambda x, y, path: path.add("l", (x, y)))
        self.pen.set_cubic_to_func(
            lambda a, b, c, d, x, y, path: path.add("c", (a, b), (c, d), (x, y))
        )
        self.pen.set_quadratic_to_func(lambda a, b, x, y, path: path.quadratic((a, b), (x, y)))
        self.pen.set_close_path_func(lambda path: path.operators.append("h"))

    def move(self, x: float, y: float, scale: float) -> None:
        """Where the next glyph stands, and how large."""
        self._x, self._y, self._scale = x, y, scale

    def add(self, operator: str, *points: tuple[float, float]) -> None:
        """An operator with its points, in font units."""
        self._at = points[-1]
        numbers = []
        for x, y in points:
            numbers.append(f"{(self._x + x * self._scale) * self._whole:.2f}")
            numbers.append(f"{(self._y + y * self._scale) * self._whole:.2f}")
        self.operators.append(" ".join((*numbers, operator)))

    def quadratic(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """A quadratic curve as a cubic one, which is what PDF has."""
        (x0, y0), (cx, cy), (x, y) = self._at, control, end
        first = (x0 + 2 / 3 * (cx - x0), y0 + 2 / 3 * (cy - y0))
        second = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
        self.add("c", first, second, end)
