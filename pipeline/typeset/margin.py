"""What stands in the margin beside a text: bars, keys and line numbers of a review."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Standing, Text
from pipeline.typeset.flow import Box, Draw, around
from pipeline.typeset.paragraph import Alignment, Face, Paragraph, Span, Style
from pipeline.typeset.setting import QUIET, Setting, colour
from pipeline.typeset.sheet import Colour, Sheet
from pipeline.words import numeral

STALE: Colour = colour("#b45309")
FALLBACK: Colour = colour("#8a8f98")
# How far keys stand from the text, and what they leave white at the edge of the paper, in points;
# and how wide their letters are, in ems.
_AWAY, _EDGE, _LETTER = 14.0, 14.0, 0.6


def aside(
    setting: Setting, sheet: Sheet, key: str, style: Style, x: float, baseline: float, rows: int
) -> None:
    """A key in the margin behind the text, which it is no part of, on so many rows at most.

    What is too long lacks its middle: its end tells it from others that begin alike.
    """
    width = max(setting.margin - _AWAY - _EDGE, _LETTER * style.size * 6)
    most = rows * int(width / (_LETTER * style.size))
    if len(key) > most:
        key = f"{key[: most // 2]}…{key[len(key) - (most - 1) // 2 + 1 :]}"
    paragraph = Paragraph(
        (Span(key, style),), locale="en", rtl=False, alignment=Alignment.START, hyphenate=False
    )
    for row, line in enumerate(setting.lines(paragraph, width)[: rows + 1]):
        left = x - _AWAY - line.width if setting.rtl else x + setting.width + _AWAY
        sheet.aside(line, left, baseline - row * style.size * 1.25)


def number_of_line(setting: Setting, sheet: Sheet, x: float, baseline: float) -> None:
    """Every fifth line has its number at the outer edge."""
    setting.log.line += 1
    if setting.log.line % 5:
        return
    style = Style(size=6.5, colour=QUIET)
    words = numeral(setting.log.line, setting.tag, setting.own)
    paragraph = Paragraph((Span(words, style),), locale=setting.tag, rtl=False)
    (line, *_) = setting.lines(paragraph, 100.0)
    grid = setting.grid
    room = grid.width - grid.right if setting.rtl else grid.left
    away = max(0.0, min(46.0, room - line.width - _EDGE))
    left = x + setting.width + away if setting.rtl else x - away - line.width
    sheet.aside(line, left, baseline)


def marked(setting: Setting, given: Sequence[Text], boxes: list[Box]) -> list[Box]:
    """The lines of texts with what the margin says of them.

    A bar stands beside words that are out of date, or that are not translated; for reviewers,
    the key beside the first line.
    """
    if not setting.marked:
        return boxes
    standings = {text.standing for text in given}
    edge = setting.left - 7.5 if setting.rtl else setting.left + setting.measure + 6.0
    if Standing.FALLBACK in standings:
        boxes = [around(box, last=bar(box, edge, FALLBACK, dashed=True)) for box in boxes]
    elif Standing.STALE in standings:
        boxes = [around(box, last=bar(box, edge, STALE, dashed=False)) for box in boxes]
    keys = [text.key for text in given if text.key]
    if setting.reviewing and keys and boxes:
        words = keys[0] if len(keys) == 1 else f"{keys[0]} … {keys[-1]}"
        boxes[0] = around(boxes[0], last=_keyed(setting, words, max(2, min(4, 2 * len(boxes)))))
    return boxes


def _keyed(setting: Setting, words: str, rows: int) -> Draw:
    style = Style(size=6.0, face=Face.MONO, colour=QUIET)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        aside(setting, sheet, words, style, x, y - setting.depth, rows)

    return draw


def bar(box: Box, edge: float, ink: Colour, *, dashed: bool) -> Draw:
    """Draw a bar beside a box, ``edge`` points from the left edge of the column."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        dash(sheet, x + edge, y, box.height, ink, dashed=dashed)

    return draw


def dash(sheet: Sheet, x: float, y: float, height: float, ink: Colour, *, dashed: bool) -> None:
    """A vertical bar downwards from ``y``, whole or in dashes."""
    steps = 4 if dashed else 1
    for step in range(steps):
        length = height / steps
        sheet.bar(x, y - (step + 1) * length, 1.5, length * (0.55 if dashed else 1.0), ink)
