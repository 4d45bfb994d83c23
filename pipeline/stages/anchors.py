"""What is known of a volunteer's file before it is aligned: which passages are the source's own.

A translation that is not finished has passages that nobody has translated yet: each stands where
its translation would, and so holds the others in their places. A bilingual file has the source
beside the translation, in two columns or in turn: there they are set aside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.align.documents import Alignment
from pipeline.align.links import Link
from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.stages.outline import SourceUnit

Pin = tuple[range, range]
"""Units of the source, and the passages that they are linked with; either may be empty."""

_TELLING = 12
"""Letters from which a text that equals one of the source was not translated; shorter ones may be
names, or stand there for another reason."""
_SHORT = 80
_FITS = 0.2
"""By how much a file in which the source stands for what is not translated may differ in size."""
_ROOM = 1 / 3


@dataclass(frozen=True, slots=True)
class Own:
    """Passages that are, word for word, texts of the source."""

    units: dict[int, int]
    """The unit of the source that a passage is, by the passage's index."""
    beside: bool
    """Whether they stand beside their translations, and not in the place of them."""

    def pins(self) -> list[Pin]:
        """The links that follow from it."""
        if self.beside:
            return [(range(0), range(j, j + 1)) for j in self.units]
        return [(range(i, i + 1), range(j, j + 1)) for j, i in self.units.items()]


def own_words(units: Sequence[SourceUnit], passages: Sequence[Passage]) -> Own:
    """Which passages are the source's own, in the source's order."""
    wanted: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.texts:
            wanted.setdefault(folded(unit.unit.text), []).append(i)
    words = [folded(plain(passage.text)) for passage in passages]
    held, seen = Counter(words), Counter[str]()
    found: list[tuple[int, int]] = []
    for j, each in enumerate(words):
        places = wanted.get(each, [])
        if sum(map(str.isalpha, each)) >= _TELLING and len(places) == held[each]:
            found.append((j, places[seen[each]]))
        seen[each] += 1
    chain = _in_place(_increasing(found), words, len(units))
    return Own(dict(chain), _beside(chain, len(units), len(passages)))


def folded(words: str) -> str:
    """Words without what is no difference between two texts: white space and capitals."""
    return " ".join(words.split()).casefold()


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that grow in both numbers (Schensted, 1961)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, unit) in enumerate(pairs):
        place = bisect_left(tails, unit)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [unit]
        ends[place : place + 1] = [at]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _in_place(
    chain: Sequence[tuple[int, int]], words: Sequence[str], units: int
) -> list[tuple[int, int]]:
    """The chain without short texts that are out of step with what is around them.

    The title of the source below the translated one is no title that was left untranslated.
    """
    edges = [(-1, -1), *chain, (len(words), units)]
    return [
        (j, i)
        for (b, a), (j, i), (d, c) in zip(edges, chain, edges[2:], strict=False)
        if len(words[j]) > _SHORT or j - b == i - a or d - j == c - i
    ]


def _beside(chain: Sequence[tuple[int, int]], units: int, passages: int) -> bool:
    """Whether there is more between the source's own passages than they have left out."""
    others = passages - len(chain)
    if not chain or not others:
        return False
    if abs(passages - units) > _FITS * units:
        return True
    edges = [(-1, -1), *chain, (passages, units)]
    excess = sum(max(0, (j - b) - (i - a)) for (b, a), (j, i) in pairwise(edges))
    return excess > _ROOM * others


def repeated(units: Sequence[SourceUnit], passages: Sequence[Passage]) -> list[Pin]:
    """Pins that leave out short passages that say again what an earlier one said.

    A title stands twice on many a page and on every page of some; where the source repeats
    nothing, only the first can be its translation.
    """
    source = [unit.unit.text for unit in units if len(unit.unit.text) <= _SHORT]
    if len(set(source)) < len(source):
        return []
    seen: set[str] = set()
    pins = []
    for at, passage in enumerate(passages):
        if len(passage.text) <= _SHORT and passage.text in seen:
            pins.append((range(0), range(at, at + 1)))
        seen.add(passage.text)
    return pins


_IN_STEP = 0.97
"""How sure a message of a document with the very skeleton of the source is at least."""
_STANDS_THERE = 0.5
"""The same of a message that does not look like its source at all."""
_CONTRADICTED, _LARGELY, _ELSEWHERE, _STRANGE = 0.1, 0.8, 0.5, 0.1


def in_step(
    units: Sequence[SourceUnit], passages: Sequence[Passage], alignment: Alignment, own: Own
) -> tuple[Link, ...]:
    """The links of a document that has, unit for unit, headings and numbers where the source has.

    Then what stands at the same place belongs together, as long as the words do not speak
    against it anywhere. No links where it is not so.
    """
    ours = list(range(len(units)))
    theirs = [j for j in range(len(passages)) if not (own.beside and j in own.units)]
    if own.beside and len(theirs) == len(own.units):
        ours = sorted(own.units.values())
    pairs = list(zip(ours, theirs, strict=False))
    if len(ours) != len(theirs) or any(own.units.get(j, i) != i for i, j in pairs):
        return ()
    if not _same_skeleton(units, passages, pairs):
        return ()
    chances = [float(alignment.pairs[i, j]) for i, j in pairs]
    elsewhere = alignment.pairs.copy()
    elsewhere[[i for i, _ in pairs], [j for _, j in pairs]] = 0.0
    strange = sum(
        c <= _CONTRADICTED and j not in own.units for c, (_, j) in zip(chances, pairs, strict=True)
    )
    if elsewhere.max() > _ELSEWHERE or strange > _STRANGE * len(pairs):
        return ()
    if sum(chances) <= _LARGELY * len(chances):
        return ()
    return tuple(
        Link(range(i, i + 1), range(j, j + 1), 0.0, _likely(chance))
        for (i, j), chance in zip(pairs, chances, strict=True)
    )


def _likely(chance: float) -> float:
    """How sure a link in step is, by how sure the words alone would make it."""
    return max(chance, _IN_STEP if chance > _CONTRADICTED else _STANDS_THERE)


def _same_skeleton(
    units: Sequence[SourceUnit], passages: Sequence[Passage], pairs: Sequence[tuple[int, int]]
) -> bool:
    if any(passages[j].kind is Kind.UNKNOWN for _, j in pairs):
        return False
    headings = [bool(units[i].unit.heading) for i, _ in pairs]
    if sum(headings) < 2 or headings != [bool(heading(passages[j])) for _, j in pairs]:
        return False
    numbers = ((units[i].unit.number, passages[j].number) for i, j in pairs)
    return not any(a and b and a != b for a, b in numbers)


def heading(passage: Passage) -> bool | None:
    """Whether a passage is a heading; None where its format does not say."""
    if passage.kind is Kind.UNKNOWN:
        return None
    return passage.kind in (Kind.TITLE, Kind.HEADING)
