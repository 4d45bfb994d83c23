"""What stands in the margins stays on the paper, and tells one paragraph from another."""

import pypdfium2
import pypdfium2.raw as raw
import pytest

from pipeline.model import Document, Paragraph, Text
from pipeline.typeset import Design, Edition, Imprint, typeset
from pipeline.typeset.design import Margins
from tests.typeset.documents import FONTS

LONG = "article.international-responsibility-where-constitutionally-recognised"


def review(design: Design, locale: str = "en") -> tuple[str, list[tuple[float, ...]]]:
    """The words of a page of the review edition, and the edges of all that is on it."""
    blocks = tuple(Paragraph((Text("A sentence. " * n, key=f"{LONG}-{n}"),)) for n in range(1, 12))
    document = Document("d", Text("Title", key="title"), blocks, locale=locale)
    made = typeset(document, imprint=Imprint(draft=True), design=design, fonts=FONTS)
    with pypdfium2.PdfDocument(made.pdf) as pages:
        things = pages[0].get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        return pages[0].get_textpage().get_text_range(), [each.get_bounds() for each in things]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("margin", [5.0, 12.0, 25.0])
@pytest.mark.parametrize("size", [8.0, 11.0, 20.0])
def test_nothing_leaves_the_paper(locale: str, margin: float, size: float) -> None:
    margins = Margins(margin + 2, margin + 2, margin + 9, margin + 3)
    design = Design(edition=Edition.REVIEW, margins=margins, body=size)
    _, edges = review(design, locale)
    assert all(left > 0 and bottom > 0 for left, bottom, _, _ in edges)
    assert all(right < 595 and top < 842 for _, _, right, top in edges)


def test_a_key_that_is_too_long_keeps_its_end() -> None:
    words, _ = review(Design(edition=Edition.REVIEW))
    joined = "".join(words.split())
    assert "recognised-1" in joined
    assert "recognised-11" in joined
    assert "…" in words


def test_a_review_is_set_in_one_column_so_that_no_key_stands_on_the_text() -> None:
    assert Design(edition=Edition.REVIEW, columns=2).grid(rtl=False).columns == 1
