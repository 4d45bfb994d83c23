"""PDF with a text layer → Document: lines, columns in their order, paragraphs.

PDFium reads the characters; what makes paragraphs of them is ours: page furniture is dropped,
columns are told apart, words that were hyphenated at the end of a line are joined. Scripts that are
shaped (Arabic, the Indic scripts, Thai and its neighbours) come out of most PDFs in disorder, so
that nothing in them can be taken for certain: see `EXACT_SCRIPTS`.
"""

from __future__ import annotations

from pipeline.errors import ContributionError
from pipeline.formats.pdf.furniture import without_furniture
from pipeline.formats.pdf.lines import read
from pipeline.formats.pdf.order import in_order
from pipeline.formats.pdf.paragraphs import blocks
from pipeline.model import Document, Heading, Meta, Text

EXACT_SCRIPTS = frozenset(
    "Latn Grek Cyrl Armn Geor Hans Hant Hani Jpan Bopo Ethi Cher Cans Tfng Yiii".split()
)
"""ISO 15924 codes of the scripts whose text a PDF gives back as it was written. Korean is none of
them: its lines break within words, and no PDF says where."""


def parse(data: bytes, *, name: str, path: str = "", locale: str = "") -> Document:
    """Read a PDF. Raises `ContributionError` for one without text, encrypted or damaged.

    The title is what is set largest on the first page; it is empty where all is of one size.
    """
    pages = read(data, path=path)
    if not any(line.text.strip() for page in pages for line in page):
        raise ContributionError(
            "the PDF has no text, only pictures of it",
            where=path,
            remedy="Run it through text recognition, or ask for the file that it was made from.",
        )
    found = list(blocks(in_order(without_furniture(pages))))
    title = Text("")
    heading = next((b for b in found[:6] if isinstance(b, Heading)), None)
    if heading and heading.level == 2:
        title = heading.text
        found.remove(heading)
    return Document(name, title, tuple(found), Meta(), locale)
