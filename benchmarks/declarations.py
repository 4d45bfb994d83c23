"""The Universal Declaration of Human Rights as documents to be set, one for each language.

Every word of a page is a text of the document (headings say "Article 7" themselves), so that
what is extracted from the PDF can be compared with the whole page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree, html

from pipeline.formats.inline import escape
from pipeline.locales import Locale
from pipeline.model import (
    Block,
    Document,
    Heading,
    Item,
    List,
    Paragraph,
    Role,
    Section,
    Text,
    map_texts,
)

FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "udhr"


def paths(folder: Path = FOLDER) -> list[Path]:
    """The pages of a folder, one a language; its name is the stem."""
    return sorted(folder.glob("*.html"))


def tree(path: Path) -> etree._Element:
    """A page, parsed."""
    return html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def locale(page: etree._Element) -> Locale:
    """The language that a page says it is in."""
    return Locale.parse(page.get("lang", ""))


def words(element: etree._Element) -> str:
    """What an element and all in it say, white space folded."""
    return " ".join(str(element.xpath("string()")).split())


def document(path: Path) -> Document:
    """One language's page."""
    page = tree(path)
    head = page.find(".//h1")
    title = Text(path.stem, key="title") if head is None else _text(head)
    blocks = tuple(_blocks(node for node in page.iterfind("./body/*") if node.tag != "h1"))
    return _keyed(Document(path.stem, title, blocks, locale=locale(page).bcp47))


def _blocks(nodes: Iterable[etree._Element]) -> Iterator[Block]:
    for node in nodes:
        match node.tag:
            case "header":
                yield Section(Role.PREAMBLE, tuple(_blocks(node)))
            case "article" | "section" | "div" | "main" | "footer":
                yield from _blocks(node)
            case "h1" | "h2" | "h3" | "h4":
                yield Heading(2 if node.tag == "h1" else int(node.tag[1]), _text(node))
            case "ol" | "ul":
                items = tuple(
                    Item(tuple(_blocks(li)) if len(li) else (Paragraph((_text(li),)),))
                    for li in node.iterfind("./li")
                )
                yield List(items, ordered=node.tag == "ol")
            case "p":
                yield Paragraph((_text(node),))
            case str():
                raise ValueError(f"what is <{node.tag}>?")


def _text(node: etree._Element) -> Text:
    return Text(escape(words(node)))


def _keyed(given: Document) -> Document:
    """The document with a key for each text, as a segmented one has."""
    count = iter(range(10_000))
    return map_texts(given, lambda text: replace(text, key=f"s{next(count)}"))
