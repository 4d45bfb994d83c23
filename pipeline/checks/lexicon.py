"""Which words of a translation go with which words of the source: learned from the catalog itself.

Words that come and go together (Dice's coefficient, after Smadja et al. 1996) are taken for
translations of each other. A hundred paragraphs teach a few dozen such pairs: too few to
align texts with, enough to see that two paragraphs have changed places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.checks.kept import once
from pipeline.checks.unit import Language, Side, Unit

_LEAST = 30
_DICE = 0.6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For words of the source as they are written, stems of the target that go with them."""

    pairs: dict[str, tuple[str, ...]]
    of: str = ""
    """Names the sample that it was learned from."""

    def fit(self, source: Side, target: Side) -> tuple[int, int]:
        """How many of the source's known words have a fellow in the target, and how many not."""
        known = self.pairs.keys() & source.vocabulary
        text = f" {target.lowered}"
        found = sum(any(map(text.__contains__, self.pairs[word])) for word in known)
        return found, len(known) - found


def learn(units: Sequence[Unit]) -> dict[str, tuple[str, ...]]:
    """The pairs of words that these messages teach."""
    texts = [(source_stems(u.source), target_stems(u.target)) for u in units]
    many = len(texts) // 3
    source_count = Counter(stem for source, _ in texts for stem in source)
    target_count = Counter(stem for _, target in texts for stem in target)
    useful = {stem for stem, n in source_count.items() if 3 <= n <= many}
    wanted = {stem for stem, n in target_count.items() if 3 <= n <= many}
    together: Counter[tuple[str, str]] = Counter()
    for source, target in texts:
        together.update(product(source & useful, target & wanted))
    fellows: defaultdict[str, list[str]] = defaultdict(list)
    for (stem, fellow), both in together.items():
        if both >= 3 and 2 * both >= _DICE * (source_count[stem] + target_count[fellow]):
            # A short stem counts at the beginning of a word only.
            short = units[0].locale.spaced and len(fellow) < 5
            fellows[stem].append(f" {fellow}" if short else fellow)
    words = {word for unit in units for word in unit.source.vocabulary}
    return {word: tuple(fellows[stem]) for word in words if (stem := _stem(word)) in fellows}


@once
def of(language: Language) -> Lexicon | None:
    """The lexicon of a language; None if it is too small to teach anything."""
    if len(language.settled) < _LEAST:
        return None
    pairs = language.learned("lexicon", lambda: learn(language.sample))
    return Lexicon(pairs, language.sampled)


def own_fit(lexicon: Lexicon, unit: Unit) -> tuple[int, int]:
    """`Lexicon.fit` of a unit's two sides."""
    return unit.noted("words", lambda: lexicon.fit(unit.source, unit.target), lexicon.of)


def _stem(word: str) -> str:
    """An English word without its ending, or nothing for a little word."""
    return word[:6] if len(word) >= 4 else ""


def source_stems(side: Side) -> frozenset[str]:
    """The words of an English text that carry meaning, without endings."""
    return frozenset(filter(None, map(_stem, side.vocabulary)))


def target_stems(side: Side) -> frozenset[str]:
    """Beginnings of words, or pairs of characters where words are not told apart."""
    if side.locale.spaced:
        return frozenset(word[:5] for word in side.vocabulary if len(word) >= 3)
    return frozenset(word[at : at + 2] for word in side.vocabulary for at in range(len(word) - 1))
