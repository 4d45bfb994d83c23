"""Finding the texts most like a given one among many, without comparing it with each.

An inverted index of words proposes a few candidates, RapidFuzz compares those. Unlike a search
over all pairs, which is quadratic, the cost of a look-up does not grow with the collection:
words that are in too many texts to tell them apart propose nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

# A letter of a script without spaces is a word of its own.
_WORD = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_PROPOSERS = 12
_CANDIDATES = 8
_SOME = 0.25
"""Of the weight of the words that propose, a candidate must share so much."""
_NAME = 5.0
"""Weight of a word that is in one text of 150, and so may be a name."""
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
    """An index of texts. Building it is linear, a look-up takes about a tenth of a millisecond.

    Two texts made of the same phrases are not near if their rare words differ: what they share
    is weighed by how rare it is in the collection (inverse document frequency).
    """

    def __init__(self, texts: Sequence[str], among: Iterable[int] | None = None) -> None:
        """Index ``texts``, or those ``among`` their indices only."""
        self._texts = texts
        self._among = range(len(texts)) if among is None else tuple(among)

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        postings: dict[str, list[int]] = {}
        for index in self._among:
            for word in set(words(self._texts[index])):
                found = postings.get(word)
                if found is None:
                    postings[word] = [index]
                else:
                    found.append(index)
        return postings

    @cached_property
    def _weights(self) -> dict[str, float]:
        """How much each word tells: its inverse document frequency."""
        size = len(self._among) + 1
        return {word: log(1 + size / (len(found) + 1)) for word, found in self._postings.items()}

    def near(self, text: str, *, floor: float, limit: int = 1) -> list[tuple[float, int]]:
        """The ``limit`` texts most like this one: likeness, at least ``floor``, and index.

        Best first, in the collection's order where equal. The likeness is the smaller of
        `likeness` and of the share of words that both have, weighed by their rarity.
        """
        query = Counter(words(text))
        postings, weights = self._postings, self._weights
        unknown = log(2 + len(self._among))
        total = sum(weights.get(word, unknown) * count for word, count in query.items())
        rarest = sorted((word for word in query if word in postings), key=weights.__getitem__)
        votes: dict[int, float] = {}
        left = total
        for rank, word in enumerate(rarest[: -_PROPOSERS - 1 : -1]):
            found, weight = postings[word], weights[word]
            if len(found) > _CROWD and (rank >= 2 or len(found) > 20 * _CROWD):
                break
            left -= weight * query[word]
            weight *= query[word]
            for index in found:
                votes[index] = votes.get(index, 0.0) + weight
        # What a text shares is at most its votes and all that had no vote; its own weight is at
        # least what it shares. And who shares most of all words shares some of the rarest.
        least = max(floor * total / (2 - floor) - left, _SOME * (total - left))
        likely = [index for index, vote in votes.items() if vote >= least]
        likely.sort(key=votes.__getitem__, reverse=True)
        scored = []
        for index in likely[:_CANDIDATES]:
            other = Counter(words(self._texts[index]))
            shared, whole = 0.0, total
            for word, count in other.items():
                weight = weights[word]
                whole += weight * count
                if word in query:
                    shared += weight * min(count, query[word])
            if 2 * shared >= floor * whole and not self._renamed(query, other):
                score = min(2 * shared / whole, likeness(text, self._texts[index]))
                if score >= floor:
                    scored.append((score, index))
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:limit]

    def _renamed(self, query: Iterable[str], other: Iterable[str]) -> bool:
        """Whether both have rare words that the other lacks: the same is said of other things.

        What is rare shows in large collections only; in a small one nothing is.
        """
        rare = {word for word in other if self._weights[word] > _NAME}.difference(query)
        if not rare:
            return False
        known = self._weights
        unknown = log(2 + len(self._among))
        return any(known.get(word, unknown) > _NAME for word in set(query).difference(other))
