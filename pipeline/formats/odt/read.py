"""A text of LibreOffice or another as a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats import archive, prose
from pipeline.formats.inline import one_line
from pipeline.formats.levels import Level, label, labelled
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
from pipeline.text.counters import form_of

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _STYLE = (_NAMESPACE % name for name in ("text", "office", "style"))
_TABLE, _DRAW = (_NAMESPACE % name for name in ("table", "drawing"))
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XLINK = "{http://www.w3.org/1999/xlink}"
STALE = "Stale"
"""How the names of styles begin that mark a translation of an older version."""
# Not the text of the document: what was deleted, marks, indexes, remarks, the reading of a ruby.
_LEFT_OUT = {
    *(f"{_TEXT}{n}-index" for n in ("illustration", "table", "object", "user", "alphabetical")),
    *(f"{_TEXT}{n}" for n in ("tracked-changes", "table-of-content", "sequence-decls", "note")),
    *(f"{_TEXT}{n}" for n in ("bibliography", "ruby-text", "hidden-text", "hidden-paragraph")),
    *(f"{_OFFICE}{n}" for n in ("annotation", "annotation-end", "forms")),
}
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_COUNTER = re.compile(r"%(\d+)%")
_UNCOUNTED = Level("")
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
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    """How a style of list counts, by level from 1."""
    ends: dict[tuple[str, int], int] = field(default_factory=dict)
    """How far lists have counted, by identity or by style, and by level."""
    within: list[tuple[str, Level, int]] = field(default_factory=list)
    """The style and the level of each list that is being read, and what its item is counted as."""
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
            for element in style.iterfind(f"{_TEXT}list-level-style-number"):
                at = style.get(f"{_STYLE}name", ""), _number(element.get(f"{_TEXT}level"), 1)
                self.levels[at] = _level(element, at[1])

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{_TEXT}h":
                words = prose.text(self.words(element))
                level = element.get(f"{_TEXT}outline-level", "1")
                if words.markdown:
                    line = replace(words, markdown=one_line(words.markdown))
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
            pass
        elif style in _TITLES and not self.title.markdown:
            self.title = replace(words, markdown=one_line(words.markdown))
        elif style in _QUOTES:
            yield Quote((Paragraph((words,)),))
        elif style in _HEADINGS:
            yield Heading(_HEADINGS[style], replace(words, markdown=one_line(words.markdown)))
        else:
            yield Paragraph((words,))
        for box in element.iter(f"{_DRAW}text-box"):
            # Of a box in a box, the outer one's words hold it.
            outer = next((each for each in box.iterancestors(f"{_DRAW}text-box")), None)
            if outer is None or element not in outer.iterancestors():
                yield from self.blocks(box)

    def named(self, style: str) -> str:
        """The style that a person chose: automatic ones (``P1``) stand for it."""
        for _ in range(20):
            if style in (*_TITLES, *_QUOTES, *_HEADINGS) or not self.parents.get(style):
                break
            style = self.parents[style]
        return style

    def list(self, element: Any) -> List:
        depth = len(self.within) + 1
        style = element.get(f"{_TEXT}style-name") or (self.within[-1][0] if self.within else "")
        level = self.levels.get((style, depth), _UNCOUNTED)
        number = start = self._start(element, style, level, depth)
        items, named = [], False
        for entry in element:
            if entry.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                continue
            number = _number(entry.get(f"{_TEXT}start-value"), number)
            self.within.append((style, level, number))
            item = Item(tuple(self.blocks(entry)))
            # A header of a list has no number (OpenDocument 1.3, 5.3.3).
            shown = self._label() if entry.tag == f"{_TEXT}list-item" else ""
            self.within.pop()
            if item.blocks:
                named |= bool(shown)
                items.append(labelled(item, shown) if shown else item)
                number += 1
        for name in {style, element.get(_ID)} - {None}:
            self.ends[name, depth] = number - 1
        if named:
            return List(tuple(items), tight=False, labelled=True)
        return List(tuple(items), bool(level.form), start if level.form else 1)

    def _label(self) -> str:
        return label([level for _, level, _ in self.within], [n for _, _, n in self.within])

    def _start(self, element: Any, style: str, level: Level, depth: int) -> int:
        """The first number of a list, which may go on with another (part 3, 19.780, 19.781)."""
        before = element.get(f"{_TEXT}continue-list", "")
        if not before and element.get(f"{_TEXT}continue-numbering") == "true":
            before = style
        goes_on = self.ends.get((before, depth)) if before else None
        number = level.start if goes_on is None else goes_on + 1
        first = element.find(f"{_TEXT}list-item")
        return number if first is None else _number(first.get(f"{_TEXT}start-value"), number)

    def table(self, element: Any) -> Iterator[Block]:
        rows = []
        for row in element.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not element:
                # Of a table inside a cell: its words are the cell's.
                continue
            rows.append([c for c in row if c.tag == f"{_TABLE}table-cell"])
        yield from prose.table_or_layout(rows, _written, self.cell, self.blocks)

    def cell(self, element: Any) -> Text:
        return prose.lines(self.words(p) for p in element.iter(f"{_TEXT}p"))

    def words(self, element: Any, style: Run = Run("")) -> Iterator[Run]:  # noqa: B008 - frozen
        yield replace(style, text=_spaced(element.text))
        for child in element:
            yield from self.inline(child, style)
            yield replace(style, text=_spaced(child.tail))

    def inline(self, element: Any, style: Run) -> Iterator[Run]:
        tag = element.tag
        if tag in (f"{_TEXT}s", f"{_TEXT}tab"):
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
                stale=style.stale or name.startswith(STALE),
            )
            yield from self.words(element, look)
        elif tag == f"{_TEXT}a":
            yield from self.words(element, replace(style, link=element.get(f"{_XLINK}href", "")))
        elif tag == f"{_TEXT}ruby":
            reading = "".join(
                "".join(each.itertext()) for each in element.iter(f"{_TEXT}ruby-text")
            )
            base = (run for e in element.iter(f"{_TEXT}ruby-base") for run in self.words(e, style))
            yield from prose.read_as(base, reading)
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


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() else otherwise


def _level(element: Any, depth: int) -> Level:
    """How a level counts (OpenDocument 1.3, 16.33 and 19.502)."""
    form = element.get(f"{_STYLE}num-format", "1")
    shown = _COUNTER.sub(r"%\1", element.get(f"{_LOEXT}num-list-format") or "")
    if not shown:
        outermost = depth - _number(element.get(f"{_TEXT}display-levels"), 1) + 1
        counters = ".".join(f"%{each}" for each in range(max(outermost, 1), depth + 1))
        before, after = (element.get(f"{_STYLE}num-{each}fix", "") for each in ("pre", "suf"))
        shown = f"{before}{counters}{after}"
    return Level(
        form_of(form.partition(",")[0]) or ("decimal" if form else ""),
        _number(element.get(f"{_TEXT}start-value"), 1),
        shown,
        repeated=element.get(f"{_STYLE}num-letter-sync") == "true",
    )


def _written(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell that hold any words."""
    return (p for p in cell.iter(f"{_TEXT}p", f"{_TEXT}h") if "".join(p.itertext()).strip())


def _spaced(text: str | None) -> str:
    return (text or "").replace("\t", " ").replace("\n", " ").replace("\r", " ")
