"""Lines in the order of reading, column by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from pipeline.formats.pdf.characters import leftward
from pipeline.formats.pdf.lines import Line, joined

Frame = tuple[Line, ...]
"""Lines of one column of one page, downwards."""

# What an item begins with stands apart from its words.
_MARKER = re.compile(r"\(?[\w٠-٩]{1,4}[.)、．:]|\W|第.{1,4}[条條]", re.UNICODE)


def in_order(pages: Sequence[Sequence[Line]]) -> list[Frame]:
    """The columns of all pages in the order in which they are read.

    Where a page has too little text to show its columns, it has those of the other pages.
    """
    rtl = leftward("".join(line.text for page in pages for line in page))
    known = Counter(
        round(gutter) for page in pages if (gutter := _gutter(page, strict=True)) is not None
    )
    usual = [float(gutter) for gutter, _ in known.most_common(2)]
    return [frame for page in pages for frame in _columns(page, rtl, usual, 0) if frame]


def _columns(
    lines: Sequence[Line], rtl: bool, usual: Sequence[float], depth: int
) -> Iterator[Frame]:
    """Lines in two or more columns as frames, wide lines between them in their place."""
    gutter = _gutter(lines, strict=bool(depth)) if depth < 2 else None
    if gutter is None and depth == 0:
        gutter = next((each for each in usual if _divides(lines, each)), None)
    if gutter is None:
        yield _frame(lines, rtl)
        return
    band: list[Line] = []
    wide: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if line.left < gutter < line.right:
            yield from _halves(band, gutter, rtl, usual, depth)
            band = []
            wide.append(line)
        else:
            if wide:
                yield _frame(wide, rtl)
                wide = []
            band.append(line)
    if wide:
        yield _frame(wide, rtl)
    yield from _halves(band, gutter, rtl, usual, depth)


def _halves(
    band: Sequence[Line], gutter: float, rtl: bool, usual: Sequence[float], depth: int
) -> Iterator[Frame]:
    if not band:
        return
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    for half in (right, left) if rtl else (left, right):
        yield from _columns(half, rtl, usual, depth + 1)


def _frame(lines: Sequence[Line], rtl: bool) -> Frame:
    """Lines from the top down, those on one baseline in the direction of reading."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    rows = [_with_markers(sorted(row, key=lambda x: -x.right if rtl else x.left)) for row in rows]
    return _with_initials(_stretched(rows))


def _with_markers(row: Sequence[Line]) -> list[Line]:
    """Lines on one baseline; the number or bullet of an item is joined to its words."""
    done: list[Line] = []
    for line in row:
        before = done[-1] if done else None
        if before and _MARKER.fullmatch(before.text):
            gap = max(line.left - before.right, before.left - line.right)
            if gap < 6 * line.size:
                done[-1] = joined(before, line)
                continue
        done.append(line)
    return done


def _stretched(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Rows whose pieces are one line, justified with wide spaces, as one line.

    Such a row reaches from edge to edge, and a line above or below it is whole; a table has
    gaps in one row after another.
    """
    whole = [row[0] for row in rows if len(row) == 1]
    if not whole:
        return [line for row in rows for line in row]
    left, right = min(x.left for x in whole), max(x.right for x in whole)
    ordered: list[Line] = []
    for at, row in enumerate(rows):
        size = row[0].size
        inset = min(x.left for x in row) - left < 4 * size
        edges = inset and abs(max(x.right for x in row) - right) < 0.3 * size
        near = (ordered[-1:], *rows[at + 1 : at + 2])
        cells = len(row) > 1 and _cells(row, rows, at)
        stretched = edges and ((_even(row) and not cells) or _beside(row, near, right - left))
        stretched = stretched or (inset and not cells)
        if len(row) > 1 and (stretched or _between(row, near)):
            row = (reduce(joined, row),)
        ordered += row
    return ordered


def _even(row: Sequence[Line]) -> bool:
    """Whether the gaps of a row are all alike."""
    gaps = [max(b.left - a.right, a.left - b.right) for a, b in pairwise(row)]
    return len(gaps) > 1 and max(gaps) < 1.2 * min(gaps)


def _cells(row: Sequence[Line], rows: Sequence[Sequence[Line]], at: int) -> bool:
    """Whether the pieces of a row are cells: they begin or end where those near them do.

    Words of a justified line stand anywhere, but the line is one of several close together.
    """
    first = min(row, key=lambda line: line.left)
    others = [line for line in row if line is not first]
    near = (*rows[max(0, at - 2) : at], *rows[at + 1 : at + 3])
    edges = [x for each in near for line in each[1:] for x in (line.left, line.right)]
    if any(abs(x - y) < 1.5 for line in others for x in (line.left, line.right) for y in edges):
        return True
    return not any(
        each[0].size == first.size
        and abs(each[0].left - first.left) < 2 * first.size
        and abs(each[0].base - first.base) < 1.6 * first.size
        for each in near
    )


def _between(row: Sequence[Line], near: Sequence[Sequence[Line]]) -> bool:
    """Whether a row stands between two whole lines that begin where it begins."""
    first = min(row, key=lambda line: line.left)
    return len(near) == 2 and all(
        len(other) == 1
        and other[0].size == first.size
        and abs(other[0].left - first.left) < 1.5
        and abs(other[0].base - first.base) < 1.6 * first.size
        for other in near
    )


def _beside(row: Sequence[Line], rows: Sequence[Sequence[Line]], width: float) -> bool:
    """Whether a line above or below a row is whole, or the last of the same paragraph."""
    first = row[0]
    return any(
        len(other) == 1
        and other[0].size == first.size
        and abs(other[0].base - first.base) < 2 * first.size
        and (
            other[0].right - other[0].left > 0.8 * width
            or (other[0].base < first.base and abs(other[0].left - first.left) < 1)
        )
        for other in rows
    )


def _with_initials(lines: Sequence[Line]) -> Frame:
    """A large letter that hangs down into a paragraph goes back to the line it begins."""
    done = list(lines)
    for line in lines:
        if len(line.text) > 2 or not line.text[:1].isalpha():
            continue
        beside = [
            other
            for other in done
            if other is not line
            and 1.7 * other.size < line.size
            and 0 <= other.left - line.right < 1.2 * other.size
            and -0.3 * other.size < other.base - line.base < line.size
        ]
        if not beside:
            continue
        first = max(beside, key=lambda other: other.base)
        done[done.index(first)] = replace(
            first, text=line.text + first.text, left=line.left, opening=first.opening + line.opening
        )
        for other in beside:
            if other is not first:
                done[done.index(other)] = replace(other, left=line.left)
        done.remove(line)
    return tuple(done)


def _divides(lines: Sequence[Line], gutter: float) -> bool:
    """Whether a gutter of other pages may be one of these lines' too."""
    crossing = sum(line.left < gutter < line.right for line in lines)
    return len(lines) > 1 and 3 * crossing <= len(lines)


def _gutter(lines: Sequence[Line], *, strict: bool) -> float | None:
    """Where the white between two columns is, or None where there is one column.

    It is the place in the middle of the text that the fewest lines cross, with white to both
    sides, if most lines stand beside one another there.
    """
    if len(lines) < 6:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    low, high = left + 0.25 * (right - left), left + 0.75 * (right - left)
    edges = sorted(
        {low, high, *(x for line in lines for x in (line.left, line.right) if low < x < high)}
    )
    size = sorted(line.size for line in lines)[len(lines) // 2]
    best: tuple[int, float, float] | None = None
    for start, end in pairwise(edges):
        if end - start < 0.7 * size:
            continue
        middle = (start + end) / 2
        crossing = sum(line.left < middle < line.right for line in lines)
        candidate = (crossing, start - end, middle)
        if best is None or candidate < best:
            best = candidate
    if best is None:
        return None
    crossing, _, middle = best
    if 3 * crossing > len(lines):
        return None
    beside = sum(
        any(abs(one.base - other.base) < 0.9 * size for other in lines if other.left > middle)
        for one in lines
        if one.right < middle
    )
    whole = min(
        sum(line.right < middle for line in lines), sum(line.left > middle for line in lines)
    )
    # A column has lines of some length: numbers in a margin, or a table, are no column.
    long = [line for line in lines if line.right - line.left > 0.25 * (right - left)]
    sides = (sum(x.right < middle for x in long), sum(x.left > middle for x in long))
    least = 3 if strict else 2
    return middle if whole and beside >= 0.5 * whole and min(sides) >= least else None
