"""The blocks of a document as boxes and as elements of the structure, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.formats.inline import undressed
from pipeline.model import (
    Article,
    ArticleStyle,
    Block,
    Code,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Role,
    Rule,
    Section,
    Table,
    Text,
    Verbatim,
    map_texts,
)
from pipeline.typeset import prose
from pipeline.typeset.flow import LISTED, NEVER, WIDOW, Box, Draw, around, before, bound, nothing
from pipeline.typeset.headings import entering, heading
from pipeline.typeset.paragraph import Alignment, Face
from pipeline.typeset.paragraph import Paragraph as Words
from pipeline.typeset.paragraph import Span as Run
from pipeline.typeset.setting import THIN, Setting
from pipeline.typeset.sheet import Sheet
from pipeline.words import article, ordinal

_BULLETS = "•–◦"
_KINDS = ("disc", "none", "circle")


def flow(
    setting: Setting,
    given: Sequence[Block],
    images: Mapping[str, bytes],
    depth: int = 0,
    tight: bool = False,
) -> Iterator[Box]:
    """The boxes of blocks that follow each other.

    ``depth`` is how many lists they are in, ``tight`` whether the last has no white in it.
    """
    position = 0
    while position < len(given):
        block = given[position]
        if _numbered(block):
            run = list(takewhile(_numbered, given[position:]))
            home = setting.home.child("L", attributes="decimal")
            for each in run:
                assert isinstance(each, Article)
                yield from _article(setting.within(home), each, images)
            position += len(run)
            continue
        position += 1
        boxes = _block(setting, block, images, depth, tight)
        if introduces(block, given[position : position + 1]):
            boxes = bound(boxes, WIDOW)
        if _heads(block) and position < len(given):
            boxes = bound(boxes, count=2)
        yield from boxes


def _numbered(block: Block) -> bool:
    return isinstance(block, Article) and block.style is ArticleStyle.NUMBER


_HEADING = 120
"""Characters of a paragraph that is a heading by its look, at most."""


def _heads(block: Block) -> bool:
    """Whether a paragraph is what word processors make of a heading: short, and bold throughout."""
    match block:
        case Paragraph((Text(markdown=words),)) if len(words) <= _HEADING:
            return words.startswith("**") and undressed(words) != words
    return False


def introduces(block: Block | None, following: Sequence[Block]) -> bool:
    """Whether a block leads to a list, or to articles that are numbered like one."""
    lists = (isinstance(each, List) or _numbered(each) for each in following)
    return isinstance(block, Paragraph | Section) and any(lists)


def _block(
    setting: Setting, block: Block, images: Mapping[str, bytes], depth: int, tight: bool
) -> Iterator[Box]:
    match block:
        case Paragraph():
            lines = prose.texts(setting, block.texts, setting.home.child("P"), setting.style())
            yield from before(lines, setting.half)
        case Heading():
            yield from heading(setting, block.text, block.level)
        case Article():
            label = article(block.number, setting.tag, setting.own)
            section = setting.within(setting.home.child("Sect"))
            yield from heading(section, block.heading, block.level, label, block.anchor)
            yield from flow(section, block.blocks, images)
        case Section():
            yield from _section(setting, block, images)
        case List(labelled=True):
            from pipeline.typeset.subparagraphs import subparagraphs

            yield from subparagraphs(setting, block, images)
        case List():
            yield from _list(setting, block, images, depth, tight)
        case Quote():
            inner = 1.6 * setting.size
            home = setting.home.child("BlockQuote")
            yield from flow(setting.within(home, start=inner, end=inner), block.blocks, images)
        case Table():
            from pipeline.typeset import tables

            yield from _on_grid(setting, tables.table(setting, block), setting.half)
        case Figure():
            from pipeline.typeset import figures

            boxes = figures.figure(setting, block, images.get(block.source))
            yield from _on_grid(setting, boxes, setting.half)
        case Verbatim():
            same = setting.sourced == setting.tag
            unchanged = block.blocks if same else _in_language(block.blocks, setting.sourced)
            yield from flow(setting, unchanged, images, depth)
        case Code():
            yield from _on_grid(setting, before(_code(setting, block), setting.half))
        case Rule():
            yield _rule(setting)
        case Note():
            if block.label not in setting.numbers:
                yield from flow(setting, block.blocks, images, depth)


def _article(setting: Setting, given: Article, images: Mapping[str, bytes]) -> Iterator[Box]:
    """An article whose number hangs before it."""
    item = setting.home.child("LI")
    label = item.child("Lbl")
    body = item.child("LBody")
    words = ordinal(given.number, setting.tag, setting.own)
    style = setting.style(bold=True, accent=True)
    inner = setting.within(body, start=0.0 if setting.hanging else 2.2 * setting.size)
    boxes: list[Box] = []
    if given.heading is not None:
        bold = inner.style(bold=True)
        element = body.child("P")
        boxes = prose.texts(inner, (given.heading,), element, bold, alignment=Alignment.START)
        boxes = [box._replace(keep=NEVER) for box in boxes]
        boxes += flow(inner, given.blocks, images)
    else:
        boxes += content(inner, given.blocks, images)
    if not boxes:
        return
    boxes = prose.hung(inner, boxes, words, label, style, 0.75 * setting.size)
    name = article(given.number, setting.tag, setting.own)
    if given.heading is not None:
        name += f" {prose.shown(given.heading)}"
    boxes = before(boxes, setting.half)
    boxes[0] = around(boxes[0], entering(setting, name, 1, given.anchor))
    yield from boxes


def _section(setting: Setting, given: Section, images: Mapping[str, bytes]) -> Iterator[Box]:
    section = setting.within(setting.home.child("Sect"))
    match given.role:
        case Role.HINGE:
            boxes = flow(replace(section, strong=True), given.blocks, images)
            yield from bound(before(boxes, setting.leading))
        case Role.NOTICE:
            rule = _short_rule(setting)
            yield rule
            yield from flow(section, given.blocks, images)
        case Role.SIGNATURES:
            from pipeline.typeset.signatures import signatures

            yield from before(signatures(section, given, images), setting.leading)
        case _:
            stream = flow(section, given.blocks, images)
            for first in stream:
                yield first._replace(before=max(first.before, setting.leading))
                break
            yield from stream


def _list(
    setting: Setting, given: List, images: Mapping[str, bytes], depth: int, within: bool
) -> Iterator[Box]:
    level = min(depth, len(_BULLETS) - 1)
    home = setting.home.child("L", attributes="decimal" if given.ordered else _KINDS[level])
    bullet = _BULLETS[level]
    widest = 1.7 if not given.ordered else 2.2
    last = given.start + len(given.items) - 1
    for number, item in enumerate(given.items, given.start):
        element = home.child("LI")
        label = element.child("Lbl")
        inner = setting.within(element.child("LBody"), start=widest * setting.size)
        words = ordinal(number, setting.tag, setting.own) if given.ordered else bullet
        boxes = list(content(inner, item.blocks, images, depth + 1, given.tight))
        if not boxes:
            continue
        tight = given.tight and (within or number > given.start)
        boxes[0] = boxes[0]._replace(before=0.0 if tight else setting.half)
        boxes = prose.hung(inner, boxes, words, label, inner.style(), 0.55 * setting.size)
        goes_on = given.tight and number < last
        yield from bound(boxes, LISTED) if goes_on else boxes


def content(
    setting: Setting,
    given: Sequence[Block],
    images: Mapping[str, bytes],
    depth: int = 0,
    tight: bool = False,
) -> Iterator[Box]:
    """What an element holds: blocks, or one paragraph, which needs no element of its own."""
    if len(given) == 1 and isinstance(given[0], Paragraph):
        lines = prose.texts(setting, given[0].texts, setting.home, setting.style())
        return iter(before(lines, setting.half))
    return flow(setting, given, images, depth, tight)


def _code(setting: Setting, given: Code) -> list[Box]:
    """Lines as they are, in letters of one width; long ones go on below."""
    small = setting.smaller(0.86)
    element = setting.home.child("P").child("Code", lang="" if setting.tag == "en" else "en")
    element.actual = given.lines if "\n" in given.lines else ""
    style = small.style()._replace(face=Face.MONO)
    text = given.lines.rstrip("\n").replace("\t", "    ").replace("  ", "\u00a0 ")
    words = Words(
        (Run(text, style, mark=0),),
        locale="en",
        rtl=False,
        alignment=Alignment.START,
        hyphenate=False,
    )
    return prose.set_words(small.within(element), words, element)


def _rule(setting: Setting) -> Box:
    """A rule in the middle, between two blocks."""
    width = setting.measure / 5
    bar = _bar(setting, width, (setting.measure - width) / 2)
    return Box(setting.leading, bar, before=setting.half, keep=NEVER)


def _short_rule(setting: Setting) -> Box:
    """A rule where lines begin, above a notice."""
    width = setting.measure / 4
    bar = _bar(setting, width, setting.measure - width if setting.rtl else 0.0)
    return Box(setting.half, bar, before=setting.leading, keep=NEVER)


def _bar(setting: Setting, width: float, left: float) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.bar(x + setting.left + left, y - setting.half, width, 0.6, THIN)

    return draw


def _on_grid(setting: Setting, boxes: Iterable[Box], white: float = 0.0) -> Iterator[Box]:
    """Boxes of odd heights, with white below them, and as much as leads back to the grid.

    No column begins with that white.
    """
    height = None
    for box in bound(boxes):
        height = box.height if height is None else height + box.before + box.height
        yield box
    if height is not None:
        yield Box(0.0, nothing, before=white + -round(height, 3) % setting.half)


def _in_language(given: tuple[Block, ...], tag: str) -> tuple[Block, ...]:
    return map_texts(given, lambda text: replace(text, locale=text.locale or tag))
