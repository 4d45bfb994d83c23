"""Numbers spelled out in the translation, by value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Unit
from pipeline.model import Certainty, Severity
from pipeline.text.numbers import Number, NumberKind, mentions
from pipeline.text.spellout import spelled


@check(
    id="number-word-mismatch",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    rationale="A wrong year or count written in words reads as smoothly as the right one. Where "
    "the source spells a number out and the translation says another one, somebody must look.",
    good=(
        Example("twenty-five countries", "veinticinco países", locale="es"),
        Example("every two years", "раз в два года", locale="ru"),
        Example("two or three of them", "один из них", locale="ru"),
        Example("both museums", "die zwei Museen", locale="de"),
        Example("twenty-five countries", "25 χώρες", locale="el"),
    ),
    bad=(
        Example("twenty-five countries", "veinticuatro países", locale="es"),
        Example("after seven years", "через восемь лет", locale="ru"),
        Example("the twelve founders", "die dreizehn Gründer", locale="de"),
        Example("25 museums", "veinticuatro museos", locale="es"),
    ),
)
def number_word_mismatch(unit: Unit) -> Iterator[Hit]:
    """A number is spelled out in the translation, and the source has another one."""
    if not unit.locale.spaced:
        return
    told = {n.value for n in unit.target.numerals}
    lost = [n for n in unit.source.numbers if n.value >= 3 and n.value not in told]
    if not lost:
        return
    target = [n for n in unit.target.numbers if n.kind is NumberKind.WORDS]
    told.update(n.value for n in target)
    asked = {n.value for n in unit.source.numbers}
    lost = [
        n
        for n in lost
        if n.value not in told and not mentions(unit.target.prose, n.value, unit.locale)
    ]
    wrong = [n for n in target if n.value not in asked and not _also(n, unit)]
    if wrong and lost and len(wrong) == len(lost):
        said = unit.target.text[wrong[0].span.start : wrong[0].span.end]
        meant = unit.source.text[lost[0].span.start : lost[0].span.end]
        yield Hit(
            f"'{said}' is {wrong[0].value}; the source has '{meant}'.",
            source=tuple(n.span for n in lost),
            target=tuple(n.span for n in wrong),
        )


def _also(number: Number, unit: Unit) -> bool:
    """Whether the word has another value too (a homonym), one that the source has."""
    if isinstance(number.value, Decimal):
        return False
    word = unit.target.text[number.span.start : number.span.end].casefold()
    asked = [n.value for n in unit.source.numbers if not isinstance(n.value, Decimal)]
    # Twenty-third, with an ordinal unknown to CLDR after the tens, or tens unknown before it.
    part = any(number.value in (value % 10, value - value % 10) for value in asked)
    return part or any(word in spelled(value, unit.locale.bcp47) for value in asked)
