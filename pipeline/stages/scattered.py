"""Parts of split texts that do not stand side by side any more.

`pipeline.stages.carry` links runs of neighbours. What is left over may be a part of a text
whose other part was found elsewhere: a sentence that became a paragraph of another article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.align.nearest import likeness, words
from pipeline.stages.matching import Link, Matching

_WHOLE = 0.95
"""A text as like as this to what it was has lost no part."""
_FOUND = 0.8
"""Of the words of a part, so many are found in the whole, in order."""
_LEAST = 3
"""A part has so many words at least."""
_RAREST = 5
"""So many of a part's rarest words must be in the whole, all but one of them."""
_CROWD = 8
"""A word in more texts than this does not tell whose part it is in."""


def scattered(
    old: Sequence[str], new: Sequence[str], links: Sequence[Link]
) -> dict[int, tuple[int, ...]]:
    """For each old text with a part that was moved away from the others: all its parts in order.

    ``links`` are those of `carry`; the order is that in which the parts stood in the old text.
    """
    linked_old = {i for link in links for i in link.old}
    linked_new = {j for link in links for j in link.new}
    alone = [j for j in range(len(new)) if j not in linked_new]
    cut: dict[int, tuple[int, ...]] = {
        i: tuple(link.new)
        for link in links
        if link.likeness < _WHOLE and len(link.old) == 1
        for i in link.old
    }
    cut |= {i: () for i in range(len(old)) if i not in linked_old}
    if not alone or not cut:
        return {}
    m = Matching(old, new, {})
    found: dict[int, tuple[int, ...]] = {}
    for _, j, i in sorted(_proposals(m, cut, alone)):
        known = {j for parts in found.values() for j in parts}
        if j not in known and (parts := _with(m, i, found.get(i, cut[i]), j)):
            found[i] = parts
    return {i: parts for i, parts in found.items() if len(parts) > 1}


def _proposals(
    m: Matching, cut: Iterable[int], alone: Iterable[int]
) -> Iterator[tuple[float, int, int]]:
    """New texts and old ones that they may be a part of, the best first when sorted."""
    inside = {i: frozenset(words(m.old[i])) for i in cut}
    postings: dict[str, list[int]] = {}
    for i, several in inside.items():
        for word in several:
            postings.setdefault(word, []).append(i)

    def count(word: str) -> tuple[int, str]:
        return len(postings.get(word, ())), word

    for j in alone:
        part = words(m.new[j])
        rarest = sorted(set(part), key=count)[:_RAREST]
        tell = [postings[w] for w in rarest if w in postings and len(postings[w]) <= _CROWD]
        if len(part) < _LEAST or not tell:
            continue
        for i in dict.fromkeys(chain.from_iterable(tell)):
            if sum(word in inside[i] for word in rarest) >= len(rarest) - 1:
                share = m.share(m.old[i], m.new[j])
                if share >= _FOUND:
                    yield -share, j, i


def _with(m: Matching, i: int, parts: tuple[int, ...], j: int) -> tuple[int, ...] | None:
    """The parts of an old text with one more, where it fits best; None if it is none of it."""
    orders = [(*parts[:at], j, *parts[at:]) for at in range(len(parts) + 1)]
    best = max(orders, key=lambda order: _likeness(m, i, order))
    due = len(m.new[j]) / len(m.old[i]) / 2
    return best if _likeness(m, i, best) >= _likeness(m, i, parts) + due else None


def _likeness(m: Matching, i: int, parts: Sequence[int]) -> float:
    return likeness(m.old[i], " ".join(m.new[j] for j in parts))
