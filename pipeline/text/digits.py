"""Which digits a text is written with: २०२६ or 2026.

CLDR says which digits a language has by default; what a translator wrote says it of this text.
Hindi with Devanagari's digits, and Arabic with those of ASCII, are as right as the other way round,
but not both in one document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# Numbers that are part of a name in Latin letters (A4, COVID-19) are written so everywhere.
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?<![A-Za-z][-‐‑/])\d+(?![A-Za-z\d])")


def used(texts: Iterable[str]) -> str:
    """The ten digits, from zero on, that most texts with numbers are written with.

    Nothing where no text has any, or as many have one kind as another. Wide and mathematical digits
    say how a number is shown, and count for nothing.

    >>> used(["अनुच्छेद १", "१० दिसम्बर १९४८", "217 A"])
    '०१२३४५६७८९'
    """
    found = Counter(zero for text in texts for zero in _zeros(text))
    (first, most), (_, second) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    return "".join(chr(ord(first) + n) for n in range(10)) if most > second else ""


def _zeros(text: str) -> set[str]:
    """The zeros of the kinds of digits in a text."""
    numbers = "".join(_NUMBER.findall(text))
    zeros = {chr(ord(each) - unicodedata.decimal(each)) for each in set(numbers)}
    return {zero for zero in zeros if unicodedata.normalize("NFKC", zero) == zero}
