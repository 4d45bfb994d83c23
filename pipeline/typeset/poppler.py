"""Marks by which poppler reads numbers and stops among right-to-left words in their place.

It reads a line from the right. A letter, number or stop from left to right begins words that run
so, up to the next letter from right to left, and all between them is left as it stands, be it a
space (TextPage::dumpFragment, reorderText). A sign that embeds words counts as a letter of its
direction (UnicodeTypeTable.cc), and poppler puts such signs around its lines itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.typeset.characters import bidi_classes
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.shape import NUMBERS, STRANGE, Box

# Right-to-left and left-to-right embedding.
_RIGHT, _LEFT = "\u202b", "\u202a"
_LETTERS = frozenset({"R", "AL"})
# Letters and signs that run from right to left, as poppler has them.
_ARABIC = re.compile(
    "[\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6"
    "\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1\ufb1d-\ufdff\ufe70-\ufefc]+"
)


def marked(line: Line, group: tuple[Run, ...], left: str) -> tuple[Run, ...]:
    """The runs of a right-to-left line; ``left`` is the character before them."""
    if all(run.box.rtl and not run.box.odd for run in group):
        return group
    classes = bidi_classes()
    if not left and not any(classes[each] in _LETTERS | {"L"} for each in line.text):
        left = " "  # A number by itself: what follows stands on its left.
    runs = list(_marked(line, group, left))
    if group[-1] is line.runs[-1] and line.text.startswith("-"):
        box = runs[-1].box
        # Poppler takes a hyphen on the right of a line for one that was added, and drops it.
        cells = (*box.cells[:-1], box.cells[-1]._replace(text=box.cells[-1].text + _RIGHT))
        runs[-1] = runs[-1].showing(box.showing(cells))
    return tuple(runs)


def steadied(words: str) -> str:
    """Words in logical order, told so that poppler leaves them so.

    It turns round what runs from right to left, up to the next letter from left to right, and pages
    on which more letters run from right to left (TextPage::checkPrimaryLR, dumpFragment). Signs of
    Arabic, such as its question mark, count as letters, and stand among letters of N'Ko, Adlam and
    Rohingya, which count as none.
    """
    return _ARABIC.sub(lambda found: found[0][::-1] + _LEFT * len(found[0]), words)


def _marked(line: Line, group: tuple[Run, ...], left: str) -> Iterator[Run]:
    classes = bidi_classes()
    for at, run in enumerate(group):
        box = run.box
        barred = bool(left) and classes[left] not in _LETTERS
        if box.rtl:
            shown = _stops(box, left if barred else "") if box.odd else box
        else:
            first = at == 0 or group[at - 1].box.rtl
            last = at + 1 == len(group) or group[at + 1].box.rtl
            shown = _words(box, barred and first, last)
        yield run if shown is box else run.showing(shown)
        left = box.cells[-1].text[-1] if box.cells else left


@lru_cache(4096)
def _stops(box: Box, left: str) -> Box:
    """A right-to-left word, its numbers and stops kept from what stands on their left."""
    classes, cells = bidi_classes(), list(box.cells)
    for at, cell in enumerate(cells):
        sign = cell.text[0]
        turned = classes[sign] in NUMBERS or sign in STRANGE
        again = at > 0 and left == sign
        if turned and left and not again and classes[left] not in _LETTERS:
            cells[at] = cell._replace(text=_RIGHT + cell.text)
        left = sign
    return box.showing(tuple(cells))


@lru_cache(4096)
def _words(box: Box, first: bool, last: bool) -> Box:
    """A word from left to right: the ``first``, kept from what is on its left; the ``last``."""
    cells = list(box.cells)
    if first:
        cells[0] = cells[0]._replace(text=_RIGHT + cells[0].text)
    if last and bidi_classes()[cells[-1].text[-1]] not in NUMBERS | {"L"}:
        cells[-1] = cells[-1]._replace(text=cells[-1].text + _LEFT)
    return box.showing(tuple(cells)) if tuple(cells) != box.cells else box
