"""What every room of the page needs to know while one document is being set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter

from pipeline.errors import FontError
from pipeline.locales import Locale
from pipeline.typeset.book import Book
from pipeline.typeset.design import Design, Edition, Grid
from pipeline.typeset.flow import Box
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import Line, set_lines
from pipeline.typeset.measure import Measured, measure
from pipeline.typeset.paragraph import Paragraph, Style
from pipeline.typeset.pdfa import Entry
from pipeline.typeset.sheet import Colour, Turn
from pipeline.typeset.tags import Element
from pipeline.words import Own, Phrase, phrase

# Lines are not made narrower than this, in sizes of the text.
_NARROWEST = 5.0


@lru_cache(64)
def colour(hexadecimal: str) -> Colour:
    """``#1f3a5f`` as numbers from 0 to 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


QUIET = colour("#666666")
"""The ink of what is said beside the text: labels, dates, numbers of pages and lines."""
THIN = colour("#9aa3ad")
"""The ink of thin rules."""


@dataclass(slots=True, eq=False, repr=False)
class Setting:
    """A document on its way to the page: its book, fonts, design, language and column.

    ``start`` and ``end`` are how far the text now stands in from the edges of its column.
    """

    book: Book
    fonts: FontSet
    design: Design
    locale: Locale
    grid: Grid
    home: Element
    """Where new elements of the structure go."""
    tag: str
    """BCP 47 tag of the document."""
    own: Own
    """The document's own words of a page."""
    outer: Grid
    """The measures of the sheet as it is held; ``grid`` are those of a turned text."""
    turned: Turn = Turn.NONE
    """Whether lines run from top to bottom."""
    column: float = 0.0
    """Left edge of the text from the left edge of the page's column; for side by side."""
    width: float = 0.0
    """Of the column."""
    start: float = 0.0
    end: float = 0.0
    size: float = 0.0
    log: Log = field(default_factory=lambda: Log())
    scope: str = ""
    """Goes before the keys in identifiers where several languages share a file."""
    where: str = ""
    """Which text is being set, for errors."""
    depth: float = 0.0
    """How far below the upper edge of a strip of one leading the baseline is (Mongolian: on the
    other side of the letters)."""
    squeeze: float = 1.0
    """What part of the height that its font claims the text takes up."""
    margin: float = 0.0
    """Width of the margin behind the text."""
    footnote: Callable[[Setting, str, Element], tuple[Box, ...]] = lambda setting, label, call: ()
    """The lines of a footnote, by the setting, its label and the element that calls it."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of the footnotes that are called, by label."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Of the articles that links may lead to, by name."""
    speaks: bool = False
    """Whether every text says its words apart from its marks: in files that read from right to
    left, where PDFium turns the words of English lines round, too, and in vertical lines."""
    hanging: bool = True
    """Whether article numbers hang in the margin; else the text stands in for them."""
    strong: bool = False
    """Whether all text is bold."""
    ragged: bool = False
    """Whether no paragraph is justified."""
    marked: bool = True
    """Whether texts have their own marks in the margin: keys, line numbers, bars."""
    sourced: str = "en"
    """BCP 47 tag of regions that are not translated."""

    @property
    def rtl(self) -> bool:
        """Whether the document reads from right to left."""
        return self.locale.rtl

    @property
    def measure(self) -> float:
        """How wide lines are."""
        return self.width - self.start - self.end

    @property
    def left(self) -> float:
        """Left edge of the lines, from the left edge of the page's column."""
        return self.column + (self.end if self.rtl else self.start)

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.grid.leading

    @property
    def half(self) -> float:
        """The unit of all white between blocks."""
        return self.grid.leading / 2

    @property
    def reviewing(self) -> bool:
        """Whether keys and line numbers are shown."""
        return self.marked and self.design.edition is Edition.REVIEW

    def within(self, home: Element, *, start: float = 0.0, end: float = 0.0) -> Setting:
        """The same setting below another element, further in from the edges.

        What is nested too deep for a line to hold a few words stands in no further.
        """
        if self.measure - start - end < _NARROWEST * self.size:
            start = end = 0.0
        # Once for every item of a list: `copy` takes seven times as long, `replace` twenty.
        inner = Setting(*_fields(self))
        inner.home, inner.start, inner.end = home, self.start + start, self.end + end
        return inner

    def words(self, name: str, **values: int) -> Phrase:
        """The page's own words."""
        return phrase(name, self.tag, self.own, **values)

    def smaller(self, scale: float) -> Setting:
        """The same setting with smaller letters and lines that are closer to each other."""
        grid = self.grid._replace(leading=self.grid.leading * scale)
        return replace(self, size=self.size * scale, grid=grid, depth=self.depth * scale)

    def style(self, *, scale: float = 1.0, bold: bool = False, accent: bool = False) -> Style:
        """A style of the design."""
        ink = colour(self.design.accent if accent else self.design.ink)
        return Style(size=self.size * scale, bold=bold, colour=ink)

    def lines(self, paragraph: Paragraph, width: float) -> tuple[Line, ...]:
        """Lines of a paragraph. An error about a character says which text it is in."""
        try:
            return set_lines(self._turned(paragraph), width, self.fonts)
        except FontError as error:
            raise self._placed(error) from None

    def measured(self, paragraph: Paragraph) -> Measured:
        """A paragraph shaped and not yet broken into lines. Errors as from `lines`."""
        try:
            return measure(self._turned(paragraph), self.fonts)
        except FontError as error:
            raise self._placed(error) from None

    def _turned(self, paragraph: Paragraph) -> Paragraph:
        return paragraph._replace(vertical=True) if self.turned is Turn.LEFTWARDS else paragraph

    def _placed(self, error: FontError) -> FontError:
        if error.where or not self.where:
            return error
        return FontError(error.what, where=self.where, remedy=error.remedy)


_fields = attrgetter(*Setting.__slots__)


@dataclass(slots=True, eq=False, repr=False)
class Log:
    """What is learnt on the way and needed at the end."""

    outline: list[Entry] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Key and words of every segment."""
    languages: dict[str, None] = field(default_factory=dict)
    """BCP 47 tags of all words, in order of appearance."""
    level: int = 1
    """Of the last heading."""
    nesting: int = 0
    """How much deeper than the title the headings stand in the outline."""
    labels: dict[tuple[str, Style, str], tuple[Paragraph, Line]] = field(default_factory=dict)
    """Numbers and bullets before lines, by words, style and language."""
    captions: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many figures and tables have one, by scope and kind: each language counts its own."""
    stale: bool = False
    fallback: bool = False
    line: int = 0
    """Lines numbered so far."""
