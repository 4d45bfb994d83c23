"""Proof: what is printed is what was translated.

The text of a finished PDF is extracted with a reader that had no part in making it (PDFium) and
every segment is looked for in it, character by character after NFC, white space left out: where
a line breaks is no part of a text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import plain
from pipeline.model import Document, texts
from pipeline.publish.tagged import Tagged, tagged

# Characters that shape or break a line and leave no mark of their own: soft hyphen, zero width
# space, word joiner and the bidi controls of UAX #9. Joiners (U+200C, U+200D) are spelling in
# some languages, but readers differ in giving them back, and a page cannot show them.
_INVISIBLE = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_INVISIBLE |= dict.fromkeys([*range(0x2060, 0x2065), *range(0x2066, 0x206A)])
# PDFium's own signs for a hyphen at the end of a line, by character and by page.
_INVISIBLE |= dict.fromkeys([0x02, 0xFFFE])
# What PDFium spells in its own way where it turns text round, and NFKD otherwise: strokes through a
# sign and between figures, signs of trade. Hyphens may stand at the ends of lines.
_SPELT = str.maketrans("\u0338\u2044®℞℟℣", "//RRRV", "-\u2010")


@dataclass(frozen=True, slots=True)
class Proof:
    """Which segments of a PDF were read back from it."""

    segments: int
    """How many there are."""
    missing: tuple[str, ...] = ()
    """Keys of those whose text was not found as it was translated, in reading order."""
    by_tags: tuple[str, ...] = ()
    """Keys of those that were proved by the tags instead of the text layer: PDFium guesses at the
    order of brackets and digits in right-to-left text, the call of a note stands in a text
    without being of it, and what a picture shows is told by the tags alone."""


def prove(pdf: bytes, said: Sequence[tuple[str, str]]) -> Proof:
    """Look for each text (key, plain words) in a PDF.

    A text is proved by the text layer where it stands there character by character. Otherwise it
    is proved by the tags: it is what is drawn in the structure element with its key, or it is
    what is heard of that element (with ``/ActualText``) and what is drawn in it is the same
    characters, none more, none less, mirrored brackets taken for one another and hyphens, which
    lines may end with, left out. What a picture shows is its ``/Alt``.
    """
    pages = [fold(page) for page in extract(pdf)]
    rest = [(key, words) for key, words in said if not _found(fold(words), pages)]
    elements = tagged(pdf) if rest else {}
    by_tags = [key for key, words in rest if _speaks(elements.get(key), words)]
    missing = [key for key, _ in rest if key not in by_tags]
    return Proof(len(said), tuple(missing), tuple(by_tags))


def left_out(document: Document, said: Iterable[tuple[str, str]], scope: str = "") -> list[str]:
    """Keys of what a document says and an edition of it does not: texts that were never set.

    ``scope`` goes before the keys where several languages share a file.
    """
    keys = {key for key, _ in said}
    wanted = [scope + text.key for text in texts(document) if text.key and plain(text.markdown)]
    return [key for key in wanted if key not in keys]


def _speaks(element: Tagged | None, words: str) -> bool:
    if element is None:
        return False
    words = fold(words)
    if fold(element.alternative) == words:
        return True
    drawn = fold("".join(element.drawn))
    if drawn == words:
        return True
    heard = fold("".join(element.heard)) == words or _heard_turned(element.heard, words)
    return heard and _looks(drawn) == _looks(words)


def _heard_turned(pieces: Iterable[str], words: str) -> bool:
    """Whether pieces of lines are the words, once those that PDFium turned round are put in order.

    It takes lines of facing columns for one, and orders both as most of their words run.
    """
    from pipeline.typeset.stretches import stretches

    at = 0
    for piece in pieces:
        turned = "".join(each.words for each in stretches(piece, r2l=True))
        found = next((s for s in (fold(piece), fold(turned)) if words.startswith(s, at)), None)
        if found is None:
            return False
        at += len(found)
    return at == len(words)


def _looks(words: str) -> Counter[str]:
    """The characters by how they look. What PDFium turns round it gives as its image in a mirror,
    and spelt out: ligatures and fractions, full-width brackets and circled figures."""
    from pipeline.typeset.shape import mirrored

    image = mirrored()
    spelt = "".join(map(_figures, unicodedata.normalize("NFKD", words))).translate(_SPELT)
    return Counter(min(each, image.get(each, each)) for each in spelt if each != " ")


def _figures(character: str) -> str:
    """The figures of a number that is one sign."""
    if unicodedata.category(character) != "No":
        return character
    return f"{unicodedata.numeric(character):g}"


def extract(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, as PDFium reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def fold(words: str) -> str:
    """NFC, without white space and without characters that leave no mark."""
    return "".join(unicodedata.normalize("NFC", words).translate(_INVISIBLE).split())


def _found(words: str, pages: Sequence[str]) -> bool:
    """Whether a text stands on a page, or is cut by page breaks into pieces in a row."""
    return any(words in page for page in pages) or any(
        _continues(words, pages, first) for first in range(len(pages) - 1)
    )


def _continues(words: str, pages: Sequence[str], first: int) -> bool:
    """Whether the text begins on page ``first``, and the rest follows on the next pages."""
    for page in pages[first:]:
        length = _longest_prefix(words, page)
        words = words[length:]
        if not words:
            return True
        if not length:
            return False
    return False


def _longest_prefix(words: str, page: str) -> int:
    """Length of the longest beginning of a text that stands on the page, by bisection."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in page else (low, middle - 1)
    return low
