"""Words that the language's dictionary does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span

_WORDS = ("los", "museos", "acuerdan", "compartir", "resolvió", "foro", "el")


def _rare(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """Without what the translation writes again and again: its own terms, no slips."""
    messages = Counter(word for _, word in {(id(unit), hit.code) for unit, hit in hits})
    for unit, hit in hits:
        if messages[hit.code] < 3:
            yield unit, hit


@check(
    id="spelling",
    severity=Severity.INFO,
    certainty=Certainty.GUESS,
    optional=True,
    settle=_rare,
    rationale="A dictionary in hunspell's format is asked, where there is one: in "
    "source/dictionaries/ or installed on the machine. Names, words of the source and what the "
    "translation writes in three messages or more are let through.",
    good=(
        Example("The museums agree.", "Los museos acuerdan.", dictionary=_WORDS),
        Example("The MUSE forum", "El foro MUSE de Ana", dictionary=_WORDS),
        Example("The museums agree.", "Los mvseos", dictionary=()),
    ),
    bad=(Example("It settled.", "El foro resuelvió.", dictionary=_WORDS, codes=("resuelvió",)),),
)
def spelling(unit: Unit) -> Iterator[Hit]:
    """A word is not in the dictionary."""
    known = unit.options.speller
    if known is None:
        return
    source, names = unit.source.vocabulary, unit.options.names
    for number, (word, start, end) in enumerate(unit.target.word_spans):
        lower = word.lower()
        # A capital inside a sentence begins a name, in German a noun: both are left alone.
        named = not word.islower() and number > 0
        if len(word) < 4 or named or lower in source or word in names:
            continue
        if not known(word) and not known(lower) and not all(map(known, lower.split("-"))):
            words = f"'{word}' is not in the dictionary."
            yield Hit(words, lower, target=(Span(start, end),))
