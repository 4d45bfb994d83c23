"""Whose translation this is: twins, neighbours that changed places, and strangers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from itertools import combinations, pairwise

from pipeline.checks import affinity, lexicon, measure
from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity


@check(
    id="same-translation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="Two different paragraphs with one translation: one of them was pasted into the "
    "wrong place, and its own translation is lost.",
    good=(
        Example(
            "We agree to it.",
            "Estamos de acuerdo.",
            beside=(("We agree to it!", "Estamos de acuerdo."),),
        ),
        Example("Preamble", "Preámbulo", beside=(("Foreword", "Preámbulo"),)),
    ),
    bad=(
        Example(
            "We hold a forum every two years.",
            "Sugerimos crear una academia de museos.",
            beside=(
                ("We suggest an academy of museums.", "Sugerimos crear una academia de museos."),
            ),
        ),
    ),
)
def same_translation(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """Two different paragraphs have the same translation."""
    from rapidfuzz.fuzz import ratio

    same: dict[str, list[Unit]] = defaultdict(list)
    for unit in language.settled:
        if len(unit.message.source) >= 16 and len(unit.message.target) >= 8:
            same[unit.noted("bare", partial(_bare, unit))].append(unit)
    for group in same.values():
        if len(group) < 2:
            continue
        strange = {id(unit): _strangeness(language, unit) for unit in group}
        own, *others = sorted(group, key=lambda unit: strange[id(unit)])
        others = [u for u in others if ratio(own.source.text, u.source.text) < 80]
        for unit in others if own.target.letters else ():
            yield unit, _twin(own)
        # Which of two is at home may be hard to tell.
        if own.target.letters and any(strange[id(u)] < strange[id(own)] + _CLEAR for u in others):
            yield own, _twin(others[0])


_CLEAR = 2.0
"""So much stranger is a translation that is surely in the wrong place."""


def _twin(other: Unit) -> Hit:
    shown = other.source.text[:60]
    return Hit(f"This is the translation of another paragraph too: '{shown}…'.")


def _bare(unit: Unit) -> str:
    """Names a translation without case, spacing and the marks around its words."""
    bare = " ".join(unit.target.tokens).encode("utf-8", "surrogatepass")
    return blake2b(bare, digest_size=8).hexdigest()


def _strangeness(language: Language, unit: Unit) -> float:
    """How little a translation fits its source: which of two that are alike is at home."""
    words = lexicon.of(language)
    found, missing = lexicon.own_fit(words, unit) if words else (0, 0)
    return missing - found + _fit(unit, unit, measure.of(language) or _DEFAULT) / 4


@check(
    id="swapped-neighbours",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="Two paragraphs whose translations changed places read well, each by itself. They "
    "are reported when lengths, numbers, marks and shared words fit crosswise far better.",
    good=(
        Example(
            "We hold a forum in 2017.",
            "Celebramos un foro en 2017.",
            beside=(("We suggest an academy, BRISMIS, of museums in all countries.",
                     "Sugerimos una academia, BRISMIS, de museos en todos los países."),),
        ),
    ),
    bad=(
        Example(
            "We hold a forum in 2017.",
            "Sugerimos una academia, BRISMIS, de museos en todos los países.",
            beside=(("We suggest an academy, BRISMIS, of museums in all countries.",
                     "Celebramos un foro en 2017."),),
        ),
    ),
)  # fmt: skip
def swapped_neighbours(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The translation fits the next paragraph better, and the next one's fits here."""
    usual = measure.of(language) or _DEFAULT
    known = lexicon.of(language)
    fits = [
        (unit, unit.noted("fit", partial(_fit, unit, unit, usual), usual.name))
        for unit in language.settled
    ]
    found: list[tuple[int, float]] = []
    for at, ((first, own), (second, its_own)) in enumerate(pairwise(fits)):
        if first.document != second.document or first.message.target == second.message.target:
            continue
        straight = own + its_own
        doubtful = known is not None and straight >= _PLAIN and _doubtful(known, first, second)
        if straight < 6 and not doubtful:
            continue
        work_out = partial(_crosswise, language, usual, first, second)
        told = f"{usual.name} {language.sampled} {second.digest}"
        crossed, words = first.noted("crosswise", work_out, told)
        gain = straight - crossed
        if _changed_places(gain, crossed < 0.4 * straight, words):
            found.append((at, gain))
    gains = dict(found)
    for at, gain in found:
        # Each changes places with one neighbour: with the one that gains more by it.
        if gain >= max(gains.get(at - 1, gain), gains.get(at + 1, gain)):
            yield fits[at][0], Hit()


def _changed_places(gain: float, clearly: bool, words: float) -> bool:
    """Whether lengths, numbers and marks (``gain``) and words speak for a swap together."""
    if gain > 9 and clearly and words > _AGAINST:
        return True
    return words > _SAYS_NOTHING and words + 0.2 * max(-15, min(15, gain)) > 1.5


_AGAINST, _SAYS_NOTHING = -1.5, 0.1


def _doubtful(words: lexicon.Lexicon, first: Unit, second: Unit) -> bool:
    """Whether so many words of both sources are without their fellows that it is worth a look."""
    (one, lost), (other, lost_too) = (lexicon.own_fit(words, u) for u in (first, second))
    return lost + lost_too >= one + other


def _crosswise(
    language: Language, usual: measure.Measure, first: Unit, second: Unit
) -> tuple[float, float]:
    """How badly two translations fit when they change places, and how much better their words."""
    crossed = _fit(first, second, usual) + _fit(second, first, usual)
    enough = lexicon.of(language) is not None
    words = affinity.of(language).crosswise(first, second) if enough else 0.0
    return round(crossed, 2), round(words, 2)


_DEFAULT = measure.Measure(1.0, 0.35, False, 1.0, 1.0)
_PLAIN = 0.5
"""What fits better than this by length, numbers and marks is not looked at word by word."""
_STRIPPED = " \"'”’»)*_"


def _fit(source: Unit, target: Unit, usual: measure.Measure) -> float:
    """How badly a target fits a source; 0 is perfect. Squared standard deviations, roughly."""
    s, t = measure.extents(source)[0], measure.extents(target)[1]
    length = usual.length(s, t) * (0.7 if s.size < measure.SHORT else 1)
    cost = min(length * length, 25.0)
    asked = {n.value for n in source.source.numerals}
    told = {n.value for n in target.target.numerals}
    if asked != told:
        cost += 8 if asked and told else 4
    if s.ends != t.ends and usual.sentences_kept:
        cost += 2 * min(3, abs(s.ends - t.ends))
    marks = usual.punctuation(s, t)
    cost += min(marks * marks, 9.0) / 2
    names = source.source.acronyms
    if names:
        cost += 4 * sum(name not in target.target.text for name in names) / len(names)
    end = source.source.text.rstrip(_STRIPPED)[-1:]
    close = target.target.text.rstrip(_STRIPPED)[-1:]
    if (end in ":;?!,") != (close in ":;?!,：；？！，،؛؟;·"):
        cost += 2
    return round(cost, 2)


_TAUGHT = tuple(
    (f"{a} and {b}, number {n}.", f"{c} y {d}, número {n}.")
    for n, ((a, c), (b, d)) in enumerate(
        combinations(
            (("Museums", "Museos"), ("schools", "escuelas"), ("libraries", "bibliotecas"),
             ("gardens", "jardines"), ("science", "ciencia"), ("children", "niños"),
             ("visitors", "visitantes"), ("friends", "amigos"), ("teachers", "maestros")), 2,
        )
    )
)  # fmt: skip


@check(
    id="unrelated-translation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="Words that go together in the rest of the catalog do not meet here: the translation "
    "belongs to another paragraph. Needs some thirty paragraphs to learn from.",
    good=(
        Example(
            "Museums, schools, libraries and gardens agree.",
            "Museos, escuelas, bibliotecas y jardines acuerdan.",
            beside=_TAUGHT,
        ),
    ),
    bad=(
        Example(
            "Museums, schools, libraries, gardens and children agree.",
            "Los amigos y los maestros saludan a los visitantes.",
            beside=_TAUGHT,
        ),
    ),
)
def unrelated_translation(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The translation has none of the words that this source has elsewhere."""
    words = lexicon.of(language)
    if words is None:
        return
    usual = measure.of(language) or _DEFAULT
    for unit in language.settled:
        if unit.noted("fit", partial(_fit, unit, unit, usual), usual.name) < _PLAIN:
            continue
        found, missing = lexicon.own_fit(words, unit)
        if missing >= 5 and (not found or (missing >= 6 and found < 0.25 * missing)):
            yield unit, Hit()
