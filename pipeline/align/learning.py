"""Which words go with which, learnt from texts and their translations.

Words that occur together are linked by competition: what another word explains better is no
evidence (Melamed, "Models of translational equivalence among words", 2000).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from pipeline.align.lexicon import Lexicon, bases, words
from pipeline.locales import Locale
from pipeline.text.sentences import sentences

ROUNDS = 3
LEAST = 0.1
"""Which share of the occurrences of two words must be in common (Dice)."""
TELLING = 0.3
"""The same where there are few texts, in which much is in common by chance."""
FORMS = 3
"""So many ways to translate a word are kept."""
LONG = 90
"""In a text of more characters too many words could go with each: it is taken by sentences."""
MOST = 60_000
"""So many pairs of words that occur together are looked at; the shortest texts tell most."""

Entry = tuple[set[str], set[str]]
"""The bases of English words, and the words of their translation."""


def taught(
    pairs: Iterable[tuple[str, str]], locale: Locale, origin: Locale, *, most: int = MOST
) -> Lexicon:
    """What some plain texts in the language ``origin`` and their translations teach of ``locale``.

    ``most`` pairs of words are looked at, so that the time is bounded.
    """
    split = splitter(locale)
    entries: list[Entry] = []
    for pair in sorted(set(pairs), key=lambda each: (len(each[0]) * len(each[1]), each)):
        for source, target in _parts(*pair, locale, origin):
            entry = bases(source), split(target)
            most -= len(entry[0]) * len(entry[1])
            if most >= 0:
                entries.append(entry)
        if most < 0:
            break
    learnt = learn(entries, TELLING)
    return {base: tuple(beginnings(each, spaced=locale.spaced)) for base, each in learnt.items()}


def learn(entries: Iterable[Entry], least: float = LEAST) -> dict[str, list[str]]:
    """For each base of an English word the words that go with it, the likeliest first."""
    entries = list(entries)
    ours = Counter(base for english, _ in entries for base in english)
    theirs = Counter(word for _, other in entries for word in other)
    strength = {(e, f): 1.0 / (ours[e] + 1.0) for both in entries for e in both[0] for f in both[1]}
    for _ in range(ROUNDS):
        shares: dict[tuple[str, str], float] = defaultdict(float)
        for english, other in entries:
            for word in other:
                claims = {base: strength.get((base, word), 0.0) ** 2 for base in english}
                total = sum(claims.values()) + 1e-9
                for base, claim in claims.items():
                    shares[base, word] += claim / total
        strength = {
            (base, word): 2.0 * share / (ours[base] + theirs[word])
            for (base, word), share in shares.items()
            if share > 0.2
        }
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (base, word), worth in strength.items():
        if worth > least and len(word) > 1:
            found[base].append((-worth, word))
    return {base: [word for _, word in sorted(each)] for base, each in sorted(found.items())}


def beginnings(forms: Iterable[str], *, spaced: bool) -> list[str]:
    """How words begin, without the last two letters: these may be an ending.

    What begins like one before it is left out.
    """
    kept: list[str] = []
    for form in forms:
        begin = form[: max(4, len(form) - 2)] if spaced else form
        if not any(begin.startswith(other) for other in kept):
            kept.append(begin)
    return kept[:FORMS]


def splitter(locale: Locale) -> Callable[[str], set[str]]:
    """What takes a text apart into words, in a script without spaces by ICU's dictionaries."""
    if locale.spaced:
        return lambda text: set(words(text))

    def split(text: str) -> set[str]:
        from icu4py.breakers import WordBreaker

        runs = words(text)
        parts = {
            run[begin:end]
            for run in runs
            for begin, end in WordBreaker(run, locale.bcp47).segments()
        }
        return {part for part in parts.union(runs) if 1 < len(part) <= 12}

    return split


def _parts(source: str, target: str, locale: Locale, origin: Locale) -> Iterator[tuple[str, str]]:
    """A text and its translation, by sentences where it is long and both have as many."""
    if len(source) > LONG:
        ours, theirs = sentences(source, origin.bcp47), sentences(target, locale.bcp47)
        if len(ours) == len(theirs):
            return zip(ours, theirs, strict=True)
    return iter([(source, target)])
