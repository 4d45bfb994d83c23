"""Where lines may be broken: UAX #14 by ICU, with the dictionaries of Thai, Khmer, Lao and
Burmese and the locale's strictness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.locales import Locale
from pipeline.typeset.itemise import code_points

# Readers of PDF drop a hyphen at the end of a line, or join the words around it.
_HYPHENS = ("-", "\u2010")
_DASHES = tuple(f"{each} " for each in _HYPHENS)
# Signs that stack the letter after them below the one before (Indic_Syllabic_Category
# Invisible_Stacker): ICU's model of Burmese breaks there now and then, as in ဘင်္ဂလား.
_STACKERS = frozenset("\u1039\u17d2\u1a60\u1bab\uaaf6\U00010a3f\U00011133\U0001193e\U00011a47")
_JOINERS = _STACKERS.union(_HYPHENS)

# Letters of Latin, Greek, Cyrillic, Armenian and Georgian, all of class AL, and digits.
_LETTERS = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0388-\u03ff\u0400-\u0481\u048a-\u0556"
    "\u0561-\u0586\u10d0-\u10fa\u1e00-\u1fbc\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc"
)
_PLAIN = re.compile(f"(?:[{_LETTERS}]+[,.;:!?]* )*[{_LETTERS}]+[,.;:!?]* ?")


def opportunities(text: str, locale: str) -> list[tuple[int, int]]:
    """The text cut wherever a line may end, as start and end in code points."""
    if _PLAIN.fullmatch(text):
        return list(_after_spaces(text))
    from icu4py.breakers import LineBreaker

    segments = code_points(text, LineBreaker(text, _icu_locale(locale)).segments())
    if _JOINERS.isdisjoint(text):
        return segments
    joined: list[tuple[int, int]] = []
    for start, end in segments:
        behind = bool(joined) and text[joined[-1][0] : start].rstrip(" ")[-1:] in _JOINERS
        # A hyphen between spaces stands for a dash, which begins no line.
        dash = bool(joined) and text[start : start + 2] in _DASHES
        if behind or dash:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _after_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Words with the space behind them: all that UAX #14 finds in plain words (LB 13, 18, 28).

    ICU makes a new iterator for every text, which takes ten times as long.
    """
    start = 0
    for word in text.rstrip(" ").split(" "):
        end = min(start + len(word) + 1, len(text))
        yield start, end
        start = end


@lru_cache(256)
def _icu_locale(locale: str) -> str:
    """ICU's name of a locale, with strict kinsoku (CSS ``line-break: strict``)."""
    parsed = Locale.parse(locale)
    return "_".join(filter(None, (parsed.language, parsed.script, parsed.territory))) + "@lb=strict"


def letters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of letters and their marks, which may be hyphenated."""
    word = text.rstrip(" ")
    if word.isalpha():  # nine words of ten are one, and here in a tenth of the time
        yield 0, len(word)
        return
    start = -1
    for at, character in enumerate(text):
        if character.isalpha() or (start >= 0 and "\u0300" <= character <= "\u036f"):
            if start < 0:
                start = at
        elif start >= 0:
            yield start, at
            start = -1
    if start >= 0:
        yield start, len(text)
