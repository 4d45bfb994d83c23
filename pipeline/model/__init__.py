"""What everything is: documents, segments, catalogs, findings.

Values only: frozen, compared by content, made of the standard library. Data flows one way:
a source file is parsed into a `Document`; its texts become the `Segment`s of a `Template`;
a `Catalog` pairs segments with their translations in one locale; a translated `Document`
comes out of both; checks yield `Finding`s.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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
    walk,
)

if TYPE_CHECKING:
    from pipeline.model.catalog import Catalog, Message, Plural, Segment, State, Template
    from pipeline.model.finding import Certainty, Finding, Grade, Severity, Span
    from pipeline.model.place import Part, Place
else:
    # What a document is set without is made when it is first asked for (PEP 562).
    _LATER = {
        "catalog": ("Catalog", "Message", "Plural", "Segment", "State", "Template"),
        "finding": ("Certainty", "Finding", "Grade", "Severity", "Span"),
        "place": ("Part", "Place"),
    }

    def __getattr__(name: str) -> object:
        for room, names in _LATER.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{room}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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
    "walk",
]
