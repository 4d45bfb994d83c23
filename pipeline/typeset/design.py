"""The one declared design of a page: paper, margins, sizes, faces, edition.

Lengths are in points (1/72 inch) unless a name says millimetres. `Design` is what
``[typography]`` of the settings becomes; `Design.metrics` turns it into the grid that the
flow works on, so that no other room does arithmetic with margins.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from pipeline.locales import Locale

MILLIMETRE = 72 / 25.4
# Letters that look small beside Latin ones of the same size are set larger.
_SIZES = {
    "Arab": 1.16, "Thaa": 1.12, "Hebr": 1.05, "Deva": 1.08, "Beng": 1.08, "Gujr": 1.06,
    "Guru": 1.06, "Thai": 1.06, "Laoo": 1.06, "Ethi": 1.04, "Syrc": 1.12, "Nkoo": 1.08, "Mong": 1.1,
    "Tibt": 1.18,
}  # fmt: skip


@cache
def optical(tag: str) -> float:
    """How much larger the letters of a language are set than Latin ones, to look as large."""
    from pipeline.typeset.suitability import NASTALIQ  # HarfBuzz comes with it

    locale = Locale.parse(tag)
    # Nastaliq is Arabic script that does not look small.
    return 1.0 if locale.language in NASTALIQ else _SIZES.get(locale.written, 1.0)


class Paper(StrEnum):
    """A paper size. A4 is ISO 216; Letter is ANSI Y14.1 size A."""

    A4 = "A4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright sheet in points."""
        return {"A4": (595.276, 841.890), "letter": (612.0, 792.0)}[self.value]


class Edition(StrEnum):
    """What a PDF is for."""

    READING = "reading"
    """One language, as published."""
    LARGE = "large-print"
    """One language at 18 points or more (RNIB's "clear print" guideline for large print)."""
    REVIEW = "review"
    """One language, with segment keys and line numbers in the margins."""
    PARALLEL = "parallel"
    """Two languages in facing columns, article beside article."""
    VOLUME = "all"
    """Several languages one after the other, with a table of contents."""


class Margins(NamedTuple):
    """White around the text in millimetres. ``start`` and ``end`` follow the writing direction."""

    top: float = 27.0
    bottom: float = 27.0
    start: float = 34.0
    """Wide enough for hanging article numbers."""
    end: float = 28.0


class Grid(NamedTuple):
    """A design's measures for one direction, in points, from the lower left corner."""

    width: float
    height: float
    left: float
    right: float
    top: float
    """Upper edge of the text."""
    bottom: float
    """Lower edge of the text."""
    body: float
    leading: float
    """From baseline to baseline; every height on the page is a multiple of half of it."""
    columns: int
    gutter: float

    @property
    def measure(self) -> float:
        """Width of one column."""
        return (self.right - self.left - self.gutter * (self.columns - 1)) / self.columns

    def column(self, index: int, *, rtl: bool) -> float:
        """Left edge of the column that is read as number ``index`` (from 0)."""
        place = self.columns - 1 - index if rtl else index
        return self.left + place * (self.measure + self.gutter)


class Design(NamedTuple):
    """The design of an edition. The defaults are those of the sample."""

    paper: Paper = Paper.A4
    edition: Edition = Edition.READING
    margins: Margins = Margins()
    body: float = 10.5
    """Size of the text in points; large print takes 18 if this is less."""
    leading: float = 1.45
    """Baseline to baseline, as a multiple of ``body``; scripts that stack take more."""
    columns: int = 1
    """1 or 2."""
    faces: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Font families by ISO 15924 script, first choice first: ``(("Grek", ("GFS Didot",)),)``."""
    vertical: tuple[str, ...] = ()
    """BCP 47 tags of the languages set in vertical lines by choice (``ja``, ``zh-Hant``)."""
    ink: str = "#000000"
    accent: str = "#1f3a5f"
    """Colour of the title rule and the article numbers; dark enough for 7:1 on white."""

    @property
    def size(self) -> float:
        """Size of the text in points in this edition."""
        return max(self.body, 18.0) if self.edition is Edition.LARGE else self.body

    def grid(self, *, rtl: bool, looseness: float = 1.0, turned: bool = False) -> Grid:
        """The page's measures. ``looseness`` widens the leading for tall scripts.

        Those of a ``turned`` page are the measures of a sheet that lies on its side.
        """
        width, height = self.paper.size
        if turned:
            width, height = height, width
        size = self.size
        margins = self.margins
        columns = self.columns
        if self.edition is Edition.LARGE:
            margins, columns = margins._replace(start=26.0, end=20.0), 1
        elif self.edition is Edition.REVIEW:  # keys and line numbers need room
            margins = margins._replace(start=max(margins.start, 22.0), end=max(margins.end, 26.0))
            columns = 1
        elif self.edition is Edition.PARALLEL:
            margins, columns = margins._replace(start=20.0, end=20.0), 2
        start, end = margins.start * MILLIMETRE, margins.end * MILLIMETRE
        left, right = (end, start) if rtl else (start, end)
        return Grid(
            width=width,
            height=height,
            left=left,
            right=width - right,
            top=height - margins.top * MILLIMETRE,
            bottom=margins.bottom * MILLIMETRE,
            body=size,
            leading=round(size * self.leading * looseness * 4) / 4,
            columns=columns,
            gutter=2 * size if columns > 1 else 0.0,
        )
