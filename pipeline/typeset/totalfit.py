"""Where lines end, weighed for the whole paragraph at once (Knuth and Plass, "Breaking Paragraphs
into Lines", 1981): tight and loose lines, hyphens, two hyphens in a row, a tight line next to a
loose one, a last line that is too short.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple

from pipeline.typeset.measure import Segment

# A line's letters may be widened or narrowed by this part of their width, which no reader sees
# (Thành, "Micro-typographic extensions to the TeX typesetting system", 2000).
FLEX = 0.015
_DOUBLE_HYPHEN, _HYPHEN_AT_END, _UNEVEN, _SHORT = 30_000.0, 8000.0, 3000.0, 100_000.0
_TORN = 1e7
"""What it costs that the last line is a part of a word and nothing else."""
_BEYOND = 1e12
"""What it costs that a line sticks out, and for each point of that again."""
# Points within which a line is looked at more closely, however loose it seems.
_DOUBT = 1e-3
_SHORTEST = 0.15
"""How much of the width the last line should fill."""


_Node = tuple[float, int, int, int, bool, "_Node | None"]
"""Cost, segments so far, lines so far, how loose the last line is (0, tight, to 3, very loose),
whether it ends in a hyphen, and the node that it begins at."""


class _Columns(NamedTuple):
    """Segments turned into columns, which are added up at the speed of C."""

    spaces: tuple[float, ...]
    trims: tuple[float, ...]
    indents: tuple[float, ...]
    squeezes: tuple[float, ...]
    forced: tuple[bool, ...]
    penalties: tuple[float, ...]
    hyphens: tuple[bool, ...]
    before: list[float]
    """How wide all is that stands before each segment, and before the end."""
    elastic: list[float]
    """How far the same may be stretched."""
    compressible: list[float]
    """How far it may be shrunk."""


def _columns(segments: Sequence[Segment]) -> _Columns:
    turned = tuple(zip(*segments, strict=True))
    _, _, inked, spaces, stretches, shrinks, _, trims, indents, squeezes, forced, *more = turned
    penalties, hyphens = more
    advances = map(sub, map(add, inked, spaces), squeezes)
    sums = [list(accumulate(each, initial=0.0)) for each in (advances, stretches, shrinks)]
    return _Columns(spaces, trims, indents, squeezes, forced, penalties, hyphens, *sums)


def choose(
    segments: Sequence[Segment],
    widths: tuple[float, ...],
    tolerance: float,
    ragged: bool = False,
    balance: bool = False,
) -> list[int] | None:
    """Where lines end, as counts of segments; None if some line is looser than ``tolerance``."""
    count = len(segments)
    given = _columns(segments)
    spaces, squeezes, trims, forced = given.spaces, given.squeezes, given.trims, given.forced
    before, indents = given.before, given.indents
    penalties, hyphens = given.penalties, given.hyphens
    whole = before[-1] - spaces[-1] + squeezes[-1] - indents[0]
    if whole <= widths[0] and not any(forced[:-1]):
        return [count]
    elastic, compressible = given.elastic, given.compressible
    line_ends = map(sub, map(add, map(sub, before[1:], spaces), squeezes), trims)
    lefts = list(map(add, before, indents))
    uniform, last_width = len(widths) == 1, widths[-1]
    flexible = 0.0 if ragged else FLEX
    desperate = tolerance == float("inf")
    # A line that begins later is looser still. So a place too near the first open beginning is
    # too near all others, and most places are passed over (a third of the time).
    ordered = uniform and not ragged and not desperate
    first: _Node = (0.0, 0, 0, 1, False, None)
    active: list[_Node] = [first]
    first_left, first_elastic = lefts[0], 0.0
    for at, end in enumerate(line_ends, 1):
        final = forced[at - 1] or at == count
        if ordered and not final:
            natural = end - first_left
            stretch = elastic[at - 1] - first_elastic + FLEX * natural
            if last_width - natural > tolerance * stretch + _DOUBT:
                continue
        elastic_here, compressible_here = elastic[at - 1], compressible[at - 1]
        penalty, trim, divides = penalties[at - 1], trims[at - 1], hyphens[at - 1]
        best: dict[int, _Node] = {}
        keep: list[_Node] = []
        overfull: list[tuple[float, _Node]] = []
        for place, node in enumerate(active):
            cost, start, lines, looseness, hyphen, _ = node
            width = last_width if uniform else widths[min(lines, len(widths) - 1)]
            natural = end - lefts[start]
            slack = width - natural
            flex = flexible * natural
            if slack < 0:
                shrink = 0.0 if ragged else compressible_here - compressible[start] + flex
                if slack < -shrink - 1e-6:
                    overfull.append((-slack, node))
                    # What is too long for the hyphen alone may still go on without it.
                    if trim < 0 and slack - trim >= -shrink:
                        keep.append(node)
                    continue
                ratio = slack / shrink if shrink > 0 else 0.0
            elif final and not balance:
                ratio = 0.0
            else:
                stretch = 0.15 * width if ragged else elastic_here - elastic[start] + flex
                ratio = slack / stretch if stretch > 0 else 1e3
            if ratio > tolerance:
                if not final:
                    if ordered:
                        keep += active[place:]
                        break
                    keep.append(node)
                continue
            if not final:
                keep.append(node)
            badness = 100.0 * ratio * ratio
            if not ragged:
                badness *= abs(ratio)
                if badness > 1e6:
                    badness = 1e6
            price = 1.0 + badness + penalty
            price *= price
            kind = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
            if abs(kind - looseness) > 1 and not ragged:
                price += _UNEVEN
            if divides and hyphen:
                price += _DOUBLE_HYPHEN
            if final and lines:
                price += _last(natural / width, hyphen, segments[start : at - 1])
            key = kind if uniform else kind + 4 * min(lines + 1, len(widths))
            total_cost = cost + price
            known = best.get(key)
            if known is None or total_cost < known[0]:
                best[key] = (total_cost, at, lines + 1, kind, divides, node)
        if not best and (final or not keep):
            if not desperate:
                return None
            best[0] = _beyond(overfull, at)
        active = list(best.values()) if final else keep + list(best.values())
        start = active[0][1]
        if start < count:
            first_left, first_elastic = lefts[start], elastic[start]
    return _ends(min(active, key=lambda each: each[0]))


def _last(fill: float, hyphen: bool, inner: Sequence[Segment]) -> float:
    """What a last line costs besides: filled by so much of the width, behind a line that ends in a
    hyphen or does not; ``inner`` are its segments but the last."""
    price = 0.0
    if fill < _SHORTEST:
        price += _SHORT * (1.0 - fill / _SHORTEST)
    if hyphen:
        price += _TORN if all(each.hyphen for each in inner) else _HYPHEN_AT_END
    return price


def _beyond(overfull: Sequence[tuple[float, _Node]], at: int) -> _Node:
    """Where nothing fits: the longest line that sticks out least."""
    slack, node = min(overfull, key=lambda each: (each[0], each[1][0]))
    return node[0] + _BEYOND * (1 + slack), at, node[2] + 1, 1, False, node


def _ends(node: _Node) -> list[int]:
    """The ends of lines that lead to the last one."""
    ends: list[int] = []
    while node[5] is not None:
        ends.append(node[1])
        node = node[5]
    return ends[::-1]


def reached(
    segments: Sequence[Segment], width: float, tolerance: float, margin: float
) -> Collection[int]:
    """The segments that an end of a line may fall into, if no line is looser than ``tolerance``.

    What stands before the first end, or between all first ends and all second ones, need not be
    looked at for places to hyphenate. ``margin`` is more than a hyphen takes, in points.
    """
    given = _columns(segments)
    count = len(segments)
    if any(given.trims) or any(given.indents) or any(given.squeezes) or any(given.forced[:-1]):
        return range(count)
    # How far the text up to each segment reaches at its loosest and at its tightest.
    loose = [
        n + tolerance * (e + FLEX * n) for n, e in zip(given.before, given.elastic, strict=True)
    ]
    tight = [n - c - FLEX * n for n, c in zip(given.before, given.compressible, strict=True)]
    found: set[int] = set()
    earliest, latest, last = 0.0, 0.0, -1
    while True:
        first = max(0, bisect_left(loose, earliest + width - margin) - 1)
        if first <= last:
            # From here on, lines may end anywhere.
            return found.union(range(first, count))
        last = min(count - 1, bisect_right(tight, latest + width + margin) - 1)
        found.update(range(first, last + 1))
        if last == count - 1:
            return found
        earliest, latest = loose[first], tight[last + 1]
