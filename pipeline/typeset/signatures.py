"""The page on which a declaration is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Block, Heading, List, Paragraph, Section, Text
from pipeline.typeset import blocks, prose
from pipeline.typeset.flow import NEVER, Box, Draw, around, before, beside
from pipeline.typeset.paragraph import Alignment
from pipeline.typeset.setting import QUIET, Setting
from pipeline.typeset.sheet import Sheet


def signatures(setting: Setting, given: Section, images: Mapping[str, bytes]) -> Iterator[Box]:
    """The section's own words, then a line to sign on for each of its list items.

    A section with such a list begins a page.
    """
    fresh = any(isinstance(block, List) for block in given.blocks)
    for block in given.blocks:
        if isinstance(block, List):
            boxes = [box for item in block.items for box in _signatory(setting, item.blocks)]
        else:
            boxes = list(blocks.flow(setting, (block,), images))
        if fresh and boxes:
            boxes[0] = boxes[0]._replace(fresh=True)
            fresh = False
        if isinstance(block, Heading):
            boxes = [box._replace(keep=NEVER) for box in boxes]
        yield from boxes


def _signatory(setting: Setting, given: Sequence[Block]) -> list[Box]:
    """Room to sign and to date, over the name of who does."""
    element = setting.home.child("Div")
    names: list[Text] = [t for block in given if isinstance(block, Paragraph) for t in block.texts]
    gap = 1.5 * setting.size
    dated = setting.measure * 0.28
    left = setting.within(element, end=dated + gap)
    right = setting.within(element, start=setting.measure - dated).smaller(0.84)
    right = replace(right, marked=False)
    name = prose.texts(left, names, element.child("P"), left.style(), alignment=Alignment.START)
    day = prose.phrase_lines(right, setting.words("date"), element.child("P"), right.style())
    lines = beside([name, day])
    lines[0] = around(lines[0], _ruled(setting, dated, gap))
    return [
        box._replace(keep=NEVER) if row + 1 < len(lines) else box
        for row, box in enumerate(before(lines, 3.0 * setting.leading))
    ]


def _ruled(setting: Setting, dated: float, gap: float) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        edge = x + setting.left
        wide = setting.measure - dated - gap
        first, second = (edge + dated + gap, edge) if setting.rtl else (edge, edge + wide + gap)
        sheet.bar(first, y, wide, 0.5, QUIET)
        sheet.bar(second, y, dated, 0.5, QUIET)

    return draw
