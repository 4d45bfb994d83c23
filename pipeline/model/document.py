"""What is written: a document as a tree of blocks, whose leaves are texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

Node = TypeVar("Node")


class Standing(StrEnum):
    """How a text in a document stands towards its source."""

    SOURCE = "source"
    """The words of the source document itself."""
    TRANSLATED = "translated"
    STALE = "stale"
    """A translation of an earlier version of the source, shown all the same."""
    FALLBACK = "fallback"
    """Source words shown because there is no usable translation."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words translated together: inline Markdown without block structure or line breaks.

    A hard line break is the one newline that may occur in ``markdown``. ``key`` is empty until
    the document has been segmented. ``locale`` is the BCP 47 tag of the words, or empty where
    they are in the document's own locale.
    """

    markdown: str
    key: str = ""
    notes: tuple[str, ...] = ()
    """The author's notes to the translators (HTML comments in the Markdown)."""
    standing: Standing = Standing.SOURCE
    locale: str = ""


class Role(StrEnum):
    """What a section of a document is for. The name is the class of its fenced div."""

    ABOUT = "about"
    PREAMBLE = "preamble"
    HINGE = "hinge"
    NOTICE = "notice"
    """Says which language is official."""
    SIGNATURES = "signatures"


class ArticleStyle(StrEnum):
    """How articles are told apart in print; the words and digits are the locale's own."""

    NUMBER = "number"
    """``7.`` hanging in the margin (an ordered list in the source)."""
    HEADING = "heading"
    """``Article 7`` as a heading (``## Article 7`` in the source)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; ``level`` is 2 to 6."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. One text, or one a sentence where the settings say so."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks with a common role (``::: preamble`` in the source)."""

    role: Role
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered article. Its number is structure and is never part of a text."""

    number: int
    blocks: tuple[Block, ...]
    heading: Text | None = None
    """The article's own title, without "Article 7"."""
    style: ArticleStyle = ArticleStyle.NUMBER
    level: int = 2
    """Of its heading, if it has one: 2 to 6."""

    @property
    def anchor(self) -> str:
        """By what links within the document lead here: ``#article-7``."""
        return f"article-{self.number}"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A plain or numbered list, or sub-paragraphs; lists nest through the blocks of their items."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    labelled: bool = False
    """Whether each item begins with an enumerator of its own, ``(a)``, which is of its words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, a text for every column."""

    cells: tuple[Text, ...]


class Align(StrEnum):
    """How a table's column is aligned. Start and end follow the writing direction."""

    AUTO = "auto"
    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row."""

    header: Row
    rows: tuple[Row, ...]
    alignment: tuple[Align, ...]
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An image on its own: ``source`` is a path relative to the document."""

    source: str
    alternative: Text
    """What the picture shows, for those who cannot see it; empty markdown if decorative."""
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. ``label`` ties it to ``[^label]`` in some text."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A region not to be translated (``::: notranslate``): shown as it is in every language."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted lines, not translated."""

    lines: str
    info: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block = (
    Heading
    | Paragraph
    | Section
    | Article
    | List
    | Quote
    | Table
    | Figure
    | Note
    | Verbatim
    | Code
    | Rule
)


class Kind(StrEnum):
    """The kind of a document; it decides what an ordered list at the top level means."""

    DECLARATION = "declaration"
    """Ordered lists at the top level are articles."""
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Meta:
    """A document's front matter, apart from what is translated."""

    kind: Kind = Kind.PAGE
    date: str = ""
    """ISO 8601 calendar date (``2026-03-02``) of this version of the text, or empty."""
    official_language: str = ""
    """BCP 47 tag of the language that is authoritative, or empty."""
    licence: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Front matter keys that mean nothing to us, kept in order."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one locale."""

    name: str
    """The stem of its file, ``declaration`` for ``source/declaration.md``."""
    title: Text
    blocks: tuple[Block, ...]
    meta: Meta = Meta()
    locale: str = "en"
    """BCP 47 tag of the document's language."""
    words: tuple[tuple[str, str], ...] = ()
    """What its pages say of themselves in a project's own words (see `pipeline.words`)."""


# Where the order of the fields is not the order of reading, this is the order of reading. The
# fields of others come to it as they are met.
_READING_ORDER: dict[type, tuple[str, ...]] = {
    Document: ("title", "blocks"),
    Article: ("heading", "blocks"),
    Table: ("caption", "header", "rows"),
}


def _in_order(node: Any) -> tuple[str, ...]:
    """The names of a node's fields, in the order of reading."""
    kind = type(node)
    if kind not in _READING_ORDER:
        _READING_ORDER[kind] = tuple(each.name for each in fields(kind))
    return _READING_ORDER[kind]


def texts(node: Any, *, without: tuple[type, ...] = (Verbatim, Code, Rule)) -> Iterator[Text]:
    """Every text of a document or block, in reading order.

    Blocks of the types ``without`` are passed over: if nothing else is said, regions that are not
    to be translated.
    """
    if isinstance(node, Text):
        yield node
    elif isinstance(node, without):
        return
    elif isinstance(node, tuple):
        for child in node:
            yield from texts(child, without=without)
    elif hasattr(node, "__dataclass_fields__"):
        for name in _in_order(node):
            yield from texts(getattr(node, name), without=without)


def walk(given: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all the blocks in them, in reading order."""
    for block in given:
        yield block
        if isinstance(block, List):
            for item in block.items:
                yield from walk(item.blocks)
        elif isinstance(block, Section | Article | Quote | Note | Verbatim):
            yield from walk(block.blocks)


def map_texts(
    node: Node, change: Callable[[Text], Text], *, verbatim: Callable[[Text], Text] | None = None
) -> Node:
    """The same document or block with every text to be translated replaced by ``change(text)``.

    Texts are visited in the order of `texts`, so ``change`` may draw from an iterator. Texts in
    regions not to be translated are kept, or replaced by ``verbatim(text)`` where that is given.
    """
    mapped: Node = _mapped(node, change, verbatim)
    return mapped


def _mapped(
    node: Any, change: Callable[[Text], Text], verbatim: Callable[[Text], Text] | None
) -> Any:
    if isinstance(node, Text):
        return change(node)
    if isinstance(node, Verbatim):
        return replace(node, blocks=_mapped(node.blocks, verbatim, None)) if verbatim else node
    if isinstance(node, tuple):
        return tuple(_mapped(child, change, verbatim) for child in node)
    if hasattr(node, "__dataclass_fields__"):
        names = _in_order(node)
        return replace(node, **{n: _mapped(getattr(node, n), change, verbatim) for n in names})
    return node
