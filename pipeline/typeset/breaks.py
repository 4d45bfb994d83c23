"""Where lines may be broken: UAX #14 by ICU, with the dictionaries of Thai, Khmer, Lao and
Burmese and the locale's strictness.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.locales import Locale
from pipeline.typeset.itemise import code_points

# Readers of PDF drop a hyphen at the end of a line, or join the words around it.
_HYPHENS = ("-", "\u2010")


def opportunities(text: str, locale: str) -> list[tuple[int, int]]:
    """The text cut wherever a line may end, as start and end in code points."""
    from icu4py.breakers import LineBreaker

    segments = code_points(text, LineBreaker(text, _icu_locale(locale)).segments())
    if "-" not in text and "\u2010" not in text:
        return list(segments)
    joined: list[tuple[int, int]] = []
    for start, end in segments:
        if joined and text[start - 1] in _HYPHENS:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


@lru_cache(256)
def _icu_locale(locale: str) -> str:
    """ICU's name of a locale, with strict kinsoku (CSS ``line-break: strict``)."""
    parsed = Locale.parse(locale)
    return "_".join(filter(None, (parsed.language, parsed.script, parsed.territory))) + "@lb=strict"


def letters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of letters and their marks, which may be hyphenated."""
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
