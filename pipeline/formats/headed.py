"""Articles that stand under headings, as what formats without articles have for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.formats.inline import escape
from pipeline.model import Article, ArticleStyle, Block, Document, Heading, Section, Text
from pipeline.words import article


def headed(document: Document) -> Document:
    """The document with "Article 7", in its own language, as a heading of its own.

    The number is structure, which a file for a volunteer has no other way to show. An article's
    own title is a heading below it.
    """
    return replace(document, blocks=tuple(_blocks(document.blocks, document.locale or "en")))


def _blocks(blocks: Iterable[Block], tag: str) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, blocks=tuple(_blocks(block.blocks, tag)))
        elif isinstance(block, Article) and block.style is ArticleStyle.HEADING:
            yield Heading(2, Text(escape(article(block.number, tag))))
            if block.heading:
                yield Heading(3, block.heading)
            yield from block.blocks
        else:
            yield block
