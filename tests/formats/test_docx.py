"""Word files as strangers send them: numbers that Word counts, boxes, notes, tracked changes."""

from __future__ import annotations

import pytest

from pipeline.formats import docx
from pipeline.formats.intake import flat
from pipeline.model import Heading, List, Note, Text, texts
from tests.formats import making

NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
"""


def paragraph(words: str, properties: str = "", run: str = "") -> str:
    inner = f"<w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r>" if words else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(words: str, numbers: int) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbers}"/></w:numPr>')


def read(body: str, **parts: str):
    return docx.parse(making.docx(body, **parts), name="a")


def words(body: str, **parts: str) -> list[str]:
    return [text.markdown for text in texts(read(body, **parts)) if text.markdown]


def numbers(body: str) -> list[int | None]:
    return [passage.number for passage in flat(read(body, numbering=NUMBERING))]


def test_a_list_counts_on_across_what_stands_between_its_items() -> None:
    body = item("One.", 1) + paragraph("More of one.") + item("Two.", 1) + item("Three.", 1)
    assert numbers(body) == [1, None, 2, 3]


def test_a_list_begins_where_it_says() -> None:
    assert numbers(item("One.", 1) + item("Seven.", 2) + item("Eight.", 2)) == [1, 7, 8]


def test_what_word_counts_as_articles_is_a_heading() -> None:
    blocks = read(
        item("", 3) + paragraph("All are free.") + item("", 3), numbering=NUMBERING
    ).blocks
    headings = [block.text.markdown for block in blocks if isinstance(block, Heading)]
    assert headings == ["Article 1", "Article 2"]


def test_a_text_box_is_read_once_after_the_paragraph_that_it_hangs_on() -> None:
    inside = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice>{inside}</mc:Choice>"
        f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert words(f"<w:p><w:r><w:t>Outside.</w:t></w:r>{box}</w:p>") == ["Outside.", "In the box."]


def test_the_end_of_a_paragraph_may_be_deleted_too() -> None:
    joined = "<w:rPr><w:del/></w:rPr>"
    assert words(paragraph("The doors ", joined) + paragraph("are open.")) == [
        "The doors are open."
    ]


def test_hidden_words_and_deleted_rows_are_left_out() -> None:
    assert words(paragraph("Seen.") + paragraph("Hidden.", run="<w:vanish/>")) == ["Seen."]
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph('a'))}{cell(paragraph('b'))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('c'))}{cell(paragraph('d'))}</w:tr>"
    assert words(f"<w:tbl>{row}{row}{gone}</w:tbl>") == ["a", "b", "a", "b"]


def test_a_table_of_contents_is_no_text() -> None:
    style = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("Articles 3", '<w:pStyle w:val="T1"/>') + paragraph("The text.")
    assert words(body, styles=style) == ["The text."]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_called_where_they_stand_and_come_at_the_end(kind: str) -> None:
    body = f'<w:p><w:r><w:t>Text</w:t><w:{kind}Reference w:id="2"/></w:r></w:p>'
    note = f'<w:{kind} w:id="2">{paragraph("Said below.")}</w:{kind}>'
    document = read(body, **{f"{kind}s": note})
    label = {"footnote": "2", "endnote": "e2"}[kind]
    assert words(body)[0] == f"Text[^{label}]"
    assert [block.label for block in document.blocks if isinstance(block, Note)] == [label]


def test_each_list_that_we_write_counts_for_itself() -> None:
    from pipeline.model import Document, Item, Paragraph

    def listed(start: int, *said: str) -> List:
        return List(tuple(Item((Paragraph((Text(each),)),)) for each in said), True, start)

    document = Document(
        "a", Text("T"), (listed(1, "a", "b"), Paragraph((Text("c"),)), listed(4, "d"))
    )
    assert docx.parse(docx.serialize(document), name="a").blocks == document.blocks


def test_parts_are_where_relationships_say() -> None:
    """Word on the web calls them ``document2.xml``, ``styles2.xml``."""
    main, title = paragraph("Charter", '<w:pStyle w:val="T"/>'), '<w:name w:val="Title"/>'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = making.archive(
        {
            "_rels/.rels": f"""<R xmlns="{making.RELATIONSHIPS}"><Relationship Id="a"
                Type="{kinds}/officeDocument" Target="/word/document2.xml"/></R>""",
            "word/_rels/document2.xml.rels": f"""<R xmlns="{making.RELATIONSHIPS}">
                <Relationship Id="b" Type="{kinds}/styles" Target="styles2.xml"/>
                <Relationship Id="c" Type="{kinds}/hyperlink" Target="x" TargetMode="External"/>
                </R>""",
            "word/document2.xml": f"""<w:document xmlns:w="{making.WORD}"><w:body>{main}</w:body>
                </w:document>""",
            "word/styles2.xml": f"""<w:styles xmlns:w="{making.WORD}"><w:style w:styleId="T">
                {title}</w:style></w:styles>""",
        }
    )
    assert docx.parse(made, name="a").title == Text("Charter")


def test_a_dropped_capital_is_of_the_next_paragraph() -> None:
    body = paragraph("W", '<w:framePr w:dropCap="drop" w:lines="3"/>') + paragraph("e agree.")
    assert words(body) == ["We agree."]


STYLES = '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'


def chapter(words: str) -> str:
    return paragraph(words, '<w:pStyle w:val="H1"/>')


@pytest.mark.parametrize(
    ("above", "title", "rest"),
    [
        (paragraph("Charter", run="<w:b/>"), "Charter", ["Rivers", "Lakes"]),
        (paragraph("We, who live here, say:"), "", ["We, who live here, say:", "Rivers", "Lakes"]),
        # Without anything above it, the first is the title, as it always was.
        ("", "Rivers", ["Lakes"]),
    ],
)
def test_chapters_are_no_titles(above: str, title: str, rest: list[str]) -> None:
    document = read(above + chapter("Rivers") + chapter("Lakes"), styles=STYLES)
    assert document.title.markdown == title
    assert [text.markdown for block in document.blocks for text in texts(block)] == rest
    assert all(block.level == 2 for block in document.blocks if isinstance(block, Heading))
