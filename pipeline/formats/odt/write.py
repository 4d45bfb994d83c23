"""A Document as an ODT file, for volunteers to work on."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import Any, assert_never

from pipeline.formats import archive
from pipeline.formats.inline import spans
from pipeline.formats.odt.names import STALE
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

_STAMPS = (
    "meta.xml",
    re.compile(rb"(<(?:meta:creation-date|dc:date)>)[^<]*"),
    rb"\g<1>1980-01-01T00:00:00",
)

# Styles of words that are still to be translated: they stand out by their colour.
_NUMBERED, _BULLETED = "Numbered", "Bulleted"
_DEEPEST = 6
_STEP = 0.8
"""How far lists and sub-paragraphs stand in, in centimetres; their labels hang in this white."""
_MARKS = {Standing.FALLBACK: "Mark", Standing.STALE: STALE}
_COLOURS = {"Mark": "#ffff00", STALE: "#aaeeff"}
_LOOKS = ("", "Strong", "Emphasis", "StrongEmphasis")


def serialize(document: Document) -> bytes:
    """The document as an ODT file: for volunteers to work on. The same document, the same bytes."""
    import odfdo

    document = headed(document)
    made = odfdo.Document("text")
    made.body.clear()
    _speaking(made, document.locale)
    _styled(made)
    made.body.append(_filled(odfdo.Paragraph("", style="Title"), (document.title,)))
    for element in _elements(document.blocks):
        made.body.append(element)
    stream = io.BytesIO()
    made.save(stream)
    return archive.settled(stream.getvalue(), _STAMPS)


def _styled(made: Any) -> None:
    """Styles of lists, of emphasis, and of words that are still to be translated."""
    import odfdo

    numbers: Any = odfdo.Style("list", name=_NUMBERED)
    bullets: Any = odfdo.Style("list", name=_BULLETED)
    for level in range(1, _DEEPEST + 1):
        counted = numbers.set_level_style(level, num_format="1", suffix=".")
        # odfdo has it in another namespace, where nobody looks for it.
        counted.del_attribute("fo:num-format")
        counted.set_attribute("style:num-format", "1")
        counted.append(_label_hung(level))
        bullets.set_level_style(level, bullet_char="•").append(_label_hung(level))
    made.insert_style(numbers, automatic=True)
    made.insert_style(bullets, automatic=True)
    for level, begins in product(range(1, _DEEPEST + 1), (True, False)):
        indents: dict[str, Any] = {
            "fo:margin-left": f"{_STEP * level:.1f}cm",
            "fo:text-indent": f"-{_STEP}cm" if begins else "0cm",
        }
        name = _subparagraph(level, begins=begins)
        style = odfdo.Style("paragraph", name=name, area="paragraph", **indents)
        made.insert_style(style, automatic=True)
    sheet: Any = made.get_part("styles")
    for outline in sheet.get_elements("//text:outline-level-style"):
        # The template numbers its headings; ours have the numbers that they have.
        outline.set_attribute("style:num-format", "")
        outline.set_attribute("style:num-suffix", "")
        # LibreOffice's own way of saying it goes before the standard's.
        outline.del_attribute("loext:num-list-format")
    made.insert_style(odfdo.Style("text", name="Strong", bold=True))
    made.insert_style(odfdo.Style("text", name="Emphasis", italic=True))
    made.insert_style(odfdo.Style("text", name="StrongEmphasis", bold=True, italic=True))
    for (mark, colour), look in product(_COLOURS.items(), _LOOKS):
        made.insert_style(
            odfdo.Style(
                "text",
                name=f"{mark}{look}",
                background_color=colour,
                bold="Strong" in look,
                italic="Emphasis" in look,
            )
        )


def _label_hung(level: int) -> Any:
    """What lets a label hang before the lines of its item (OpenDocument 1.3, 17.19 and 17.20)."""
    import odfdo

    properties = odfdo.Element.from_tag("style:list-level-properties")
    properties.set_attribute("text:list-level-position-and-space-mode", "label-alignment")
    alignment = odfdo.Element.from_tag("style:list-level-label-alignment")
    alignment.set_attribute("text:label-followed-by", "listtab")
    alignment.set_attribute("fo:margin-left", f"{_STEP * level:.1f}cm")
    alignment.set_attribute("fo:text-indent", f"-{_STEP}cm")
    properties.append(alignment)
    return properties


def _subparagraph(level: int, *, begins: bool) -> str:
    """The name of a style: of what begins with a label, or goes on."""
    return f"Subparagraph{min(level, _DEEPEST)}{'' if begins else 'Continued'}"


def _speaking(made: Any, tag: str) -> None:
    """Let all paragraphs be in a language, and run its way."""
    if not tag:
        return
    locale = Locale.parse(tag)
    for style in made.get_styles(family="paragraph"):
        if style.tag != "style:default-style":
            continue
        for properties in style.children:
            if properties.tag == "style:paragraph-properties" and locale.rtl:
                properties.set_attribute("style:writing-mode", "rl-tb")
            elif properties.tag == "style:text-properties":
                properties.set_attribute("fo:language", locale.language)
                properties.set_attribute("fo:country", locale.territory or "none")


def _elements(blocks: Iterable[Block], depth: int = 0) -> Iterator[Any]:
    """Blocks so many lists deep."""
    return chain.from_iterable(_element(block, depth) for block in blocks)


def _element(block: Block, depth: int) -> Iterator[Any]:
    import odfdo

    match block:
        case Heading(level, text):
            yield _filled(odfdo.Header(level, ""), (text,))
        case Paragraph(parts):
            yield _filled(odfdo.Paragraph(""), parts)
        case Section(_, blocks) | Note(_, blocks):
            yield from _elements(blocks, depth)
        case Article(_, blocks, Text() as heading, _, level):
            yield _filled(odfdo.Header(level, ""), (heading,))
            yield from _elements(blocks, depth)
        case Article(number, blocks):
            yield _list(List((Item(blocks),), True, number), depth)
        case List(labelled=True):
            yield from _subparagraphs(block, depth + 1)
        case List():
            yield _list(block, depth)
        case Quote(blocks):
            for element in _elements(blocks, depth):
                if element.tag == "text:p":
                    element.style = "Quotations"
                yield element
        case Table():
            if block.caption:
                yield _filled(odfdo.Paragraph(""), (block.caption,))
            yield _table(block)
        case Figure(_, alternative, caption):
            for words in (alternative, caption):
                if words and words.markdown:
                    yield _filled(odfdo.Paragraph(""), (words,))
        case Verbatim() | Code() | Rule():
            return
        case _:
            assert_never(block)


def _list(given: List, depth: int) -> Any:
    import odfdo

    made = odfdo.List(style=_NUMBERED if given.ordered else _BULLETED)
    for position, item in enumerate(given.items):
        entry = odfdo.ListItem()
        if given.ordered and not position:
            entry.set_attribute("text:start-value", str(given.start))
        for element in _elements(item.blocks, depth + 1):
            entry.append(element)
        made.append(entry)
    return made


def _subparagraphs(given: List, depth: int) -> Iterator[Any]:
    """Paragraphs that stand in, each label where it is among the words."""
    for item in given.items:
        for place, block in enumerate(item.blocks):
            elements = _element(block, depth)
            if isinstance(block, Paragraph):
                for element in elements:
                    element.style = _subparagraph(depth, begins=not place)
                    yield element
            else:
                yield from elements


def _table(given: Table) -> Any:
    import odfdo

    table = odfdo.Table("Table")
    for cells in (given.header, *given.rows):
        row = odfdo.Row()
        for text in cells.cells:
            cell = odfdo.Cell()
            cell.append(_filled(odfdo.Paragraph(""), (text,)))
            row.append_cell(cell)
        table.append_row(row)
    return table


def _read_as(words: str, reading: str) -> Any:
    """Words with a reading above them (OpenDocument 1.3, 6.4)."""
    import odfdo

    ruby = odfdo.Element.from_tag("text:ruby")
    for name, said in (("base", words), ("text", reading)):
        part = odfdo.Element.from_tag(f"text:ruby-{name}")
        part.text = said
        ruby.append(part)
    return ruby


def _filled(element: Any, parts: tuple[Text, ...]) -> Any:
    import odfdo

    for position, text in enumerate(parts):
        if position:
            element.append(" ")
        for span in spans(text.markdown):
            if span.line_break:
                element.append(odfdo.LineBreak())
                continue
            words = f"[^{span.note}]" if span.note else span.text
            style = ("Strong" if span.strong else "") + ("Emphasis" if span.emphasis else "")
            style = _MARKS.get(text.standing, "") + style
            piece: Any = _read_as(words, span.ruby) if span.ruby else words
            if style:
                within, piece = piece, odfdo.Span(style=style)
                piece.append(within)
            if span.link:
                bare = not style and not span.ruby
                link = odfdo.Link(span.link, text=words if bare else "")
                if not bare:
                    link.append(piece)
                piece = link
            element.append(piece)
    return element
