"""Whether two versions of a text name the same numbers, by value.

In English most changes are judged by their digits and number words alone; a text is read whole
(`pipeline.text.numbers`) only where digits may have become words, and in other languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipeline.text.hunks import Hunk, Word

_NUMERALS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion trillion dozen half third quarter first second fourth fifth "
    "sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_SCALES = frozenset("hundred thousand million billion trillion dozen".split())
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"(?:(?<![\w)])[-−])?\d(?:[\d.,'’ \u00a0\u202f]*\d)?")
_GROUPING = re.compile(r"[,'’\u00a0\u202f](?=\d{3}(?!\d))")
_NEGATIVE = re.compile(r"(?<![\w)])[-−](?=\d)")
_ROMAN = re.compile("[IVXLCDM]{2,}|[VX]")


def number_changed(old: str, new: str, hunks: Sequence[Hunk], locale: str, english: bool) -> bool:
    """Whether the values of numbers differ; ``hunks`` are the words that changed."""
    if english:
        figures, numerals = _figures(old, new), _numerals(hunks)
        if not (any(figures) and any(numerals)):
            return any(figures) or any(numerals)
        if _others(figures[0], numerals[1]) or _others(figures[1], numerals[0]):
            return True
    return _values(old, locale) != _values(new, locale)


def _figures(old: str, new: str) -> tuple[Counter[str], Counter[str]]:
    """The numbers in digits that went, and those that came, without the marks that group them."""
    if not _DIGIT.search(old) and not _DIGIT.search(new):
        return Counter(), Counter()
    before, after = (
        [_GROUPING.sub("", figure).rstrip(".") for figure in _FIGURES.findall(text)]
        for text in (old, new)
    )
    return _apart(before, after)


def _numerals(hunks: Sequence[Hunk]) -> tuple[Counter[str], Counter[str]]:
    """The words and Roman numerals of numbers that went, and those that came."""
    went = [word.folded for hunk in hunks for word in hunk[0] if _spelled(word)]
    came = [word.folded for hunk in hunks for word in hunk[1] if _spelled(word)]
    return _apart(went, came)


def _apart(before: list[str], after: list[str]) -> tuple[Counter[str], Counter[str]]:
    """What is only before, and what is only after."""
    if before == after:
        return Counter(), Counter()
    one, other = Counter(before), Counter(after)
    return one - other, other - one


def _others(figures: Counter[str], numerals: Counter[str]) -> bool:
    """Whether numbers in digits and numbers in words cannot be the same."""
    if not figures or not numerals:
        return bool(figures) != bool(numerals)
    large = any(len(figure) > 2 for figure in figures)
    return large and all(word in _NUMERALS and word not in _SCALES for word in numerals)


def _spelled(word: Word) -> bool:
    """Whether a word may be part of a number that is not written in digits."""
    return word.folded in _NUMERALS or bool(_ROMAN.fullmatch(word.text))


@lru_cache(maxsize=4096)
def _values(text: str, locale: str) -> tuple[object, ...]:
    """The values of all numbers, however written, and how many are negative."""
    from pipeline.text.numbers import numbers

    values = (str(number.value) for number in numbers(text, locale))
    return (*sorted(values), len(_NEGATIVE.findall(text)))
