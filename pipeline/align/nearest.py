"""Finding the texts most like a given one among many, without comparing it with each.

An inverted index of words proposes a few candidates, RapidFuzz compares those. Unlike a search
over all pairs, which is quadratic, the cost of a look-up does not grow with the collection:
words that are in too many texts to tell them apart propose nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from math import log

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

# A letter of a script without spaces is a word of its own.
_WORD = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_PROPOSERS = 12
_CANDIDATES = 8
_CROWD = 60
"""A word that is in more texts than this proposes only where there is no rarer one."""


def words(text: str) -> list[str]:
    """The words of a text, case folded; a letter in scripts that write no spaces.

    >>> words("No one's 第5条")
    ['no', 'one', 's', '第', '5', '条']
    """
    return _WORD.findall(text.casefold())


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1.

    The mean of what they share in letters and in words (Indel similarity): two texts of one
    language share half of their letters by chance, but few of their words.
    """
    if one == other:
        return 1.0
    letters = ratio(one, other) / 100
    if letters < 0.4:
        return letters
    return (letters + Indel.normalized_similarity(words(one), words(other))) / 2


class Nearest:
    """An index of texts. Building it is linear, a look-up takes about a tenth of a millisecond."""

    def __init__(self, texts: Sequence[str], among: Iterable[int] | None = None) -> None:
        """Index ``texts``, or those ``among`` their indices only."""
        self._texts = texts
        self._among = range(len(texts)) if among is None else tuple(among)

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        postings: dict[str, list[int]] = {}
        for index in self._among:
            for word in set(words(self._texts[index])):
                postings.setdefault(word, []).append(index)
        return postings

    def near(
        self, text: str, *, floor: float, limit: int = 1, without: Collection[int] = ()
    ) -> list[tuple[float, int]]:
        """The ``limit`` texts most like this one: likeness, at least ``floor``, and index.

        Best first, in the collection's order where equal; those ``without`` are passed over.
        """
        lists = [found for word in set(words(text)) if (found := self._postings.get(word))]
        lists.sort(key=len)
        total = len(self._among) + 1
        votes: Counter[int] = Counter()
        for rank, found in enumerate(lists[:_PROPOSERS]):
            if len(found) > _CROWD and (rank >= 2 or len(found) > 20 * _CROWD):
                break
            weight = log(total / len(found)) + 0.01
            for index in found:
                votes[index] += weight  # type: ignore[assignment]
        if without:
            for index in without:
                votes.pop(index, None)
        best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[: _CANDIDATES * limit]
        scored = ((likeness(text, self._texts[index]), index) for index, _ in best)
        passed = (pair for pair in scored if pair[0] >= floor)
        return sorted(passed, key=lambda pair: (-pair[0], pair[1]))[:limit]
