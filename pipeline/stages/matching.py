"""Two versions of a list of texts, what has been linked in them, and how alike runs of them are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from pipeline.align.nearest import likeness, words

FLOOR = 0.5
"""Two texts less alike than this are not versions of each other."""
KEY_FLOOR = 0.25
"""So little is enough for two texts with the same key."""
_PART_FLOOR = 0.6
"""Of a part of a split or merged text, so much must be found in the whole."""
_SEVERAL = 0.02
"""What a link of more than two texts costs, a letter."""


class Link(NamedTuple):
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


class Matching:
    """The links between two versions that were found so far."""

    def __init__(self, old: Sequence[str], new: Sequence[str], pins: Mapping[int, int]) -> None:
        """Nothing is linked; ``pins`` says which old text has the key of which new one."""
        same = set(old).intersection(new)
        self.old = [text if text in same else _plain(text) for text in old]
        self.new = [text if text in same else _plain(text) for text in new]
        self.pins = pins
        self.pinned = {j: i for i, j in pins.items()}
        self.found: dict[int, Link] = {}
        """By the first new text of each link."""
        self.old_taken = [False] * len(old)
        self.new_taken = [False] * len(new)
        self._tokens: dict[str, list[str]] = {}

    def links(self) -> tuple[Link, ...]:
        """What was found, in the order of the new texts."""
        return tuple(self.found[j] for j in sorted(self.found))

    def link(self, old: Sequence[int], new: Sequence[int], score: float | None = None) -> None:
        """Link two runs; their likeness is the score unless it is known."""
        runs = range(old[0], old[-1] + 1), range(new[0], new[-1] + 1)
        self.found[new[0]] = Link(*runs, self.likeness(old, new) if score is None else score)
        for i in old:
            self.old_taken[i] = True
        for j in new:
            self.new_taken[j] = True

    def alone(self) -> tuple[list[int], list[int]]:
        """The old and the new texts that are in no link."""
        old = [i for i, taken in enumerate(self.old_taken) if not taken]
        return old, [j for j, taken in enumerate(self.new_taken) if not taken]

    def free(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """Whether these texts exist and are in no link."""
        inside = old[0] >= 0 and old[-1] < len(self.old) and new[0] >= 0
        if not inside or new[-1] >= len(self.new):
            return False
        return not any(self.old_taken[i] for i in old) and not any(self.new_taken[j] for j in new)

    def likeness(self, old: Sequence[int], new: Sequence[int]) -> float:
        """How alike two runs are, 0 to 1."""
        return likeness(" ".join(self.old[i] for i in old), " ".join(self.new[j] for j in new))

    def score(self, old: Sequence[int], new: Sequence[int]) -> float:
        """How many letters two runs share above what chance would give; -inf forbids."""
        never = float("-inf")
        if not contiguous(old) or not contiguous(new) or not self._keys_allow(old, new):
            return never
        size_old = sum(len(self.old[i]) for i in old)
        size_new = sum(len(self.new[j]) for j in new)
        several = len(old) + len(new) > 2
        if several and not 0.4 < (size_old + 1) / (size_new + 1) < 2.5:
            return never
        score = self.likeness(old, new)
        if several and not self.parts_belong(old, new):
            return never
        floor = KEY_FLOOR if any(self.pins.get(i) in new for i in old) else FLOOR
        gain = (score - floor) * (size_old + size_new) / 2
        return gain - (_SEVERAL * size_old if several else 0.0)

    def same_key(self, i: int, j: int) -> bool:
        """Whether no key says that one of the two belongs elsewhere."""
        return self.pins.get(i, j) == j and self.pinned.get(j, i) == i

    def parts_belong(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """Whether most of each part of a split or merged text is found in the whole."""
        if len(new) > 1:
            return all(self.contains(self.old[old[0]], self.new[j]) for j in new)
        return all(self.contains(self.new[new[0]], self.old[i]) for i in old)

    def contains(self, whole: str, part: str) -> bool:
        """Whether most words of a part are found in the whole, in order."""
        return len(part) <= 1.2 * len(whole) and self.share(whole, part) >= _PART_FLOOR

    def share(self, whole: str, part: str) -> float:
        """How many words of a part are found in the whole, in order, of 1."""
        words_of_part = self._words(part)
        found = LCSseq.similarity(words_of_part, self._words(whole))
        return found / len(words_of_part) if words_of_part else 0.0

    def _keys_allow(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """Whether each text whose key went elsewhere has lost its counterpart there."""
        pins, pinned = self.pins, self.pinned
        return all(pins[i] in new or self.new_taken[pins[i]] for i in old if i in pins) and all(
            pinned[j] in old or self.old_taken[pinned[j]] for j in new if j in pinned
        )

    def _words(self, text: str) -> list[str]:
        found = self._tokens.get(text)
        if found is None:
            found = self._tokens[text] = words(text)
        return found


def runs(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    """The runs of one to four neighbours."""
    for start in range(len(indices)):
        for stop in range(start + 1, min(start + 4, len(indices)) + 1):
            yield indices[start:stop]


def contiguous(indices: Sequence[int]) -> bool:
    """Whether indices follow each other without a gap."""
    return indices[-1] - indices[0] == len(indices) - 1


def _plain(text: str) -> str:
    """Runs of white space as one space: reflowing a paragraph changes nothing."""
    return " ".join(text.split())
