"""DOCX, ODT and HTML: what they hold is read, and what we write comes back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.formats import archive, docx, html, markdown, odt, text
from pipeline.formats.intake import flat
from pipeline.formats.passages import Kind
from pipeline.model import Document, Heading, List, Note, Paragraph, Quote, Table, Text, texts
from tests.formats import making

DOCUMENT = """\
---
kind: declaration
date: 2026-03-02
official-language: en
---
# Open doors

::: preamble
We, the museums of the *valley*, **recalling** the [charter](https://example.org/a?b=c),
:::

1. We believe that science belongs to all 7 continents.

2. We believe that **curiosity** comes before instruction:

   - lending what we know,
   - lending what we have:

     - books;
     - birds.

## What it costs

| Year | Euros |
|------|-------|
| 2026 | 200   |
| 2027 | 250   |

> A museum loses nothing by lending.

The last word of *all*.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return markdown.parse(DOCUMENT.encode(), name="declaration", path="declaration.md")


def words(document: Document) -> list[str]:
    return [t.markdown for t in texts(document)]


Serialize = Callable[[Document], bytes | str]


@pytest.mark.parametrize("room", [docx, odt, html])
def test_what_we_write_comes_back(room: object, document: Document) -> None:
    back = room.parse(room.serialize(document), name="declaration")  # type: ignore[attr-defined]
    assert words(back) == words(document)
    assert [type(b) for b in back.blocks if isinstance(b, Table | Quote)] == [Table, Quote]
    assert [b.text.markdown for b in back.blocks if isinstance(b, Heading)] == ["What it costs"]


def test_plain_text_comes_back_as_passages(document: Document) -> None:
    back = text.parse(text.serialize(document).encode())
    assert [p.text.removeprefix("1. ").removeprefix("2. ") for p in back.passages] == words(
        document
    )
    assert [p.text for p in back.passages if p.kind is Kind.ITEM] == [
        "lending what we know,",
        "lending what we have:",
        "books;",
        "birds.",
    ]


@pytest.mark.parametrize("room", [docx, odt])
def test_the_same_document_gives_the_same_bytes(room: object, document: Document) -> None:
    assert room.serialize(document) == room.serialize(document)  # type: ignore[attr-defined]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_words_come_back(said: str) -> None:
    from pipeline.formats.inline import escape, plain

    # Calls of notes go out as these signs, and come back as calls.
    assume("[^" not in said)
    given_ = Document("a", Text("Title"), (Paragraph((Text(escape(said)),)),))
    for room in docx, odt, html:
        back = room.parse(room.serialize(given_), name="a")
        assert plain(words(back)[1]) == said


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        f"<w:p>{run('The doors are ')}<w:ins>{run('always ')}</w:ins>"
        f"<w:del><w:r><w:delText>never </w:delText></w:r></w:del>{run('open.')}</w:p>"
    )
    assert words(docx.parse(making.docx(body), name="a"))[1:] == ["The doors are always open."]


def test_runs_that_look_alike_are_one_and_spaces_stand_outside() -> None:
    bold = "<w:b/>"
    body = f"<w:p>{run('We ')}{run('bel', bold)}{run('ieve ', bold)}{run('it.')}</w:p>"
    assert words(docx.parse(making.docx(body), name="a"))[1:] == ["We **believe** it."]


def test_controls_and_fields_and_links_hold_text() -> None:
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run('In a control.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run('Page ')}<w:r><w:instrText>PAGE</w:instrText></w:r>{run('7')}</w:p>"
    )
    assert words(docx.parse(making.docx(body), name="a"))[1:] == ["In a control.", "Page 7"]


def test_a_table_inside_a_table_is_read_once() -> None:
    inner = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('in')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('side')}</w:p></w:tc></w:tr></w:tbl>"
    )
    cell = f"<w:tc><w:p>{run('out')}</w:p>{inner}</w:tc>"
    row = f"<w:tr>{cell}<w:tc><w:p>{run('er')}</w:p></w:tc></w:tr>"
    document = docx.parse(making.docx(f"<w:tbl>{row}{row}</w:tbl>"), name="a")
    assert " ".join(words(document)).split().count("side") == 2


def test_notes_of_a_writer_are_notes() -> None:
    body = (
        "<text:p>Doors<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Or gates.</text:p></text:note-body></text:note> are open.</text:p>"
    )
    assert words(odt.parse(making.odt(body), name="a"))[1:] == ["Doors[^1] are open.", "Or gates."]


@pytest.mark.parametrize(
    "page",
    [
        '<p>Doors<sup><a href="#f">1</a></sup> open.</p><p id="f">1. Or gates.</p>',
        # Word
        '<p>Doors<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> open.</p><hr>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Or gates.</p></div>',
        # LibreOffice
        '<p>Doors<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> open.</p>'
        '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Or gates.',
        # pandoc
        '<p>Doors<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a> open.</p>'
        '<section role="doc-endnotes"><hr><ol><li id="fn1"><p>Or gates.'
        '<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>',
        # MediaWiki
        '<p>Doors<sup id="r-1"><a href="#n-1">[1]</a></sup> open.</p>'
        '<ol><li id="n-1"><span><a href="#r-1">^</a></span> <span>Or gates.</span></li></ol>',
    ],
)
def test_notes_of_a_page_are_notes(page: str) -> None:
    document = html.parse(page.encode(), name="a")
    assert words(document)[1:] == ["Doors[^1] open.", "Or gates."]
    assert [type(block) for block in document.blocks] == [Paragraph, Note]


def test_a_table_of_contents_calls_no_notes() -> None:
    page = (
        '<p>Articles <a href="#a">1</a> <a href="#b">2</a></p><p id="a">1 Doors.<p id="b">2 Gates.'
    )
    assert not any(isinstance(b, Note) for b in html.parse(page.encode(), name="a").blocks)


def test_spaces_of_a_writer_are_elements() -> None:
    body = '<text:p>One<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four</text:p>'
    assert words(odt.parse(making.odt(body), name="a"))[1:] == ["One two three\nfour"]


def test_pages_as_they_are_on_the_web() -> None:
    page = (
        '<html lang="es"><head><title>x</title></head><body><nav><a href="/">Inicio</a></nav>'
        "<div>Suelto<br><br>en la página<p>Párrafo<ul><li>uno<li>dos<ul><li>dentro</ul></ul>"
        "<table><tr><td><p>Diseño</p><p>con tablas</p></td></tr></table>"
        "<p>agua<sub>2</sub> <ruby>漢<rt>kan</rt></ruby></div></body></html>"
    )
    document = html.parse(page.encode(), name="a")
    assert document.locale == "es"
    assert words(document)[1:] == [
        "Suelto", "en la página", "Párrafo", "uno", "dos", "dentro", "Diseño", "con tablas",
        'agua2 [漢]{ruby="kan"}',
    ]  # fmt: skip
    assert any(isinstance(block, List) for block in document.blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1253", "iso-8859-7", "utf-16"])
def test_a_page_says_its_encoding_or_is_found_out(encoding: str) -> None:
    said = "Άλλα μουσεία δανείζουν ό,τι έχουν. Κανείς δεν χάνει τίποτε από αυτό."
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{said}</p></body></html>'
    assert words(html.parse(page.encode(encoding), name="a"))[1:] == [said]


def test_a_page_may_lie_about_its_encoding() -> None:
    said = "Κανείς δεν χάνει τίποτε από αυτό, και όλοι το ξέρουν."
    page = f'<meta charset="iso-8859-1"><p>{said}</p>'
    assert words(html.parse(page.encode(), name="a"))[1] == said
    page = f'<meta charset="utf-8"><p>{said}</p>'
    assert words(html.parse(page.encode("windows-1253"), name="a"))[1] == said


def test_passages_know_what_they_are(document: Document) -> None:
    kinds = [passage.kind for passage in flat(document)]
    assert kinds[0] is Kind.TITLE
    assert kinds.count(Kind.CELL) == 6


def test_lists_of_a_writer_keep_their_numbers(document: Document) -> None:
    back = odt.parse(odt.serialize(document), name="a")
    lists = [block for block in back.blocks if isinstance(block, List)]
    assert [(each.ordered, each.start) for each in lists] == [(True, 1), (True, 2)]


def test_what_is_written_to_the_left_is_set_to_the_left() -> None:
    arabic = Document(
        "a", Text("أبواب مفتوحة"), (Paragraph((Text("نحن، المتاحف،"),)),), locale="ar"
    )
    assert '<html lang="ar" dir="rtl">' in html.serialize(arabic)
    assert b"<w:bidi/>" in archive.member(docx.serialize(arabic), "word/document.xml", path="")
    styles = archive.member(odt.serialize(arabic), "styles.xml", path="")
    assert b'style:writing-mode="rl-tb"' in styles
    assert words(odt.parse(odt.serialize(arabic), name="a")) == words(arabic)


def test_a_page_of_google_docs_says_in_every_class_how_words_look() -> None:
    address = "https://www.google.com/url?q=https://example.org/a%3Fb%3Dc&amp;sa=D&amp;usg=AO"
    outlook = (
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&amp;x=1"
    )
    page = f"""<html><head><style>ol{{margin:0}}.c1{{font-style:italic}}.c2{{font-weight:700}}.c3{{
font-style:italic}}</style></head><body><p><span class="c1">We</span><span> the </span><span
class="c2">museums</span><span>, see </span><span class="c3"><a href="{address}">this</a></span>
<span> and <a href="{outlook}">that</a>.</span></p></body></html>"""
    (said,) = html.parse(page.encode(), name="a").blocks
    assert isinstance(said, Paragraph)
    assert said.texts[0].markdown == (
        "*We* the **museums**, see [*this*](https://example.org/a?b=c) and [that](https://example.org/)."
    )


@pytest.mark.parametrize("between", ["\n", "\r\n", " \n\t", "\f"])
def test_a_line_end_between_two_words_of_a_page_is_a_space(between: str) -> None:
    page = f"<p>{between}<b>Open</b>{between}<i>doors</i>{between}<br>{between}wide</p>"
    (said,) = html.parse(page.encode(), name="a").blocks
    assert isinstance(said, Paragraph)
    assert said.texts[0].markdown == "**Open** *doors*\nwide"


def test_paragraphs_that_look_like_headings_are_headings() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_2"/>'
    )
    made = making.odt('<text:p text:style-name="P1">Duties</text:p>', styles=styles)
    assert odt.parse(made, name="a").blocks == (Heading(2, Text("Duties")),)


def test_strong_emphasis_of_libreoffice_is_strong() -> None:
    made = making.odt(
        '<text:p><text:span text:style-name="Strong_20_Emphasis">Oil</text:span></text:p>'
    )
    assert odt.parse(made, name="a").blocks == (Paragraph((Text("**Oil**"),)),)


def test_headings_of_libreoffice_are_not_numbered(document: Document) -> None:
    sheet = archive.member(odt.serialize(document), "styles.xml", path="a.odt")
    levels = re.findall(rb"<text:outline-level-style[^>]*>", sheet)
    assert levels
    assert not any(b'num-format="1"' in level or b"num-list-format" in level for level in levels)
