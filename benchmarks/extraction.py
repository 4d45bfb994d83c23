"""What independent readers get out of a PDF: pdfium, poppler, and poppler's structure tree."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

# PDFium gives U+FFFE for a hyphen at the end of a line.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0xFEFF, 0xFFFE, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def folded(text: str) -> str:
    """NFC, any white space as one space, nothing invisible at the ends of lines."""
    text = text.translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", text).split())


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
    """The texts that are not found as they are, white space apart.

    A text may be cut by the end of a page, where heads and feet stand between its pieces.
    """
    bare = [_bare(page) for page in pages]
    return [text for text in texts if not _found(_bare(text), bare)]


def _bare(text: str) -> str:
    return "".join(folded(text).split())


def _found(words: str, pages: Sequence[str]) -> bool:
    for first, page in enumerate(pages):
        if words in page:
            return True
        rest = words
        for following in pages[first:]:
            cut = next((n for n in range(len(rest), 0, -1) if rest[:n] in following), 0)
            rest = rest[cut:]
            if not rest:
                return True
            if cut < 4:
                break
    return False


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8", "replace")
