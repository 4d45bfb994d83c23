"""The table of contents of a volume: each language's title and where it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.formats.inline import escape
from pipeline.locales import Locale
from pipeline.model import Document, Text
from pipeline.typeset import prose
from pipeline.typeset.columns import columns
from pipeline.typeset.flow import NEVER, Box, around, before
from pipeline.typeset.paragraph import Alignment, Paragraph, Span
from pipeline.typeset.runs import Piece
from pipeline.typeset.setting import QUIET, Setting
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.tags import Element
from pipeline.words import numeral


def _title(document: Document) -> Text:
    """The words of a title, which neither call a note here nor lead anywhere else."""
    return replace(document.title, key="", markdown=escape(prose.shown(document.title)))


class Listing:
    """The pages of a table of contents: laid out first, drawn when the page numbers are known."""

    def __init__(self, setting: Setting, documents: Sequence[Document]) -> None:
        self._setting = setting
        self._documents = documents
        self._starts: list[int] = []
        grid = setting.grid
        height = grid.top - grid.bottom
        self._pages = list(columns(self._boxes(), lambda _: height, setting.leading))

    def reserve(self) -> int:
        """Make the sheets; how many there are."""
        grid = self._setting.grid
        for _ in self._pages:
            Sheet.added(self._setting.book, grid.width, grid.height, turned=self._setting.turned)
        return len(self._pages)

    def fill(self, starts: Sequence[int]) -> None:
        """Draw the entries. ``starts`` are the documents' first pages, counted from 0."""
        self._starts = list(starts)
        grid = self._setting.grid
        for index, column in enumerate(self._pages):
            sheet = Sheet(self._setting.book, index)
            sheet.turned = self._setting.turned
            for placed in column.placed:
                placed.box.draw(sheet, grid.left, grid.top - placed.y)
            sheet.finish()

    def _boxes(self) -> list[Box]:
        setting = self._setting
        home = setting.home.child("Sect")
        style = setting.style(scale=2.1, bold=True)
        title = _title(self._documents[0])
        head = home.child("Title")
        boxes = prose.texts(setting, (title,), head, style, alignment=Alignment.START, balance=True)
        label = setting.style(scale=1.35, bold=True, accent=True)
        words = prose.phrase_lines(setting, setting.words("contents"), home.child("H2"), label)
        boxes += before(words, 2 * setting.leading)
        boxes = [box._replace(keep=NEVER) for box in boxes]
        table = home.child("TOC")
        for number, document in enumerate(self._documents):
            boxes += before(self._entry(table.child("TOCI"), number, document), setting.half)
        return boxes

    def _entry(self, home: Element, number: int, document: Document) -> list[Box]:
        setting = self._setting
        tag = Locale.parse(document.locale).bcp47
        link = home.child("Reference").child("Link", lang=tag if tag != setting.tag else "")
        inner = setting.within(link, end=4 * setting.size)
        title = replace(_title(document), locale=tag if tag != setting.tag else "")
        # All titles begin at one edge, whichever way they read.
        same = Locale.parse(tag).rtl == setting.rtl
        side = Alignment.START if same else Alignment.END
        lines = prose.texts(inner, (title,), link.child("Span"), inner.style(), alignment=side)
        page = link.child("Span")
        last = lines[-1]

        def draw(sheet: Sheet, x: float, y: float) -> None:
            self._number(sheet, page, number, x, y - last.depth)
            self._lead_there(sheet, link, number, x, y + last.height * (len(lines) - 1), lines)

        lines[-1] = around(last, last=draw)
        return lines

    def _number(self, sheet: Sheet, page: Element, number: int, x: float, baseline: float) -> None:
        setting = self._setting
        words = numeral(self._starts[number] + 1, setting.tag, setting.own)
        style = setting.style()._replace(colour=QUIET)
        paragraph = Paragraph((Span(words, style, mark=0),), locale=setting.tag)
        (line, *_) = setting.lines(paragraph, 200.0)
        edge = x if setting.rtl else x + setting.width - line.width
        # Where nothing parts them, the title and the number would be read as one word.
        page.actual = f" {words}"
        pieces = [Piece(page)]
        sheet.line(paragraph, line, pieces, edge - line.x, baseline)

    def _lead_there(
        self, sheet: Sheet, link: Element, number: int, x: float, top: float, lines: Sequence[Box]
    ) -> None:
        setting = self._setting
        target = setting.book.archive.pages[self._starts[number]]
        height = sum(line.height for line in lines)
        box = sheet.box(x, top - height, setting.width, height)
        words = prose.shown(self._documents[number].title)
        sheet.annotate(link, box, b"/Dest[" + target + b"/Fit]", words)
