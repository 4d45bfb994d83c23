"""What every page carries: running head, page x of y, the mark of a draft. Artifacts all."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from pipeline.locales import Locale
from pipeline.typeset.book import Book
from pipeline.typeset.design import Grid
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.itemise import graphemes
from pipeline.typeset.lines import Line, fit
from pipeline.typeset.measure import measure
from pipeline.typeset.paragraph import Alignment, Paragraph, Span, Style
from pipeline.typeset.setting import QUIET, colour
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.tags import artifact
from pipeline.words import Own, Phrase, numeral, phrase

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
    own: Own = ()
    """The document's own words of a page."""

    def said(self, name: str, **values: int) -> Phrase:
        """The page's own words."""
        return phrase(name, self.tag, self.own, **values)


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
    count = total or len(pages)
    lines = _lines(fonts, given)
    mark = _watermark(book, fonts, given.said("draft")) if given.draft else None
    standing: dict[tuple[bool, float], bytes] = {}
    for place, index in enumerate(pages):
        sheet = Sheet(book, index)
        if mark:
            _under(sheet, mark)
        number = _line(fonts, _number(first + place, count, given), lines.style)
        _put(sheet, given, number, "Footer", ends=True)
        sheet.finish()
        # Pages of a size say the same but for the number; the first has no running head.
        like = bool(place), sheet.page.height
        if like not in standing:
            with sheet.standing():
                if place and lines.title:
                    _put(sheet, given, lines.title, "Header")
                if lines.stamp:
                    _put(sheet, given, lines.stamp, "Header", ends=True)
                if lines.foot:
                    _put(sheet, given, lines.foot, "Footer")
            standing[like] = sheet.page.standing
        sheet.page.standing = standing[like]


class _Lines(NamedTuple):
    """What stands on every page."""

    style: Style
    title: Line | None
    stamp: Line | None
    """The word for a draft."""
    foot: Line | None


def _lines(fonts: FontSet, given: Furniture) -> _Lines:
    # No larger than the margins have room for.
    size = min(max(_SMALLEST, 0.72 * given.grid.body), 0.4 * given.grid.bottom)
    quiet = Style(size=size, colour=QUIET)
    width = given.grid.right - given.grid.left
    title = stamp = foot = None
    if given.draft:
        bold = Style(size=size + 0.5, bold=True, colour=_RED)
        stamp = _line(fonts, given.said("draft"), bold)
    if given.title:
        room = width - stamp.width - 2 * size if stamp else width
        title = _line(fonts, Phrase(given.title, given.tag), quiet, room)
    if given.foot:
        foot = _line(fonts, Phrase(given.foot, given.tag), quiet, width - 13 * size)
    return _Lines(quiet, title, stamp, foot)


def _number(page: int, count: int, given: Furniture) -> Phrase:
    number = given.said("page", n=page, total=count)
    if number.locale == given.tag:
        return number
    # Numbers need no words.
    return Phrase(" / ".join(numeral(n, given.tag, given.own) for n in (page, count)), given.tag)


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
        # Of a word that does not fit, about as much as does: it may be as long as a book.
        share = ceil(len(text) * width / ends[-1])
        end = measured.segments[fitting - 1].end if fitting else _whole(text, share)
        text, cut = text[:end].rstrip(_STOPS), "…"


def _whole(text: str, length: int) -> int:
    """Where the last grapheme cluster ends within so many characters, but for the very last."""
    ends = [end for _, end in graphemes(text[: length + 1])]
    return max((end for end in ends[:-1] if end <= length), default=1)


def _put(sheet: Sheet, given: Furniture, line: Line, role: str, *, ends: bool = False) -> None:
    """Draw a line above or below the text, its ink where lines begin, or end."""
    grid = given.grid
    y = grid.bottom * 0.5
    if role == "Header":
        y = grid.top + (sheet.page.height - grid.top) * 0.44
    at_right = ends != Locale.parse(given.tag).rtl
    left = grid.right - line.width if at_right else grid.left
    sheet.aside(line, left - line.x, y, role)


def _watermark(book: Book, fonts: FontSet, words: Phrase) -> str:
    """The word for a draft across the page, as outlines: it is seen, and not among the text."""
    from pipeline.typeset.outlines import form

    line = _line(fonts, words, Style(size=100.0, bold=True))
    return form(book, line, _PALE)


def _under(sheet: Sheet, mark: str) -> None:
    """Draw the watermark below all that is on the page."""
    page = sheet.page
    half, slope = page.width / 2, 0.7071
    matrix = f"{slope} {slope} {-slope} {slope} {half:.2f} {page.height / 2:.2f}"
    operators = f"{artifact('Watermark')} q {matrix} cm /{mark} Do Q EMC\n"
    page.content = operators.encode() + page.content
