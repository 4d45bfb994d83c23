"""A text as a stream of boxes, which `columns` cuts into pages.

A `Box` is a strip of the page that cannot be cut: a line of text, a picture, a rule. Its
``keep`` says how bad a break after it would be (after a heading: impossible; before the last
line of a paragraph: a widow).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from pipeline.typeset.sheet import Sheet

Draw: TypeAlias = "Callable[[Sheet, float, float], None]"
"""Draws a box on a sheet, given the left edge of its column and the box's upper edge."""

NEVER = inf
"""The keep of a box that must not be last in its column."""
WIDOW = 40.0
"""The keep of a box that had better not be: a first line, a last line but one."""
TORN = 90.0
"""The keep of a line in a narrow column that ends within a word, as every third one may."""
LISTED = 0.5
"""The keep of the last line of an item that others follow closely."""
ALONE = 150.0
"""The keep of the last lines of a text before its colophon, which looks lost on a page of its own:
more than white of any height costs."""
LOOSE = 0.0


class Box(NamedTuple):
    """An uncuttable strip of the page. Lengths are points."""

    height: float
    draw: Draw
    before: float = 0.0
    """White above it, which is dropped at the top of a column."""
    keep: float = LOOSE
    """What a column break after it costs."""
    notes: tuple[Box, ...] = ()
    """Footnotes that must stand at the foot of the same column."""
    lead: tuple[Box, ...] = ()
    """What is said again if a column begins with this box (the head of a table)."""
    fresh: bool = False
    """Whether it must be the first in its column's page."""
    parts: tuple[Draw, ...] = ()
    """What ``draw`` does, side by side, if the box is one of a row of stacks (`beside`)."""
    depth: float = 0.0
    """How far below its upper edge the baseline of a line of text is."""
    lane: int = 0
    """Footnotes of different lanes stand side by side: those of languages in facing columns."""
    row: object = None
    """Boxes of one row of stacks share this; each stack is drawn whole before the next, so that
    a text is not torn by its neighbour."""


def beside(sides: Sequence[Sequence[Box]], *, lanes: bool = False) -> list[Box]:
    """Stacks of boxes side by side as one stack, cut where all of them can be cut.

    Sides draw themselves in their own places; ``before`` becomes part of the heights. With
    ``lanes`` the footnotes of the sides stand side by side as well.
    """
    cuts = [_cuts(side) for side in sides]
    ends = [set(edges) for edges in cuts]
    total = max((edges[-1] for edges in cuts if edges), default=0)
    common = [
        y
        for y in sorted(set().union(*ends))
        if all(not e or y >= e[-1] or y in have for e, have in zip(cuts, ends, strict=True))
    ]
    rows: list[Box] = []
    row = object()
    start = 0
    for end in common or [total]:
        parts: list[Draw] = []
        notes: list[Box] = []
        keep = 0.0
        for lane, (side, edges) in enumerate(zip(sides, cuts, strict=True)):
            here: list[tuple[Box, float]] = []
            for place_, box in enumerate(side):
                top = edges[place_] - _units(box.height)
                if start <= top < end:
                    here.append((box, (top - start) / 100))
                    notes += [n._replace(lane=lane) for n in box.notes] if lanes else box.notes
                    if edges[place_] == end and place_ + 1 < len(side):
                        keep = max(keep, box.keep)
            parts.append(_together(here))
        height = (end - start) / 100
        whole = _all(parts)
        rows.append(Box(height, whole, keep=keep, notes=tuple(notes), parts=tuple(parts), row=row))
        start = end
    return list(bound(rows, max((side[-1].keep for side in sides if side), default=0.0)))


def around(box: Box, first: Draw | None = None, last: Draw | None = None) -> Box:
    """The same box with something drawn before it, or after.

    In a row of stacks it belongs to the first stack, or to the last: the stacks of a row are drawn
    one after the other by their places, which must not shift.
    """
    parts = list(box.parts)
    if parts:
        parts[0] = _all([*filter(None, (first,)), parts[0]])
        parts[-1] = _all([parts[-1], *filter(None, (last,))])
    draw = _all([*filter(None, (first,)), box.draw, *filter(None, (last,))])
    return box._replace(draw=draw, parts=tuple(parts))


def bound(boxes: Iterable[Box], keep: float = NEVER, count: int = 1) -> Iterator[Box]:
    """The same boxes, the last ``count`` of which are kept with what follows as strongly as
    ``keep`` says."""
    held: deque[Box] = deque()
    for box in boxes:
        held.append(box)
        if len(held) > count:
            yield held.popleft()
    for box in held:
        yield box._replace(keep=max(box.keep, keep))


def before(boxes: Iterable[Box], white: float) -> list[Box]:
    """The same boxes with white above the first; the larger of two whites counts."""
    held = list(boxes)
    if held:
        held[0] = held[0]._replace(before=max(held[0].before, white))
    return held


def prose(boxes: Iterable[Box]) -> list[Box]:
    """The lines of a paragraph: no widow, no orphan, none of three lines or fewer torn."""
    held = list(boxes)
    for position in range(len(held) - 1):
        edge = position == 0 or position == len(held) - 2
        cost = WIDOW if edge else 1.0
        if held[position].keep < cost:
            held[position] = held[position]._replace(keep=cost)
    return held


def _units(length: float) -> int:
    return round(length * 100)


def _cuts(side: Sequence[Box]) -> list[int]:
    """Lower edges of the boxes of a stack, in hundredths of a point."""
    y, edges = 0, []
    for position, box in enumerate(side):
        y += (_units(box.before) if position else 0) + _units(box.height)
        edges.append(y)
    return edges


def _together(parts: list[tuple[Box, float]]) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        for box, offset in parts:
            box.draw(sheet, x, y - offset)

    return draw


def nothing(sheet: Sheet, x: float, y: float) -> None:
    """Draw nothing: the `Draw` of a box of white."""


def _all(parts: Sequence[Draw]) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        for part in parts:
            part(sheet, x, y)

    return draw
