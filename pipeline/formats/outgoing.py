"""What all files for volunteers have in common, and what is known of them when they come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.formats.inline import escape
from pipeline.model import Article, ArticleStyle, Block, Document, Heading, Section, Standing, Text
from pipeline.words import article

REMARKS = {
    Standing.FALLBACK: "not translated yet",
    Standing.STALE: "translated from an older version",
}
"""What is said of a text where a comment can say it; elsewhere a colour does."""


def remarked(text: Text) -> Text:
    """A text with a comment on what is to be done with it."""
    said = REMARKS.get(text.standing) if text.markdown else None
    return replace(text, notes=(*text.notes, said)) if said else text


def standing_of(text: Text) -> Text:
    """A text with the standing that its comment says it has."""
    stale = REMARKS[Standing.STALE] in text.notes
    return replace(text, standing=Standing.STALE) if stale else text


def headed(document: Document) -> Document:
    """The document with "Article 7", in its own language, as a heading of its own.

    The number is structure, which a file for a volunteer has no other way to show. An article's
    own title is a heading below it.
    """
    return replace(document, blocks=tuple(_blocks(document.blocks, document)))


def _blocks(blocks: Iterable[Block], document: Document) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, blocks=tuple(_blocks(block.blocks, document)))
        elif isinstance(block, Article) and block.style is ArticleStyle.HEADING:
            name = article(block.number, document.locale or "en", document.words)
            yield Heading(2, Text(escape(name)))
            if block.heading:
                yield Heading(3, block.heading)
            yield from block.blocks
        else:
            yield block
