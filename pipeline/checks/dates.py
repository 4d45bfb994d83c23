"""Dates by value and in the language's own form."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Unit
from pipeline.model import Certainty, Severity, Span
from pipeline.text.dates import (
    ENGLISH_MONTHS,
    english_months,
    has_place_of_month,
    month_names,
    months,
)


@check(
    id="month-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A date with another month is another date. Months are compared by value, in the "
    "names that CLDR has for them, in both their forms.",
    good=(
        Example("on May 15th, 2017", "el 15 de mayo de 2017", locale="es"),
        Example("on November 27, 2017", "27 ноября 2017 г.", locale="ru"),
        Example("on November 27, 2017", "2017年11月27日", locale="zh-Hans"),
        Example("on 27 November 2017", "في 27 نوفمبر 2017", locale="ar"),
        Example("on 27 November 2017", "27 تشرين الثاني 2017", locale="ar"),
        Example("on 27 November 2017", "στις 27/11/2017", locale="el"),
        Example("on 11 March 1996", "z dne 11. marca 1996", locale="sl"),
        Example("on 11 March 1996", "i te 11 o Poutūterangi 1996", locale="mi"),
        Example("It may be.", "Puede ser.", locale="es"),
    ),
    bad=(
        Example("on May 15th, 2017", "el 15 de marzo de 2017", locale="es", codes=("changed",)),
        Example("on November 27, 2017", "27 октября 2017 г.", locale="ru", codes=("changed",)),
        Example("on November 27, 2017", "2017年10月27日", locale="zh-Hans", codes=("changed",)),
        Example("on November 27, 2017", "el 27 de 2017", locale="es", codes=("missing",)),
        Example(
            "on November 27, 2017", "el 27 de November de 2017", locale="es", codes=("english",)
        ),
    ),
)
def month_mismatch(unit: Unit) -> Iterator[Hit]:
    """A date names another month than the source, or none."""
    if unit.source.locale.language != "en" or unit.source.vocabulary.isdisjoint(ENGLISH_MONTHS):
        return
    asked = english_months(unit.source.prose)
    if not asked or unit.locale.language == "en":
        return
    tag = unit.locale.bcp47
    told = months(unit.target.prose, tag)
    values = {month.value for month in told}
    lost = [month for month in asked if month.value not in values]
    if not lost:
        yield from map(fine, ("changed", "english", "missing"))
        return
    text = unit.target.text
    wanted = {month.value for month in asked}
    wrong = tuple(month.span for month in told if month.value not in wanted)
    name = unit.source.text[lost[0].span.start : lost[0].span.end]
    if wrong:
        said = text[wrong[0].start : wrong[0].end]
        yield Hit(f"'{said}' is not {name}.", "changed", (lost[0].span,), wrong)
    elif name in text and month_names(tag):
        at = text.find(name)
        yield Hit(f"'{name}' is English.", "english", (lost[0].span,), (Span(at, at + len(name)),))
    elif has_place_of_month(text):
        return
    elif month_names(tag) and not any(n.value == lost[0].value for n in unit.target.numerals):
        yield Hit(f"The month {name} is not in the translation.", "missing", (lost[0].span,), ())


_MONTH_FIRST = regex.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}\b")
_ENGLISH_ORDER = regex.compile(r"(?<=\p{L} )\d{1,2}, \d{4}\b")


@check(
    id="date-order",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    locales="es fr it pt ca gl ro de nl sv da nb no fi pl cs sk hr sr sl bg ru uk be el tr id ms",
    rationale="Month, day, comma, year is the American order; these languages put the day first.",
    good=(
        Example("on May 15, 2017", "el 15 de mayo de 2017", locale="es"),
        Example("on May 15, 2017", "le 15/05/2017", locale="fr"),
    ),
    bad=(
        Example("on May 15, 2017", "en mayo 15, 2017", locale="es"),
        Example("on May 15, 2017", "мая 15, 2017", locale="ru"),
        Example("on May 15, 2017", "στις 5/15/2017", locale="el"),
    ),
)
def date_order(unit: Unit) -> Iterator[Hit]:
    """A date stands in the order of American English."""
    for match in _ENGLISH_ORDER.finditer(unit.target.prose):
        word = unit.target.prose[: match.start()].split()[-1]
        if month_names(unit.locale.bcp47).get(word.lower()):
            start = match.start() - len(word) - 1
            yield Hit(target=(Span(start, match.end()),))
    for match in _MONTH_FIRST.finditer(unit.target.prose):
        yield Hit(target=(Span(match.start(), match.end()),))
