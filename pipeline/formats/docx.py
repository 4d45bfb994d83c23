"""DOCX (ECMA-376, WordprocessingML) ↔ Document.

Read from the XML itself rather than through python-docx's paragraphs, which pass over what stands
in tracked insertions, content controls and fields: volunteers send all of these. Deleted text is
left out, inserted text is taken as accepted. Written with python-docx.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, assert_never

from pipeline.errors import ContributionError
from pipeline.formats import archive, prose
from pipeline.formats.inline import spans
from pipeline.formats.outgoing import headed
from pipeline.formats.prose import Entry, Run
from pipeline.locales import Locale
from pipeline.model import (
    Article,
    Block,
    Code,
    Document,
    Figure,
    Heading,
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

if TYPE_CHECKING:
    from docx.document import Document as Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HEADING = re.compile(r"(?:heading|titre|überschrift|título|заголовок)\s*([1-6])", re.IGNORECASE)
_STALE = "cyan"
"""Word's name for the colour (turquoise) behind a translation of an older version."""
# What is in these is not in the text: deletions, moves away, field codes, alternatives.
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")}
_LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")


def parse(data: bytes, *, name: str, path: str = "", locale: str = "") -> Document:
    """Read a Word file. Raises `ContributionError` for what is none, encrypted or a bomb.

    The title is the paragraph in the style "Title", else the first heading of level 1; it is
    empty where there is neither.
    """
    body = archive.xml(archive.member(data, "word/document.xml", path=path), path=path)
    styles = _part(data, "word/styles.xml", path)
    reader = _Reader(
        _styles(styles),
        _numbering(_part(data, "word/numbering.xml", path)),
        _links(data, path),
        _looks(styles),
    )
    main = body.find(f"{_W}body")
    if main is None:
        raise ContributionError("it has no text", where=path, remedy="Ask for the file again.")
    blocks = list(reader.blocks(main))
    blocks += _notes(reader, _part(data, "word/footnotes.xml", path))
    if reader.title.markdown:
        return Document(name, reader.title, prose.lowered(blocks), Meta(), locale)
    title, rest = prose.titled(blocks)
    return Document(name, title or Text(""), rest, Meta(), locale)


def _part(data: bytes, name: str, path: str) -> Any:
    content = archive.member(data, name, path=path, needed=False)
    return archive.xml(content, path=path) if content else None


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style means for us."""

    kind: str = ""
    """``title``, ``heading``, ``quote``, ``caption`` or nothing."""
    level: int = 0
    list_id: str = ""
    list_level: int = 0


@dataclass
class _Reader:
    styles: dict[str, _Style]
    numbering: dict[tuple[str, int], str]
    """Number format by list and level, such as ``bullet`` or ``decimal``."""
    links: dict[str, str]
    looks: dict[str, tuple[bool, bool]]
    """Strong and emphasis by style of characters."""
    title: Text = field(default_factory=lambda: Text(""))
    pending: list[Entry] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in _children(parent):
            if element.tag == f"{_W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self.flush()
                yield from self.table(element)
        yield from self.flush()

    def flush(self) -> Iterator[Block]:
        yield from prose.nested(self.pending)
        self.pending = []

    def paragraph(self, element: Any) -> Iterator[Block]:
        style = self.style(element)
        figure = self.figure(element)
        words = prose.text(self.runs(element))
        if style.list_id and words.markdown and style.kind != "heading":
            form = self.numbering.get((style.list_id, style.list_level), "decimal")
            paragraph = Paragraph((words,))
            self.pending.append(
                Entry(style.list_level, form not in ("bullet", "none"), (paragraph,))
            )
            return
        if figure or words.markdown:
            yield from self.flush()
        if figure:
            yield figure
        if not words.markdown:
            return
        if style.kind == "title" and not self.title.markdown:
            self.title = replace(words, markdown=" ".join(words.markdown.split("\n")))
        elif style.kind == "heading":
            yield Heading(
                style.level, replace(words, markdown=" ".join(words.markdown.split("\n")))
            )
        elif style.kind == "quote":
            yield Quote((Paragraph((words,)),))
        else:
            yield Paragraph((words,))

    def style(self, element: Any) -> _Style:
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return _Style()
        named = properties.find(f"{_W}pStyle")
        style = (
            self.styles.get(named.get(f"{_W}val", ""), _Style()) if named is not None else _Style()
        )
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and outline.get(f"{_W}val", "9") in "012345" and not style.kind:
            style = replace(style, kind="heading", level=int(outline.get(f"{_W}val")) + 1)
        return _numbered(style, properties)

    def figure(self, element: Any) -> Figure | None:
        described = element.find(f".//{_WP}docPr")
        if described is None:
            return None
        words = described.get("descr") or ""
        return Figure(described.get("name") or "", Text(" ".join(words.split()))) if words else None

    def table(self, element: Any) -> Iterator[Block]:
        rows = []
        for row in (each for each in _children(element) if each.tag == f"{_W}tr"):
            cells = [c for c in _children(row) if c.tag == f"{_W}tc"]
            rows.append([self.cell(cell) for cell in cells])
        yield from prose.table(rows)

    def cell(self, element: Any) -> Text:
        found = [prose.markdown(self.runs(p)) for p in element.iter(f"{_W}p")]
        return Text("\n".join(words for words in found if words))

    def runs(self, parent: Any, link: str = "") -> Iterator[Run]:
        for element in parent:
            if element.tag == f"{_W}r":
                yield from self.run(element, link)
            elif element.tag == f"{_W}hyperlink":
                yield from self.runs(element, self.links.get(element.get(f"{_R}id", ""), link))
            elif element.tag not in _LEFT_OUT:
                yield from self.runs(element, link)

    def run(self, element: Any, link: str) -> Iterator[Run]:
        properties = element.find(f"{_W}rPr")
        named = properties.find(f"{_W}rStyle") if properties is not None else None
        look = self.looks.get(named.get(f"{_W}val", "") if named is not None else "")
        strong, emphasis = look or (False, False)
        strong, emphasis = _on(properties, "b", strong), _on(properties, "i", emphasis)
        marked = properties.find(f"{_W}highlight") if properties is not None else None
        stale = marked is not None and marked.get(f"{_W}val") == _STALE
        style = Run("", strong, emphasis, link=link, stale=stale)
        for child in element:
            if child.tag == f"{_W}t":
                yield replace(style, text=_spaced(child.text or ""))
            elif child.tag == f"{_W}tab":
                yield replace(style, text=" ")
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                yield Run("\n" if child.get(f"{_W}type") in (None, "textWrapping") else " ")
            elif child.tag == f"{_W}noBreakHyphen":
                yield replace(style, text="\u2011")
            elif child.tag == f"{_W}footnoteReference":
                yield Run("", note=child.get(f"{_W}id", ""))
            elif child.tag not in _LEFT_OUT:
                # Text in fields, symbols' alternatives and the like.
                yield from self.runs(child, link)


def _spaced(text: str) -> str:
    return re.sub(r"[\t\r\n]+", " ", text)


def _children(parent: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows and cells, those inside content controls and insertions too."""
    for element in parent:
        if element.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            content = element.find(f"{_W}sdtContent")
            yield from _children(element if content is None else content)
        elif element.tag not in _LEFT_OUT:
            yield element


def _on(properties: Any, name: str, otherwise: bool = False) -> bool:
    """Whether a property that can be switched on and off (ECMA-376 part 1, 17.17.4) is on."""
    found = properties.find(f"{_W}{name}") if properties is not None else None
    if found is None:
        return otherwise
    return found.get(f"{_W}val", "1") not in ("0", "false", "off")


def _numbered(style: _Style, properties: Any) -> _Style:
    numbers = properties.find(f"{_W}numPr")
    if numbers is None:
        return style
    identity, level = numbers.find(f"{_W}numId"), numbers.find(f"{_W}ilvl")
    if identity is not None:
        value = identity.get(f"{_W}val", "")
        # "0" takes the numbering of the style away.
        style = replace(style, list_id="" if value == "0" else value)
    if level is not None:
        at = level.get(f"{_W}val", "0")
        style = replace(style, list_level=int(at) if at.isdigit() else 0)
    return style


def _styles(root: Any) -> dict[str, _Style]:
    """Paragraph styles by identity; what one does not say, the one it is based on says."""
    if root is None:
        return {}
    elements = {s.get(f"{_W}styleId", ""): s for s in root.iter(f"{_W}style")}
    known: dict[str, _Style] = {}

    def read(identity: str, depth: int = 0) -> _Style:
        if identity in known or identity not in elements or depth > 20:
            return known.get(identity, _Style())
        element = elements[identity]
        based = element.find(f"{_W}basedOn")
        style = read(based.get(f"{_W}val", ""), depth + 1) if based is not None else _Style()
        properties = element.find(f"{_W}pPr")
        if properties is not None:
            style = _numbered(style, properties)
        named = element.find(f"{_W}name")
        name = (named.get(f"{_W}val", "") if named is not None else identity).lower()
        heading = _HEADING.fullmatch(name)
        if heading:
            style = replace(style, kind="heading", level=int(heading[1]))
        elif name in ("title", "quote", "caption"):
            style = replace(style, kind=name)
        elif name == "intense quote":
            style = replace(style, kind="quote")
        known[identity] = style
        return style

    for identity in elements:
        read(identity)
    return known


def _looks(root: Any) -> dict[str, tuple[bool, bool]]:
    if root is None:
        return {}
    looks = {}
    for element in root.iter(f"{_W}style"):
        if element.get(f"{_W}type") == "character":
            properties = element.find(f"{_W}rPr")
            look = _on(properties, "b"), _on(properties, "i")
            looks[element.get(f"{_W}styleId", "")] = look
    return looks


def _numbering(root: Any) -> dict[tuple[str, int], str]:
    if root is None:
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for element in root.iter(f"{_W}abstractNum"):
        levels = {}
        for level in element.iter(f"{_W}lvl"):
            form = level.find(f"{_W}numFmt")
            at = level.get(f"{_W}ilvl", "0")
            levels[int(at) if at.isdigit() else 0] = (
                form.get(f"{_W}val", "decimal") if form is not None else "decimal"
            )
        abstract[element.get(f"{_W}abstractNumId", "")] = levels
    found = {}
    for element in root.iter(f"{_W}num"):
        base = element.find(f"{_W}abstractNumId")
        levels = abstract.get(base.get(f"{_W}val", ""), {}) if base is not None else {}
        for at, form in levels.items():
            found[element.get(f"{_W}numId", ""), at] = form
    return found


def _links(data: bytes, path: str) -> dict[str, str]:
    root = _part(data, "word/_rels/document.xml.rels", path)
    if root is None:
        return {}
    return {
        each.get("Id", ""): each.get("Target", "")
        for each in root
        if each.get("TargetMode") == "External"
    }


def _notes(reader: _Reader, root: Any) -> Iterator[Note]:
    if root is None:
        return
    for element in root.iter(f"{_W}footnote"):
        if element.get(f"{_W}type") in (None, "normal"):
            blocks = tuple(reader.blocks(element))
            if blocks:
                yield Note(element.get(f"{_W}id", ""), blocks)


# ------------------------------------------------------------------------ writing


def serialize(document: Document) -> bytes:
    """The document as a Word file: for volunteers to work on. The same document, the same bytes."""
    from docx import Document as new

    document = headed(document)
    word = new()
    word.core_properties.title = document.title.markdown
    word.core_properties.author = ""
    word.core_properties.language = document.locale
    _runs(word.add_paragraph(style="Title"), document.title)
    for block in document.blocks:
        _add(word, block, 1)
    if document.locale and Locale.parse(document.locale).rtl:
        _to_the_left(word)
    stream = io.BytesIO()
    word.save(stream)
    return archive.settled(stream.getvalue())


def _to_the_left(word: Word) -> None:
    """Paragraphs, tables and words as of a script that is written to the left."""
    from docx.oxml import OxmlElement

    for paragraph in word.element.body.iter(f"{_W}p"):
        # The order of the properties is the schema's (ECMA-376 part 1, 17.3.1.26).
        paragraph.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
        for run in paragraph.iter(f"{_W}r"):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))
    for table in word.element.body.iter(f"{_W}tbl"):
        table.tblPr.insert_element_before(
            OxmlElement("w:bidiVisual"), "w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblLook"
        )


def _add(word: Word, block: Block, depth: int) -> None:
    match block:
        case Heading(level, text):
            _runs(word.add_paragraph(style=f"Heading {level}"), text)
        case Paragraph(parts):
            _runs(word.add_paragraph(), *parts)
        case Section(_, blocks) | Note(_, blocks):
            for inner in blocks:
                _add(word, inner, depth)
        case Article(_, blocks, heading):
            if heading:
                _runs(word.add_paragraph(style="Heading 2"), heading)
            for position, inner in enumerate(blocks):
                if isinstance(inner, Paragraph) and position == 0 and not heading:
                    _runs(word.add_paragraph(style="List Number"), *inner.texts)
                else:
                    _add(word, inner, depth)
        case List(items, ordered):
            name = "List Number" if ordered else "List Bullet"
            style = name if depth == 1 else f"{name} {min(depth, 3)}"
            for item in items:
                for position, inner in enumerate(item.blocks):
                    if isinstance(inner, Paragraph) and position == 0:
                        _runs(word.add_paragraph(style=style), *inner.texts)
                    else:
                        _add(word, inner, depth + 1)
        case Quote(blocks):
            for inner in blocks:
                if isinstance(inner, Paragraph):
                    _runs(word.add_paragraph(style="Quote"), *inner.texts)
                else:
                    _add(word, inner, depth)
        case Table():
            if block.caption:
                _runs(word.add_paragraph(style="Caption"), block.caption)
            rows = (block.header, *block.rows)
            table = word.add_table(len(rows), len(block.header.cells), "Table Grid")
            for row, given in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, given.cells, strict=True):
                    _runs(cell.paragraphs[0], text)
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


def _runs(paragraph: Any, *texts: Text) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    for position, text in enumerate(texts):
        if position:
            paragraph.add_run(" ")
        for span in spans(text.markdown):
            if span.line_break:
                paragraph.add_run().add_break()
                continue
            words = f"[^{span.note}]" if span.note else span.text
            run = _linked(paragraph, words, span.link) if span.link else paragraph.add_run(words)
            run.bold, run.italic = span.strong or None, span.emphasis or None
            # What is still to be done stands out; a colour is no part of the words.
            if text.standing is Standing.FALLBACK:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif text.standing is Standing.STALE:
                run.font.highlight_color = WD_COLOR_INDEX.TURQUOISE


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
