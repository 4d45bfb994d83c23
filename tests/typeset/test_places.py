"""Links within a document lead to its articles, or are no links."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw

from pipeline.formats import markdown
from pipeline.typeset import Imprint, typeset_parallel, typeset_volume
from tests.typeset.documents import FONTS, set_
from tests.typeset.reading import kinds, unread

LONG = "\n\n".join(f"{n}. {f'Tower {n} shall have a light. ' * 9}" for n in range(2, 30))
LINKED = f"---\nkind: declaration\n---\n\n# T\n\n1. As in [Article 25](#article-25).\n\n{LONG}\n"
UNKNOWN = "# T\n\nAs in [Section 6](#s6) and [Article 3](#article-3).\n"


def leads(pdf: bytes) -> list[tuple[int, int]]:
    """The page of each link, and the page that it leads to; -1 where it leads out of the file."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            for at in range(raw.FPDFPage_GetAnnotCount(page)):
                annotation = raw.FPDFPage_GetAnnot(page, at)
                link = raw.FPDFAnnot_GetLink(annotation)
                target = raw.FPDFLink_GetDest(document, link)
                index = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
                found.append((number, index))
                raw.FPDFPage_CloseAnnot(annotation)
    return found


def page_of(pdf: bytes, words: str) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return next(
            number
            for number in range(len(document))
            if document[number].get_textpage().search(words).get_next()
        )


def test_a_link_leads_to_an_article_on_another_page() -> None:
    made = set_(markdown.parse(LINKED, name="d"))
    assert not unread(made)
    assert leads(made.pdf) == [(0, page_of(made.pdf, "Tower 25"))]


def test_what_leads_nowhere_is_no_link() -> None:
    made = set_(markdown.parse(UNKNOWN, name="d"))
    assert not unread(made)
    assert leads(made.pdf) == []
    assert "Link" not in kinds(made.pdf)


def test_each_language_has_places_of_its_own() -> None:
    english = markdown.parse(LINKED, name="d")
    greek = replace(english, locale="el")
    facing = typeset_parallel(english, greek, fonts=FONTS)
    one, other = leads(facing.pdf)
    assert one == other == (0, page_of(facing.pdf, "Tower 25"))
    volume = typeset_volume([(english, Imprint()), (greek, Imprint())], fonts=FONTS)
    within = [(page, to) for page, to in leads(volume.pdf) if page]
    first, pages = page_of(volume.pdf, "Tower 25"), (volume.pages - 1) // 2
    assert within == [(1, first), (1 + pages, first + pages)]
