"""Labels that a program shows and does not write are words of what it shows them before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.formats import docx, html, markdown, odt
from pipeline.formats.intake import flat
from pipeline.formats.levels import Level, label
from pipeline.model import Document, Text
from tests.formats import making


def level(form: str, shown: str, ilvl: int) -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def numbering(*levels: tuple[str, str]) -> str:
    made = "".join(level(*each, ilvl) for ilvl, each in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def word(depths: str, *levels: tuple[str, str]) -> Document:
    """A file with a paragraph on each of these levels."""
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>x</w:t></w:r></w:p>"
        for depth in depths
    )
    return docx.parse(making.docx(body, numbering=numbering(*levels)), name="a")


def shown(document: Document) -> list[str]:
    """The number or the label of each passage."""
    return [
        str(passage.number) if passage.number else passage.text.removesuffix("x").strip()
        for passage in flat(document)
    ]


LEGAL = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


@pytest.mark.parametrize(
    ("depths", "levels", "expected"),
    [
        ("0112210", LEGAL, "1 (a) (b) (i) (ii) (c) 2"),
        ("01212", (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
         "1 1.1 1.1.1 1.2 1.2.1"),
        ("01", (("chineseCounting", "%1、"), ("chineseCounting", "（%2）")), "1 （一）"),
        ("0", (("decimal", "(%1)"),), "(1)"),
        ("0", (("upperRoman", "%1."),), "I."),
        ("01", (("decimal", "%1)"), ("decimal", "%2)")), "1 1)"),
        ("0", (("thaiLetters", "%1."),), "ก."),
        ("0", (("decimal", "§%1."),), "§1."),
        # Words are no label: what Word calls an article is one.
        ("0", (("decimal", "Article %1."),), "1"),
        ("01", (("bullet", "•"), ("lowerLetter", "%2)")), " a)"),
    ],
)  # fmt: skip
def test_word(depths: str, levels: tuple[tuple[str, str], ...], expected: str) -> None:
    assert shown(word(depths, *levels)) == expected.split(" ")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol type=a><li>x<li>x</ol>", "a. b."),
        ("<ol type=I start=3><li>x<li value=7>x</ol>", "III. VII."),
        ("<ol style='list-style: lower-greek inside'><li>x</ol>", "α."),
        ("<style>.s { list-style-type: upper-alpha }</style><ol class='q s'><li>x</ol>", "A."),
        ("<ol><li>x<ol type=a><li>x</ol><li>x</ol>", "1 a. 2"),
        ("<ol style='list-style-type: cjk-ideographic'><li>x</ol>", "1"),
        ("<ol style='list-style: none'><li>x<li>x</ol>", "1 2"),
        # Typed labels, in lists that show nothing.
        ("<ul><li>(a) x<li>(b) x</ul>", "(a) (b)"),
        ("<ul><li>(b) x<li>(a) x</ul>", "(b) (a)"),
        ("<ol><li>1. x<li>2. x</ol>", "1 2"),
        # Google Docs.
        ("<style>.lst-kix_1-0 > li:before{content:\"(\" counter(lst-ctn-kix_1-0,lower-latin) "
         "\") \"} ol.lst-kix_1-0{list-style-type:none}</style>"
         "<ol class='c1 lst-kix_1-0 start' start=2><li class=c3>x<li>x</ol>", "(b) (c)"),
    ],
)  # fmt: skip
def test_pages(page: str, expected: str) -> None:
    assert shown(html.parse(page, name="a")) == expected.split(" ")


def writer(content: str, *levels: str) -> Document:
    styles = "".join(
        f'<text:list-level-style-number text:level="{at}" {each}/>'
        for at, each in enumerate(levels, 1)
    )
    style = f'<text:list-style style:name="L">{styles}</text:list-style>'
    return odt.parse(making.odt(content, styles=style), name="a")


def items(*inner: str, of: str = "") -> str:
    return f"<text:list {of}>" + "".join(f"<text:list-item>{i}</text:list-item>" for i in inner) + (
        "</text:list>"
    )  # fmt: skip


X = "<text:p>x</text:p>"
L = 'text:style-name="L"'


@pytest.mark.parametrize(
    ("content", "levels", "expected"),
    [
        (items(X + items(X, X), X, of=L),
         ('style:num-format="1" style:num-suffix="."',
          'style:num-format="a" style:num-prefix="(" style:num-suffix=")"'), "1 (a) (b) 2"),
        (items(X + items(X, X), X, of=L),
         ('style:num-format="1"', 'style:num-format="1" text:display-levels="2"'), "1 1.1 1.2 2"),
        # Two lists of one style are two lists, unless the second goes on.
        (items(X, X, of=L) + items(X, of=L), ('style:num-format="i"',), "i ii i"),
        (items(X, X, of=L) + items(X, of=f'{L} text:continue-numbering="true"'),
         ('style:num-format="A" style:num-suffix="."',), "A. B. C."),
        (items(X, of=L), ('style:num-format="1" text:start-value="5"',), "5"),
        (items(X, of=L), ('style:num-format="α, β, γ, ..." style:num-suffix=")"',), "α)"),
        (items(X, of=L), ('style:num-format=""',), ""),
    ],
)  # fmt: skip
def test_writer(content: str, levels: tuple[str, ...], expected: str) -> None:
    assert shown(writer(content, *levels)) == expected.split(" ")


def test_an_outer_level_that_counts_nothing_is_left_out() -> None:
    assert label([Level(""), Level("lower-alpha", shown="%1%2)")], (1, 3)) == "c)"


HEADINGS = """# Charter

## I. Rivers

### I.1 Banks

(a) x

## II. Lakes

### II.1 Shores
"""


def test_word_counts_headings() -> None:
    def paragraph(style: str, words: str) -> str:
        numbers = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>' if not style else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbers}</w:pPr>'
            f"<w:r><w:t>{words}</w:t></w:r></w:p>"
        )

    styles = '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>' + "".join(
        f'<w:style w:styleId="H{at}"><w:name w:val="heading {at}"/><w:pPr><w:numPr>'
        f'<w:ilvl w:val="{at - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for at in (1, 2)
    )
    body = "".join(
        paragraph(style, words)
        for style, words in (
            ("T", "Charter"), ("H1", "Rivers"), ("H2", "Banks"), ("", "x"),
            ("H1", "Lakes"), ("H2", "Shores"),
        )
    )  # fmt: skip
    numbers = numbering(("upperRoman", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    made = making.docx(body, numbering=numbers, styles=styles)
    assert markdown.serialize(docx.parse(made, name="a")) == HEADINGS


def test_libreoffice_counts_headings_in_lists_that_go_on() -> None:
    on = f'{L} text:continue-numbering="true"'
    content = (
        '<text:p text:style-name="Title">Charter</text:p>'
        + items('<text:h text:outline-level="1">Rivers</text:h>', of=L)
        + items(items('<text:h text:outline-level="2">Banks</text:h>'), of=on)
        + items(items(items(X)), '<text:h text:outline-level="1">Lakes</text:h>', of=on)
        + items(items('<text:h text:outline-level="2">Shores</text:h>'), of=on)
    )
    levels = (
        'style:num-format="I" style:num-suffix="."',
        'style:num-format="1" text:display-levels="2"',
        'style:num-format="a" style:num-prefix="(" style:num-suffix=")"',
    )
    assert markdown.serialize(writer(content, *levels)) == HEADINGS


def test_the_outline_counts_headings() -> None:
    outline = "".join(
        f'<text:outline-level-style text:level="{at}" style:num-format="1" '
        f'text:display-levels="{at}"/>'
        for at in (1, 2)
    )
    content = "".join(
        f'<text:h text:outline-level="{depth}" {more}>x</text:h>'
        for depth, more in ((1, ""), (2, ""), (2, ""), (2, 'text:is-list-header="true"'), (1, ""))
    )
    read = odt.parse(making.odt(content, styles=outline), name="a")
    found = [passage.text for passage in flat(read)]
    assert found == ["1 x", "1.1 x", "1.2 x", "x", "2 x"]


def test_labels_become_words_of_the_source() -> None:
    document = replace(word("011220", *LEGAL), title=Text("T"))
    written = markdown.serialize(document)
    assert written.split() == "# T 1. x (a) x (b) x (i) x (ii) x 2. x".split()
    read = markdown.parse(written, name="a")
    assert markdown.serialize(read) == written
