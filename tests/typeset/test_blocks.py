"""The blocks of a document as boxes: the white between them, and what is kept together."""

import pypdfium2
import pypdfium2.raw as raw

from pipeline.formats import markdown
from pipeline.typeset import blocks, pages
from pipeline.typeset.book import Book
from pipeline.typeset.design import Design
from pipeline.typeset.flow import NEVER, WIDOW, Box
from tests.typeset.documents import FONTS, set_
from tests.typeset.reading import kinds


def boxes(words: str, kind: str = "page") -> list[Box]:
    document = markdown.parse(f"---\nkind: {kind}\n---\n\n# T\n\n{words}\n", name="d")
    setting = pages.setting(Book(), document, Design(), FONTS)
    return list(blocks.flow(setting, document.blocks, {}))


def test_a_list_in_a_tight_list_is_as_tight() -> None:
    tight = boxes("- one\n- two\n  - inner\n    - innermost\n- three")
    assert [box.before > 0 for box in tight] == [True, False, False, False, False]


def test_a_list_in_a_loose_list_stands_apart_from_what_it_belongs_to() -> None:
    loose = boxes("- one\n\n- two\n  - inner\n  - inner\n\n- three")
    assert [box.before > 0 for box in loose] == [True, True, True, False, True]


def test_an_article_under_a_chapter_has_a_smaller_heading() -> None:
    made = set_(markdown.parse("# T\n\n## Chapter I\n\n### Article 7\n\nA light.\n", name="d"))
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[0].get_textpage()
        chapter, article = (page.search(words).get_next()[0] for words in ("Chapter", "Article"))
        assert raw.FPDFText_GetFontSize(page, chapter) > raw.FPDFText_GetFontSize(page, article)
    assert {"H2", "H3"} <= kinds(made.pdf)


def test_what_introduces_a_list_stays_with_it() -> None:
    lead, *_ = boxes("Each member undertakes:\n\n- to lend;\n- to borrow.")
    alone, *_ = boxes("Each member lends.\n\nAnd borrows.")
    assert lead.keep >= WIDOW > alone.keep


def test_a_heading_by_its_look_stays_with_what_it_heads() -> None:
    bold, *_ = boxes("**Section 3 – Lending**\n\nMembers lend.")
    alone, *_ = boxes("**Section** 3\n\nMembers lend.")
    last, *_ = boxes("**Section 3 – Lending**")
    assert bold.keep == NEVER
    assert max(alone.keep, last.keep) < NEVER


def test_what_introduces_the_articles_stays_with_them() -> None:
    made = boxes(
        "::: preamble\n\nAware of all,\n\nWe declare:\n\n:::\n\n1. One.\n\n2. Two.", "declaration"
    )
    aware, declare, *_ = made
    assert declare.keep >= WIDOW > aware.keep


def test_no_column_begins_with_the_white_below_a_table() -> None:
    *_, rule, white, after = boxes("| a |\n|---|\n| b |\n\nAfter.")
    assert white.height == 0
    assert rule.keep == float("inf")
    assert after.keep == white.keep == 0


def test_what_follows_a_table_a_figure_or_code_is_on_the_grid_again() -> None:
    leading = Design().grid(rtl=False).leading
    for block in ("| a |\n|---|\n| b |", "```\ncode\n```", "| a |\n|---|\n| b |\n\nTable: It"):
        held = boxes(f"{block}\n\nAfter.")
        height = sum(box.height for box in held[:-1]) + sum(box.before for box in held[1:])
        assert round(height / leading * 2, 6).is_integer(), block
