"""Which words of a translation go with which words of the source: learned from the catalog itself.

Words that come and go together (Dice's coefficient, after Smadja et al. 1996) are taken for
translations of each other. A hundred paragraphs teach a few dozen such pairs: too few to
align texts with, enough to see that two paragraphs have changed places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.checks.unit import Language, Side, Unit

# No more paragraphs than these are learned from: cost grows with them, knowledge hardly.
_ENOUGH = 400
_LEAST = 30
_DICE = 0.6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For words of the source, those of the target that go with them."""

    pairs: dict[str, frozenset[str]]

    def fit(self, source: frozenset[str], target: frozenset[str]) -> tuple[int, int]:
        """How many of the source's words with a known fellow have it there, and how many not."""
        known = [self.pairs[word] for word in source if word in self.pairs]
        found = sum(not fellows.isdisjoint(target) for fellows in known)
        return found, len(known) - found


def learn(units: Sequence[Unit]) -> Lexicon | None:
    """The lexicon of a catalog, or None if it is too small to teach anything."""
    if len(units) < _LEAST:
        return None
    units = units[:: max(1, len(units) // _ENOUGH)]
    texts = [(source_words(u.source), target_words(u.target)) for u in units]
    many = len(texts) // 3
    source_count = Counter(word for source, _ in texts for word in source)
    target_count = Counter(word for _, target in texts for word in target)
    useful = {word for word, n in source_count.items() if 3 <= n <= many}
    wanted = {word for word, n in target_count.items() if 3 <= n <= many}
    together: Counter[tuple[str, str]] = Counter()
    for source, target in texts:
        together.update(product(source & useful, target & wanted))
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for (word, fellow), both in together.items():
        if both >= 3 and 2 * both >= _DICE * (source_count[word] + target_count[fellow]):
            pairs[word].add(fellow)
    return Lexicon({word: frozenset(fellows) for word, fellows in pairs.items()})


def of(language: Language) -> Lexicon | None:
    """The lexicon of a language, learned once."""
    if "lexicon" not in language.__dict__:
        language.__dict__["lexicon"] = learn(language.settled)
    known: Lexicon | None = language.__dict__["lexicon"]
    return known


def fit(lexicon: Lexicon, source: Unit, target: Unit) -> tuple[int, int]:
    """`Lexicon.fit` of one unit's source and another's target."""
    return lexicon.fit(_kept(source.source, source_words), _kept(target.target, target_words))


def own_fit(lexicon: Lexicon, unit: Unit) -> tuple[int, int]:
    """`Lexicon.fit` of a unit's two sides; kept with the unit, for this lexicon."""
    kept: tuple[Lexicon, tuple[int, int]] | None = unit.__dict__.get("fit")
    if kept is None or kept[0] is not lexicon:
        kept = unit.__dict__["fit"] = (lexicon, fit(lexicon, unit, unit))
    return kept[1]


def _kept(side: Side, words: Callable[[Side], frozenset[str]]) -> frozenset[str]:
    if "stems" not in side.__dict__:
        side.__dict__["stems"] = words(side)
    known: frozenset[str] = side.__dict__["stems"]
    return known


def source_words(side: Side) -> frozenset[str]:
    """Words of four letters and more, without their endings."""
    return frozenset(word[:6] for word in side.vocabulary if len(word) >= 4)


def target_words(side: Side) -> frozenset[str]:
    """Stems of words, or pairs of characters where words are not told apart."""
    if side.locale.spaced:
        return frozenset(word[:5] for word in side.vocabulary if len(word) >= 3)
    return frozenset(word[at : at + 2] for word in side.vocabulary for at in range(len(word) - 1))
