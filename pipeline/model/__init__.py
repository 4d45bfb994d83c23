"""What everything is: documents, segments, catalogs, findings.

Values only: frozen, compared by content, made of the standard library. Data flows one way:
a source file is parsed into a `Document`; its texts become the `Segment`s of a `Template`;
a `Catalog` pairs segments with their translations in one locale; a translated `Document`
comes out of both; checks yield `Finding`s.
"""

from __future__ import annotations

from pipeline.model.catalog import Catalog, Message, Plural, Segment, State, Template
from pipeline.model.document import (
    Align,
    Article,
    ArticleStyle,
    Block,
    Code,
    Document,
    Figure,
    Heading,
    Item,
    Kind,
    List,
    Meta,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Rule,
    Section,
    Standing,
    Table,
    Text,
    Verbatim,
    map_texts,
    texts,
)
from pipeline.model.finding import Certainty, Finding, Grade, Severity, Span
from pipeline.model.place import Part, Place

__all__ = [
    "Align",
    "Article",
    "ArticleStyle",
    "Block",
    "Catalog",
    "Certainty",
    "Code",
    "Document",
    "Figure",
    "Finding",
    "Grade",
    "Heading",
    "Item",
    "Kind",
    "List",
    "Message",
    "Meta",
    "Note",
    "Paragraph",
    "Part",
    "Place",
    "Plural",
    "Quote",
    "Role",
    "Row",
    "Rule",
    "Section",
    "Segment",
    "Severity",
    "Span",
    "Standing",
    "State",
    "Table",
    "Template",
    "Text",
    "Verbatim",
    "map_texts",
    "texts",
]
