"""Boxes into columns: where a page may break, and where it had better not.

`columns` chooses all breaks of a stretch of text together, as Knuth and Plass chose lines
(*Breaking paragraphs into lines*, 1981; Plass, *Optimal pagination techniques*, 1981), so that a
heading at the foot of page 3 may shorten page 1. The text is worked through in windows of a few
pages, so that memory does not grow with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from pipeline.typeset.flow import LISTED, NEVER, Box
from pipeline.typeset.sheet import Sheet

# Columns that are looked at together; more change nothing that a reader could see.
_WINDOW = 8
# An almost empty column at the end costs as much as a widow or two.
_LONELY = 60.0
_FEW = 0.25
# A column is reasonably full from here on.
_FULL = 0.7
# What white at the foot of a column costs, for the square of its lines: between paragraphs two are
# hardly seen, and five are as bad as a widow; where a paragraph or a list goes on, two look like
# its end.
# More than eight cost no more, lest what a page must have before a picture be shared with others.
_WHITE, _LIST, _BROKEN_OFF, _SHORT = 1.5, 2.5, 6.0, 100.0
# A heading with one line of its paragraph below it looks left behind, worse than a short page.
_LEFT_BEHIND = 100.0


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
        stored = sum(_extent(box) for box in buffer)
        while not done and stored < wanted:
            more = list(islice(source, 64))
            done = not more
            buffer.extend(more)
            stored += sum(_extent(box) for box in more)
        if not buffer:
            return
        ends = _breaks(buffer, number, height, gap, last=done)
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
    tallest = max((_extent(box) for box in boxes), default=0.0)
    low, high = max(sum(map(_extent, boxes)) / count * 0.7, tallest), height
    best = _breaks(boxes, 0, _level(height), gap, last=True)
    while high - low > 1.0:
        middle = (low + high) / 2
        tried = _breaks(boxes, 0, _level(middle), gap, last=True)
        if len(tried) <= count and not _overfull(boxes, tried, middle, gap):
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


def _extent(box: Box) -> float:
    extent = box.before + box.height
    return extent + sum(map(_extent, box.notes)) if box.notes else extent


def _used(boxes: Sequence[Box], start: int, end: int, gap: float) -> float:
    used = sum(b.height for b in boxes[start].lead) - boxes[start].before
    used += sum(box.before + box.height for box in boxes[start:end])
    lanes: dict[int, float] = {}
    for box in boxes[start:end]:
        _fill(lanes, box.notes)
    return used + max(lanes.values()) + gap if lanes else used


def _fill(lanes: dict[int, float], notes: Iterable[Box]) -> None:
    """Add footnotes to those that stand at the foot of a column, lane by lane."""
    for note in notes:
        lanes[note.lane] = lanes.get(note.lane, 0.0) + _extent(note)


def _overfull(boxes: Sequence[Box], ends: list[int], limit: float, gap: float) -> bool:
    starts = [0, *ends[:-1]]
    return any(_used(boxes, a, b, gap) > limit + 0.01 for a, b in zip(starts, ends, strict=True))


def _breaks(
    boxes: Sequence[Box],
    number: int,
    height: Callable[[int], float],
    gap: float,
    *,
    last: bool,
) -> list[int]:
    """Where the columns end that a window of boxes is cut into, at least cost."""
    count = len(boxes)
    bottoms = list(accumulate((box.before + box.height for box in boxes), initial=0.0))
    even = not any(box.notes or box.fresh for box in boxes)
    # Best known way to end a column after box i-1 with column number k: cost, and whence.
    ways: list[dict[int, tuple[float, int]]] = [{} for _ in range(count + 1)]
    ways[0][number] = (0.0, -1)
    for start in range(count):
        offers: dict[float, list[tuple[int, float]]] = {}
        for column, (cost, _) in ways[start].items():
            limit = height(column)
            if limit not in offers:
                near = list(_ends(boxes, bottoms, start, limit, gap, last=last, skip=even))
                offers[limit] = near or list(_ends(boxes, bottoms, start, limit, gap, last=last))
            for end, badness in offers[limit]:
                known = ways[end].get(column + 1)
                if known is None or cost + badness < known[0]:
                    ways[end][column + 1] = (cost + badness, start)
    final = min(ways[count], key=lambda k: (ways[count][k][0], k))
    ends = [count]
    while True:
        start = ways[ends[0]][final][1]
        if start <= 0:
            return ends
        ends.insert(0, start)
        final -= 1


def _ends(
    boxes: Sequence[Box],
    bottoms: Sequence[float],
    start: int,
    limit: float,
    gap: float,
    *,
    last: bool,
    skip: bool = False,
) -> Iterator[tuple[int, float]]:
    """The places where a column that begins at ``start`` might end, with what each costs.

    ``bottoms`` are the lower edges of the boxes, from 0.0, if all stood below each other. Only
    ends that leave the column reasonably full are considered, if there are any; with ``skip``
    others are not looked at, which takes a third of the time, and there may be none.
    """
    count = len(boxes)
    first = boxes[start]
    used = sum(box.height for box in first.lead) - first.before
    notes, lanes = 0.0, dict[int, float]()
    spare: tuple[int, float] | None = None
    offered = False
    above = bottoms[start] - used
    begin = start + 1
    if skip:
        begin = max(begin, min(count, bisect_left(bottoms, above + (_FULL - 0.01) * limit)))
    for end in range(begin, count + 1):
        box = boxes[end - 1]
        used = bottoms[end] - above
        if box.notes:
            _fill(lanes, box.notes)
            notes = max(lanes.values()) + gap
        fill = (used + notes) / limit
        if fill > 1.0001 and end > start + 1:
            break
        if end == count:
            lonely = last and start > 0 and fill < _FEW
            yield end, _LONELY * (_FEW - fill) / _FEW if lonely else 0.0
            return
        if boxes[end].fresh:
            yield end, 0.0
            return
        keep = box.keep
        if keep == NEVER:
            continue
        lines = (limit - used - notes) / gap
        goes_on = keep and not boxes[end].lead  # tables have their own costs
        square = _WHITE if not goes_on else _LIST if keep == LISTED else _BROKEN_OFF
        white = square * lines * lines
        cost = keep + (white if white < _SHORT else _SHORT)
        if goes_on and end > start + 1 and boxes[end - 2].keep == NEVER:
            cost += _LEFT_BEHIND
        if fill < _FULL:
            spare = end, cost
            continue
        offered = True
        yield end, cost
    if skip and not offered:
        return
    if not offered and spare:
        yield spare
    elif not offered:
        # A break that must not be is still better than text beyond the edge.
        yield max(start + 1, end - 1), 1e6
