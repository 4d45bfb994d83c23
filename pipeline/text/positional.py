"""Digits with the marks and the words for scales that a locale writes them with (CLDR)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.locales import Locale, babel_locale
from pipeline.text import numerals


def reading(run: str, locale: Locale) -> int | Decimal | None:
    """The value of digits with marks as the locale writes them, or None if it would not.

    ``1.234,5`` is 1234.5 in Spanish; ``1,234`` is 1234 in English and 1.234 in Spanish;
    groups of two as in ``12,34,567`` count wherever groups of three do.
    """
    decimal, grouping = marks(locale)
    marks_used = [c for c in run if not c.isdigit()]
    last = marks_used[-1]
    whole, fraction = run, ""
    if last in decimal and marks_used.count(last) == 1 and not (last in grouping and _grouped(run)):
        whole, _, fraction = run.rpartition(last)
    inner = {c for c in whole if not c.isdigit()}
    if inner and (len(inner) > 1 or not inner <= grouping or not _grouped(whole)):
        return None
    digits = "".join(str(unicodedata.digit(c)) for c in whole if c.isdigit())
    if not fraction:
        return int(digits)
    value = Decimal(digits + "." + "".join(str(unicodedata.digit(c)) for c in fraction))
    return int(value) if value == int(value) else value


def _grouped(run: str) -> bool:
    """Whether the digits stand in groups: 1 to 3 first, then twos (India) or threes; three last."""
    groups = re.split(r"\D", run)
    return (
        len(groups) > 1
        and 1 <= len(groups[0]) <= 3
        and groups[0] != "0"
        and len(groups[-1]) == 3
        and len({len(g) for g in groups[1:-1]}) <= 1
        and all(len(g) in (2, 3) for g in groups[1:-1])
    )


@lru_cache(maxsize=512)
def marks(locale: Locale) -> tuple[frozenset[str], frozenset[str]]:
    """The decimal and the grouping marks of a locale, typewriter's variants included."""
    cldr = babel_locale(locale.bcp47)
    decimal, grouping = {".", "٫"}, {",", "٬"}
    if cldr is not None:
        symbols = cldr.number_symbols
        decimal, grouping = {"٫"}, {"٬"}
        for system in symbols.values():
            if not isinstance(system, str):
                decimal.add(str(system.get("decimal", ".")))
                grouping.add(str(system.get("group", ",")))
        latin = symbols.get("latn", {})
        if not isinstance(latin, str):
            # Several systems may disagree (Arabic): the Latin one decides for ASCII marks.
            own = str(latin.get("decimal", "."))
            decimal -= {".", ","} - {own}
            grouping -= {own}
    if "'" in grouping or "’" in grouping:
        grouping |= {"'", "’"}
    # The SI's thin space and its kin group digits in every language (SI Brochure 5.4.4).
    grouping |= {"\u00a0", "\u202f", "\u2009", " "}
    return frozenset(decimal), frozenset(grouping)


_HAN_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    **numerals.HAN_MYRIADS,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}


# 제1조 and 1조 are Article 1; of trillions, 조, something is told.
_TRILLIONS = re.compile(
    r"조\s?(?:\d[\d,.]*\s?[억만천백]|여?\s?[억만천백원엔불개명톤]|달러|유로|위안|파운드)"
)


@cache
def scales(tag: str) -> tuple[tuple[str, int], ...]:
    """CLDR's words for thousands, millions and so on (long compact formats), longest first."""
    cldr = babel_locale(tag)
    words: dict[str, int] = dict(_HAN_SCALES)
    formats = getattr(cldr, "compact_decimal_formats", None) or {}
    for width in ("long", "short"):
        for forms in formats.get(width, {}).values():
            for power, pattern in forms.items():
                text = re.sub(
                    r"[0#.,'¤\s\u200f\u200e]", "", str(getattr(pattern, "pattern", pattern))
                )
                zeros = str(getattr(pattern, "pattern", pattern)).count("0")
                if len(text) > 2 or (text and not text.isascii()):
                    words.setdefault(text.casefold(), int(power) // 10 ** (zeros - 1))
    return tuple(sorted(words.items(), key=lambda item: -len(item[0])))


def scaled(text: str, value: int | Decimal, end: int, locale: Locale) -> tuple[int | Decimal, int]:
    """A value with the word for its scale that follows (2200万, 22 million), and where it ends."""
    after = text[end : end + 24]
    follows = after.lstrip()
    if follows.startswith("조") and not _TRILLIONS.match(follows):
        return value, end
    if follows and follows[0].isalpha() and len(after) - len(follows) <= 1:
        lowered = follows.casefold()
        for word, factor in scales(locale.bcp47):
            if lowered.startswith(word):
                rest = lowered[len(word) :]
                if word in _HAN_SCALES or not (rest and rest[0].isalpha()):
                    size = len(after) - len(follows) + len(word)
                    return _whole(value * factor), end + size
    return value, end


def _whole(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value
