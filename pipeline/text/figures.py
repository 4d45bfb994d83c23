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
        if bool(figures[0]) != bool(numerals[1]) or bool(figures[1]) != bool(numerals[0]):
            return True  # not all that went in digits can have come in words, or the reverse
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


def _spelled(word: Word) -> bool:
    """Whether a word may be part of a number that is not written in digits."""
    return word.folded in _NUMERALS or bool(_ROMAN.fullmatch(word.text))


@lru_cache(maxsize=4096)
def _values(text: str, locale: str) -> tuple[object, ...]:
    """The values of all numbers, however written, and how many are negative."""
    from pipeline.text.numbers import numbers

    values = (str(number.value) for number in numbers(text, locale))
    return (*sorted(values), len(_NEGATIVE.findall(text)))
