"""What every page carries: running head, page x of y, the mark of a draft. Artifacts all."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from pipeline.locales import Locale
from pipeline.typeset.book import Book
from pipeline.typeset.design import Grid
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import Line, fit
from pipeline.typeset.measure import measure
from pipeline.typeset.paragraph import Alignment, Paragraph, Span, Style
from pipeline.typeset.setting import colour
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.tags import artifact
from pipeline.words import Phrase, numeral, phrase

_QUIET = colour("#5b6470")
_RED = colour("#a3161a")
_PALE = (0.955, 0.94, 0.94)
_SMALLEST = 8.5
_ENDLESS = 100_000.0
# What does not stand before an ellipsis.
_STOPS = " ,;:.،؛、，。；：·"


class Furniture(NamedTuple):
    """What the pages of one document say besides its text."""

    tag: str
    grid: Grid
    title: str
    """For the running head; the first page goes without."""
    foot: str = ""
    """Opposite the page number."""
    draft: bool = False


def furnish(
    book: Book,
    fonts: FontSet,
    given: Furniture,
    pages: range,
    *,
    first: int = 1,
    total: int | None = None,
) -> None:
    """Add heads and feet to finished pages. ``first`` is the number that the first one shows."""
    rtl = Locale.parse(given.tag).rtl
    count = total or len(pages)
    # No larger than the margins have room for.
    size = min(max(_SMALLEST, 0.72 * given.grid.body), 0.4 * given.grid.bottom)
    mark = _watermark(book, fonts, given.tag) if given.draft else None
    quiet = Style(size=size, colour=_QUIET)
    width = given.grid.right - given.grid.left
    title = foot_line = stamp = None
    if given.draft:
        bold = Style(size=size + 0.5, bold=True, colour=_RED)
        stamp = _line(fonts, phrase("draft", given.tag), bold)
    if given.title:
        room = width - stamp.width - 2 * size if stamp else width
        title = _line(fonts, Phrase(given.title, given.tag), quiet, room)
    if given.foot:
        foot_line = _line(fonts, Phrase(given.foot, given.tag), quiet, width - 13 * size)
    standing: dict[tuple[bool, float], bytes] = {}
    for place, index in enumerate(pages):
        sheet = Sheet(book, index)
        page = sheet.page
        left, right = given.grid.left, given.grid.right
        if mark:
            _under(sheet, mark)
        head = given.grid.top + (page.height - given.grid.top) * 0.44
        foot = given.grid.bottom * 0.5
        edges = (right, left) if rtl else (left, right)
        number = phrase("page", given.tag, n=first + place, total=count)
        if number.locale != given.tag:  # numbers need no words
            numbers = (numeral(n, given.tag) for n in (first + place, count))
            number = Phrase(" / ".join(numbers), given.tag)
        _put(sheet, _line(fonts, number, quiet), edges[1], foot, "Footer", ends=not rtl)
        sheet.finish()
        like = bool(place), page.height
        if like in standing:
            page.standing = standing[like]
            continue
        with sheet.standing():
            if place and title:
                _put(sheet, title, edges[0], head, "Header", ends=rtl)
            if stamp:
                _put(sheet, stamp, edges[1], head, "Header", ends=not rtl)
            if foot_line:
                _put(sheet, foot_line, edges[0], foot, "Footer", ends=rtl)
        standing[like] = page.standing


def _line(fonts: FontSet, words: Phrase, style: Style, width: float = 2000.0) -> Line:
    """Words on one line; what does not fit is left off from the end of a word, and says so."""
    text = " ".join(words.text.split())
    cut = ""
    while True:
        paragraph = Paragraph(
            (Span(text + cut, style),),
            locale=words.locale,
            alignment=Alignment.START,
            hyphenate=False,
        )
        measured = measure(paragraph, fonts)
        ends = list(accumulate(each.width + each.space for each in measured.segments))
        if not ends or len(text) < 2 or ends[-1] - measured.segments[-1].space <= width:
            return fit(measured, _ENDLESS)[0]
        fitting = bisect_right(ends, width - style.size) if len(ends) > 1 else 0
        end = measured.segments[fitting - 1].end if fitting else len(text) - 1
        text, cut = text[: min(end, len(text) - 1)].rstrip(_STOPS), "…"


def _put(sheet: Sheet, line: Line, edge: float, y: float, role: str, *, ends: bool) -> None:
    """Draw a line so that its ink begins, or ends, at an edge."""
    left = edge - line.width if ends else edge
    sheet.aside(line, left - line.x, y, role)


def _watermark(book: Book, fonts: FontSet, tag: str) -> str:
    """The word for a draft across the page, as outlines: it is seen, and not among the text."""
    from pipeline.typeset.outlines import form

    words = phrase("draft", tag)
    line = _line(fonts, words, Style(size=100.0, bold=True))
    return form(book, line, _PALE)


def _under(sheet: Sheet, mark: str) -> None:
    """Draw the watermark below all that is on the page."""
    page = sheet.page
    half, slope = page.width / 2, 0.7071
    matrix = f"{slope} {slope} {-slope} {slope} {half:.2f} {page.height / 2:.2f}"
    operators = f"{artifact('Watermark')} q {matrix} cm /{mark} Do Q EMC\n"
    page.content = operators.encode() + page.content
