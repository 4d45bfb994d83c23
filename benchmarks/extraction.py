"""What independent readers get out of a PDF: pdfium, poppler, and poppler's structure tree."""

from __future__ import annotations

import ctypes
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# PDFium gives U+FFFE for a hyphen at the end of a line.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0xFEFF, 0xFFFE, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


_WHITE = re.compile(r"(\s+)")


def folded(text: str) -> str:
    """NFC, any white space as one space, nothing invisible at the ends of lines."""
    return " ".join(_seen(text).split())


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def pdfium(pdf: bytes) -> list[str]:
    """The text of each page."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def poppler(pdf: bytes) -> list[str]:
    """The text of each page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(pdf)
        return _run("pdftotext", "-enc", "UTF-8", str(path), "-").split("\f")


def structure(pdf: bytes) -> str:
    """The text of the structure tree as PDFium reads it, a line for each leaf.

    ``/ActualText`` stands for what is marked, as a screen reader takes it.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        leaves: list[str] = []
        before: list[str] = []
        for page in document:
            here = _page_leaves(page)
            # What runs on from the page before has been said there, if it has actual text.
            said = bool(here) and here[0].startswith(_ACTUAL) and here[0] in before
            leaves += here[1:] if said else here
            before = here
    return "\n".join(leaf.removeprefix(_ACTUAL) for leaf in leaves)


_ACTUAL = "\0"


def _page_leaves(page: Any) -> list[str]:
    """The leaves of a page in the order of the tree; actual text begins with `_ACTUAL`."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    marked: dict[int, str] = {}
    for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        number = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
        if number >= 0:
            size = raw.FPDFTextObj_GetText(thing.raw, textpage.raw, None, 0)
            buffer = (ctypes.c_ushort * (size // 2 + 1))()
            raw.FPDFTextObj_GetText(thing.raw, textpage.raw, buffer, size)
            words = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
            marked[number] = marked.get(number, "") + words
    leaves: list[str] = []
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    count = raw.FPDF_StructTree_CountChildren(tree)
    stack = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in reversed(range(count))]
    while stack:
        element = stack.pop()
        if not element:
            continue
        actual = element_string(raw.FPDF_StructElement_GetActualText, element)
        if actual:
            leaves.append(_ACTUAL + actual)
            continue
        kids = raw.FPDF_StructElement_CountChildren(element)
        for kid in range(kids):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, kid)
            if number in marked:
                leaves.append(marked[number])
        stack += [raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in reversed(range(kids))]
    raw.FPDF_StructTree_Close(tree)
    return leaves


def element_string(get: Any, element: Any) -> str:
    """What a getter of PDFium says of an element."""
    size = get(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def missing(texts: Iterable[str], pages: Sequence[str]) -> list[str]:
    """The texts that are not found as they are, white space folded to one space.

    The end of a line counts as the space of the source or, where the source has none (between
    two Han characters, within a hyphenated word), as nothing. A text may be cut by the end of a
    page, where heads and feet stand between its pieces.
    """
    read = [_Bare.of(page) for page in pages]
    return [text for text in texts if not _found(_Bare.of(text), read)]


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without its white space, and where that was."""

    letters: str
    white: dict[int, bool]
    """Behind how many letters white space stood, and whether the line ended there."""

    @classmethod
    def of(cls, text: str) -> _Bare:
        letters: list[str] = []
        white: dict[int, bool] = {}
        count = 0
        for piece in _WHITE.split(_seen(text)):
            if piece.isspace():
                white[count] = "\n" in piece or "\r" in piece
            else:
                letters.append(piece)
                count += len(piece)
        return cls("".join(letters), white)

    def says(self, other: _Bare, start: int, at: int, length: int) -> bool:
        """Whether letters from ``at`` on say those of another from ``start``, spaces too."""
        return all(
            (start + step in other.white) == (at + step in self.white) or self.white.get(at + step)
            for step in range(1, length)
        )

    def places(self, letters: str) -> Iterator[int]:
        at = self.letters.find(letters)
        while at >= 0:
            yield at
            at = self.letters.find(letters, at + 1)


def _found(words: _Bare, pages: Sequence[_Bare]) -> bool:
    whole = len(words.letters)
    for first, page in enumerate(pages):
        if any(page.says(words, 0, at, whole) for at in page.places(words.letters)):
            return True
        start = 0
        for following in pages[first:]:
            length = _longest(words.letters[start:], following.letters)
            piece = words.letters[start : start + length]
            if not any(following.says(words, start, at, length) for at in following.places(piece)):
                break
            start += length
            if start == whole:
                return True
            if length < 4:
                break
    return False


def _longest(words: str, page: str) -> int:
    """How many letters of the words a page has together."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in page else (low, middle - 1)
    return low


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8", "replace")
