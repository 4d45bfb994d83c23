"""What is set: styled words in, lines out.

Lengths are points (1/72 inch), colours are sRGB from 0 to 1, locales are BCP 47 tags.
"""

from __future__ import annotations

from collections.abc import Hashable
from enum import StrEnum
from typing import NamedTuple


class Face(StrEnum):
    """A kind of typeface; the font set finds the family for each script."""

    SERIF = "serif"
    SANS = "sans"
    MONO = "mono"

    # With every line a style is looked up; the hash of an enumeration takes five times as long.
    __hash__ = str.__hash__


class Alignment(StrEnum):
    """How lines fill their width. Start and end follow the paragraph's direction."""

    JUSTIFY = "justify"
    START = "start"
    CENTER = "center"
    END = "end"


class Dots(StrEnum):
    """Where a dot of emphasis stands beside each letter."""

    NONE = ""
    OVER = "over"
    UNDER = "under"

    __hash__ = str.__hash__


class Style(NamedTuple):
    """How words look."""

    size: float = 10.5
    face: Face = Face.SERIF
    bold: bool = False
    italic: bool = False
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rise: float = 0.0
    """How far above the baseline, in points."""
    dots: Dots = Dots.NONE


class Span(NamedTuple):
    """Words in one style and one language."""

    text: str
    style: Style = Style()
    locale: str = ""
    """BCP 47 tag; empty for the paragraph's own."""
    mark: Hashable = None
    """Whatever the caller wants to find again in the lines, such as a link."""
    whole: bool = False
    """Whether it stays on one line."""


class Paragraph(NamedTuple):
    """Words set together. A newline in a span's text is a line break."""

    spans: tuple[Span, ...]
    locale: str = "en"
    """BCP 47 tag; decides hyphenation, line breaks, shapes and the choice among fonts."""
    rtl: bool | None = None
    """The base direction; None for that of the first strong character (UAX #9, P2)."""
    alignment: Alignment = Alignment.JUSTIFY
    hyphenate: bool = True
    balance: bool = False
    """Make all lines about equally long, as in a title."""
    vertical: bool = False
    """Whether its lines run downwards, with Han, kana and numbers upright in them."""

    @property
    def text(self) -> str:
        """The words of all spans."""
        return "".join(span.text for span in self.spans)
