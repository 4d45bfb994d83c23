"""What everything is: documents, segments, catalogs, findings.

Values only: frozen, compared by content, made of the standard library. Data flows one way:
a source file is parsed into a `Document`; its texts become the `Segment`s of a `Template`;
a `Catalog` pairs segments with their translations in one locale; a translated `Document`
comes out of both; checks yield `Finding`s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from enum import IntEnum, StrEnum
from typing import Any

# --------------------------------------------------------------------------- documents


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


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A plain or numbered list; lists nest through the blocks of their items."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


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


# Where the order of the fields is not the order of reading, this is the order of reading.
_READING_ORDER: dict[type, tuple[str, ...]] = {
    Document: ("title", "blocks"),
    Article: ("heading", "blocks"),
    Table: ("caption", "header", "rows"),
}


def texts(node: Any) -> Iterator[Text]:
    """Every text to be translated in a document or block, in reading order.

    Regions not to be translated are passed over.
    """
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Verbatim | Code | Rule):
        return
    elif isinstance(node, tuple):
        for child in node:
            yield from texts(child)
    elif hasattr(node, "__dataclass_fields__"):
        for name in _READING_ORDER.get(type(node)) or [each.name for each in fields(node)]:
            yield from texts(getattr(node, name))


def map_texts(
    node: Any, change: Callable[[Text], Text], *, verbatim: Callable[[Text], Text] | None = None
) -> Any:
    """The same document or block with every text to be translated replaced by ``change(text)``.

    Texts are visited in the order of `texts`, so ``change`` may draw from an iterator. Texts in
    regions not to be translated are kept, or replaced by ``verbatim(text)`` where that is given.
    """
    if isinstance(node, Text):
        return change(node)
    if isinstance(node, Verbatim):
        return replace(node, blocks=map_texts(node.blocks, verbatim)) if verbatim else node
    if isinstance(node, tuple):
        return tuple(map_texts(child, change, verbatim=verbatim) for child in node)
    if hasattr(node, "__dataclass_fields__"):
        names = _READING_ORDER.get(type(node)) or tuple(each.name for each in fields(node))
        changed = {n: map_texts(getattr(node, n), change, verbatim=verbatim) for n in names}
        return replace(node, **changed)
    return node


# --------------------------------------------------------------------------- places


class Part(StrEnum):
    """One step on the way to a segment."""

    TITLE = "title"
    ABOUT = "about"
    PREAMBLE = "preamble"
    HINGE = "hinge"
    NOTICE = "notice"
    SIGNATURES = "signatures"
    ARTICLE = "article"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FIGURE = "figure"
    ALTERNATIVE = "alternative"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands: ``article 7, paragraph 1``.

    Each step is a part and its ordinal, counted from 1 among its like (for an article: its
    number); 0 where there is only one of them. ``str()`` gives the words of the ``#.``
    comment, `reference` the ``#:`` reference; `parse` reads the former.
    """

    steps: tuple[tuple[Part, int], ...]

    def __str__(self) -> str:
        return ", ".join(f"{part} {number}" if number else str(part) for part, number in self.steps)

    @property
    def reference(self) -> str:
        """The place without spaces, ``article-7/paragraph-1``; it holds no line number."""
        steps = (f"{part}-{number}" if number else str(part) for part, number in self.steps)
        return "/".join(steps)

    @classmethod
    def parse(cls, words: str) -> Place | None:
        """The place that ``str()`` gave these words, or None if it did not."""
        steps: list[tuple[Part, int]] = []
        for step in words.split(", "):
            part, _, number = step.partition(" ")
            if part not in Part._value2member_map_ or not (number.isascii() or not number):
                return None
            if number and not number.isdigit():
                return None
            steps.append((Part(part), int(number or 0)))
        return cls(tuple(steps))

    @property
    def part(self) -> Part:
        """The last step's part: what the segment itself is."""
        return self.steps[-1][0] if self.steps else Part.PARAGRAPH

    @property
    def article(self) -> int | None:
        """The number of the article that holds the segment, or None."""
        return next((number for part, number in self.steps if part is Part.ARTICLE), None)

    @property
    def top(self) -> tuple[Part, int]:
        """The first step; segments with the same top are reported together."""
        return self.steps[0] if self.steps else (Part.PARAGRAPH, 0)


# --------------------------------------------------------------------------- catalogs


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest piece of source text that is translated on its own."""

    key: str
    """A name for life; the ``msgctxt``. It holds no article number."""
    source: str
    """Inline Markdown; the ``msgid``."""
    place: Place = field(default=Place(()), compare=False)
    notes: tuple[str, ...] = ()
    """The author's notes to the translators."""


@dataclass(frozen=True, slots=True)
class Template:
    """The segments of one document, in reading order: a ``.pot``."""

    document: str
    """The document's name, and the stem of its ``.pot`` and ``.po`` files."""
    segments: tuple[Segment, ...]
    header: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Header fields in order, such as ``("POT-Creation-Date", "2026-03-02 00:00+0000")``."""


class State(StrEnum):
    """gettext's four states of a message."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Plural:
    """The plural side of a message. Our documents have none; catalogs from elsewhere may."""

    source: str
    """The ``msgid_plural``."""
    targets: tuple[str, ...]
    """``msgstr[0]`` and so on; the first is the message's ``target`` as well."""


@dataclass(frozen=True, slots=True)
class Message:
    """One segment and its translation in one locale."""

    segment: Segment
    target: str = ""
    state: State = State.UNTRANSLATED
    previous: str | None = None
    """The source that this target was made for (``#| msgid``), where it is known to differ."""
    previous_key: str | None = None
    """``#| msgctxt``."""
    comments: tuple[str, ...] = ()
    """The translator's own words (``# ``), never ours to touch; one string a line."""
    flags: tuple[str, ...] = ()
    """Flags other than ``fuzzy``, in order; an obsolete message has ``fuzzy`` here too."""
    references: tuple[str, ...] = ()
    """``#:`` references that do not come from the place, as in catalogs from elsewhere."""
    plural: Plural | None = None
    previous_plural: str | None = None
    """``#| msgid_plural``."""

    @property
    def key(self) -> str:
        """The segment's name for life."""
        return self.segment.key

    @property
    def source(self) -> str:
        """The segment's source text."""
        return self.segment.source


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one document in one locale: a ``.po``."""

    document: str
    locale: str
    """BCP 47 tag."""
    messages: tuple[Message, ...]
    """In template order; obsolete messages come last, in their own order."""
    header: tuple[tuple[str, str], ...] = ()
    """Header fields in the file's order."""
    header_comments: tuple[str, ...] = ()
    """The comment lines above the header: title, copyright, the order of credits."""
    header_flags: tuple[str, ...] = ()

    def field(self, name: str, default: str = "") -> str:
        """The value of a header field, such as ``PO-Revision-Date``."""
        return next((value for key, value in self.header if key == name), default)


# --------------------------------------------------------------------------- findings


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Certainty(IntEnum):
    """How sure a check is of what it says; larger is surer (after i18nspector)."""

    GUESS = 1
    LIKELY = 2
    CERTAIN = 3


class Grade(StrEnum):
    """How much a change of the English matters to its translations."""

    COSMETIC = "cosmetic"
    """Spaces, case, quotation marks, punctuation, a mended slip of the pen."""
    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"
    """A number, date, negation, modal, quantifier, name or defined term changed."""


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of a source or a target."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check, or a stage, has to say about one message or catalog."""

    check: str
    """The id of the check: the fault's name in kebab-case."""
    severity: Severity
    certainty: Certainty
    words: str
    """One sentence for a person who does not read code."""
    document: str = ""
    locale: str = ""
    key: str = ""
    """Empty for a finding about a whole catalog."""
    code: str = ""
    """Tells apart what one check may find, such as ``missing`` and ``added``."""
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    proposal: str = ""
    """The target as the check would have it, where it can prove one; else empty."""
    waived: str = ""
    """The reason for which a person has waived it; empty if nobody has."""
