"""How well texts fit each other by the words that go together in the rest of the catalog.

Weaker than a lexicon and broader: every stem of the source looks for the stem of the target that
it is oftenest found with (pointwise mutual information, weighted by the cosine), and what the
texts under comparison have taught themselves is left out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from pipeline.checks.kept import once
from pipeline.checks.lexicon import source_stems, target_stems
from pipeline.checks.unit import Language, Unit

Stems = tuple[frozenset[str], frozenset[str]]
_FELLOWS = 12


class Affinity:
    """What a sample of a language teaches about which stems go together."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._taught = {unit.digest: stems(unit) for unit in units}
        self._size = len(self._taught)
        self._targets = Counter(chain.from_iterable(target for _, target in self._taught.values()))
        self._found_with: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for source, target in self._taught.values():
            for stem in source:
                self._found_with[stem].append(target)
        self._known: dict[str, list[tuple[str, int]]] = {}

    def _fellows(self, stem: str) -> list[tuple[str, int]]:
        """The stems of the target that go best with one of the source, and how often they do."""
        known = self._known.get(stem)
        if known is None:
            texts = self._found_with.get(stem, [])
            told = texts if 2 * len(texts) <= self._size else ()  # it goes with everything
            together = Counter(chain.from_iterable(told))
            worth = {
                fellow: self._worth(both, len(texts), self._targets[fellow])
                for fellow, both in together.items()
                if both >= 2
            }
            best = sorted(worth, key=lambda fellow: (-worth[fellow], fellow))[:_FELLOWS]
            known = self._known[stem] = [(fellow, together[fellow]) for fellow in best]
        return known

    def crosswise(self, first: Unit, second: Unit) -> float:
        """How much better the translations of two messages fit when they change places."""
        one, two = stems(first), stems(second)
        out = tuple(self._taught[u.digest] for u in (first, second) if u.digest in self._taught)
        crossed = self._fit(one[0], two[1], out) + self._fit(two[0], one[1], out)
        return crossed - self._fit(*one, out) - self._fit(*two, out)

    def _fit(self, source: frozenset[str], target: frozenset[str], out: tuple[Stems, ...]) -> float:
        return sum(self._best(stem, target, out) for stem in source)

    def _best(self, stem: str, target: frozenset[str], out: tuple[Stems, ...]) -> float:
        best = 0.0
        mine = len(self._found_with[stem]) - sum(stem in source for source, _ in out)
        for fellow, both in self._fellows(stem):
            if fellow in target:
                left = both - sum(stem in source and fellow in target for source, target in out)
                if left >= 2:
                    its = self._targets[fellow] - sum(fellow in target for _, target in out)
                    best = max(best, self._worth(left, mine, its))
        return best

    def _worth(self, both: int, one: int, other: int) -> float:
        return both / math.sqrt(one * other) * math.log(both * self._size / (one * other))


@once
def of(language: Language) -> Affinity:
    """The affinity of a language, learned when it is first asked for."""
    return Affinity(language.sample)


def stems(unit: Unit) -> Stems:
    """The stems of both sides."""
    return source_stems(unit.source), target_stems(unit.target)
