"""The Universal Declaration of Human Rights as documents to be set, one for each language.

Every word of a page is a text of the document (headings say "Article 7" themselves), so that
what is extracted from the PDF can be compared with the whole page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import html

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


def document(path: Path) -> Document:
    """One language's page."""
    tree = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    heads = tree.xpath("//h1")
    title = _text(heads[0]) if heads else Text(path.stem, key="title")
    body = tree.xpath("//body")[0]
    blocks = tuple(_blocks(n for n in body if n.tag != "h1"))
    return _keyed(Document(path.stem, title, blocks, locale=Locale.parse(tree.get("lang")).bcp47))


def paths(folder: Path = FOLDER) -> list[Path]:
    return sorted(folder.glob("*.html"))


def _blocks(nodes: Iterator[html.HtmlElement]) -> Iterator[Block]:
    for node in nodes:
        match node.tag:
            case "header":
                yield Section(Role.PREAMBLE, tuple(_blocks(iter(node))))
            case "article" | "section" | "div" | "main" | "footer":
                yield from _blocks(iter(node))
            case "h1" | "h2" | "h3" | "h4":
                yield Heading(2 if node.tag == "h1" else int(node.tag[1]), _text(node))
            case "ol" | "ul":
                items = tuple(
                    Item(tuple(_blocks(iter(li))) if len(li) else (Paragraph((_text(li),)),))
                    for li in node.xpath("./li")
                )
                yield List(items, ordered=node.tag == "ol")
            case "p":
                yield Paragraph((_text(node),))
            case str():
                raise ValueError(f"what is <{node.tag}>?")


def _text(node: html.HtmlElement) -> Text:
    return Text(escape(" ".join(node.text_content().split())))


def _keyed(given: Document) -> Document:
    """The document with a key for each text, as a segmented one has."""
    count = iter(range(10_000))
    keyed: Document = map_texts(given, lambda text: replace(text, key=f"s{next(count)}"))
    return keyed
