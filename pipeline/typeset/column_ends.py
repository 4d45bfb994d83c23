"""Where columns end: all breaks of a stretch of boxes are chosen together, at least cost.

As Knuth and Plass chose lines (*Breaking paragraphs into lines*, 1981; Plass, *Optimal pagination
techniques*, 1981), so that a heading at the foot of page 3 may shorten page 1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from pipeline.typeset.flow import LISTED, NEVER, Box

# What white at the foot of a column costs, for the square of its lines: between paragraphs two are
# hardly seen, and five are as bad as a widow; where a paragraph or a list goes on, two look like
# its end.
_BETWEEN, _WITHIN_LIST, _WITHIN_PARAGRAPH = 1.5, 2.5, 6.0
# More than eight lines cost no more, lest the white that a page must have before a picture be
# shared out with others.
_MOST_WHITE = 100.0
# A heading with one line of its paragraph below it looks left behind, worse than a short page.
_LEFT_BEHIND = 100.0
# A last column that is almost empty costs as much as a widow or two.
_LONELY, _ALMOST_EMPTY = 60.0, 0.25
# A break that must not be is still better than text beyond the edge.
_FORBIDDEN = 1e6
# A column is reasonably full from here on; others are looked at where none can be.
_FULL = 0.7
# Adding up heights is not exact.
_DOUBT = 0.0001

End: TypeAlias = tuple[int, float]
"""How many boxes stand above the end of a column, and what it costs."""


class _Break(NamedTuple):
    """What it costs that a column ends behind a box."""

    fixed: float
    """However full the column is; `NEVER` if it must not end there."""
    white: float
    """For the square of the lines of white that are left."""


_FREE = _Break(0.0, _BETWEEN)


class Window:
    """Boxes that are cut into columns together.

    ``gap`` is the white between text and footnotes, one line of the text. ``last`` says that the
    text ends with these boxes.
    """

    def __init__(self, boxes: Sequence[Box], gap: float, *, last: bool) -> None:
        self.boxes, self.gap, self.last = boxes, gap, last
        # Lower edges, from 0.0, if all boxes stood below each other, and among these edges the
        # tops of columns that begin with each box.
        self._bottoms = list(accumulate((box.before + box.height for box in boxes), initial=0.0))
        self._tops = [
            bottom + box.before - sum(again.height for again in box.lead)
            if box.lead
            else bottom + box.before
            for bottom, box in zip(self._bottoms, boxes, strict=False)
        ]
        self._breaks = [_break(boxes, end) for end in range(1, len(boxes))]
        self._even = not any(box.notes or box.fresh for box in boxes)

    def ends(self, number: int, height: Callable[[int], float]) -> list[int]:
        """How many boxes stand above the end of each column.

        ``height(i)`` is what column number ``i`` can hold; the first one is ``number``.
        """
        count = len(self.boxes)
        # The best known way to end a column after so many boxes with column number k - 1, by k:
        # cost, and where that column begins.
        ways: list[dict[int, tuple[float, int]]] = [{} for _ in range(count + 1)]
        ways[0][number] = (0.0, -1)
        for start in range(count):
            offers: dict[float, list[End]] = {}
            for column, (cost, _) in ways[start].items():
                limit = height(column)
                if limit not in offers:
                    offers[limit] = self._offers(start, limit)
                for end, badness in offers[limit]:
                    known = ways[end].get(column + 1)
                    if known is None or cost + badness < known[0]:
                        ways[end][column + 1] = (cost + badness, start)
        final = min(ways[count], key=lambda k: (ways[count][k][0], k))
        ends = [count]
        while (start := ways[ends[0]][final][1]) > 0:
            ends.insert(0, start)
            final -= 1
        return ends

    def fit(self, ends: Sequence[int], limit: float) -> bool:
        """Whether no column is higher than this if they end here."""
        starts = [0, *ends[:-1]]
        used = (self._used(start, end) for start, end in zip(starts, ends, strict=True))
        return all(each <= limit + 0.01 for each in used)

    def _offers(self, start: int, limit: float) -> list[End]:
        """Where a column that begins at ``start`` might end: reasonably full, if that can be."""
        if self._even:
            # To begin where it is nearly full takes a third of the time.
            enough = self._tops[start] + (_FULL - 0.01) * limit
            near = min(len(self.boxes), bisect_left(self._bottoms, enough))
            full, _ = self._scan(start, max(start + 1, near), limit)
            if full:
                return full
        full, spare = self._scan(start, start + 1, limit)
        return full or [spare]

    def _scan(self, start: int, first: int, limit: float) -> tuple[list[End], End]:
        """Ends from ``first`` on that leave a column reasonably full, and the last other one."""
        boxes, bottoms, breaks, gap = self.boxes, self._bottoms, self._breaks, self.gap
        count, top = len(boxes), self._tops[start]
        notes, lanes = 0.0, dict[int, float]()
        full: list[End] = []
        spare: End | None = None
        end = first
        while True:
            box = boxes[end - 1]
            if box.notes:
                _fill(lanes, box.notes)
                notes = max(lanes.values()) + gap
            used = bottoms[end] - top + notes
            if used > limit * (1 + _DOUBT) and end > start + 1:
                return full, spare or (max(start + 1, end - 1), _FORBIDDEN)
            if end == count:
                full.append((end, self._lonely(start, used / limit)))
                return full, full[-1]
            if boxes[end].fresh:
                full.append((end, 0.0))
                return full, full[-1]
            fixed, square = breaks[end - 1]
            if end == start + 1:
                fixed = box.keep  # a heading before it stands in another column
            if fixed != NEVER:
                lines = (limit - used) / gap
                white = square * lines * lines
                cost = fixed + (white if white < _MOST_WHITE else _MOST_WHITE)
                if used < _FULL * limit:
                    spare = end, cost
                else:
                    full.append((end, cost))
            end += 1

    def _used(self, start: int, end: int) -> float:
        """How high a column of these boxes is, with what it says again and its footnotes."""
        lanes: dict[int, float] = {}
        for box in self.boxes[start:end]:
            _fill(lanes, box.notes)
        used = self._bottoms[end] - self._tops[start]
        return used + max(lanes.values()) + self.gap if lanes else used

    def _lonely(self, start: int, fill: float) -> float:
        """What it costs that the text ends in a column so full, if that is not the only one."""
        if self.last and start > 0 and fill < _ALMOST_EMPTY:
            return _LONELY * (_ALMOST_EMPTY - fill) / _ALMOST_EMPTY
        return 0.0


def _break(boxes: Sequence[Box], end: int) -> _Break:
    """What it costs that a column ends behind so many boxes."""
    keep = boxes[end - 1].keep
    if not keep:
        return _FREE
    if boxes[end].lead:  # tables have their own costs
        return _Break(keep, _BETWEEN)
    headed = end > 1 and boxes[end - 2].keep == NEVER
    square = _WITHIN_LIST if keep == LISTED else _WITHIN_PARAGRAPH
    return _Break(keep + _LEFT_BEHIND if headed else keep, square)


def extent(box: Box) -> float:
    """The height of a box with the white above it and its footnotes."""
    own = box.before + box.height
    return own + sum(map(extent, box.notes)) if box.notes else own


def _fill(lanes: dict[int, float], notes: Iterable[Box]) -> None:
    """Add footnotes to those that stand at the foot of a column, lane by lane."""
    for note in notes:
        lanes[note.lane] = lanes.get(note.lane, 0.0) + extent(note)
