"""Parts of split texts that do not stand side by side any more.

`pipeline.stages.carry` links runs of neighbours. What is left over may be a part of a text
whose other part was found elsewhere: a sentence that became a paragraph of another article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.align.nearest import likeness, words
from pipeline.stages.matching import Link, Matching

_WHOLE = 0.95
"""A text as like as this to what it was has lost no part."""
_GAIN = 0.1
"""So much more alike must the parts together be than those without the one that is far."""
_LEAST = 3
"""A part has so many words at least."""
_RAREST = 3
_CROWD = 8
"""A word in more texts than this does not tell whose part it is in."""


def scattered(
    old: Sequence[str], new: Sequence[str], links: Sequence[Link]
) -> dict[int, tuple[int, ...]]:
    """For each old text with a part that was moved away from the others: all its parts in order.

    ``links`` are those of `carry`; the order is that in which the parts stood in the old text.
    """
    taken = {j for link in links for j in link.new}
    alone = [j for j in range(len(new)) if j not in taken]
    cut = {
        link.old[0]: tuple(link.new)
        for link in links
        if len(link.old) == 1 and link.likeness < _WHOLE
    }
    if not alone or not cut:
        return {}
    m = Matching(old, new, {})
    found: dict[int, tuple[int, ...]] = {}
    owners = _Owners(m, cut)
    for j in alone:
        part = words(m.new[j])
        if len(part) < _LEAST:
            continue
        for i in owners.of(part):
            if m.contains(m.old[i], m.new[j]) and (parts := _with(m, i, found.get(i, cut[i]), j)):
                found[i] = parts
                break
    return found


class _Owners:
    """Which of the texts that lost a part may have had one."""

    def __init__(self, m: Matching, cut: dict[int, tuple[int, ...]]) -> None:
        self.postings: dict[str, list[int]] = {}
        for i in cut:
            for word in set(words(m.old[i])):
                self.postings.setdefault(word, []).append(i)

    def of(self, part: Sequence[str]) -> Iterator[int]:
        """Texts with any of the rarest words of a part."""
        known = sorted({w for w in part if w in self.postings}, key=lambda w: (self.count(w), w))
        found = [self.postings[w] for w in known[:_RAREST] if self.count(w) <= _CROWD]
        yield from dict.fromkeys(i for several in found for i in several)

    def count(self, word: str) -> int:
        """How many texts have a word."""
        return len(self.postings[word])


def _with(m: Matching, i: int, parts: tuple[int, ...], j: int) -> tuple[int, ...] | None:
    """The parts of an old text with one more, where it fits best; None if it is none of it."""
    orders = [(*parts[:at], j, *parts[at:]) for at in range(len(parts) + 1)]
    best = max(orders, key=lambda order: _likeness(m, i, order))
    return best if _likeness(m, i, best) >= _likeness(m, i, parts) + _GAIN else None


def _likeness(m: Matching, i: int, parts: Sequence[int]) -> float:
    return likeness(m.old[i], " ".join(m.new[j] for j in parts))
