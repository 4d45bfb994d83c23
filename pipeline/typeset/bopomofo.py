"""How Chinese is read in Taiwan: bopomofo beside each letter, its mark of tone behind it.

In vertical lines the letters of a syllable stand one below the other on the right, the tone on
the right of the last one; in horizontal lines they stand side by side above, so narrow that they
do not touch those of the next letter. The dot of the light tone stands before them (CLREQ 3.3.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.typeset.itemise import Item
from pipeline.typeset.lines import Line
from pipeline.typeset.paragraph import Alignment, Paragraph, Span
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.squares import BOTTOM, TOP
from pipeline.typeset.tags import Element

_SYLLABLE = re.compile(
    "\\s*(\u02d9?)([\u3105-\u312f\u31a0-\u31bf]+)([\u02c7\u02c9-\u02cb\u02d9\u02ea\u02eb]?)\\s*"
)
# Sizes of the letters beside and above, in ems of what they stand beside; how much room a tone
# takes up.
_BESIDE, _ABOVE, _TONE = 0.33, 0.38, 0.16
_WIDE = 10_000.0


class Syllable(NamedTuple):
    """The reading of one letter."""

    light: str
    """The dot of the light tone, or empty."""
    letters: str
    tone: str


class Place(NamedTuple):
    """Where a sign starts on its baseline, in the coordinates of a sheet, and what it is."""

    line: Line
    x: float
    y: float


def syllables(reading: str) -> tuple[Syllable, ...]:
    """The syllables of a reading in bopomofo; none if it is in anything else."""
    found = list(_SYLLABLE.finditer(reading))
    if "".join(each[0] for each in found) != reading:
        return ()
    return tuple(Syllable(*each.groups()) for each in found)


def draw(
    setting: Setting,
    sheet: Sheet,
    element: Element,
    item: Item,
    read: Sequence[Syllable],
    left: float,
    width: float,
    y: float,
) -> None:
    """Draw the reading of letters that are so wide, begin at ``left`` and look as ``item`` does."""
    share = width / len(read)
    for at, syllable in enumerate(read):
        placed = _beside if sheet.turned else _above
        for place in placed(setting, item, syllable, left + at * share, share, y):
            sheet.erect(place.line, element, place.x, place.y)


def _above(
    setting: Setting, item: Item, syllable: Syllable, left: float, share: float, y: float
) -> Iterator[Place]:
    em = item.style.size
    marks = (bool(syllable.light) + bool(syllable.tone)) * _TONE * em
    pitch = min(_ABOVE * em, (share - marks) / len(syllable.letters))
    stretch = pitch / (_ABOVE * em)
    x = left + (share - marks - pitch * len(syllable.letters)) / 2
    up = y + (TOP - BOTTOM * _ABOVE) * em
    for sign in "".join(syllable):
        room = pitch if sign in syllable.letters else _TONE * em
        line = _set(setting, item, sign, _ABOVE * em)
        if sign in syllable.letters:
            line = line._replace(stretch=stretch, width=line.width * stretch)
        yield Place(line, x + (room - line.width) / 2, up)
        x += room


def _beside(
    setting: Setting, item: Item, syllable: Syllable, left: float, share: float, y: float
) -> Iterator[Place]:
    em = item.style.size
    count = len(syllable.letters)
    size = min(_BESIDE * em, share / count)
    middle = y + TOP * em + 0.6 * size
    at = left + (share - size * count) / 2
    if syllable.light:
        line = _set(setting, item, syllable.light, size)
        yield Place(line, at + (TOP - 0.6) * size, middle - line.width / 2)
    for sign in syllable.letters:
        line = _set(setting, item, sign, size)
        yield Place(line, at + TOP * size, middle - line.width / 2)
        at += size
    if syllable.tone:
        line = _set(setting, item, syllable.tone, size)
        side = middle + size / 2 + _TONE * em / 2
        yield Place(line, at + (TOP - 1.0) * size, side - line.width / 2)


def _set(setting: Setting, item: Item, sign: str, size: float) -> Line:
    style = item.style._replace(size=size)
    paragraph = Paragraph(
        (Span(sign, style),), locale=item.locale, alignment=Alignment.START, hyphenate=False
    )
    (line, *_) = setting.lines(paragraph, _WIDE)
    return line
