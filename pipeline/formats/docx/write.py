"""A Document as a Word file, for volunteers to work on."""

from __future__ import annotations

import io
from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Any, assert_never

from pipeline.formats import archive
from pipeline.formats.docx.names import W
from pipeline.formats.inline import spans
from pipeline.formats.outgoing import headed
from pipeline.locales import Locale
from pipeline.model import (
    Article,
    Block,
    Code,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Rule,
    Section,
    Standing,
    Table,
    Text,
    Verbatim,
)

if TYPE_CHECKING:
    from docx.document import Document as Word


def serialize(document: Document) -> bytes:
    """The document as a Word file: for volunteers to work on. The same document, the same bytes."""
    from docx import Document as new

    document = headed(document)
    word = new()
    word.core_properties.title = document.title.markdown
    word.core_properties.author = ""
    word.core_properties.language = document.locale
    _runs(word.add_paragraph(style="Title"), document.title)
    _add_all(word, document.blocks, 1)
    if document.locale and Locale.parse(document.locale).rtl:
        _to_the_left(word)
    stream = io.BytesIO()
    word.save(stream)
    return archive.settled(stream.getvalue())


def _to_the_left(word: Word) -> None:
    """Paragraphs, tables and words as of a script that is written to the left."""
    from docx.oxml import OxmlElement

    for paragraph in word.element.body.iter(f"{W}p"):
        # The order of the properties is the schema's (ECMA-376 part 1, 17.3.1.26).
        paragraph.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
        for run in paragraph.iter(f"{W}r"):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))
    for table in word.element.body.iter(f"{W}tbl"):
        table.tblPr.insert_element_before(
            OxmlElement("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblLook"
        )


def _add_all(word: Word, blocks: Iterable[Block], depth: int) -> None:
    """Blocks within ``depth - 1`` lists."""
    for block in blocks:
        _add(word, block, depth)


def _add(word: Word, block: Block, depth: int) -> None:
    match block:
        case Heading(level, text):
            _runs(word.add_paragraph(style=f"Heading {level}"), text)
        case Paragraph(parts):
            _runs(word.add_paragraph(), *parts)
        case Section(_, blocks) | Note(_, blocks):
            _add_all(word, blocks, depth)
        case Article(_, blocks, Text() as heading, _, level):
            _runs(word.add_paragraph(style=f"Heading {level}"), heading)
            _add_all(word, blocks, depth)
        case Article(number, blocks):
            _add_list(word, List((Item(blocks),), True, number), depth)
        case List(labelled=True):
            _add_subparagraphs(word, block, depth)
        case List():
            _add_list(word, block, depth)
        case Quote(blocks):
            for inner in blocks:
                if isinstance(inner, Paragraph):
                    _runs(word.add_paragraph(style="Quote"), *inner.texts)
                else:
                    _add(word, inner, depth)
        case Table():
            _add_table(word, block)
        case Figure(_, alternative, caption):
            # No picture travels with the words; what it shows is a paragraph of its own.
            if alternative.markdown:
                _runs(word.add_paragraph(), alternative)
            if caption:
                _runs(word.add_paragraph(style="Caption"), caption)
        case Verbatim() | Code() | Rule():
            return
        case _:
            assert_never(block)


def _add_list(word: Word, given: List, depth: int) -> None:
    """The first paragraph of an item has its number or bullet; the rest goes on a level deeper."""
    name = "List Number" if given.ordered else "List Bullet"
    style = name if depth == 1 else f"{name} {min(depth, 3)}"
    numbers = _numbers(word, style, given.start) if given.ordered else None
    for item in given.items:
        rest = item.blocks
        if rest and isinstance(rest[0], Paragraph):
            paragraph = word.add_paragraph(style=style)
            if numbers is not None:
                properties: Any = paragraph._p.get_or_add_pPr()
                properties.get_or_add_numPr().get_or_add_numId().val = numbers
            _runs(paragraph, *rest[0].texts)
            rest = rest[1:]
        _add_all(word, rest, depth + 1)


_STEP = 24
"""How far sub-paragraphs stand in, in points; their labels hang in this white."""


def _add_subparagraphs(word: Word, given: List, depth: int, level: int = 1) -> None:
    """Paragraphs that stand in, each label where it is among the words."""
    from docx.shared import Pt

    for item in given.items:
        for place, block in enumerate(item.blocks):
            if isinstance(block, Paragraph):
                paragraph = word.add_paragraph()
                paragraph.paragraph_format.left_indent = Pt(_STEP * level)
                if not place:
                    paragraph.paragraph_format.first_line_indent = Pt(-_STEP)
                _runs(paragraph, *block.texts)
            elif isinstance(block, List) and block.labelled:
                _add_subparagraphs(word, block, depth, level + 1)
            else:
                _add(word, block, depth)


def _add_table(word: Word, given: Table) -> None:
    if given.caption:
        _runs(word.add_paragraph(style="Caption"), given.caption)
    rows = (given.header, *given.rows)
    table = word.add_table(len(rows), len(given.header.cells), "Table Grid")
    for made, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, row.cells, strict=True):
            _runs(cell.paragraphs[0], text)


def _numbers(word: Word, style: str, start: int) -> int:
    """The identity of a new list that looks like those of a style, and begins with a number."""
    definitions = word.part.numbering_part.element
    usual = word.styles[style].element.pPr.numPr.numId.val
    made = definitions.add_num(definitions.num_having_numId(usual).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def _runs(paragraph: Any, *texts: Text) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    for position, text in enumerate(texts):
        if position:
            paragraph.add_run(" ")
        for span in spans(text.markdown):
            if span.line_break:
                paragraph.add_run().add_break()
                continue
            words = f"[^{span.note}]" if span.note else "" if span.ruby else span.text
            run = _linked(paragraph, words, span.link) if span.link else paragraph.add_run(words)
            run.bold, run.italic = span.strong or None, span.emphasis or None
            # Arabic, Hebrew and Indic letters obey properties of their own (17.3.2.2, 17.3.2.17).
            run.font.cs_bold, run.font.cs_italic = run.bold, run.italic
            # What is still to be done stands out; a colour is no part of the words.
            if text.standing is Standing.FALLBACK:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif text.standing is Standing.STALE:
                run.font.highlight_color = WD_COLOR_INDEX.TURQUOISE
            if span.ruby:
                _read_as(run, span.text, span.ruby)


_RUBY = {"rubyAlign": "center", "hps": "10", "hpsRaise": "20", "hpsBaseText": "22", "lid": "ja-JP"}
"""How readings stand: their size, how far up, the size of the letters, in half points."""


def _read_as(run: Any, words: str, reading: str) -> None:
    """Give a run words with a reading above them, half as large (ECMA-376 part 1, 17.3.3.25)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ruby = OxmlElement("w:ruby")
    properties = OxmlElement("w:rubyPr")
    for name, value in _RUBY.items():
        each = OxmlElement(f"w:{name}")
        each.set(qn("w:val"), value)
        properties.append(each)
    ruby.append(properties)
    for name, said in (("rt", reading), ("rubyBase", words)):
        part, inner = OxmlElement(f"w:{name}"), OxmlElement("w:r")
        inner.append(deepcopy(run._r.get_or_add_rPr()))
        inner.text = said
        part.append(inner)
        ruby.append(part)
    run._r.append(ruby)


def _linked(paragraph: Any, words: str, link: str) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(words)
    hyperlink = OxmlElement("w:hyperlink")
    identity = paragraph.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    hyperlink.set(qn("r:id"), identity)
    run._r.addprevious(hyperlink)
    hyperlink.append(run._r)
    return run
