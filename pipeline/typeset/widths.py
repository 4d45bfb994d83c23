"""How wide the columns of a table are.

As in CSS (CSS 2.2, 17.5.2.2) each column gets its longest word at least, and no more than its
longest cell asks for. What a word is, is asked of the line breaker, as Thai and
Chinese have no spaces. Where words do not fit, letters shrink a little; then words are hyphenated,
and letters shrink further only where not even that would help.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt
from typing import NamedTuple

from pipeline.formats.inline import plain
from pipeline.model import Row
from pipeline.typeset.cuts import hyphenated
from pipeline.typeset.measure import Measured
from pipeline.typeset.paragraph import Alignment, Paragraph, Span
from pipeline.typeset.setting import Setting

GAP = 1.2
"""White between columns, in ems."""
# Letters of a table shrink so far rather than that words are hyphenated, and so far at all, in
# sizes of the text.
_SMALL, _SMALLEST = 0.78, 0.62
# Halvings, after which a width is known to a fraction of a point.
_STEPS = 30
# Points by which reckoned widths may differ from those of the lines.
_SLACK = 1.0


class _Wish(NamedTuple):
    """What the cells of a column ask for, in points."""

    word: float
    """The longest word."""
    line: float
    """The longest cell, all on one line."""


def columns(setting: Setting, rows: Sequence[Row], text: float) -> tuple[float, list[float]]:
    """By how much to shrink the letters (1 where they fit), and the widths of the columns then.

    ``text`` is the size of the text around the table.
    """
    wishes = _wishes(setting, rows)
    gaps = GAP * setting.size * (len(wishes) - 1)
    words = [wish.word for wish in wishes]
    least, most = (min(1.0, part * text / setting.size) for part in (_SMALLEST, _SMALL))
    scale = min(1.0, setting.measure / (sum(words) + gaps))
    if scale < most:
        words = [wish.word for wish in _wishes(setting, rows, hyphens=True)]
        scale = max(least, min(most, setting.measure / (sum(words) + gaps)))
    room = setting.measure - gaps * scale
    # No column takes more than its fair share before the others have their words.
    fair = room / len(words) if sum(words) * scale > room + _SLACK else room
    words = [min(word * scale, fair) for word in words]
    lines = [wish.line * scale for wish in wishes]
    if sum(lines) <= room:
        spread = (room - sum(lines)) / len(lines)
        return scale, [line + spread for line in lines]
    return scale, _shared(words, lines, room)


def _shared(words: Sequence[float], lines: Sequence[float], room: float) -> list[float]:
    """Widths between the longest word and the longest cell of each column that fill the room.

    A column that asks for no more than its fair share has all of it, lest figures be broken for the
    sake of sentences; the others have as much as the root of what they ask for.
    """
    fair = room / len(lines)
    least = [b if b <= fair else a for a, b in zip(words, lines, strict=True)]
    if sum(least) > room:
        least = list(words)

    def widths(level: float) -> list[float]:
        return [max(a, min(b, level * sqrt(b))) for a, b in zip(least, lines, strict=True)]

    low, high = 0.0, sqrt(max(lines))
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths(middle)) < room else (low, middle)
    return widths(low)


def _wishes(setting: Setting, rows: Sequence[Row], *, hyphens: bool = False) -> list[_Wish]:
    """What each column asks for; with ``hyphens``, of each word only what is not hyphenated."""
    found = [_Wish(0.0, 0.0)] * max(len(row.cells) for row in rows)
    for position, row in enumerate(rows):
        style = setting.style(bold=position == 0)
        for column, cell in enumerate(row.cells):
            if words := plain(cell.markdown).replace("\n", " "):
                setting.where = f"{setting.tag}: {cell.key}" if cell.key else setting.tag
                span = Span(words, style, cell.locale)
                paragraph = Paragraph((span,), locale=setting.tag, alignment=Alignment.START)
                wish = _wish(setting.measured(paragraph), hyphens=hyphens)
                found[column] = _Wish(*map(max, found[column], wish))
    return found


def _wish(cell: Measured, *, hyphens: bool) -> _Wish:
    segments = hyphenated(cell, inf) if hyphens else cell.segments
    if not segments:
        return _Wish(0.0, 0.0)
    line = sum(each.width + each.space - each.squeeze for each in segments) - segments[-1].space
    word = max(each.width - min(0.0, each.trim) for each in segments)
    return _Wish(word + _SLACK, line + _SLACK)
