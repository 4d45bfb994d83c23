"""What PDFium sees on the pages of a file, and what the file says of its structure."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from benchmarks.extraction import element_string, structure
from pipeline.typeset import Typeset


def unread(made: Typeset) -> list[str]:
    """The texts that the structure tree does not say; a picture's is not among its words."""
    words = "".join(structure(made.pdf).split())
    missing = [text for _, text in made.texts if "".join(text.split()) not in words]
    return [text for text in missing if text != "A tower on a rock"]


def elements(pdf: bytes) -> Iterator[tuple[str, str, str]]:
    """Type, identifier and language of each structure element, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page.raw)
            count = raw.FPDF_StructTree_CountChildren(tree)
            stack = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(count)]
            while stack:
                element = stack.pop()
                if not element:
                    continue  # marked content
                yield (
                    element_string(raw.FPDF_StructElement_GetType, element),
                    element_string(raw.FPDF_StructElement_GetID, element),
                    element_string(raw.FPDF_StructElement_GetLang, element),
                )
                kids = raw.FPDF_StructElement_CountChildren(element)
                stack += [raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(kids)]
            raw.FPDF_StructTree_Close(tree)


def kinds(pdf: bytes) -> set[str]:
    """The types of the structure elements."""
    return {kind for kind, _, _ in elements(pdf)}


def languages(pdf: bytes) -> dict[str, str]:
    """The languages of the elements that have one of their own, by identifier."""
    return {ident: lang for _, ident, lang in elements(pdf) if ident and lang}


def matrices(pdf: bytes) -> set[str]:
    """The matrices of the text of the first page, but for heads, feet and white."""
    with pypdfium2.PdfDocument(pdf) as document:
        return {
            " ".join(str(round(value)) for value in thing.get_matrix().get()[:4])
            for thing in document[0].get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
            if raw.FPDFPageObj_GetMarkedContentID(thing.raw) >= 0
        }


def boxes(pdf: bytes, kind: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is on the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [thing.get_bounds() for thing in document[0].get_objects([kind], max_depth=1)]


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two rectangles have a point in common."""
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def height(pdf: bytes, words: str) -> float:
    """Where the first page says the words, from its lower edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        place, _ = page.search(words).get_next()
        return page.get_charbox(place, loose=True)[1]


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages, in whole points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return {tuple(round(length) for length in page.get_size()) for page in document}
