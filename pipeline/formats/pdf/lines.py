"""A PDF's characters as lines, in the order in which PDFium gives them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from pipeline.errors import ContributionError

_MOST_PAGES = 2000
_MOST_CHARACTERS = 4_000_000
_PASSWORD_ERROR = 4
HYPHEN = "\u00ad"
"""A hyphen that is there because the line ends, or may be."""
# A gap this wide, in multiples of the size, separates columns or a number from its text.
_GAP = 1.6


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of words on one baseline without a wide gap. Lengths are in points.

    ``y`` grows upwards from the foot of the page, as in PDF.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    page: int
    page_width: float
    page_height: float

    @property
    def middle(self) -> float:
        """Half-way up the line."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


def read(data: bytes, *, path: str) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page. Raises `ContributionError`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error)
        raise ContributionError(
            "the PDF is encrypted" if locked else "this is no PDF, or a damaged one",
            where=path,
            remedy="Save it without a password." if locked else "Ask for the file again.",
        ) from None
    try:
        if len(document) > _MOST_PAGES:
            raise ContributionError(
                f"the PDF has {len(document)} pages",
                where=path,
                remedy=f"Send the pages of the translation alone, at most {_MOST_PAGES}.",
            )
        pages = []
        total = 0
        for number in range(len(document)):
            page = document[number]
            lines = tuple(_page(page, number))
            total += sum(len(line.text) for line in lines)
            if total > _MOST_CHARACTERS:
                raise ContributionError(
                    "the PDF holds more text than any declaration",
                    where=path,
                    remedy="Send the pages of the translation alone.",
                )
            pages.append(lines)
            page.close()
        return tuple(pages)
    finally:
        document.close()


def _page(page: Any, number: int) -> Iterator[Line]:
    width, height = page.get_size()
    text = page.get_textpage()
    line: list[_Character] = []
    for character in _characters(text):
        if character is None or (line and _elsewhere(line, character)):
            yield from _pieces(line, number, width, height)
            line = []
        if character is not None:
            line.append(character)
    yield from _pieces(line, number, width, height)
    text.close()


def _characters(text: Any) -> Iterator[_Character | None]:
    """Characters with their boxes; None where PDFium says that a line ends."""
    from pypdfium2 import raw

    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (0x0A, 0x0D):
            yield None
            continue
        character = HYPHEN if code in (0x02, 0xAD, 0xFFFE) else chr(code)
        if character != HYPHEN and unicodedata.category(character) in ("Cc", "Cs"):
            continue
        if 0xF000 <= code <= 0xF0FF:
            # Symbol fonts have their bullets here; nothing else of theirs is text.
            character = "•"
        left, bottom, right, top = text.get_charbox(index, loose=True)
        # PDFium's own spaces have no box of their own to speak of.
        bold = raw.FPDFText_GetFontWeight(text.raw, index) >= 600
        size = raw.FPDFText_GetFontSize(text.raw, index)
        yield _Character(character, left, right, bottom, top, size, bold)


def _elsewhere(line: list[_Character], character: _Character) -> bool:
    """Whether a character does not go on with the line: another height, or back to the left."""
    last = next((c for c in reversed(line) if c.text.strip()), None)
    if last is None or not character.text.strip():
        return False
    height = max(last.top - last.bottom, 1.0)
    return abs((last.top + last.bottom) / 2 - (character.top + character.bottom) / 2) > 0.8 * height


def _pieces(line: list[_Character], number: int, width: float, height: float) -> Iterator[Line]:
    """A line cut at its wide gaps."""
    inked = [c for c in line if c.text.strip() and c.text != HYPHEN]
    if not inked:
        return
    size = median(c.size if c.size > 1 else c.top - c.bottom for c in inked)
    # A transformation may scale what the font size says; the box does not lie.
    boxed = median(c.top - c.bottom for c in inked)
    scale = size if 0.5 < boxed / max(size, 0.1) < 2.5 else boxed / 1.3
    piece: list[_Character] = []
    last: _Character | None = None
    for character in line:
        if character.text.isdigit() and 1 < character.size < 0.75 * size:
            # A raised figure calls a note; it is no part of the words.
            continue
        blank = not character.text.strip()
        if last and not blank and _gap(last, character) > _GAP * scale:
            yield _line(piece, scale, number, width, height)
            piece = []
        piece.append(character)
        if not blank:
            last = character
    yield _line(piece, scale, number, width, height)


def _gap(last: _Character, character: _Character) -> float:
    """The white between two characters, whichever stands on the left."""
    return max(character.left - last.right, last.left - character.right)


def _line(piece: list[_Character], size: float, number: int, width: float, height: float) -> Line:
    inked = [c for c in piece if c.text.strip()] or piece
    words = "".join(c.text for c in piece)
    return Line(
        " ".join(unicodedata.normalize("NFC", words).split(" ")).strip(" "),
        min(c.left for c in inked),
        max(c.right for c in inked),
        min(c.bottom for c in inked),
        max(c.top for c in inked),
        round(size * 2) / 2,
        2 * sum(c.bold for c in inked) > len(inked),
        number,
        width,
        height,
    )


def joined(one: Line, other: Line) -> Line:
    """Two pieces of one line as one, a space between them."""
    return replace(
        one,
        text=f"{one.text} {other.text}",
        left=min(one.left, other.left),
        right=max(one.right, other.right),
        bottom=min(one.bottom, other.bottom),
        top=max(one.top, other.top),
        size=other.size if len(other.text) > len(one.text) else one.size,
        bold=one.bold and other.bold,
    )
