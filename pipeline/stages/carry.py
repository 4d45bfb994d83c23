"""Which of yesterday's segments is which of today's: edited, moved, split, merged.

The sure and cheap steps come first: equal texts; then what stands between them, in document
order (`pipeline.stages.inorder`); then the same key; last, whatever is still alone, by an index
of words. So an unchanged document costs a dictionary look-up a segment, an edited one little more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.align.nearest import nearest
from pipeline.stages.inorder import link_in_order
from pipeline.stages.matching import KEY_FLOOR, Link, Matching, contiguous, runs

__all__ = ["Link", "carry"]

MOVED_FLOOR = 0.78
"""A text that was both moved and edited has no neighbours to speak for it."""
_WHOLE = 0.97
"""A pair as like as this has no part missing."""


def carry(
    old: Sequence[str], new: Sequence[str], *, pins: Mapping[int, int] | None = None
) -> tuple[Link, ...]:
    """The links from old texts to new texts, in the order of the new.

    Each text is in one link at most; what is in none was deleted or is new. ``pins`` says which
    old text has the same key as which new one: such a pair is linked unless the old text is
    found unchanged elsewhere or the two have nothing in common, and nothing else takes either.
    """
    m = Matching(old, new, pins or {})
    _link_equal(m)
    link_in_order(m)
    _link_pins(m)
    _link_joined(m)
    _link_nearest(m)
    _grow(m)
    return m.links()


def _link_equal(m: Matching) -> None:
    """Equal texts; of several, those with the same key first, then as the neighbours say."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(m.old):
        places[text].append(i)
    for i, j in m.pins.items():
        if m.old[i] == m.new[j]:
            m.link([i], [j], 1.0)
    counts = Counter(m.new)
    repeated: list[int] = []
    for j, text in enumerate(m.new):
        found = places.get(text)
        if not found or m.new_taken[j]:
            continue
        if len(found) > 1 or counts[text] > 1:
            repeated.append(j)
        elif not m.old_taken[found[0]]:
            m.link(found, [j], 1.0)
    _link_repeated(m, repeated, places)


def _link_repeated(m: Matching, repeated: list[int], places: dict[str, list[int]]) -> None:
    """A text that occurs more than once goes with the one that follows what precedes it."""
    later: list[int] = []
    for j in repeated:
        before = m.found.get(j - 1)
        i = before.old.stop if before else len(m.old)
        if i < len(m.old) and m.old[i] == m.new[j] and not m.old_taken[i]:
            m.link([i], [j], 1.0)
        else:
            later.append(j)
    alone = {
        text: iter([i for i in places[text] if not m.old_taken[i]])
        for text in {m.new[j] for j in later}
    }
    for j in later:
        i = next(alone[m.new[j]], -1)
        if i >= 0:
            m.link([i], [j], 1.0)


def _link_pins(m: Matching) -> None:
    """The same key, wherever it went, unless nothing else speaks for it."""
    for i, j in m.pins.items():
        if m.free([i], [j]) and (score := m.likeness([i], [j])) >= KEY_FLOOR:
            m.link([i], [j], score)


def _link_joined(m: Matching) -> None:
    """Split and merged texts that also changed places with a neighbour."""
    for split in (True, False):
        alone_old, alone_new = m.alone()
        several, single = (alone_new, alone_old) if split else (alone_old, alone_new)
        candidates = [run for run in runs(several) if len(run) in (2, 3) and contiguous(run)]
        if not candidates or not single:
            continue
        parts, wholes = (m.new, m.old) if split else (m.old, m.new)
        joined = [" ".join(parts[n] for n in run) for run in candidates]
        found = nearest(joined, [wholes[n] for n in single], floor=MOVED_FLOOR)
        for run, near in zip(candidates, found, strict=True):
            for _, at in near:
                whole = [single[at]]
                old, new = (whole, run) if split else (run, whole)
                if m.free(old, new) and m.score(old, new) > 0:
                    m.link(old, new)


def _link_nearest(m: Matching) -> None:
    """The best pairs of what is left, wherever it stands."""
    alone_old, alone_new = m.alone()
    if not alone_old or not alone_new:
        return
    texts = [m.old[i] for i in alone_old]
    found = nearest([m.new[j] for j in alone_new], texts, floor=MOVED_FLOOR, limit=3)
    pairs = [
        (-score, j, alone_old[at])
        for j, near in zip(alone_new, found, strict=True)
        for score, at in near
    ]
    for score, j, i in sorted(pairs):
        if m.free([i], [j]):
            m.link([i], [j], -score)


def _grow(m: Matching) -> None:
    """Take into a link the neighbours that are the rest of its text."""
    for found in m.links():
        link: Link | None = found
        while link and link.likeness < _WHOLE:
            link = next(filter(None, (_grown(m, link, *runs) for runs in _wider(m, link))), None)


def _wider(m: Matching, link: Link) -> Iterator[tuple[range, range]]:
    """The link's runs, and one free neighbour more on the side where there may be several."""
    old, new = link.old, link.new
    if len(new) == 1:
        for wider in (range(old.start - 1, old.stop), range(old.start, old.stop + 1)):
            fresh = wider[0] if wider[0] < old.start else wider[-1]
            if 0 <= fresh < len(m.old) and not m.old_taken[fresh]:
                yield wider, new
    if len(old) == 1:
        for wider in (range(new.start - 1, new.stop), range(new.start, new.stop + 1)):
            fresh = wider[0] if wider[0] < new.start else wider[-1]
            if 0 <= fresh < len(m.new) and not m.new_taken[fresh]:
                yield old, wider


def _grown(m: Matching, link: Link, old: range, new: range) -> Link | None:
    """The link with these runs instead, if they are more alike."""
    if not m.parts_belong(old, new):
        return None
    score = m.likeness(old, new)
    if score < link.likeness + 0.02:
        return None
    del m.found[link.new.start]
    m.link(old, new, score)
    return m.found[new.start]
