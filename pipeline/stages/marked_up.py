"""A page's own blocks, as it marks them up, without other languages and without pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.formats.inline import plain
from pipeline.formats.notes import called
from pipeline.formats.passages import Passage
from pipeline.model import (
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Text,
    map_texts,
    texts,
)
from pipeline.stages.draft import TIGHTEST


def marked_up(
    document: Document, made: Document, passages: Sequence[Passage], own: Collection[Passage]
) -> tuple[Document, list[str]]:
    """The page's own blocks without what is not its ``own``, and the names of the pictures in it.

    A picture is another file; its caption stays, set off as captions are. A block that holds
    more languages than one is a layout, of which the words remain.
    """
    title = document.title.markdown or made.title.markdown
    # What is called so in the text is no title again, unless it is a heading.
    again = () if document.title.markdown else (_place(document.blocks, title),)
    blocks: list[Block] = []
    pictures: list[str] = []
    kept = _Kept(passages, own)
    if document.title.markdown:
        kept(document.title)
    for at, whole in enumerate(document.blocks):
        block = whole if isinstance(whole, Figure) else _bare(whole, pictures)
        if block is None:
            continue
        said = [(text, kept(text)) for text in texts(block) if text.markdown]
        # An address is the site's at the end of a page, and a note's where it is called.
        needed = isinstance(block, Note) and _calls(blocks, block.label)
        mine = [text for text, stays in said if stays or needed]
        entitled = at in again or (isinstance(block, Heading) and block.text.markdown == title)
        if said and (not mine or entitled):
            continue
        if isinstance(block, Figure):
            blocks += _captions(block, pictures)
        elif len(mine) < len(said):
            blocks += (Paragraph((replace(text, locale=""),)) for text in mine)
        else:
            blocks.append(_loosened(map_texts(block, lambda text: replace(text, locale=""))))
    return replace(made, title=Text(title), blocks=tuple(blocks)), pictures


def _bare(block: Block, pictures: list[str]) -> Block | None:
    """A block without the pictures in it, whose names are added to the others; None if it is none
    without them."""
    match block:
        case Quote(inner) | Note(blocks=inner):
            blocks = tuple(_without(inner, pictures))
            return replace(block, blocks=blocks) if blocks else None
        case List(items):
            bare = (Item(tuple(_without(item.blocks, pictures))) for item in items)
            kept = tuple(item for item in bare if item.blocks)
            return replace(block, items=kept) if kept else None
    return block


def _without(blocks: Iterable[Block], pictures: list[str]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Figure):
            yield from _captions(block, pictures)
        elif bare := _bare(block, pictures):
            yield bare


def _captions(figure: Figure, pictures: list[str]) -> Iterator[Paragraph]:
    """What is left of a picture, whose name is added to the others: its caption, if it has one."""
    pictures.append(figure.source or figure.alternative.markdown)
    if figure.caption:
        yield Paragraph((Text(f"*{figure.caption.markdown}*"),))


def _loosened(block: Block) -> Block:
    """A block in which lists of long items are set apart as paragraphs are."""
    if not isinstance(block, List):
        return block
    items = tuple(Item(tuple(map(_loosened, item.blocks))) for item in block.items)
    long = any(len(plain(text.markdown)) > TIGHTEST for text in texts(block))
    return replace(block, items=items, tight=block.tight and not long)


def _calls(blocks: Iterable[Block], label: str) -> bool:
    """Whether a note is called in any of the blocks."""
    return any(label in called(text.markdown) for block in blocks for text in texts(block))


def _place(blocks: Sequence[Block], title: str) -> int | None:
    """Where the paragraph or heading stands that is the title."""
    for at, block in enumerate(blocks):
        match block:
            case Paragraph((Text(markdown=words),)) | Heading(_, Text(markdown=words)):
                if words == title:
                    return at
    return None


class _Kept:
    """Says of each text of a page, asked in their order, whether it is one of those kept."""

    def __init__(self, passages: Sequence[Passage], own: Collection[Passage]) -> None:
        self.passages = passages
        self.own = {id(passage) for passage in own}
        self.at = 0

    def __call__(self, text: Text) -> bool:
        rest = range(self.at, len(self.passages))
        at = next((k for k in rest if self.passages[k].text == text.markdown), None)
        if at is None:
            return True
        self.at = at + 1
        return id(self.passages[at]) in self.own
