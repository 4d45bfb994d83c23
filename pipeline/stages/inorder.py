"""Linking what changed where it stood: texts between two that are where they were.

A gap is cut at its sure pairs; what is left is aligned by the one aligner, which knows texts
that were split and merged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.align import Gap, Gaps, align
from pipeline.align.nearest import likeness, nearest
from pipeline.stages.matching import Matching, runs

SURE = 0.7
"""Neighbours as like as this are versions of each other, or one of them is part of the other."""
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1))
_FREE = Gaps((Gap(0.0, 0.0),), (Gap(0.0, 0.0),))
_FOREIGN = 0.38
"""Not even a quarter of a split text is as unlike the whole as this."""
_STRANGE = 0.43
"""Two texts that have nothing to do with each other are hardly ever so much alike."""
_NARROW = 400
"""In a gap with more pairs than this they are not all compared."""
_WIDE = 10_000
"""A gap with more pairs than this, and none of them sure, is left to the search out of order."""


def link_in_order(m: Matching) -> None:
    """Link what is alone between two links that stand in the same order."""
    for old, new in list(_gaps(m)):
        _fill(m, old, new)


def _gaps(m: Matching) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """What is alone on both sides between two links that stand in the same order."""
    ordered = sorted(m.found)
    spine = increasing([m.found[j].old.start for j in ordered])
    i = j = 0
    ends = [(m.found[ordered[n]].old.start, ordered[n]) for n in spine]
    for old_end, new_end in [*ends, (len(m.old), len(m.new))]:
        if new_end > j and old_end > i:
            between_old = [k for k in range(i, old_end) if not m.old_taken[k]]
            between_new = [k for k in range(j, new_end) if not m.new_taken[k]]
            if between_old and between_new:
                yield between_old, between_new
        i, j = old_end + 1, new_end + 1


def _fill(m: Matching, old: Sequence[int], new: Sequence[int]) -> None:
    """Link what belongs together in a gap."""
    if len(old) == 1 or len(new) == 1:
        _link_best(m, old, new)
        return
    parts = list(_divided(m, old, new))
    if len(parts) > 1:
        for part_old, part_new in parts:
            if part_old and part_new:
                _fill(m, part_old, part_new)
    elif len(old) * len(new) <= _WIDE:
        _align(m, old, new)


def _align(m: Matching, old: Sequence[int], new: Sequence[int]) -> None:
    """Align a gap in which nothing is sure, if there is anything in it to align."""
    if not any(likeness(m.old[i], m.new[j]) > _FOREIGN for i in old for j in new):
        return

    def score_runs(source: range, target: range) -> float:
        return m.score([old[k] for k in source], [new[k] for k in target])

    for each in align(len(old), len(new), score_runs, shapes=_SHAPES, gaps=_FREE, posterior=False):
        if each.score > 0:
            run_old = [old[k] for k in each.source]
            run_new = [new[k] for k in each.target]
            m.link(run_old, run_new)


def _link_best(m: Matching, old: Sequence[int], new: Sequence[int]) -> None:
    """The best link of a gap that has room for one only."""
    tried = [
        (m.score(run_old, run_new), run_old, run_new)
        for run_old in runs(old)
        for run_new in runs(new)
    ]
    score, run_old, run_new = max(tried, key=lambda each: each[0])
    if score > 0:
        m.link(run_old, run_new)


def _divided(
    m: Matching, old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """A gap, cut at its sure pairs that stand in order."""
    wide = len(old) * len(new) > _NARROW
    matches = _sure_of_many(m, old, new) if wide else _sure_of_few(m, old, new)
    i = j = 0
    for n in increasing([place for place, _ in matches]):
        next_i, next_j = matches[n]
        yield old[i:next_i], new[j:next_j]
        yield [old[next_i]], [new[next_j]]
        i, j = next_i + 1, next_j + 1
    yield old[i:], new[j:]


def _sure_of_few(m: Matching, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that are alike while nothing else in the gap is like, or part of, either."""
    rows = [[likeness(m.old[i], m.new[j]) for j in new] for i in old]
    columns = list(zip(*rows, strict=True))
    return [
        (k, at)
        for at, j in enumerate(new)
        for k, i in enumerate(old)
        if rows[k][at] > SURE
        and m.same_key(i, j)
        and sum(score > _STRANGE for score in (*rows[k], *columns[at])) == 2
        and not any(m.contains(m.old[i], m.new[other]) for other in new if other != j)
        and not any(m.contains(m.new[j], m.old[other]) for other in old if other != i)
    ]


def _sure_of_many(m: Matching, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that are near and of one length, so neither is a part of the other."""
    found = []
    near = nearest([m.new[j] for j in new], [m.old[i] for i in old], floor=SURE)
    for at, (j, several) in enumerate(zip(new, near, strict=True)):
        for _, k in several:
            apart = (len(m.old[old[k]]) + 5) / (len(m.new[j]) + 5)
            if 0.85 < apart < 1.18 and m.same_key(old[k], j):
                found.append((k, at))
    return found


def increasing(values: list[int]) -> list[int]:
    """The places of a longest increasing subsequence (patience sorting; Schensted, 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [place]
    chain: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]
