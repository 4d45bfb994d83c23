"""A source document as the row of units that a translation of it is aligned with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from pipeline.align.measures import Unit, enumerated
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import (
    Article,
    Block,
    Document,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    texts,
)
from pipeline.text.sentences import join


class Heads(Enum):
    """How a translation heads articles that its source may only count."""

    NONE = auto()
    LABELS = auto()
    """``Article 7``"""
    NUMBERED = auto()
    """``7. Freedom``, its number set apart."""


@dataclass(frozen=True, slots=True)
class SourceUnit:
    """A paragraph, heading or item of the source."""

    unit: Unit
    texts: tuple[Text, ...]
    """The messages that it is made of; none for a heading that only counts an article."""


def outline(
    document: Document, locale: Locale, *, heads: Heads = Heads.NONE, numbered: bool = True
) -> list[SourceUnit]:
    """The units of a document with keys, in reading order.

    An article's number is no text. Where ``heads`` says that articles stand under headings in
    the translation, "Article 7" becomes a unit without texts. Where it is not ``numbered``, as when
    somebody has copied the words alone, the numbers of articles and items tell nothing either.
    """
    found: list[SourceUnit] = []
    if document.title.markdown:
        found.append(_unit((document.title,), locale, heading=True))
    found += _blocks(document.blocks, locale, heads)
    if numbered:
        return _counted(found, locale)
    return [replace(each, unit=replace(each.unit, number=None)) for each in found]


def _counted(units: Sequence[SourceUnit], locale: Locale) -> list[SourceUnit]:
    """The units, numbers and letters that are among their words set apart: ``(a) one euro``.

    So they are in the file that they are compared with.
    """
    own = enumerated([each.unit.text for each in units], locale)
    return [
        replace(each, unit=replace(each.unit, text=words, number=number))
        if each.texts and each.unit.number is None and number is not None
        else each
        for each, (number, words) in zip(units, own, strict=True)
    ]


def _unit(
    parts: Sequence[Text], locale: Locale, *, heading: bool = False, number: int | None = None
) -> SourceUnit:
    words = join([plain(text.markdown) for text in parts], locale.bcp47)
    return SourceUnit(Unit(words, heading, number), tuple(parts))


def _blocks(
    blocks: Sequence[Block], locale: Locale, heads: Heads, number: int | None = None
) -> Iterator[SourceUnit]:
    """The units of some blocks, the first of them counted ``number``."""
    for block in blocks:
        for unit in _block(block, locale, heads, number):
            yield unit
            number = None


def _block(block: Block, locale: Locale, heads: Heads, number: int | None) -> Iterator[SourceUnit]:
    match block:
        case Heading(_, text):
            yield _unit((text,), locale, heading=True)
        case Paragraph(parts):
            kept = [text for text in parts if text.markdown]
            if kept:
                yield _unit(kept, locale, number=number)
        case Section(_, blocks) | Quote(blocks) | Note(_, blocks):
            yield from _blocks(blocks, locale, heads, number)
        case Article():
            own: int | None = block.number
            if heads is not Heads.NONE:
                apart = own if heads is Heads.NUMBERED else None
                yield SourceUnit(Unit(f"Article {own}", True, apart), ())
                own = None
            if block.heading:
                yield _unit((block.heading,), locale, heading=True, number=own)
                own = None
            yield from _blocks(block.blocks, locale, heads, own)
        case List(items):
            for count, item in enumerate(items, block.start):
                own = count if block.ordered else None
                yield from _blocks(item.blocks, locale, heads, own)
        case Table():
            yield from _each(texts(block), locale)
        case Figure():
            yield from _each(texts(block), locale)


def _each(found: Iterable[Text], locale: Locale) -> Iterator[SourceUnit]:
    return (_unit((text,), locale) for text in found if text.markdown)
