"""A volunteer's file of whatever format as passages.

What a file is, is told by its first bytes before its name: names lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats.archive import not_ole
from pipeline.formats.passages import Contribution, Kind, Passage
from pipeline.formats.subparagraphs import spread
from pipeline.locales import Locale
from pipeline.model import (
    Article,
    Code,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Standing,
    Table,
    Text,
    Verbatim,
    map_texts,
    texts,
)

LARGEST = 32 * 2**20
"""Files larger than this, in bytes, are not even opened."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PO = re.compile(rb"^msg(?:ctxt|id)\s+\"", re.MULTILINE)
_SUFFIXES = {"htm": "html", "html": "html", "xhtml": "html", "md": "markdown", "po": "po"}
_SUFFIXES |= {"docx": "docx", "odt": "odt", "pdf": "pdf"}


def kind_of(data: bytes, name: str) -> str:
    """The format of a file: ``pdf docx odt html po markdown`` or ``text``."""
    suffix = _SUFFIXES.get(name.rpartition(".")[2].lower(), "")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    not_ole(data, path=name)
    if data.startswith(b"PK"):
        return suffix if suffix in ("docx", "odt") else _office(data)
    if data.startswith(b"{\\rtf"):
        raise ContributionError(
            "it is RTF", where=name, remedy="Open it in LibreOffice or Word and save it as DOCX."
        )
    if not suffix and _HTML.match(data[:4096]):
        return "html"
    if not suffix and _PO.search(data[:65536]):
        return "po"
    return suffix or "text"


def _office(data: bytes) -> str:
    """DOCX or ODT, by what each must hold (ECMA-376 part 2; OpenDocument 1.3 part 2, 3.3)."""
    return "odt" if b"application/vnd.oasis.opendocument.text" in data[:200] else "docx"


def read(data: bytes, name: str, locale: Locale | None = None) -> Contribution:
    """The passages of a file. Raises `ContributionError`, which says where and what to do.

    ``locale`` is the language in which the file is said to be.
    """
    kind = kind_of(data, name)
    if kind == "po":
        raise ContributionError(
            "it is a catalog, not a document", where=name, remedy="Adopt it with --into LANG."
        )
    tag = locale.bcp47 if locale else ""
    if kind == "text":
        from pipeline.formats import text

        contribution = text.parse(data, where=name)
    elif kind == "markdown":
        document = _markdown(data, name)
        contribution = Contribution(tuple(flat(document)), kind, document=document)
    else:
        reader: Any = import_module(f"pipeline.formats.{kind}")
        document = reader.parse(data, name="contribution", path=name, locale=tag)
        legible = kind != "pdf" or locale is None or locale.written in reader.EXACT_SCRIPTS
        passages = tuple(flat(document, legible=legible))
        contribution = Contribution(passages, kind, document.locale, document)
        if not passages:
            contribution = _typewritten(document, name) or contribution
    if not contribution.passages:
        raise ContributionError(
            "it holds no text",
            where=name,
            remedy="If it is a picture of a page, have it typed or recognised first.",
        )
    return contribution


def _typewritten(document: Document, name: str) -> Contribution | None:
    """The passages of a page that is all one ``pre``, as old ones are; None for any other."""
    from pipeline.formats import text

    lines = "\n\n".join(block.lines for block in document.blocks if isinstance(block, Code))
    return text.parse(lines.encode(), where=name) if lines.strip() else None


def _markdown(data: bytes, name: str) -> Document:
    from pipeline.formats import markdown
    from pipeline.formats.encoding import decode
    from pipeline.formats.outgoing import standing_of

    document = markdown.parse(decode(data, path=name), name="contribution", path=name)
    return map_texts(document, standing_of)


def flat(document: Document, *, legible: bool = True) -> Iterator[Passage]:
    """The passages of a document."""
    if document.title.markdown:
        yield replace(_passage(document.title, Kind.TITLE, 1), legible=legible)
    for passage in _flat(document.blocks, None):
        yield passage if legible else replace(passage, legible=False)


def _flat(blocks: Any, number: int | None) -> Iterator[Passage]:
    counted = False
    for block in blocks:
        if isinstance(block, Heading):
            counted = False
        if isinstance(block, List) and block.ordered:
            # A second list that begins at 1: word processors lose count where a paragraph stands
            # between two items, so its numbers tell nothing.
            uncounted = counted and block.start == 1
            counted = True
            if uncounted:
                block = replace(block, ordered=False)
        for passage in _of(block, number):
            yield passage
            number = None


def _of(block: Any, number: int | None) -> Iterator[Passage]:
    match block:
        case Heading(level, text):
            yield _passage(text, Kind.HEADING, level)
        case Paragraph(parts):
            words = " ".join(text.markdown for text in parts)
            stale = any(text.standing is Standing.STALE for text in parts)
            locale = parts[0].locale if parts else ""
            yield Passage(words, Kind.PARAGRAPH, number=number, locale=locale, stale=stale)
        case Article(own, inner, heading, _, level):
            if heading:
                yield replace(_passage(heading, Kind.HEADING, level), number=own)
            yield from _flat(inner, None if heading else own)
        case List(labelled=True):
            yield from map(_deeper, _flat(tuple(spread((block,))), number))
        case List(items):
            for count, item in enumerate(items, block.start):
                yield from map(_deeper, _flat(item.blocks, count if block.ordered else None))
        case Verbatim():
            return
        case Table():
            yield from (_passage(text, Kind.CELL) for text in texts(block) if text.markdown)
        case Figure(_, alternative, caption):
            if alternative.markdown:
                yield _passage(alternative, Kind.ALTERNATIVE)
            if caption and caption.markdown:
                yield _passage(caption, Kind.CAPTION)
        case _:
            yield from _flat(getattr(block, "blocks", ()), number)


def _deeper(passage: Passage) -> Passage:
    """A passage in a list."""
    paragraph = passage.kind is Kind.PARAGRAPH
    return replace(passage, level=passage.level + 1) if paragraph else passage


def _passage(text: Text, kind: Kind, level: int = 0) -> Passage:
    stale = text.standing is Standing.STALE
    return Passage(text.markdown, kind, level, locale=text.locale, stale=stale)
