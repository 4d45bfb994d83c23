"""A PDF's text as lines, in the order in which PDFium gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats.pdf.characters import HYPHEN, Character, gap
from pipeline.formats.pdf.rows import rows
from pipeline.formats.pdf.size import bounded
from pipeline.formats.pdf.wording import HAN, opening, wording

_MOST_PAGES = 2000
_MOST_CHARACTERS = 4_000_000
_PASSWORD_ERROR = 4
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
    base: float
    """Where the line stands: its baseline."""
    size: float
    bold: bool
    opening: float
    """How much room the first word needs."""
    page: int
    page_height: float


def read(data: bytes, *, path: str) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page.

    Raises `ContributionError` for a PDF that is encrypted, damaged, or larger than any declaration.
    """
    import pypdfium2

    bounded(data, path=path)
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
        return _pages(document, path)
    except pypdfium2.PdfiumError as error:
        raise ContributionError(
            f"the PDF is damaged: {error}", where=path, remedy="Ask for the file again."
        ) from None
    finally:
        document.close()


def _pages(document: Any, path: str) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page, which are counted before they are read."""
    if len(document) > _MOST_PAGES:
        raise ContributionError(
            f"the PDF has {len(document)} pages",
            where=path,
            remedy=f"Send the pages of the translation alone, at most {_MOST_PAGES}.",
        )
    pages = []
    left = _MOST_CHARACTERS
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            left -= text.count_chars()
            if left < 0:
                raise ContributionError(
                    "the PDF holds more text than any declaration",
                    where=path,
                    remedy="Send the pages of the translation alone.",
                )
            lines = (_pieces(row, number, page.get_height()) for row in rows(text))
            pages.append(tuple(chain.from_iterable(lines)))
        finally:
            text.close()
            page.close()
    return tuple(pages)


def _pieces(line: list[Character], number: int, height: float) -> Iterator[Line]:
    """A line cut at its wide gaps."""
    inked = [c for c in line if c.text.strip() and c.text != HYPHEN and not c.made]
    if not inked:
        return
    size = median(c.size for c in inked)
    base = median(c.base for c in inked)
    widest = _stretched(line, size)
    piece: list[Character] = []
    last: Character | None = None
    for character in line:
        raised = character.base > base + 0.15 * size and character.size < 0.8 * size
        if raised and (character.text.isdigit() or character.text in "*†‡"):
            # A raised figure calls a note; it is no part of the words.
            continue
        blank = not character.text.strip()
        if last and not blank and gap(last, character) > max(_GAP * size, widest):
            yield from _line(piece, size, number, height)
            piece = []
        piece.append(character)
        if not blank:
            last = character
    yield from _line(piece, size, number, height)


def _stretched(line: Sequence[Character], size: float) -> float:
    """How wide the spaces of a justified line are, or 0 where they are not all alike."""
    inked = [c for c in line if c.text.strip()]
    gaps = [wide for one, other in pairwise(inked) if (wide := gap(one, other)) > 0.15 * size]
    if len(gaps) < 3 or max(gaps) > 4 * size or HAN.search("".join(c.text for c in inked)):
        return 0.0
    return max(gaps) + 0.1 if min(gaps) > 0.7 * max(gaps) else 0.0


def _line(piece: Sequence[Character], size: float, number: int, height: float) -> Iterator[Line]:
    inked = [c for c in piece if c.text.strip()]
    if not inked:
        return
    yield Line(
        wording(piece),
        min(c.left for c in inked),
        max(c.right for c in inked),
        median(c.base for c in inked),
        round(size * 2) / 2,
        2 * sum(c.bold for c in inked) > len(inked),
        opening(piece),
        number,
        height,
    )


def joined(one: Line, other: Line) -> Line:
    """Two pieces of one line as one, a space between them."""
    return replace(
        one,
        text=f"{one.text} {other.text}",
        left=min(one.left, other.left),
        right=max(one.right, other.right),
        size=other.size if len(other.text) > len(one.text) else one.size,
        bold=one.bold and other.bold,
    )
