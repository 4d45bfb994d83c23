"""A text of LibreOffice or another as a Document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats import archive, prose
from pipeline.formats.inline import one_line
from pipeline.formats.levels import begin, labelled
from pipeline.formats.odt.names import DRAW, FO, OFFICE, STALE, STYLE, SVG, TABLE, TEXT, XLINK
from pipeline.formats.odt.numbering import Numbering
from pipeline.formats.prose import Run
from pipeline.model import (
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Meta,
    Note,
    Paragraph,
    Quote,
    Text,
)

# Not the text of the document: what was deleted, marks, indexes, remarks, the reading of a ruby.
_LEFT_OUT = {
    *(f"{TEXT}{n}-index" for n in ("illustration", "table", "object", "user", "alphabetical")),
    *(f"{TEXT}{n}" for n in ("tracked-changes", "table-of-content", "sequence-decls", "note")),
    *(f"{TEXT}{n}" for n in ("bibliography", "ruby-text", "hidden-text", "hidden-paragraph")),
    *(f"{OFFICE}{n}" for n in ("annotation", "annotation-end", "forms")),
}
_STRONG = "Strong_20_Emphasis"
"""LibreOffice's own style of what is strong, and no more."""
_TITLES, _QUOTES = ("Title",), ("Quotations", "Quote")
# Of a page that LibreOffice has read, headings are paragraphs that look so.
_HEADINGS = {f"Heading_20_{level}": level for level in range(1, 7)}


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
    main = root.find(f"{OFFICE}body/{OFFICE}text")
    if main is None:
        raise ContributionError("it has no text", where=path, remedy="Send it as .odt.")
    blocks = [*reader.blocks(main), *reader.notes]
    if reader.title.markdown:
        return Document(name, reader.title, prose.lowered(blocks), Meta(), locale)
    title, rest = prose.titled_by_its_look(blocks)
    return Document(name, title or Text(""), rest, Meta(), locale)


@dataclass
class _Reader:
    looks: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    """Strong and emphasis by style of text."""
    parents: dict[str, str] = field(default_factory=dict)
    """The named style that each automatic paragraph style is made from."""
    numbering: Numbering = field(default_factory=Numbering)
    notes: list[Note] = field(default_factory=list)
    title: Text = field(default_factory=lambda: Text(""))

    def learn(self, root: Any) -> None:
        for style in root.iter(f"{STYLE}style"):
            name = style.get(f"{STYLE}name", "")
            self.parents[name] = style.get(f"{STYLE}parent-style-name", "")
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None and style.get(f"{STYLE}family") == "text":
                self.looks[name] = (
                    properties.get(f"{FO}font-weight", "") in ("bold", "700", "800", "900"),
                    properties.get(f"{FO}font-style", "") in ("italic", "oblique"),
                )
        self.numbering.learn(root)

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{TEXT}h":
                words = prose.text(self.words(element))
                level = element.get(f"{TEXT}outline-level", "1")
                if words.markdown:
                    line = replace(words, markdown=one_line(words.markdown))
                    depth = int(level) if level in "123456" else 6
                    yield Heading(depth, begin(line, self.numbering.heading(element, depth)))
            elif element.tag == f"{TEXT}p":
                yield from self.paragraph(element)
            elif element.tag == f"{TEXT}list":
                yield from self.list(element)
            elif element.tag == f"{TABLE}table":
                yield from self.table(element)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                yield from self.blocks(element)

    def paragraph(self, element: Any) -> Iterator[Block]:
        for frame in element.iter(f"{DRAW}frame"):
            described = frame.find(f"{SVG}desc")
            if described is not None and described.text:
                name = frame.get(f"{DRAW}name", "")
                yield Figure(name, Text(" ".join(described.text.split())))
        words = prose.text(self.words(element))
        style = self.named(element.get(f"{TEXT}style-name", ""))
        if not words.markdown:
            pass
        elif style in _TITLES and not self.title.markdown:
            self.title = replace(words, markdown=one_line(words.markdown))
        elif style in _QUOTES:
            yield Quote((Paragraph((words,)),))
        elif style in _HEADINGS:
            yield Heading(_HEADINGS[style], replace(words, markdown=one_line(words.markdown)))
        else:
            yield Paragraph((words,))
        for box in element.iter(f"{DRAW}text-box"):
            # Of a box in a box, the outer one's words hold it.
            outer = next((each for each in box.iterancestors(f"{DRAW}text-box")), None)
            if outer is None or element not in outer.iterancestors():
                yield from self.blocks(box)

    def named(self, style: str) -> str:
        """The style that a person chose: automatic ones (``P1``) stand for it."""
        for _ in range(20):
            if style in (*_TITLES, *_QUOTES, *_HEADINGS) or not self.parents.get(style):
                break
            style = self.parents[style]
        return style

    def list(self, element: Any) -> Iterator[Block]:
        items: list[Item] = []
        start, named = None, False
        with self.numbering.reading(element) as level:
            for entry in element:
                if entry.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                    continue
                # An item that begins with a list belongs to the one before it, or to none.
                deeper = len(entry) and entry[0].tag == f"{TEXT}list"
                words = ""
                if entry.tag == f"{TEXT}list-item" and not deeper:
                    number, words = self.numbering.item(entry)
                    start = start or number
                blocks = tuple(self.blocks(entry))
                if deeper and items:
                    items[-1] = Item((*items[-1].blocks, *blocks))
                elif deeper:
                    yield from blocks
                elif blocks:
                    named |= bool(words)
                    items.append(labelled(Item(blocks), words))
        if any(isinstance(block, Heading) for item in items for block in item.blocks):
            # What counts headings is no list.
            yield from (block for item in items for block in item.blocks)
        elif items and named:
            yield List(tuple(items), tight=False, labelled=True)
        elif items:
            yield List(tuple(items), bool(level.form), start or 1 if level.form else 1)

    def table(self, element: Any) -> Iterator[Block]:
        rows = []
        for row in element.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not element:
                # Of a table inside a cell: its words are the cell's.
                continue
            rows.append([c for c in row if c.tag == f"{TABLE}table-cell"])
        yield from prose.table_or_layout(rows, _written, self.cell, self.blocks)

    def cell(self, element: Any) -> Text:
        return prose.lines(self.words(p) for p in element.iter(f"{TEXT}p"))

    def words(self, element: Any, style: Run = Run("")) -> Iterator[Run]:  # noqa: B008 - frozen
        yield replace(style, text=_spaced(element.text))
        for child in element:
            yield from self.inline(child, style)
            yield replace(style, text=_spaced(child.tail))

    def inline(self, element: Any, style: Run) -> Iterator[Run]:
        tag = element.tag
        if tag in (f"{TEXT}s", f"{TEXT}tab"):
            yield replace(style, text=" ")
        elif tag == f"{TEXT}line-break":
            yield Run("\n")
        elif tag == f"{TEXT}span":
            name = element.get(f"{TEXT}style-name", "")
            strong, emphasis = self.look(name)
            look = replace(
                style,
                strong=style.strong or strong,
                emphasis=style.emphasis or emphasis,
                stale=style.stale or name.startswith(STALE),
            )
            yield from self.words(element, look)
        elif tag == f"{TEXT}a":
            yield from self.words(element, replace(style, link=element.get(f"{XLINK}href", "")))
        elif tag == f"{TEXT}ruby":
            reading = "".join("".join(each.itertext()) for each in element.iter(f"{TEXT}ruby-text"))
            base = (run for e in element.iter(f"{TEXT}ruby-base") for run in self.words(e, style))
            yield from prose.read_as(base, reading)
        elif tag == f"{TEXT}note":
            label = str(len(self.notes) + 1)
            body = element.find(f"{TEXT}note-body")
            if body is not None:
                self.notes.append(Note(label, tuple(self.blocks(body))))
                yield Run("", note=label)
        elif tag not in _LEFT_OUT and tag != f"{DRAW}frame" and isinstance(tag, str):
            yield from self.words(element, style)

    def look(self, style: str) -> tuple[bool, bool]:
        strong, emphasis = self.looks.get(style, (False, False))
        if style == _STRONG:
            return True, emphasis
        strong |= style.startswith(("Strong", "MarkStrong", "StaleStrong"))
        return strong, emphasis | style.endswith("Emphasis")


def _written(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell that hold any words."""
    return (p for p in cell.iter(f"{TEXT}p", f"{TEXT}h") if "".join(p.itertext()).strip())


def _spaced(text: str | None) -> str:
    return (text or "").replace("\t", " ").replace("\n", " ").replace("\r", " ")
