"""Dates by value: the months that a text names, in the language's own names (CLDR) or digits."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from pipeline.locales import babel_locale
from pipeline.model import Span
from pipeline.text.words import WORD


class Month(NamedTuple):
    """A month, 1 to 12, and where a text names it."""

    value: int
    span: Span


# In English a month counts beside a day or a year only: "May", "March" and "August" are words.
_ENGLISH = regex.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)\s+(?:of\s+)?(?=\d{1,4}\b|\d{1,2}(?:st|nd|rd|th))"
    r"|(?<=\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?)(?P<after>January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b"
)
ENGLISH_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb aug sep sept oct nov dec".split()
)
"""The words of English that may be months, in lower case."""
_ORDER = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = regex.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月월]")


def english_months(text: str) -> tuple[Month, ...]:
    """The months of English dates, such as *November 27th* and *15 May 2017*."""
    found = []
    for match in _ENGLISH.finditer(text):
        group = "month" if match["month"] else "after"
        found.append(Month(_ORDER.index(match[group][:3].lower()) + 1, Span(*match.span(group))))
    return tuple(found)


# Arabic names the months in three ways: نوفمبر, تشرين الثاني, and after the French in the Maghreb.
_ALSO = {"ar": ("ar-SY", "ar-DZ", "ar-MA")}


@cache
def month_names(locale: str) -> dict[str, int]:
    """CLDR's names of the months (wide, both forms), in lower case; empty for unknown languages."""
    names: dict[str, int] = {}
    for tag in (locale, *_ALSO.get(locale.partition("-")[0], ())):
        cldr = babel_locale(tag)
        if cldr is None:
            return {}
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in cldr.months[context][width].items():
                    name = str(name).lower().strip(".")
                    if len(name) >= (3 if width == "abbreviated" else 2) and not name.isdigit():
                        names.setdefault(name, int(number))
    # Names such as "11月" or "Tháng 11" are found by their digits.
    numeric = set("0123456789月월")
    return {name: n for name, n in names.items() if numeric.isdisjoint(name)}


def months(text: str, locale: str) -> tuple[Month, ...]:
    """The months that a text names.

    Inflected names are known by their stem of five letters, shorter ones of three beside a number:
    Slovene *11. marca*, of *marec*.
    """
    names = month_names(locale)
    found = [
        Month(_digit_value(match[1]), Span(match.start(), match.end()))
        for match in _NUMERIC.finditer(text)
    ]
    lowered = text.lower()
    multi = [name for name in names if " " in name]
    for name in multi:
        at = lowered.find(name)
        if at >= 0:
            found.append(Month(names[name], Span(at, at + len(name))))
    for match in WORD.finditer(text):
        word = match.group().lower()
        # Hebrew and Arabic write "in" and "of" as a letter before the name.
        value = names.get(word) or names.get(word[1:]) or _inflected(word, locale)
        if not value and _BEFORE.search(text, endpos=match.start()):
            value = _stems(locale, 3, 4, 5).get(word[:3], 0) if len(word) <= 7 else 0
        if value:
            found.append(Month(value, Span(match.start(), match.end())))
    return tuple(sorted(found, key=lambda month: month.span.start))


@cache
def _stems(locale: str, letters: int, shortest: int, longest: int) -> dict[str, int]:
    """The months by so many first letters of their names, where no two have the same."""
    stems: dict[str, int] = {}
    for name, value in month_names(locale).items():
        if shortest <= len(name) <= longest and " " not in name:
            stem = name[:letters]
            stems[stem] = value if stems.get(stem, value) == value else 0
    return stems


def _inflected(word: str, locale: str) -> int:
    return _stems(locale, 5, 6, _LONGEST).get(word[:5], 0) if len(word) >= 6 else 0


_LONGEST = 100
"""Letters of a name of a month: none has as many."""
_BEFORE = regex.compile(r"\b\d{1,2}(?:st|nd|rd|th|[.ºª°])?\s+(?:de\s|d['’])?$")


_WORD = r"\p{L}[\p{L}\p{M}'’-]{3,}"
_PLACES = regex.compile(
    rf"\b\d{{1,2}}\S{{0,2}}\s+(?:\p{{L}}{{1,3}}\s+)?{_WORD},?\s+(?:\p{{L}}{{1,3}}\s+)?\d{{4}}\b"
    rf"|\b\d{{4}}\S?\s+(?:\p{{L}}+\s+)?\d{{1,2}}\S?\s+{_WORD}"
    rf"|{_WORD}\s+\d{{1,2}},?\s+\d{{4}}\b"
)


def has_place_of_month(text: str) -> bool:
    """Whether a word stands where a date has its month, beside a day and a year.

    A language may have more names for months than CLDR knows: Māori *Poutūterangi*.
    """
    return bool(_PLACES.search(text))


def _digit_value(digits: str) -> int:
    from pipeline.text.numerals import han

    return int(digits) if digits.isdigit() else han(digits) or 0
