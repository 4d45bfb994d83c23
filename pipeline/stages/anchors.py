"""What is known of a volunteer's file before it is aligned: which passages are the source's own.

A translation that is not finished has passages that nobody has translated yet: each stands where
its translation would, and so holds the others in their places. A bilingual file has the source
beside the translation, in two columns or in turn: there they are set aside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from pipeline.align.documents import Alignment
from pipeline.align.links import Link
from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.stages.inorder import increasing
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
_TURNS = 0.6
"""Of so many passages of the source, translations have to stand between two of them."""


@dataclass(frozen=True, slots=True)
class Own:
    """Passages that are, word for word, texts of the source."""

    units: dict[int, int]
    """The unit of the source that a passage is, by the passage's index."""
    beside: bool
    """Whether they stand beside their translations, and not in the place of them."""
    short: Mapping[int, int] = field(default_factory=dict)
    """The same of passages too short to tell by themselves, next to some that do."""

    def without(self, units: set[int], passages: set[int]) -> Own:
        """The same without what a person spoke of."""
        kept, short = (
            {j: i for j, i in each.items() if j not in passages and i not in units}
            for each in (self.units, self.short)
        )
        return Own(kept, self.beside, short)

    def in_order_with(self, known: Mapping[int, int]) -> Own:
        """The same without strays, which do not stand where their translation would.

        ``known`` says of passages which unit they surely translate. A paragraph of the source
        that somebody pasted in elsewhere is out of order with more of these than agree with it,
        or its unit is translated as well.
        """
        translated = set(known.values())
        left = {j: i for j, i in self.units.items() if i not in translated}
        chain = dict(_increasing(sorted({**left, **known}.items())))
        return replace(self, units={j: i for j, i in left.items() if j in chain})


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left to be aligned: the indices of units and passages that are not each other."""

    units: tuple[int, ...]
    passages: tuple[int, ...]
    fences: tuple[Pin, ...]
    """What the source's own passages say of those around them, in indices of the rest."""

    def pin(self, source: range, target: range) -> Pin:
        """A link of units and passages as one of the rest."""
        found = [at for at, j in enumerate(self.passages) if j in target]
        at = self.units.index(source.start)
        return range(at, at + 1), range(found[0], found[-1] + 1) if found else range(0)


def rest(own: Own, strange: Collection[int], units: int, passages: int) -> Rest:
    """What the source's own passages leave, and those that are ``strange`` here.

    What stands before one of them belongs before it in the source too. Where they stand beside
    their translations, that holds only if the two languages take turns.
    """
    theirs = tuple(j for j in range(passages) if j not in own.units and j not in strange)
    taken = set() if own.beside else set(own.units.values())
    ours = tuple(i for i in range(units) if i not in taken)
    if own.beside:
        gaps = [b - a > 1 for a, b in pairwise(sorted(own.units))]
        if sum(gaps) < _TURNS * len(own.units):
            return Rest(ours, theirs, ())
    # A translation follows its English, or goes before it.
    first = own.beside and theirs and theirs[0] < min(own.units, default=0)
    fences = []
    for j, i in own.units.items():
        at = bisect_left(ours, i + 1 if first else i), bisect_left(theirs, j)
        fences.append((range(at[0], at[0]), range(at[1], at[1])))
    return Rest(ours, theirs, tuple(fences))


def own_words(units: Sequence[SourceUnit], passages: Sequence[Passage]) -> Own:
    """Which passages are the source's own, in the source's order."""
    wanted: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.texts:
            wanted.setdefault(folded(unit.unit.text), []).append(i)
    words = [as_wanted(passage, wanted) for passage in passages]
    held, seen = Counter(words), Counter[str]()
    found: list[tuple[int, int]] = []
    short: list[tuple[int, int]] = []
    for j, each in enumerate(words):
        places = wanted.get(each, [])
        if len(places) == held[each]:
            telling = sum(map(str.isalpha, each)) >= _TELLING
            (found if telling else short).append((j, places[seen[each]]))
        seen[each] += 1
    chain = _increasing(found)
    if _beside(chain, len(units), len(passages)):
        return Own(dict(chain), True)
    own = dict(_in_place(chain, words, len(units)))
    # A short one tells something beside a longer one; it stays where it helps to align the rest.
    beside = {j: i for j, i in short if own.get(j - 1) == i - 1 or own.get(j + 1) == i + 1}
    return Own(own, False, beside)


def as_wanted(passage: Passage, wanted: Collection[str]) -> str:
    """A passage's words, folded; what counts it is among them where it is in the source."""
    whole = folded(plain(passage.label + passage.text))
    return whole if whole in wanted else folded(plain(passage.text))


def folded(words: str) -> str:
    """Words without what is no difference between two texts: white space and capitals."""
    return " ".join(words.split()).casefold()


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that grow in both numbers."""
    return [pairs[at] for at in increasing([unit for _, unit in pairs])]


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


def repeated(
    units: Sequence[SourceUnit], passages: Sequence[Passage], said: Sequence[Pin]
) -> list[Pin]:
    """Pins that leave out short passages that say again what an earlier one said.

    A title stands twice on many a page and on every page of some; where the source repeats
    nothing, only the first can be its translation. What a person ``said`` goes before.
    """
    source = [unit.unit.text for unit in units if len(unit.unit.text) <= _SHORT]
    if len(set(source)) < len(source):
        return []
    seen: set[str] = set()
    pins = []
    for at, passage in enumerate(passages):
        spoken_of = any(at in target for _, target in said)
        if len(passage.text) <= _SHORT and passage.text in seen and not spoken_of:
            pins.append((range(0), range(at, at + 1)))
        seen.add(passage.text)
    return pins


_IN_STEP = 0.97
"""How sure a message of a document with the very skeleton of the source is at least."""
_STANDS_THERE = 0.5
"""The same of a message that does not look like its source at all."""
_HEADINGS = 2
_CONTRADICTED, _LARGELY, _ELSEWHERE, _STRANGE = 0.1, 0.8, 0.5, 0.1


def in_step(
    units: Sequence[SourceUnit], passages: Sequence[Passage], alignment: Alignment
) -> tuple[Link, ...]:
    """The links of a document that has, unit for unit, headings and numbers where the source has.

    Then what stands at the same place belongs together, as long as the words do not speak
    against it anywhere. No links where it is not so.
    """
    if len(units) != len(passages) or not _same_skeleton(units, passages):
        return ()
    chances = [float(alignment.pairs[i, i]) for i in range(len(units))]
    elsewhere = alignment.pairs.copy()
    np.fill_diagonal(elsewhere, 0.0)
    strange = sum(chance <= _CONTRADICTED for chance in chances)
    if elsewhere.max() > _ELSEWHERE or strange > _STRANGE * len(units):
        return ()
    if sum(chances) <= _LARGELY * len(units):
        return ()
    return tuple(
        Link(range(i, i + 1), range(i, i + 1), 0.0, _likely(chance))
        for i, chance in enumerate(chances)
    )


def numbered_alike(
    units: Sequence[SourceUnit], passages: Sequence[Passage], links: Sequence[Link]
) -> tuple[Link, ...]:
    """The links of what is known to be a translation, surer where both sides have one number.

    What else could the article be that calls itself the seventh? Each number must be there once.
    """
    ours = Counter(unit.unit.number for unit in units)
    theirs = Counter(passage.number for passage in passages)

    def alike(link: Link) -> bool:
        numbers = {units[link.source.start].unit.number, passages[link.target.start].number}
        once = all(number and ours[number] == theirs[number] == 1 for number in numbers)
        return once and len(numbers) == len(link.source) == len(link.target) == 1

    return tuple(
        replace(link, posterior=max(link.posterior or 0.0, _IN_STEP)) if alike(link) else link
        for link in links
    )


def _likely(chance: float) -> float:
    """How sure a link in step is, by how sure the words alone would make it."""
    return max(chance, _IN_STEP if chance > _CONTRADICTED else _STANDS_THERE)


def _same_skeleton(units: Sequence[SourceUnit], passages: Sequence[Passage]) -> bool:
    if any(passage.kind is Kind.UNKNOWN for passage in passages):
        return False
    headings = [bool(unit.unit.heading) for unit in units]
    if sum(headings) < _HEADINGS or headings != [bool(heading(p)) for p in passages]:
        return False
    numbers = zip((unit.unit.number for unit in units), (p.number for p in passages), strict=True)
    return not any(a and b and a != b for a, b in numbers)


def heading(passage: Passage) -> bool | None:
    """Whether a passage is a heading; None where its format does not say."""
    if passage.kind is Kind.UNKNOWN:
        return None
    return passage.kind in (Kind.TITLE, Kind.HEADING)
