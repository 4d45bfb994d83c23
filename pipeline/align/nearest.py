"""Finding the texts most like given ones among many, without comparing each with each.

A set similarity join: the rarest words of a text propose a few candidates, those are weighed
and compared with RapidFuzz. Unlike a search over all pairs, which is quadratic, the cost is
linear in the texts: words that are in too many of them to tell them apart propose nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

# A letter of a script without spaces is a word of its own.
_WORD = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_ASCII = bytes(ord(chr(n).lower()) if n < 128 and chr(n).isalnum() else 32 for n in range(256))
_PROPOSERS = 12
_CANDIDATES = 8
_SOME = 0.25
"""Of the weight of the words that propose, a candidate must share so much."""
_NAME = 5.0
"""Weight of a word that is in one text of 150, and so may be a name."""
_CROWD = 60
"""A word that is in more texts than this proposes only where there is no rarer one."""

Near = tuple[float, int]
"""How alike a text is, and its index."""


def words(text: str) -> list[str]:
    """The words of a text, case folded; a letter in scripts that write no spaces.

    >>> words("No one's 第5条")
    ['no', 'one', 's', '第', '5', '条']
    """
    if text.isascii():  # the same, in half the time
        return text.encode().translate(_ASCII).decode().split()
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


def nearest(
    queries: Sequence[str], texts: Sequence[str], *, floor: float, limit: int = 1
) -> list[list[Near]]:
    """For each query the ``limit`` texts most like it: likeness, at least ``floor``, and index.

    Best first, in the order of the texts where equal. The likeness is the smaller of `likeness`
    and of the share of words that both have, weighed by how rare they are among the texts
    (inverse frequency): two texts made of the same phrases are not near if their rare
    words differ.
    """
    found = _Words(texts)
    asked = [frozenset(words(query)) for query in queries]
    proposers = [found.proposers(each) for each in asked]
    found.post(frozenset(chain.from_iterable(proposers)))
    result = []
    for query, its_words, proposing in zip(queries, asked, proposers, strict=True):
        near = []
        for index in found.likely(its_words, proposing, floor):
            score = min(found.shared(its_words, index), likeness(query, texts[index]))
            if score >= floor:
                near.append((score, index))
        result.append(sorted(near, key=lambda pair: (-pair[0], pair[1]))[:limit])
    return result


class _Words:
    """Which words are in which texts, and how much each tells."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = [words(text) for text in texts]
        self.counts = Counter(chain.from_iterable(self.texts))
        self.weights = _Weights(self.counts, len(texts))
        self.postings: dict[str, list[int]] = {}

    def proposers(self, query: Iterable[str]) -> list[str]:
        """The words of a query that propose candidates: the rarest that any text has."""
        known = sorted((w for w in query if w in self.counts), key=lambda w: (self.counts[w], w))
        few = known[:_PROPOSERS]
        return [
            word
            for rank, word in enumerate(few)
            if self.counts[word] <= (_CROWD if rank >= 2 else 20 * _CROWD)
        ]

    def post(self, chosen: frozenset[str]) -> None:
        """Note in which texts these words are."""
        self.postings = {word: [] for word in chosen}
        for index, text in enumerate(self.texts):
            for word in chosen.intersection(text):
                self.postings[word].append(index)

    def likely(self, query: frozenset[str], proposers: Iterable[str], floor: float) -> list[int]:
        """The texts that may be as near as ``floor``, most likely first."""
        weigh = self.weights.__getitem__
        total = left = sum(map(weigh, query))
        votes: dict[int, float] = {}
        for word in proposers:
            weight = weigh(word)
            left -= weight
            for index in self.postings[word]:
                votes[index] = votes.get(index, 0.0) + weight
        # What a text shares is at most its votes and all that had no vote; its own weight is at
        # least what it shares. And who shares most of all words shares some of the rarest.
        least = max(floor * total / (2 - floor) - left, _SOME * (total - left))
        likely = [index for index, vote in votes.items() if vote >= least]
        likely.sort(key=votes.__getitem__, reverse=True)
        few = likely[:_CANDIDATES]
        return [n for n in few if not self.renamed(query, frozenset(self.texts[n]))]

    def shared(self, query: frozenset[str], index: int) -> float:
        """The share of words that a query and a text both have, by weight (Dice)."""
        weigh = self.weights.__getitem__
        text = frozenset(self.texts[index])
        whole = sum(map(weigh, query)) + sum(map(weigh, text))
        return 2 * sum(map(weigh, query & text)) / whole if whole else 0.0

    def renamed(self, query: frozenset[str], text: frozenset[str]) -> bool:
        """Whether both have rare words that the other lacks: the same is said of other things.

        What is rare shows in large collections only; in a small one nothing is.
        """
        weigh = self.weights.__getitem__
        return any(weigh(word) > _NAME for word in text - query) and any(
            weigh(word) > _NAME for word in query - text
        )


class _Weights(dict[str, float]):
    """How much each word tells: the logarithm of its inverse frequency, as in retrieval (IDF).

    A word that is in no text counts as if it were in one: the text that it comes from.
    """

    def __init__(self, counts: Counter[str], size: int) -> None:
        self.counts = counts
        self.size = size

    def __missing__(self, word: str) -> float:
        weight = self[word] = log(1 + (self.size + 1) / (max(1, self.counts[word]) + 1))
        return weight
