"""ODT (OASIS OpenDocument 1.3, text) ↔ Document. Written with odfdo."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, assert_never

from pipeline.errors import ContributionError
from pipeline.formats import archive, prose
from pipeline.formats.inline import spans
from pipeline.formats.outgoing import headed
from pipeline.formats.prose import Run
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
    Meta,
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

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _STYLE = (_NAMESPACE % name for name in ("text", "office", "style"))
_TABLE, _DRAW = (_NAMESPACE % name for name in ("table", "drawing"))
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
# Not the text of the document: what was deleted, marks, indexes, remarks.
_LEFT_OUT = {
    *(f"{_TEXT}{n}" for n in ("tracked-changes", "table-of-content", "sequence-decls", "note")),
    *(f"{_OFFICE}{n}" for n in ("annotation", "annotation-end", "forms")),
}
_STAMPS = (
    "meta.xml",
    re.compile(rb"(<(?:meta:creation-date|dc:date)>)[^<]*"),
    rb"\g<1>1980-01-01T00:00:00",
)


def parse(data: bytes, *, name: str, path: str = "", locale: str = "") -> Document:
    """Read a text of LibreOffice or another. Raises `ContributionError` as `docx.parse` does."""
    if b"encryption-data" in archive.member(data, "META-INF/manifest.xml", path=path, needed=False):
        raise ContributionError("it is encrypted", where=path, remedy="Save it without a password.")
    root = archive.xml(archive.member(data, "content.xml", path=path), path=path)
    styles = archive.member(data, "styles.xml", path=path, needed=False)
    reader = _Reader()
    if styles:
        reader.learn(archive.xml(styles, path=path))
    reader.learn(root)
    main = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if main is None:
        raise ContributionError("it has no text", where=path, remedy="Send it as .odt.")
    blocks = [*reader.blocks(main), *reader.notes]
    if reader.title.markdown:
        return Document(name, reader.title, prose.lowered(blocks), Meta(), locale)
    title, rest = prose.titled(blocks)
    return Document(name, title or Text(""), rest, Meta(), locale)


@dataclass
class _Reader:
    looks: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    """Strong and emphasis by style of text."""
    parents: dict[str, str] = field(default_factory=dict)
    """The named style that each automatic paragraph style is made from."""
    numbered: dict[str, bool] = field(default_factory=dict)
    """Whether a style of list numbers its first level."""
    notes: list[Note] = field(default_factory=list)
    title: Text = field(default_factory=lambda: Text(""))

    def learn(self, root: Any) -> None:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            self.parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            properties = style.find(f"{_STYLE}text-properties")
            if properties is not None and style.get(f"{_STYLE}family") == "text":
                self.looks[name] = (
                    properties.get(f"{_FO}font-weight", "") in ("bold", "700", "800", "900"),
                    properties.get(f"{_FO}font-style", "") in ("italic", "oblique"),
                )
        for style in root.iter(f"{_TEXT}list-style"):
            first = next((level for level in style if level.get(f"{_TEXT}level") == "1"), None)
            number = first is not None and first.tag == f"{_TEXT}list-level-style-number"
            self.numbered[style.get(f"{_STYLE}name", "")] = number

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{_TEXT}h":
                words = prose.text(self.words(element))
                level = element.get(f"{_TEXT}outline-level", "1")
                if words.markdown:
                    line = replace(words, markdown=" ".join(words.markdown.split("\n")))
                    yield Heading(int(level) if level in "123456" else 6, line)
            elif element.tag == f"{_TEXT}p":
                yield from self.paragraph(element)
            elif element.tag == f"{_TEXT}list":
                found = self.list(element)
                if found.items:
                    yield found
            elif element.tag == f"{_TABLE}table":
                yield from self.table(element)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                yield from self.blocks(element)

    def paragraph(self, element: Any) -> Iterator[Block]:
        for frame in element.iter(f"{_DRAW}frame"):
            described = frame.find(f"{_SVG}desc")
            if described is not None and described.text:
                name = frame.get(f"{_DRAW}name", "")
                yield Figure(name, Text(" ".join(described.text.split())))
        words = prose.text(self.words(element))
        style = self.named(element.get(f"{_TEXT}style-name", ""))
        if not words.markdown:
            return
        if style == "Title" and not self.title.markdown:
            self.title = replace(words, markdown=" ".join(words.markdown.split("\n")))
        elif style in ("Quotations", "Quote"):
            yield Quote((Paragraph((words,)),))
        else:
            yield Paragraph((words,))

    def named(self, style: str) -> str:
        """The style that a person chose: automatic ones (``P1``) stand for it."""
        for _ in range(20):
            if style in ("Title", "Quotations", "Quote") or not self.parents.get(style):
                break
            style = self.parents[style]
        return style

    def list(self, element: Any) -> List:
        style = element.get(f"{_TEXT}style-name", "")
        items = []
        first = element.find(f"{_TEXT}list-item")
        start = first.get(f"{_TEXT}start-value", "1") if first is not None else "1"
        for item in element:
            if item.tag in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                blocks = tuple(self.blocks(item))
                if blocks:
                    items.append(Item(blocks))
        number = int(start) if start.isascii() and start.isdigit() else 1
        ordered = self.numbered.get(style, False)
        return List(tuple(items), ordered, number if ordered else 1)

    def table(self, element: Any) -> Iterator[Block]:
        rows = []
        for row in element.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not element:
                # Of a table inside a cell: its words are the cell's.
                continue
            cells = [c for c in row if c.tag == f"{_TABLE}table-cell"]
            rows.append([self.cell(cell) for cell in cells])
        yield from prose.table(rows)

    def cell(self, element: Any) -> Text:
        found = [prose.markdown(self.words(p)) for p in element.iter(f"{_TEXT}p")]
        return Text("\n".join(words for words in found if words))

    def words(self, element: Any, style: Run = Run("")) -> Iterator[Run]:  # noqa: B008 - frozen
        yield replace(style, text=_spaced(element.text))
        for child in element:
            yield from self.inline(child, style)
            yield replace(style, text=_spaced(child.tail))

    def inline(self, element: Any, style: Run) -> Iterator[Run]:
        tag = element.tag
        if tag == f"{_TEXT}s" or tag == f"{_TEXT}tab":
            yield replace(style, text=" ")
        elif tag == f"{_TEXT}line-break":
            yield Run("\n")
        elif tag == f"{_TEXT}span":
            name = element.get(f"{_TEXT}style-name", "")
            strong, emphasis = self.look(name)
            look = replace(
                style,
                strong=style.strong or strong,
                emphasis=style.emphasis or emphasis,
                stale=style.stale or name.startswith(_MARKS[Standing.STALE]),
            )
            yield from self.words(element, look)
        elif tag == f"{_TEXT}a":
            yield from self.words(element, replace(style, link=element.get(f"{_XLINK}href", "")))
        elif tag == f"{_TEXT}note":
            label = str(len(self.notes) + 1)
            body = element.find(f"{_TEXT}note-body")
            if body is not None:
                self.notes.append(Note(label, tuple(self.blocks(body))))
                yield Run("", note=label)
        elif tag not in _LEFT_OUT and tag != f"{_DRAW}frame" and isinstance(tag, str):
            yield from self.words(element, style)

    def look(self, style: str) -> tuple[bool, bool]:
        strong, emphasis = self.looks.get(style, (False, False))
        strong |= style.startswith(("Strong", "MarkStrong", "StaleStrong"))
        return strong, emphasis | style.endswith("Emphasis")


def _spaced(text: str | None) -> str:
    return (text or "").replace("\t", " ").replace("\n", " ").replace("\r", " ")


# ------------------------------------------------------------------------ writing

# Styles of words that are still to be translated: they stand out by their colour.
_NUMBERED, _BULLETED = "Numbered", "Bulleted"
_MARKS = {Standing.FALLBACK: "Mark", Standing.STALE: "Stale"}
_COLOURS = {"Mark": "#ffff00", "Stale": "#aaeeff"}
_LOOKS = ("", "Strong", "Emphasis", "StrongEmphasis")


def serialize(document: Document) -> bytes:
    """The document as an ODT file: for volunteers to work on. The same document, the same bytes."""
    import odfdo

    document = headed(document)
    made = odfdo.Document("text")
    made.body.clear()
    _speaking(made, document.locale)
    numbers = odfdo.Style("list", name=_NUMBERED)
    bullets = odfdo.Style("list", name=_BULLETED)
    for level in range(1, 5):
        numbers.set_level_style(level, num_format="1", suffix=".")
        bullets.set_level_style(level, bullet_char="•")
    made.insert_style(numbers, automatic=True)
    made.insert_style(bullets, automatic=True)
    sheet: Any = made.get_part("styles")
    for outline in sheet.get_elements("//text:outline-level-style"):
        # The template numbers its headings; ours have the numbers that they have.
        outline.set_attribute("style:num-format", "")
        outline.set_attribute("style:num-suffix", "")
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
    made.body.append(_filled(odfdo.Paragraph("", style="Title"), (document.title,)))
    for block in document.blocks:
        for element in _elements(block):
            made.body.append(element)
    stream = io.BytesIO()
    made.save(stream)
    return archive.settled(stream.getvalue(), _STAMPS)


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


def _elements(block: Block) -> Iterator[Any]:
    import odfdo

    match block:
        case Heading(level, text):
            yield _filled(odfdo.Header(level, ""), (text,))
        case Paragraph(parts):
            yield _filled(odfdo.Paragraph(""), parts)
        case Section(_, blocks) | Note(_, blocks):
            for inner in blocks:
                yield from _elements(inner)
        case Article(number, blocks, heading):
            if heading:
                yield _filled(odfdo.Header(2, ""), (heading,))
                for inner in blocks:
                    yield from _elements(inner)
            else:
                yield from _elements(List((Item(blocks),), True, number))
        case List(items, ordered, start):
            made = odfdo.List(style=_NUMBERED if ordered else _BULLETED)
            for position, item in enumerate(items):
                entry = odfdo.ListItem()
                if ordered and not position:
                    entry.set_attribute("text:start-value", str(start))
                for inner in item.blocks:
                    for element in _elements(inner):
                        entry.append(element)
                made.append(entry)
            yield made
        case Quote(blocks):
            for inner in blocks:
                for element in _elements(inner):
                    if element.tag == "text:p":
                        element.style = "Quotations"
                    yield element
        case Table():
            if block.caption:
                yield _filled(odfdo.Paragraph(""), (block.caption,))
            table = odfdo.Table("Table")
            for given in (block.header, *block.rows):
                row = odfdo.Row()
                for text in given.cells:
                    cell = odfdo.Cell()
                    cell.append(_filled(odfdo.Paragraph(""), (text,)))
                    row.append_cell(cell)
                table.append_row(row)
            yield table
        case Figure(_, alternative, caption):
            for words in (alternative, caption):
                if words and words.markdown:
                    yield _filled(odfdo.Paragraph(""), (words,))
        case Verbatim() | Code() | Rule():
            return
        case _:
            assert_never(block)


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
            piece: Any = odfdo.Span(words, style=style) if style else words
            if span.link:
                link = odfdo.Link(span.link, text="" if style else words)
                if style:
                    link.append(piece)
                piece = link
            element.append(piece)
    return element
