"""A Word file as a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats import prose
from pipeline.formats.docx.names import FALLBACK, STALE, WP, R, W, on, value
from pipeline.formats.docx.numbering import Numbering, numbering
from pipeline.formats.docx.package import Package
from pipeline.formats.docx.styles import Style, looks, numbered, styles
from pipeline.formats.inline import one_line
from pipeline.formats.levels import begin, labelled
from pipeline.formats.prose import Entry, Run
from pipeline.model import (
    Block,
    Document,
    Figure,
    Heading,
    Item,
    Meta,
    Note,
    Paragraph,
    Quote,
    Text,
)

# What is in these is not in the text: deletions, moves away, field codes, alternatives, the
# reading of a ruby, and text boxes, which are paragraphs of their own.
_LEFT_OUT = {
    FALLBACK,
    *(f"{W}{name}" for name in "del moveFrom instrText delText rPr pPr rt txbxContent".split()),
}
_CONTROLS = tuple(f"{W}{name}" for name in ("sdt", "ins", "moveTo", "customXml", "smartTag"))
_HEADING_LEVELS = "012345"


def parse(data: bytes, *, name: str, path: str = "", locale: str = "") -> Document:
    """Read a Word file. Raises `ContributionError` for what is none, encrypted or a bomb.

    The title is the paragraph in the style "Title", else the first heading of level 1; it is
    empty where there is neither.
    """
    package = Package(data, path)
    body = package.main()
    sheet = package.part("styles")
    reader = _Reader(
        styles(sheet), numbering(package.part("numbering")), package.links, looks(sheet)
    )
    main = body.find(f"{W}body")
    if main is None:
        raise ContributionError("it has no text", where=path, remedy="Ask for the file again.")
    blocks = list(reader.blocks(main))
    for kind in ("footnote", "endnote"):
        blocks += _notes(reader, package.part(f"{kind}s"), kind)
    if reader.title.markdown:
        return Document(name, reader.title, prose.lowered(blocks), Meta(), locale)
    title, rest = prose.titled_by_its_look(blocks)
    return Document(name, title or Text(""), rest, Meta(), locale)


@dataclass
class _Reader:
    styles: dict[str, Style]
    numbering: Numbering
    links: dict[str, str]
    looks: dict[str, tuple[bool, bool]]
    """Strong and emphasis by style of characters."""
    title: Text = field(default_factory=lambda: Text(""))
    pending: list[Entry] = field(default_factory=list)
    carried: list[Run] = field(default_factory=list)
    """What belongs to the next paragraph: its end was deleted, or it is a dropped capital."""

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in _children(parent):
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
                for box in _boxes(element):
                    yield from self.flush()
                    yield from self.blocks(box)
            elif element.tag == f"{W}tbl":
                yield from self.flush()
                yield from self.table(element)
        yield from self.flush()

    def flush(self) -> Iterator[Block]:
        yield from prose.nested(self.pending)
        self.pending = []

    def paragraph(self, element: Any) -> Iterator[Block]:
        style = self.style(element)
        if style.kind == "contents":
            return
        runs = [*self.carried, *self.runs(element)]
        self.carried = runs if _end_deleted(element) or _dropped(element) else []
        if self.carried:
            return
        words = prose.text(runs)
        figure = _figure(element)
        counted = self.numbering.next(style.list_id, style.list_level) if style.list_id else None
        if counted and words.markdown and style.kind != "heading":
            level = max(style.list_level, style.depth)
            item = Item((Paragraph((words,)),))
            if counted.label:
                self.pending.append(
                    Entry(level, False, labelled(item, counted.label), labelled=True)
                )
            else:
                self.pending.append(Entry(level, bool(counted.level.form), item, counted.number))
            return
        if figure or words.markdown or (counted and counted.heading):
            yield from self.flush()
        if figure:
            yield figure
        if counted and counted.heading:
            # "Article 7" is not written in the file: Word counts it.
            yield Heading(style.level or 2, Text(counted.heading))
        elif counted and words.markdown:
            words = begin(words, counted.shown)
        if words.markdown:
            yield from self.block(style, words)

    def block(self, style: Style, words: Text) -> Iterator[Block]:
        """A paragraph that is in no list."""
        line = replace(words, markdown=one_line(words.markdown))
        if style.kind == "title" and not self.title.markdown:
            self.title = line
        elif style.kind == "heading":
            yield Heading(style.level, line)
        elif style.kind == "quote":
            yield Quote((Paragraph((words,)),))
        else:
            yield Paragraph((words,))

    def style(self, element: Any) -> Style:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return Style()
        style = self.styles.get(value(properties, "pStyle"), Style())
        outline = value(properties, "outlineLvl")
        if outline and outline in _HEADING_LEVELS and not style.kind:
            style = replace(style, kind="heading", level=int(outline) + 1)
        return numbered(style, properties)

    def table(self, element: Any) -> Iterator[Block]:
        rows = []
        for row in (each for each in _children(element) if each.tag == f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is None or properties.find(f"{W}del") is None:
                rows.append([c for c in _children(row) if c.tag == f"{W}tc"])
        yield from prose.table_or_layout(rows, _written, self.cell, self.blocks)

    def cell(self, element: Any) -> Text:
        return prose.lines(self.runs(p) for p in element.iter(f"{W}p"))

    def runs(self, parent: Any, link: str = "") -> Iterator[Run]:
        for element in parent:
            if element.tag == f"{W}r":
                yield from self.run(element, link)
            elif element.tag == f"{W}hyperlink":
                yield from self.runs(element, self.links.get(element.get(f"{R}id", ""), link))
            elif element.tag not in _LEFT_OUT:
                yield from self.runs(element, link)

    def run(self, element: Any, link: str) -> Iterator[Run]:
        properties = element.find(f"{W}rPr")
        if on(properties, "vanish"):
            return
        strong, emphasis = self.looks.get(value(properties, "rStyle"), (False, False))
        script = "Cs" if on(properties, "rtl") or on(properties, "cs") else ""
        strong, emphasis = (
            on(properties, f"b{script}", strong),
            on(properties, f"i{script}", emphasis),
        )
        stale = value(properties, "highlight") == STALE
        style = Run("", strong, emphasis, link=link, stale=stale)
        for child in element:
            if child.tag == f"{W}t":
                yield replace(style, text=_spaced(child.text or ""))
            elif child.tag == f"{W}tab":
                yield replace(style, text=" ")
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield Run("\n" if child.get(f"{W}type") in (None, "textWrapping") else " ")
            elif child.tag == f"{W}noBreakHyphen":
                yield replace(style, text="\u2011")
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield Run("", note=_label(child, child.tag.removeprefix(W)))
            elif child.tag == f"{W}ruby":
                reading = "".join(t.text or "" for t in child.iterfind(f"{W}rt//{W}t"))
                base = (run for each in child.iter(f"{W}rubyBase") for run in self.runs(each, link))
                yield from prose.read_as(base, reading)
            elif child.tag not in _LEFT_OUT:
                # Text in fields, symbols' alternatives and the like.
                yield from self.runs(child, link)


def _written(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell that hold any words."""
    return (p for p in cell.iter(f"{W}p") if any((t.text or "").strip() for t in p.iter(f"{W}t")))


def _spaced(text: str) -> str:
    return re.sub(r"[\t\r\n]+", " ", text)


def _children(parent: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows and cells, those inside content controls and insertions too."""
    for element in parent:
        if element.tag in _CONTROLS:
            if _contents(element):
                continue
            content = element.find(f"{W}sdtContent")
            yield from _children(element if content is None else content)
        elif element.tag not in _LEFT_OUT:
            yield element


def _contents(control: Any) -> bool:
    """Whether a control holds a table of contents, which says again what the headings say."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once: older programs get a copy."""
    for box in paragraph.iter(f"{W}txbxContent"):
        between = list(box.iterancestors())
        between = between[: between.index(paragraph)]
        if not any(each.tag in (FALLBACK, f"{W}txbxContent") for each in between):
            yield box


def _end_deleted(paragraph: Any) -> bool:
    """Whether a tracked change joined a paragraph with the next (ECMA-376 part 1, 17.13.5.15)."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _dropped(paragraph: Any) -> bool:
    """Whether a paragraph is a dropped capital, the first letter of the next (17.3.1.11)."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _figure(element: Any) -> Figure | None:
    described = element.find(f".//{WP}docPr")
    words = described.get("descr") if described is not None else None
    return Figure(described.get("name") or "", Text(" ".join(words.split()))) if words else None


def _label(element: Any, kind: str) -> str:
    """What ties a note to its call; footnotes and endnotes are counted apart."""
    return ("e" if kind.startswith("endnote") else "") + str(element.get(f"{W}id", ""))


def _notes(reader: _Reader, root: Any, kind: str) -> Iterator[Note]:
    if root is None:
        return
    for element in root.iter(f"{W}{kind}"):
        if element.get(f"{W}type") in (None, "normal"):
            blocks = tuple(reader.blocks(element))
            if blocks:
                yield Note(_label(element, kind), blocks)
