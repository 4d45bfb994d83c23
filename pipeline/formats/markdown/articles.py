"""The articles of a document: items of a numbered list, or headings 'Article 7'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Article, ArticleStyle, Block, Heading, Kind, List, Section

_ARTICLE = re.compile(r"Article\s+(\d+)\s*(?:[.:—–-]\s*(.*))?", re.IGNORECASE | re.DOTALL)


def with_articles(blocks: Sequence[Block], kind: Kind) -> tuple[Block, ...]:
    """The blocks with articles told as such; in a declaration, numbered lists are articles."""
    if kind is Kind.DECLARATION:
        blocks = tuple(_from_lists(blocks))
    return tuple(_from_headings(blocks))


def _from_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, List) and block.ordered:
            for number, item in enumerate(block.items, block.start):
                yield Article(number, item.blocks)
        else:
            yield block


def _from_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """``## Article 7`` and what follows it, up to the next heading as high, is an article."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        found = _ARTICLE.fullmatch(block.text.markdown) if isinstance(block, Heading) else None
        if not found or not isinstance(block, Heading):
            yield block
            continue
        end = index
        while end < len(blocks) and not _ends_article(blocks[end], block.level):
            end += 1
        heading = replace(block.text, markdown=found[2].strip()) if found[2] else None
        body = tuple(blocks[index:end])
        yield Article(int(found[1]), body, heading, ArticleStyle.HEADING, block.level)
        index = end


def _ends_article(block: Block, level: int) -> bool:
    if isinstance(block, Heading):
        return block.level <= level or bool(_ARTICLE.fullmatch(block.text.markdown))
    return isinstance(block, Section | Article)
