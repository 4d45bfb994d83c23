"""What a translation leaves out, and what it adds: by length, sentences and marks together."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pipeline.checks import lexicon, measure
from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity

_EVEN = tuple(
    (f"The museums of science agree to share number {n} of what they know.",
     f"Los museos de ciencia acuerdan compartir el número {n} de lo que saben.")
    for n in range(10, 24)
)  # fmt: skip
_LONG = (
    "We welcome the museums of all countries. We suggest that they share what they know. "
    "We hold a forum every two years, and publish what was said there.",
    "Damos la bienvenida a los museos de todos los países. Sugerimos que compartan lo que saben. "
    "Celebramos un foro cada dos años y publicamos lo que allí se dijo.",
)


@check(
    id="omission",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="A clause that was passed over leaves no trace in a language one cannot read. A "
    "paragraph is reported when its length, by this language's own median and spread, its "
    "sentences, its marks and the words it shares with its like speak for a loss together. "
    "Needs a dozen paragraphs.",
    good=(Example(*_LONG, beside=_EVEN),),
    bad=(
        Example(_LONG[0], "Damos la bienvenida a los museos de todos los países.", beside=_EVEN),
        Example(_LONG[0], "Bienvenidos.", beside=_EVEN),
    ),
)
def omission(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The translation is too short: something seems to be left out."""
    usual, words = measure.of(language), lexicon.of(language)
    if usual is None:
        return
    for unit in language.settled:
        length, marks = measure.deviation(usual, unit)
        if length > -1:
            continue
        source, target = measure.extents(unit)
        if source.size < measure.SHORT:
            continue
        fewer = usual.sentences_kept and 2 <= source.ends > target.ends
        share = target.size / (usual.ratio * source.size)
        lost = _loss(length, share, marks, fewer, lexicon.own_fit(words, unit) if words else (0, 0))
        if lost > _LOST:
            said = f"The translation has {share:.0%} of the length that is usual in this language"
            said += f", and {target.ends} of {source.ends} sentences." if fewer else "."
            certainty = Certainty.GUESS if lost < _SURELY else None
            yield unit, Hit(said, certainty=certainty)


_LOST, _SURELY = 1.8, 4.0


def _loss(length: float, share: float, marks: float, fewer: bool, words: tuple[int, int]) -> float:
    """How much speaks for a loss, in logits.

    ``length`` and ``marks`` are in standard deviations (`Measure`), ``share`` is the length beside
    the usual one: where all paragraphs are of even length, a little less is soon unusual and still
    no loss. ``words`` are those found and missing (`lexicon`). Coefficients of a logistic
    regression on the paragraphs of ``benchmarks.udhr``, whole and with a third or more taken out;
    those of either half of the languages tell the other half's as well.
    """
    found, missing = words
    return (
        -5.7
        - 1.2 * max(length, -8)
        - 8.2 * math.log(max(share, 0.05))
        - 0.3 * max(min(marks, 4), -4)
        + 2.2 * fewer
        + 0.6 * min(missing, 6)
        - 0.16 * min(found, 8)
    )


@check(
    id="addition",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="A paragraph far longer than this language's own median says something that the "
    "source does not say, or holds a second translation or a note of the translator.",
    good=(Example(*_LONG, beside=_EVEN),),
    bad=(
        Example(
            "The museums of science agree to share what they know.",
            f"Los museos de ciencia acuerdan compartir lo que saben. {_LONG[1]}",
            beside=_EVEN,
        ),
    ),
)
def addition(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The translation is too long: something seems to be added."""
    usual = measure.of(language)
    if usual is None:
        return
    for unit in language.settled:
        length, marks = measure.deviation(usual, unit)
        if length < 3:
            continue
        source, target = measure.extents(unit)
        if source.size < measure.SHORT:
            continue
        if length > 4.5 or (marks > 2.5 and target.ends > source.ends):
            share = target.size / (usual.ratio * source.size)
            said = f"The translation has {share:.0%} of the length that is usual in this language."
            yield unit, Hit(said)
