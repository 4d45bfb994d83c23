"""One page being drawn.

A `Sheet` writes the content of one page. What is drawn belongs to an element of the structure
tree or is an artifact; neighbouring marks of one element become one stretch of marked content.
What needs the number of all pages (page x of y) is added when they are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.typeset.archive import byte_string, text_string
from pipeline.typeset.book import Book, Page
from pipeline.typeset.cells import SPACES
from pipeline.typeset.draw import Wrap, groups
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.paragraph import Paragraph
from pipeline.typeset.pen import CLOCKWISE, UPRIGHT, Pen, number
from pipeline.typeset.readers import unturned
from pipeline.typeset.tags import Element, artifact, opening

if TYPE_CHECKING:
    from pipeline.typeset.runs import Piece

Colour = tuple[float, float, float]
# Control points of a quarter of a circle, from its ends.
_BOW = 0.5523
Rectangle = tuple[float, float, float, float]


class Turn(StrEnum):
    """How lines run: from left to right or right to left, or from top to bottom."""

    NONE = ""
    RIGHTWARDS = "rightwards"
    """From top to bottom, each to the right of the one before: Mongolian."""
    LEFTWARDS = "leftwards"
    """From top to bottom, each to the left of the one before: Chinese, Japanese, by choice."""


class Sheet:
    """The content of one page. Coordinates are points from the lower left corner.

    A turned sheet is drawn on as if its lines ran from left to right and followed each other
    downwards; on the page they run from top to bottom and follow each other to one side.
    `Sheet.added` makes the page; ``Sheet(book, index)`` goes on above what is on it already.
    """

    __slots__ = ("_inside", "_mark", "_muted", "_wanted", "book", "index", "turned")

    def __init__(self, book: Book, index: int, *, turned: Turn = Turn.NONE) -> None:
        self.book, self.index, self.turned = book, index, turned
        self._muted = False
        # What the next thing drawn belongs to, and what the open stretch of marked content does.
        self._wanted: Element | str | None = None
        self._mark: Element | str | None = None

    @classmethod
    def added(cls, book: Book, width: float, height: float, *, turned: Turn = Turn.NONE) -> Sheet:
        """A new last page. ``width`` and ``height`` are the text's, before it is turned."""
        size = (height, width) if turned else (width, height)
        return cls(book, book.add(*size), turned=turned)

    @property
    def page(self) -> Page:
        """The page that this is the content of."""
        return self.book.pages[self.index]

    @property
    def _pen(self) -> Pen:
        return self.book.pages[self.index].pen

    @property
    def upwards(self) -> int:
        """Where the tops of letters point: 1 to the line before, -1 to the next (Mongolian)."""
        return -1 if self.turned is Turn.RIGHTWARDS else 1

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Whatever is drawn inside is not part of the text, even if it says it is."""
        self._muted = True
        try:
            yield
        finally:
            self._muted = False

    def box(self, x: float, y: float, width: float, height: float) -> Rectangle:
        """Where a rectangle of the text is on the page: left, bottom, right, top."""
        if not self.turned:
            return x, y, x + width, y + height
        page = self.page
        left = y if self.turned is Turn.LEFTWARDS else page.width - y - height
        return left, page.height - x - width, left + height, page.height - x

    def _draw(self, line: Line, x: float, y: float, wrap: Wrap | None = None) -> None:
        ink, pen = self.book.ink, self._pen
        if not self.turned:
            ink.draw(pen, line, x, y, UPRIGHT, wrap)
            return
        from pipeline.typeset import upright

        left, top = y, self.page.height - x
        if self.turned is Turn.RIGHTWARDS:
            left = self.page.width - y
        if upright.stands(line, numbers=self.turned is Turn.LEFTWARDS):
            upright.draw(ink, pen, line, left, top, wrap)
        else:
            ink.draw(pen, line, left, top, CLOCKWISE, wrap)

    def mark(self, element: Element) -> None:
        """What is drawn from here on belongs to the element."""
        if self._muted:
            self.decorate("Pagination")
        else:
            self._wanted = element

    def decorate(self, kind: str) -> None:
        """What is drawn from here on is not part of the text (an artifact)."""
        self._wanted = artifact(kind)

    def _open(self, *, text: bool) -> None:
        """Be inside a text object or outside, and in the marked content that is wanted.

        Both nest properly (ISO 32000-1, 14.6.1): one ends before the other begins.
        """
        pen = self._pen
        if self._mark is not None and (self._mark != self._wanted or pen.writing != text):
            pen.write(("EMC",))
            self._mark = None
        if text:
            pen.begin()
        else:
            pen.end()
        if self._mark is None and self._wanted is not None:
            wanted = self._wanted
            pen.write((wanted if isinstance(wanted, str) else self._opening(wanted),))
            self._mark = wanted

    def _opening(self, element: Element) -> str:
        return opening(self.book.tree.mark(element, self.index))

    def emit(self, operators: str) -> None:
        """Add graphics operators as they are. They leave the graphics state as they found it."""
        self._open(text=False)
        self._pen.write((operators,))

    def line(
        self, paragraph: Paragraph, line: Line, pieces: Sequence[Piece], x: float, y: float
    ) -> None:
        """Draw a line of text; each span's mark says which of the pieces it belongs to."""
        parts = groups(line)
        owners = [_piece(paragraph, part, pieces) for part in parts]
        first = owners[0].element
        if self._muted or len(parts) == 1 or all(owner.element is first for owner in owners):
            self.mark(first)
            self._open(text=True)
            self._draw(line, x, y)
        else:
            self._wanted = None
            self._open(text=True)

            def wrap(part: tuple[Run, ...]) -> tuple[str, str]:
                return self._opening(_piece(paragraph, part, pieces).element), "EMC"

            self._draw(line, x, y, wrap)
        if not self._muted and any(owner.link for owner in owners):
            left = x + line.x
            for part, owner in zip(parts, owners, strict=True):
                width = _width(line, part)
                if owner.link:
                    bottom = y - (line.descent if self.upwards > 0 else line.ascent)
                    box = self.box(left, bottom, width, line.ascent + line.descent)
                    self.link(owner.element, box, owner.link)
                left += width

    def beside(self, line: Line, element: Element, x: float, y: float) -> None:
        """Draw a number in the margin, all of one element, that is read before what comes next."""
        self.mark(element)
        self._open(text=True)
        if self._muted or self.turned or not unturned(line):
            self._draw(line, x, y)
        else:
            self.book.ink.hang(self._pen, line, x, y)

    def erect(self, line: Line, element: Element, x: float, y: float) -> None:
        """Draw a line that runs from left to right on the page, however the sheet is turned.

        It starts, on its baseline, at a point of the sheet.
        """
        self.mark(element)
        self._open(text=True)
        left, bottom, _, _ = self.box(x, y, 0.0, 0.0)
        self.book.ink.draw(self._pen, line, left, bottom)

    def aside(self, line: Line, x: float, y: float, kind: str = "Layout") -> None:
        """Draw a line of text that is no part of the document: a page number, a running head."""
        self.decorate(kind)
        self._open(text=True)
        self._draw(line, x, y)

    def bar(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle as decoration."""
        self.decorate("Layout")
        left, bottom, right, top = self.box(x, y, width, height)
        edges = " ".join(map(number, (left, bottom, right - left, top - bottom)))
        self._open(text=False)
        self._pen.set("rg", " ".join(number(each) for each in colour))
        self._pen.write((f"{edges} re f",))

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle as decoration, by its middle."""
        self.decorate("Layout")
        left, bottom, right, top = self.box(x - radius, y - radius, 2 * radius, 2 * radius)
        across, up = (left + right) / 2, (bottom + top) / 2
        bow = radius * _BOW
        curves = (
            (left, up + bow, across - bow, top, across, top),
            (across + bow, top, right, up + bow, right, up),
            (right, up - bow, across + bow, bottom, across, bottom),
            (across - bow, bottom, left, up - bow, left, up),
        )
        self._open(text=False)
        self._pen.set("rg", " ".join(number(each) for each in colour))
        self._pen.write((f"{number(left)} {number(up)} m",))
        self._pen.write(f"{' '.join(map(number, curve))} c" for curve in curves)
        self._pen.write(("f",))

    def picture(self, name: str, x: float, y: float, width: float, height: float) -> Rectangle:
        """Draw an XObject of unit size upright in a rectangle of the text; where that is."""
        edges = left, bottom, right, top = self.box(x, y, width, height)
        size = f"{right - left:.2f} 0 0 {top - bottom:.2f}"
        self.emit(f"q {size} {left:.2f} {bottom:.2f} cm /{name} Do Q")
        return edges

    def link(self, element: Element, box: Rectangle, uri: str) -> None:
        """Make a rectangle of the page lead to an address, or to a place of the document (``#``),
        for the Link around an element."""
        while element.kind != "Link" and element.parent:
            element = element.parent
        if uri.startswith("#"):
            entry, words = b"/Dest" + byte_string(uri[1:].encode()), self.book.places[uri[1:]]
        else:
            address = byte_string(uri.encode("ascii", "ignore"))
            entry, words = b"/A<</S/URI/URI" + address + b">>", uri
        self.annotate(element, box, entry, words)

    def annotate(self, element: Element, box: Rectangle, entry: bytes, words: str) -> bytes:
        """Add a link annotation; ``words`` say where it leads (ISO 14289-1, 7.18)."""
        edges = b" ".join(b"%.2f" % edge for edge in box)
        annotation = self.book.archive.add(
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["
            + edges
            + b"]/StructParent %d" % self.book.tree.annotation(element)
            + b"/Contents"
            + text_string(words)
            + entry
            + b">>"
        )
        element.kids.append((annotation, self.index))
        self.page.annotations.append(annotation)
        return annotation

    @contextmanager
    def standing(self) -> Iterator[None]:
        """What is drawn inside stands by itself, so that pages that say the same share it."""
        page = self.page
        self._close()
        own, page.pen = page.pen, Pen()
        page.pen.forget()
        try:
            yield
            self._close()
            page.standing = page.pen.taken()
        finally:
            page.pen = own

    def finish(self) -> None:
        """End what is open, and keep no more of the content than its bytes."""
        self._close()
        self.page.content += self._pen.taken()

    def _close(self) -> None:
        self._wanted = None
        self._open(text=False)


def _piece(paragraph: Paragraph, part: tuple[Run, ...], pieces: Sequence[Piece]) -> Piece:
    mark = paragraph.spans[part[0].item.span].mark
    assert isinstance(mark, int)
    return pieces[mark]


def _width(line: Line, part: tuple[Run, ...]) -> float:
    """How wide neighbouring runs of a line are, in points."""
    width = 0.0
    for run in part:
        box = run.box
        spaces = sum(cell.text in SPACES for cell in box.cells)
        width += box.advance * run.scale * line.stretch + spaces * line.space + run.after
    return width
