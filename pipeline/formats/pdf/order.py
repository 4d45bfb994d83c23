"""Lines in the order of reading: without page furniture, column by column."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.formats.pdf.lines import Line, joined

# Running heads and page numbers stand in the outer parts of a page.
_MARGIN = 0.12
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER_ONLY = re.compile(
    r"[\W_]*(?:\d{1,4}|[ivxlc]{1,6})(?:[\W_]*(?:/|of|de|из|von|/)?[\W_]*\d{1,4})?[\W_]*"
)
# What an item begins with stands apart from its words.
_MARKER = re.compile(r"\(?[\w٠-٩]{1,4}[.)、．:]|\W|第.{1,4}[条條]", re.UNICODE)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads, running feet and page numbers.

    A line in the outer part of a page is furniture if it stands there on at least half of the
    pages (numbers in it may differ), or if it is nothing but a number.
    """
    seen: dict[tuple[str, bool, float], set[int]] = defaultdict(set)
    for page in pages:
        for line in page:
            if _outer(line):
                seen[_likeness(line)].add(line.page)
    often = max(2, (len(pages) - 1) // 2)
    return [
        [
            line
            for line in page
            if not (
                _outer(line)
                and (len(seen[_likeness(line)]) >= often or _NUMBER_ONLY.fullmatch(line.text))
            )
        ]
        for page in pages
    ]


def _outer(line: Line) -> bool:
    return not _MARGIN < line.middle / line.page_height < 1 - _MARGIN


def _likeness(line: Line) -> tuple[str, bool, float]:
    """With its size: a title is not the running head that repeats it."""
    return _DIGITS.sub("#", line.text), line.middle > line.page_height / 2, line.size


def in_order(page: Sequence[Line]) -> list[Line]:
    """The lines of one page as they are read."""
    lines = _with_markers(sorted(page, key=lambda line: (-line.middle, line.left)))
    return _columns(lines, _rtl(lines), 0)


def _rtl(lines: Sequence[Line]) -> bool:
    strong = Counter(
        unicodedata.bidirectional(c) in ("R", "AL")
        for line in lines
        for c in line.text
        if unicodedata.bidirectional(c) in ("L", "R", "AL")
    )
    return strong[True] > strong[False]


def _with_markers(lines: list[Line]) -> list[Line]:
    """Lines on one baseline whose first is the number or bullet of the second, as one line."""
    done: list[Line] = []
    for line in lines:
        before = done[-1] if done else None
        if before and abs(before.middle - line.middle) < 0.5 * line.size:
            gap = max(line.left - before.right, before.left - line.right)
            if gap < 6 * line.size and _MARKER.fullmatch(before.text):
                done[-1] = joined(before, line)
                continue
            if gap < 6 * line.size and _MARKER.fullmatch(line.text) and line.left > before.right:
                # The number of a right-to-left text hangs on the right.
                done[-1] = joined(line, before)
                continue
        done.append(line)
    return done


def _columns(lines: list[Line], rtl: bool, depth: int) -> list[Line]:
    """Lines in two or more columns as one column, wide lines between them in their place."""
    gutter = _gutter(lines) if depth < 3 else None
    if gutter is None:
        return _downwards(lines)
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if line.left < gutter < line.right:
            ordered += _halves(band, gutter, rtl, depth)
            band = []
            ordered.append(line)
        else:
            band.append(line)
    return ordered + _halves(band, gutter, rtl, depth)


def _halves(band: list[Line], gutter: float, rtl: bool, depth: int) -> list[Line]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    halves = (right, left) if rtl else (left, right)
    return [line for half in halves for line in _columns(half, rtl, depth + 1)]


def _downwards(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-round(line.middle), line.left))


def _gutter(lines: Sequence[Line]) -> float | None:
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
    best: tuple[int, float, float] | None = None
    for start, end in pairwise(edges):
        middle = (start + end) / 2
        crossing = sum(line.left < middle < line.right for line in lines)
        candidate = (crossing, start - end, middle)
        if best is None or candidate < best:
            best = candidate
    if best is None:
        return None
    crossing, width, middle = best
    size = sorted(line.size for line in lines)[len(lines) // 2]
    if -width < 0.7 * size or 3 * crossing > len(lines):
        return None
    beside = sum(
        any(abs(one.middle - other.middle) < 0.7 * size for other in lines if other.left > middle)
        for one in lines
        if one.right < middle
    )
    whole = sum(line.right < middle for line in lines)
    # A column has lines of some length: numbers in a margin, or a table, are no column.
    long = [line for line in lines if line.right - line.left > 0.25 * (right - left)]
    sides = (sum(x.right < middle for x in long), sum(x.left > middle for x in long))
    return middle if whole and beside >= 0.5 * whole and min(sides) >= 3 else None
