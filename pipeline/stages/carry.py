"""Which of yesterday's segments is which of today's: edited, moved, split, merged.

In four steps, the sure and cheap ones first: equal texts; then what stands between them, in
document order, with the one aligner, which knows splits and merges; then the same key; last,
whatever is still alone, by an index of words. So an unchanged document costs a dictionary
look-up a segment, and an edited one little more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from pipeline.align import Gap, Gaps, align
from pipeline.align.nearest import Nearest, likeness, words

FLOOR = 0.5
"""Two texts less alike than this are not versions of each other."""
MOVED_FLOOR = 0.78
"""A text that was both moved and edited has no neighbours to speak for it."""
SURE = 0.7
"""Neighbours as like as this are versions of each other, or one of them is part of the other."""
_PART_FLOOR = 0.6
"""Of a part of a split or merged text, so much must be found in the whole."""
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


@dataclass(frozen=True, slots=True)
class Link:
    """A run of old segments that became a run of new ones; one of the runs has length 1."""

    old: range
    new: range
    likeness: float
    """0 to 1; 1 if the words are the same."""

    @property
    def split(self) -> bool:
        """Whether one segment became several."""
        return len(self.new) > 1

    @property
    def merged(self) -> bool:
        """Whether several segments became one."""
        return len(self.old) > 1


def carry(
    old: Sequence[str], new: Sequence[str], *, pins: Mapping[int, int] | None = None
) -> tuple[Link, ...]:
    """The links from old texts to new texts, in the order of the new.

    Each text is in one link at most; what is in none was deleted or is new. ``pins`` says which
    old text has the same key as which new one: such a pair is linked unless the old text is
    found unchanged elsewhere or the two have nothing in common, and nothing else takes either.
    """
    return _Carry(old, new, dict(pins or {})).links()


class _Carry:
    """The state of one matching; lists of what is still alone on either side."""

    def __init__(self, old: Sequence[str], new: Sequence[str], pins: dict[int, int]) -> None:
        self.old = [_plain(text) for text in old]
        self.new = [_plain(text) for text in new]
        self.pins = pins
        self.pinned = {j: i for i, j in pins.items()}
        self.found: dict[int, Link] = {}
        """By the first new text of each link."""
        self.old_taken = [False] * len(old)
        self.new_taken = [False] * len(new)
        self.tokens: dict[str, list[str]] = {}

    def links(self) -> tuple[Link, ...]:
        self.link_equal()
        for gap_old, gap_new in self.gaps():
            self.align_gap(gap_old, gap_new)
        self.link_pins()
        self.link_joined()
        self.link_nearest()
        self.grow()
        return tuple(self.found[j] for j in sorted(self.found))

    def link(self, old: range, new: range, score: float) -> None:
        self.found[new.start] = Link(old, new, score)
        for i in old:
            self.old_taken[i] = True
        for j in new:
            self.new_taken[j] = True

    # -- equal texts

    def link_equal(self) -> None:
        """Equal texts; of several, those with the same key first, then as the neighbours say."""
        places: dict[str, list[int]] = defaultdict(list)
        for i, text in enumerate(self.old):
            places[text].append(i)
        for i, j in self.pins.items():
            if self.old[i] == self.new[j]:
                self.link(range(i, i + 1), range(j, j + 1), 1.0)
        repeated: list[int] = []
        counts: dict[str, int] = defaultdict(int)
        for text in self.new:
            counts[text] += 1
        for j, text in enumerate(self.new):
            found = places.get(text)
            if not found or self.new_taken[j]:
                continue
            if len(found) == 1 and counts[text] == 1:
                if not self.old_taken[found[0]]:
                    self.link(range(found[0], found[0] + 1), range(j, j + 1), 1.0)
            else:
                repeated.append(j)
        self._link_repeated(repeated, places)

    def _link_repeated(self, repeated: list[int], places: dict[str, list[int]]) -> None:
        """A text that occurs more than once goes with the one that follows what precedes it."""
        later: list[int] = []
        for j in repeated:
            before = self.found.get(j - 1)
            i = before.old.stop if before else -1
            if 0 <= i < len(self.old) and self.old[i] == self.new[j] and not self.old_taken[i]:
                self.link(range(i, i + 1), range(j, j + 1), 1.0)
            else:
                later.append(j)
        alone = {
            text: [i for i in found if not self.old_taken[i]]
            for text, found in places.items()
            if len(found) > 1
        }
        single = {text: found for text, found in places.items() if len(found) == 1}
        for j in later:
            text = self.new[j]
            queue = alone.get(text) or [i for i in single.get(text, ()) if not self.old_taken[i]]
            if queue:
                i = queue.pop(0)
                self.link(range(i, i + 1), range(j, j + 1), 1.0)

    # -- in document order

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is alone on both sides between two links that stand in the same order."""
        ordered = sorted(self.found)
        spine = _increasing([self.found[j].old.start for j in ordered])
        i = j = 0
        ends = [(self.found[ordered[n]].old.start, ordered[n]) for n in spine]
        for old_end, new_end in [*ends, (len(self.old), len(self.new))]:
            if new_end > j and old_end > i:
                between_old = [k for k in range(i, old_end) if not self.old_taken[k]]
                between_new = [k for k in range(j, new_end) if not self.new_taken[k]]
                if between_old and between_new:
                    yield between_old, between_new
            i, j = old_end + 1, new_end + 1

    def align_gap(self, old: list[int], new: list[int]) -> None:
        if len(old) == 1 or len(new) == 1:
            self.link_best(old, new)
            return
        parts = list(self._divided(old, new))
        if len(parts) > 1:
            for part_old, part_new in parts:
                if part_old and part_new:
                    self.align_gap(part_old, part_new)
        elif len(old) * len(new) <= _WIDE:
            self.align_runs(old, new)

    def align_runs(self, old: list[int], new: list[int]) -> None:
        """Align a gap in which nothing is sure, if there is anything in it to align."""
        if not any(likeness(self.old[i], self.new[j]) > _FOREIGN for i in old for j in new):
            return

        def score_runs(source: range, target: range) -> float:
            return self.score([old[k] for k in source], [new[k] for k in target])

        for each in align(
            len(old), len(new), score_runs, shapes=_SHAPES, gaps=_FREE, posterior=False
        ):
            if each.score > 0:
                run_old = [old[k] for k in each.source]
                run_new = [new[k] for k in each.target]
                self.link(_run(run_old), _run(run_new), self._likeness(run_old, run_new))

    def link_best(self, old: list[int], new: list[int]) -> None:
        """The best link of a gap that has room for one only."""
        tried = [
            (self.score(run_old, run_new), run_old, run_new)
            for run_old in _runs(old)
            for run_new in _runs(new)
        ]
        score, run_old, run_new = max(tried, key=lambda each: each[0])
        if score > 0:
            self.link(_run(run_old), _run(run_new), self._likeness(run_old, run_new))

    def _divided(self, old: list[int], new: list[int]) -> Iterator[tuple[list[int], list[int]]]:
        """A gap, cut at its sure pairs that stand in order."""
        wide = len(old) * len(new) > _NARROW
        matches = self._sure_of_many(old, new) if wide else self._sure_of_few(old, new)
        i = j = 0
        for n in _increasing([place for place, _ in matches]):
            next_i, next_j = matches[n]
            yield old[i:next_i], new[j:next_j]
            yield [old[next_i]], [new[next_j]]
            i, j = next_i + 1, next_j + 1
        yield old[i:], new[j:]

    def _sure_of_few(self, old: list[int], new: list[int]) -> list[tuple[int, int]]:
        """Pairs that are alike while nothing else in the gap is like, or part of, either."""
        rows = [[likeness(self.old[i], self.new[j]) for j in new] for i in old]
        columns = list(zip(*rows, strict=True))
        return [
            (k, at)
            for at, j in enumerate(new)
            for k, i in enumerate(old)
            if rows[k][at] > SURE
            and self._same_key(i, j)
            and sum(score > _STRANGE for score in (*rows[k], *columns[at])) == 2
            and not any(self._contains(self.old[i], self.new[other]) for other in new if other != j)
            and not any(self._contains(self.new[j], self.old[other]) for other in old if other != i)
        ]

    def _sure_of_many(self, old: list[int], new: list[int]) -> list[tuple[int, int]]:
        """Pairs that are near and of one length, so neither is a part of the other."""
        index = Nearest(self.old, old)
        found = []
        for at, j in enumerate(new):
            for _, i in index.near(self.new[j], floor=SURE):
                apart = (len(self.old[i]) + 5) / (len(self.new[j]) + 5)
                if 0.85 < apart < 1.18 and self._same_key(i, j):
                    found.append((bisect_left(old, i), at))
        return found

    def _same_key(self, i: int, j: int) -> bool:
        """Whether no key says that the one belongs elsewhere."""
        return self.pins.get(i, j) == j and self.pinned.get(j, i) == i

    def score(self, old: list[int], new: list[int]) -> float:
        """How many letters two runs share above what chance would give; -inf forbids."""
        never = float("-inf")
        if not _contiguous(old) or not _contiguous(new):
            return never
        for i in old:
            if i in self.pins and self.pins[i] not in new and not self.new_taken[self.pins[i]]:
                return never
        for j in new:
            if (
                j in self.pinned
                and self.pinned[j] not in old
                and not self.old_taken[self.pinned[j]]
            ):
                return never
        size_old = sum(len(self.old[i]) for i in old)
        size_new = sum(len(self.new[j]) for j in new)
        several = len(old) + len(new) > 2
        if several and not 0.6 < (size_old + 1) / (size_new + 1) < 1.7:
            return never
        score = self._likeness(old, new)
        if several and not self._parts_belong(old, new):
            return never
        pinned = any(self.pins.get(i) in new for i in old)
        floor = FLOOR - 0.25 if pinned else FLOOR
        gain = (score - floor) * (size_old + size_new) / 2
        return gain - (0.02 * size_old if several else 0.0)

    def _likeness(self, old: list[int], new: list[int]) -> float:
        return likeness(" ".join(self.old[i] for i in old), " ".join(self.new[j] for j in new))

    def _parts_belong(self, old: list[int], new: list[int]) -> bool:
        """Whether most of each part of a split or merged text is found in the whole."""
        if len(new) > 1:
            return all(self._contains(self.old[old[0]], self.new[j]) for j in new)
        return all(self._contains(self.new[new[0]], self.old[i]) for i in old)

    def _contains(self, whole: str, part: str) -> bool:
        """Whether most words of a part are found in the whole, in order."""
        words_of_part = self._words(part)
        if len(part) > 1.2 * len(whole) or not words_of_part:
            return False
        shared = LCSseq.similarity(words_of_part, self._words(whole))
        return shared >= _PART_FLOOR * len(words_of_part)

    def _words(self, text: str) -> list[str]:
        found = self.tokens.get(text)
        if found is None:
            found = self.tokens[text] = words(text)
        return found

    # -- out of order

    def link_pins(self) -> None:
        """The same key, wherever it went, unless nothing else speaks for it."""
        for i, j in self.pins.items():
            if not self.old_taken[i] and not self.new_taken[j]:
                score = likeness(self.old[i], self.new[j])
                if score >= FLOOR - 0.25:
                    self.link(range(i, i + 1), range(j, j + 1), score)

    def link_joined(self) -> None:
        """Split and merged texts that also changed places with a neighbour."""
        for texts, taken, split in (
            (self.new, self.new_taken, True),
            (self.old, self.old_taken, False),
        ):
            runs = [run for run in _runs(self._alone(taken)) if len(run) > 1 and _contiguous(run)]
            others = self._alone(self.old_taken if split else self.new_taken)
            if not runs or not others:
                continue
            index = Nearest(self.old if split else self.new, others)
            for run in runs:
                joined = " ".join(texts[n] for n in run)
                for _, other in index.near(joined, floor=MOVED_FLOOR):
                    old, new = ([other], run) if split else (run, [other])
                    free = not any(self.old_taken[i] for i in old)
                    free = free and not any(self.new_taken[j] for j in new)
                    if free and self.score(old, new) > 0:
                        self.link(_run(old), _run(new), self._likeness(old, new))

    def grow(self) -> None:
        """Take into a link the neighbour that is the rest of its text."""
        for link in list(self.found.values()):
            if link.likeness > 0.97 or link.split or link.merged:
                continue
            i, j = link.old.start, link.new.start
            for k in (i - 1, i + 1):
                if 0 <= k < len(self.old) and not self.old_taken[k]:
                    self.grow_into(link, sorted((i, k)), [j])
            for k in (j - 1, j + 1):
                if 0 <= k < len(self.new) and not self.new_taken[k]:
                    self.grow_into(link, [i], sorted((j, k)))

    def grow_into(self, link: Link, old: list[int], new: list[int]) -> None:
        """Put these runs in the place of a link, if they are more alike."""
        if self.found.get(link.new.start) == link and self._parts_belong(old, new):
            score = self._likeness(old, new)
            if score > link.likeness + 0.03:
                del self.found[link.new.start]
                self.link(_run(old), _run(new), score)

    @staticmethod
    def _alone(taken: list[bool]) -> list[int]:
        return [n for n, done in enumerate(taken) if not done]

    def link_nearest(self) -> None:
        """The best pairs of what is left, wherever it stands."""
        alone_old, alone_new = self._alone(self.old_taken), self._alone(self.new_taken)
        if not alone_old or not alone_new:
            return
        index = Nearest(self.old, alone_old)
        pairs = [
            (-score, j, i)
            for j in alone_new
            for score, i in index.near(self.new[j], floor=MOVED_FLOOR, limit=3)
        ]
        for score, j, i in sorted(pairs):
            if not self.old_taken[i] and not self.new_taken[j]:
                self.link(range(i, i + 1), range(j, j + 1), -score)


def _plain(text: str) -> str:
    """Runs of white space as one space: reflowing a paragraph changes nothing."""
    return " ".join(text.split())


def _run(indices: list[int]) -> range:
    return range(indices[0], indices[-1] + 1)


def _runs(indices: list[int]) -> Iterator[list[int]]:
    """The runs of one to four neighbours."""
    for start in range(len(indices)):
        for stop in range(start + 1, min(start + 4, len(indices)) + 1):
            yield indices[start:stop]


def _contiguous(indices: list[int]) -> bool:
    return indices[-1] - indices[0] == len(indices) - 1


def _increasing(values: list[int]) -> list[int]:
    """The places of a longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(place)
        else:
            tails[at] = value
            ends[at] = place
    chain: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]
