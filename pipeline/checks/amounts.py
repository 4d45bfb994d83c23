"""What a number counts: per cent, and money of one currency or another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.kept import once
from pipeline.checks.unit import Side, Unit
from pipeline.locales import Locale, babel_locale
from pipeline.model import Certainty, Severity, Span

_PERCENT = re.compile(r"(?<=\d) ?(?:%|per ?cent\b)")
_PERCENTS = frozenset("%٪％﹪")
# Signs and codes of one currency, or of those that share a sign.
_FAMILIES = {
    "€": ("EUR",), "$": ("USD", "CAD", "AUD", "MXN", "HKD", "SGD", "NZD", "ARS", "CLP", "COP"),
    "£": ("GBP",), "¥": ("JPY", "CNY", "RMB"), "₹": ("INR",), "₽": ("RUB",), "₩": ("KRW",),
    "₪": ("ILS",), "₺": ("TRY",), "₴": ("UAH",), "₫": ("VND",), "฿": ("THB",), "₦": ("NGN",),
    "₱": ("PHP",), "CHF": ("CHF",),
}  # fmt: skip
_FAMILY = {code: sign for sign, codes in _FAMILIES.items() for code in (sign, *codes)}
_FAMILY |= {"￥": "¥", "元": "¥", "円": "¥", "＄": "$", "￡": "£"}
_SIGNS = frozenset("".join(sign for sign in _FAMILIES if len(sign) == 1) + "￥＄￡")
_CODE = "|".join(code for codes in _FAMILIES.values() for code in codes)
_MONEY = re.compile(
    rf"[{re.escape(''.join(sorted(_SIGNS)))}](?= ?\d)|(?<=\d)[ \u00a0\u202f]?"
    rf"(?:[{re.escape(''.join(sorted(_SIGNS)))}元円]|(?:{_CODE})\b)|\b(?:{_CODE})(?=[ \u00a0]?\d)"
)


def _money(side: Side) -> dict[str, Span]:
    """The currencies of the amounts in a text, by their signs, and where they stand."""
    found = {}
    for match in _MONEY.finditer(side.prose):
        start = match.end() - len(match.group().lstrip(" \u00a0\u202f"))
        found[_FAMILY[side.prose[start : match.end()]]] = Span(start, match.end())
    return found


@check(
    id="unit-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="25 % and 25, 500 € and 500 $ are different things, and the number alone does not "
    "tell. Signs, ISO 4217 codes and the names that CLDR has in the language will do.",
    good=(
        Example("25% of them", "el 25 % de ellos"),
        Example("25% of them", "el 25 por ciento"),
        Example("25 percent of them", "其中的25%", locale="zh-Hans"),
        Example("25% of them", "٢٥٪ منهم", locale="ar"),
        Example("€500 a year", "500 евро в год", locale="ru"),
        Example("US$ 500 a year", "500 долларов США в год", locale="ru"),
        Example("$500 a year", "每年500美元", locale="zh-Hans"),
    ),
    bad=(
        Example("25% of them", "25 de ellos", codes=("percent",)),
        Example("€500 a year", "500 $ al año", codes=("changed",)),
        Example("EUR 500 a year", "500 USD в год", locale="ru", codes=("changed",)),
        Example("€500 a year", "每年500", locale="zh-Hans", codes=("lost",)),
        Example("€500 or $600 a year", "500 € o 600 al año", codes=("lost",)),
    ),
)
def unit_mismatch(unit: Unit) -> Iterator[Hit]:
    """A number has lost its per cent sign, or its currency, or has another one."""
    source, target = unit.source, unit.target
    if not _counts(source):
        return
    for match in list(_PERCENT.finditer(source.prose))[:1]:
        if target.chars & _PERCENTS or any(w in target.lowered for w in _percent(unit.locale)):
            yield fine("percent")
        elif target.numerals:
            span = Span(match.start(), match.end())
            yield Hit("The translation does not say per cent.", "percent", (span,))
    asked = _money(source)
    told = _money(target) if asked else {}
    for sign, where in asked.items():
        if sign in told or sign in target.chars or _named(sign, unit):
            yield fine("lost")
            continue
        shown = source.text[where.start : where.end]
        others = [span for other, span in told.items() if other not in asked]
        if others:
            said = target.text[others[0].start : others[0].end]
            yield Hit(f"'{said}' is not '{shown}'.", "changed", (where,), (others[0],))
        else:
            words = f"'{shown}' is not in the translation."
            yield Hit(words, "lost", (where,), severity=Severity.WARNING)


@once
def _counts(source: Side) -> bool:
    """Whether a text may have an amount."""
    percent = "%" in source.chars or "ercent" in source.text or "er cent" in source.text
    if percent and _PERCENT.search(source.prose):
        return True
    money = not source.chars.isdisjoint(_SIGNS) or not source.acronyms.isdisjoint(_FAMILY)
    return money and bool(_money(source))


def _named(sign: str, unit: Unit) -> bool:
    """Whether a currency's name in the language stands beside a number of the translation."""
    names, text = _names(sign, unit.locale), unit.target.lowered
    near = [text[max(0, n.span.start - 16) : n.span.end + 24] for n in unit.target.numerals]
    return any(name in beside for name in names for beside in near)


@cache
def _names(sign: str, locale: Locale) -> frozenset[str]:
    """Beginnings of the words that CLDR has for the currencies of a sign."""
    cldr = babel_locale(locale.bcp47)
    known: dict[str, str] = getattr(cldr, "currencies", {})
    names = [known.get(code, "") for code in _FAMILIES[sign]]
    if not locale.spaced:
        return frozenset(filter(None, names))
    words = [word for name in names for word in name.lower().split()]
    return frozenset(word[: max(4, len(word) - 2)] for word in words if len(word) >= 3)


@cache
def _percent(locale: Locale) -> frozenset[str]:
    """What a language says per cent with, in words."""
    from babel.units import format_unit

    cldr = babel_locale(locale.bcp47)
    said = format_unit(5, "percent", "long", locale=str(cldr)) if cldr else ""
    words = re.sub(r"\d", "", said).strip().lower()
    return frozenset(w for w in (words, "百分", "per cent", "percent") if w and w not in _PERCENTS)
