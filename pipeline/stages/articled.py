"""Blocks with markup → a declaration: its articles, what stands between them, and around them.

What a page or a Word file marks up as lists, tables and notes stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.model import Article, Block, Document, Heading, List, Paragraph, Role, Section
from pipeline.stages.draft import hinge, line_of, notice


class _Piece(NamedTuple):
    """Blocks that stay together."""

    number: int | None
    """Of the article that they begin."""
    blocks: tuple[Block, ...]

    @property
    def words(self) -> str:
        """What it says, if it is one paragraph."""
        match self.blocks:
            case (Paragraph((text,)),):
                return plain(text.markdown)
        return ""


def articled(document: Document, drafted: Document, locale: Locale) -> Document:
    """The document as the declaration of which passages have been drafted.

    As it is, where it has articles already, being Markdown of ours; and as it was drafted, where
    its markup does not show them.
    """
    if any(isinstance(block, Article | Section) for block in document.blocks):
        return replace(document, name=drafted.name, locale=drafted.locale)
    pieces = list(_pieces(document.blocks, locale))
    numbered = [at for at, piece in enumerate(pieces) if piece.number]
    if not numbered or len(numbered) < sum(isinstance(block, Article) for block in drafted.blocks):
        return drafted
    first, last = numbered[0], numbered[-1] + 1
    blocks = (
        *_head(pieces[:first], plain(drafted.title.markdown)),
        *_articles(pieces[first:last]),
        *_tail(pieces[last:]),
    )
    return replace(drafted, blocks=blocks)


def _pieces(blocks: Sequence[Block], locale: Locale) -> Iterator[_Piece]:
    """The blocks, items of lists that count articles each for itself.

    A list that does not go on with the articles is one in an article.
    """
    following = 1
    for block in blocks:
        if isinstance(block, List) and block.ordered and block.start == following:
            for number, item in enumerate(block.items, following):
                yield _Piece(number, item.blocks)
            following += len(block.items)
            continue
        if isinstance(block, Paragraph) and len(block.texts) == 1:
            line = line_of(Passage(block.texts[0].markdown, Kind.PARAGRAPH), locale)
            if line.number == following and not line.short:
                text = replace(block.texts[0], markdown=line.passage.text)
                yield _Piece(following, (Paragraph((text,)),))
                following += 1
                continue
        yield _Piece(None, (block,))


def _head(pieces: Sequence[_Piece], title: str) -> Iterator[Section]:
    """What goes before the articles: about the document, if the title stands below it, too."""
    at = next((k for k, piece in enumerate(pieces) if piece.words == title), -1)
    for role, some in ((Role.ABOUT, pieces[: max(at, 0)]), (Role.PREAMBLE, pieces[at + 1 :])):
        if some:
            yield Section(role, tuple(block for piece in some for block in piece.blocks))


def _articles(pieces: Sequence[_Piece]) -> Iterator[Block]:
    article: Article | None = None
    for piece, following in pairwise((*pieces, _Piece(None, ()))):
        between = hinge(piece.words, before=following.number)
        chapter = isinstance(piece.blocks[0], Heading)
        if article and not (piece.number or between or chapter):
            article = replace(article, blocks=(*article.blocks, *piece.blocks))
            continue
        if article:
            yield article
        article = Article(piece.number, piece.blocks) if piece.number else None
        if not piece.number:
            yield from (Section(Role.HINGE, piece.blocks),) if between else piece.blocks
    if article:
        yield article


def _tail(pieces: Sequence[_Piece]) -> Iterator[Block]:
    for piece in pieces:
        if notice(piece.words):
            yield Section(Role.NOTICE, piece.blocks)
        else:
            yield from piece.blocks
