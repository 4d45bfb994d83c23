"""Boxes into columns: what stands where on the page.

Where columns end is chosen in `pipeline.typeset.column_ends`. The text is worked through in windows
of a few pages, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from pipeline.typeset.column_ends import Window, extent
from pipeline.typeset.flow import Box
from pipeline.typeset.sheet import Sheet

# Columns that are looked at together; more change nothing that a reader could see.
_WINDOW = 8


class Placed(NamedTuple):
    """A box and its upper edge, measured downwards from the top of the column."""

    box: Box
    y: float


class Column(NamedTuple):
    """The boxes of one column; footnotes are placed at its foot."""

    placed: tuple[Placed, ...]
    notes: tuple[Placed, ...]
    used: float
    """Height without the footnotes."""
    again: int = 0
    """How many of the boxes are said again here (the head of a table)."""


def columns(boxes: Iterable[Box], height: Callable[[int], float], gap: float) -> Iterator[Column]:
    """Cut a stream of boxes into columns.

    ``height(i)`` is what column number ``i`` can hold; ``gap`` is the white between the text
    and its footnotes, one line of it. A box that is higher than a column gets a column to itself.
    """
    source = iter(boxes)
    buffer: list[Box] = []
    done = False
    number = 0
    while True:
        wanted = sum(height(number + i) for i in range(_WINDOW))
        stored = sum(extent(box) for box in buffer)
        while not done and stored < wanted:
            more = list(islice(source, 64))
            done = not more
            buffer.extend(more)
            stored += sum(extent(box) for box in more)
        if not buffer:
            return
        ends = Window(buffer, gap, last=done).ends(number, height)
        # Only the first half of a window is settled: what follows could still change the rest.
        settled = ends if done else ends[: max(1, len(ends) // 2)]
        start = 0
        for end in settled:
            yield place(buffer[start:end], height(number), gap)
            start, number = end, number + 1
        del buffer[:start]


def place(boxes: Sequence[Box], height: float, gap: float) -> Column:
    """Put boxes below each other, and their footnotes at the foot of the column."""
    y = 0.0
    placed: list[Placed] = []
    notes: list[Box] = []
    for position, box in enumerate(boxes):
        if position == 0:
            for again in box.lead:
                placed.append(Placed(again, y))
                y += again.height
        else:
            y += box.before
        placed.append(Placed(box, y))
        y += box.height
        notes.extend(box.notes)
    lanes = {box.lane: [each for each in notes if each.lane == box.lane] for box in notes}
    foot = max(height - max(map(_stack, lanes.values()), default=0.0), y + gap)
    below: list[Placed] = []
    for lane in lanes.values():
        y_note = foot
        for position, box in enumerate(lane):
            y_note += box.before if position else 0.0
            below.append(Placed(box, y_note))
            y_note += box.height
    repeated = len(boxes[0].lead) if boxes else 0
    return Column(tuple(placed), tuple(below), y, repeated)


def balanced(boxes: Sequence[Box], count: int, height: float, gap: float) -> list[Column]:
    """The last page: boxes in ``count`` columns of about equal height, none above ``height``."""
    tallest = max((extent(box) for box in boxes), default=0.0)
    low, high = max(sum(map(extent, boxes)) / count * 0.7, tallest), height
    window = Window(boxes, gap, last=True)
    best = window.ends(0, _level(height))
    while high - low > 1.0:
        middle = (low + high) / 2
        tried = window.ends(0, _level(middle))
        if len(tried) <= count and window.fit(tried, middle):
            best, high = tried, middle
        else:
            low = middle
    starts = [0, *best[:-1]]
    return [place(boxes[a:b], height, gap) for a, b in zip(starts, best, strict=True)]


def _level(height: float) -> Callable[[int], float]:
    """The heights of columns that are all as tall."""
    return lambda _: height


def draw_all(placed: Iterable[Placed], sheet: Sheet, x: float, top: float) -> None:
    """Draw the boxes of a column whose upper edge is at ``top``."""
    for row, run in groupby(placed, key=lambda each: each.box.row):
        held = list(run)
        if row is None:
            for each in held:
                each.box.draw(sheet, x, top - each.y)
            continue
        for part in range(max(len(each.box.parts) for each in held)):
            for each in held:
                if part < len(each.box.parts):
                    each.box.parts[part](sheet, x, top - each.y)


def _stack(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes) + sum(box.before for box in boxes[1:])
