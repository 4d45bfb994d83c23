"""Any page as a Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats import prose
from pipeline.formats.encoding import decode
from pipeline.formats.html import looks, markers, notes, ruby
from pipeline.formats.html.looks import spaces
from pipeline.formats.inline import one_line
from pipeline.formats.levels import Level, label, labelled, typed
from pipeline.formats.prose import Run
from pipeline.model import (
    Block,
    Code,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Meta,
    Note,
    Quote,
    Rule,
    Text,
    map_texts,
)

_LARGEST = 16 * 2**20
_DEEPEST = 200
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_LEFT_OUT = frozenset(
    "script style template noscript nav form button select input textarea svg iframe object embed "
    "canvas audio video head title".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q ruby rb "
    "rt rtc rp s samp small span strike strong sub sup time tt u var wbr".split()
)
_BULLET = Level("")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def parse(data: bytes | str, *, name: str, path: str = "", locale: str = "") -> Document:
    """Read a page. Raises `ContributionError` for what is too large or no HTML.

    The locale is the page's own (``lang``) unless one is given; texts in parts that declare a
    language have it as theirs. The title is the first ``h1``; it is empty where there is none.
    """
    if len(data) > _LARGEST:
        raise ContributionError(
            f"the page has {len(data) / 2**20:.0f} MiB; the limit is {_LARGEST // 2**20} MiB",
            where=path,
            remedy="Save the text alone, or copy it into a text file.",
        )
    root = _tree(data, path)
    language = locale or root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    body = root.find(".//body")
    styles = looks.styles(root)
    reader = _Reader(path, looks.sheet(styles), markers.sheet(styles), notes.notes(root))
    blocks = tuple(_unruled(reader.blocks(body if body is not None else root, 0)))
    title, rest = prose.titled(blocks)
    return Document(name, title or Text(""), rest, Meta(), language or "")


def _tree(data: bytes | str, path: str) -> Any:
    from lxml import html

    if isinstance(data, bytes):
        declared = _DECLARED.search(data[:4096])
        data = decode(data, path=path, declared=declared[1].decode("ascii") if declared else "")
    # lxml refuses a declared encoding in what is decoded already.
    data = _XML.sub("", data)
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(data or "<html></html>", parser=parser)
    except (ValueError, html.etree.ParserError, html.etree.XMLSyntaxError) as error:
        raise ContributionError(
            f"it cannot be read as HTML: {error}", where=path, remedy="Save the page again."
        ) from None
    return root


class _Reader:
    def __init__(
        self,
        path: str,
        classes: Mapping[str, looks.Look],
        levels: Mapping[str, Level],
        marked: notes.Notes,
    ) -> None:
        self.path = path
        self.classes = classes
        self.levels = levels
        self.marked = marked

    def blocks(self, element: Any, depth: int) -> Iterator[Block]:
        """The blocks in an element; words that stand loose in it are paragraphs."""
        if depth > _DEEPEST:
            raise ContributionError(
                f"elements are nested more than {_DEEPEST} deep",
                where=self.path,
                remedy="This is no page that a person made; ask the sender for the text.",
            )
        loose = [Run(spaces(element.text))]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _INLINE and not _holds_blocks(child):
                loose += self.runs(child, Run(""))
            else:
                yield from self._loose(loose)
                loose = []
                if tag and tag not in _LEFT_OUT and not looks.look(child, self.classes).hidden:
                    yield from _in_its_language(child, self.block(child, tag, depth + 1))
            loose.append(Run(spaces(child.tail)))
        yield from self._loose(loose)

    def _loose(self, runs: list[Run]) -> Iterator[Block]:
        # Two line breaks in a row are how old pages begin a paragraph.
        groups: list[list[Run]] = [[]]
        for run in runs:
            if run.text != "\n" and not run.text.strip(" ") and not run.note:
                # Between two breaks there may be a line end of the file.
                if groups[-1] and groups[-1][-1].text != "\n":
                    groups[-1].append(run)
            elif run.text == "\n" and groups[-1] and groups[-1][-1].text == "\n":
                groups[-1].pop()
                groups.append([])
            elif not (run.text == "\n" and not groups[-1]):
                groups[-1].append(run)
        for group in groups:
            found = prose.paragraph(group)
            if found:
                yield found

    def block(self, element: Any, tag: str, depth: int) -> Iterator[Block]:
        if element in self.marked.bodies:
            if inner := tuple(self.blocks(element, depth)):
                yield Note(self.marked.bodies[element], inner)
            return
        if tag in _HEADINGS:
            words = self.text(element)
            if words.markdown:
                yield Heading(
                    _HEADINGS[tag], replace(words, markdown=one_line(words.markdown).strip())
                )
        elif tag in ("ul", "ol", "menu", "dir"):
            yield from self._list(element, tag, depth)
        elif tag == "blockquote":
            quoted = tuple(self.blocks(element, depth))
            if quoted:
                yield Quote(quoted)
        elif tag == "table":
            yield from self._table(element, depth)
        elif tag == "figure":
            yield from self._figure(element, depth)
        elif tag == "img":
            if element.get("alt"):
                yield Figure(element.get("src") or "", Text(one_line(element.get("alt")).strip()))
        elif tag == "pre":
            yield Code(element.text_content().strip("\n"))
        elif tag == "hr":
            yield Rule()
        else:
            yield from self.blocks(element, depth)

    def _list(self, element: Any, tag: str, depth: int) -> Iterator[Block]:
        items: list[Item] = []
        level = markers.level(element, self.levels) if tag == "ol" else _BULLET
        start = number = markers.number(element, "start", 1)
        named = False
        for child in element:
            if child in self.marked.bodies:
                yield from self.block(child, child.tag, depth + 1)
            elif child.tag == "li":
                item = Item(tuple(self.blocks(child, depth + 1)))
                number = markers.number(child, "value", number)
                words = label((level,), (number,))
                if item.blocks:
                    named |= bool(words)
                    items.append(labelled(item, words))
                    number += 1
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                # A list right inside a list belongs to the item before it.
                more = tuple(self.block(child, child.tag, depth + 1))
                items[-1:] = [Item((*(items[-1].blocks if items else ()), *more))]
        items = [item for item in items if item.blocks]
        if named or (items and typed(items)):
            yield List(tuple(items), tight=False, labelled=True)
        elif items:
            yield List(tuple(items), tag == "ol", start if tag == "ol" else 1)

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        rows = [row for row in element.iter("tr") if _owner(row) is element]
        cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
        cells = [row for row in cells if row]
        width = max(map(len, cells), default=0)
        # A table of one column, or with tables and paragraphs in its cells, is a layout.
        layout = any(cell.find(".//table") is not None or len(cell.findall(".//p")) > 1
                     for row in cells for cell in row)  # fmt: skip
        if width < 2 or len(cells) < 2 or layout:
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        caption = element.find("caption")
        yield prose.filled(
            [[self.text(cell) for cell in row] for row in cells],
            self.text(caption) if caption is not None else None,
        )

    def _figure(self, element: Any, depth: int) -> Iterator[Block]:
        image, caption = element.find(".//img"), element.find(".//figcaption")
        if image is None:
            yield from self.blocks(element, depth)
            return
        words = self.text(caption) if caption is not None else None
        yield Figure(image.get("src") or "", Text(one_line(image.get("alt") or "").strip()), words)

    def text(self, element: Any) -> Text:
        """All words of an element as one text."""
        return prose.text(self.runs(element, Run("")))

    def runs(self, element: Any, style: Run) -> list[Run]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _LEFT_OUT or tag in ("rt", "rp"):
            return []
        if tag == "br":
            return [Run("\n")]
        if element in self.marked.calls:
            return [replace(style, note=self.marked.calls[element])]
        look = looks.look(element, self.classes)
        if look.hidden:
            return []
        style = looks.named(element, tag, style)
        if tag == "img":
            return [replace(style, text=spaces(element.get("alt")))]
        # A heading is set in bold anyway.
        strong = None if tag in _HEADINGS else look.strong
        style = replace(
            style,
            strong=style.strong if strong is None else strong,
            emphasis=style.emphasis if look.emphasis is None else look.emphasis,
        )
        if tag == "ruby":
            return list(ruby.read(element, style, self.runs))
        runs = [replace(style, text=spaces(element.text))]
        for child in element:
            runs += self.runs(child, style)
            runs.append(replace(style, text=spaces(child.tail)))
        return runs


def _unruled(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the rule that stood between the text and its notes."""
    for block, following in pairwise((*blocks, None)):
        if block and not (isinstance(block, Rule) and isinstance(following, Note)):
            yield block


def _in_its_language(element: Any, blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks of an element with the language that it declares, where none within does."""
    language = element.get("lang") or ""
    if not language:
        return blocks
    return (
        map_texts(block, lambda text: text if text.locale else replace(text, locale=language))
        for block in blocks
    )


def _holds_blocks(element: Any) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag not in _INLINE and child.tag != "img"
        for child in element.iterdescendants()
    )


def _owner(row: Any) -> Any:
    return next(row.iterancestors("table"), None)
