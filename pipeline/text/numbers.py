"""Numbers by value, in any script and numeral system.

``٢٥``, ``二十五``, ``XXV``, ``፳፭``, ``כ״ה``, ``25`` and ``veinticinco`` are all 25.
Grouping and decimal marks are read as the locale writes them (CLDR), scales such as "million"
and 万 are multiplied in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

import regex

from pipeline.locales import Locale
from pipeline.model import Span
from pipeline.text import numerals
from pipeline.text.positional import reading, scaled
from pipeline.text.spellout import fold, spelled, words_of_number


class NumberKind(StrEnum):
    """In what a number is written."""

    DIGITS = "digits"
    HAN = "han"
    ROMAN = "roman"
    HEBREW = "hebrew"
    ETHIOPIC = "ethiopic"
    GREEK = "greek"
    OTHER = "other"
    """Circled, Tamil and other single characters with a value."""
    WORDS = "words"


class Number(NamedTuple):
    """A number in a text. Whole numbers are ``int``, others ``Decimal``."""

    value: int | Decimal
    span: Span
    kind: NumberKind


# Marks inside a number: full stop, comma, apostrophes, Arabic marks, no-break and thin spaces.
_MARKS = ".,'’٫٬\u00a0\u202f\u2009"
# The first sign stands by itself, so that `re` skips at once to where one is.
_DIGITS = re.compile(rf"\d\d*(?:[{_MARKS} ]\d+)*")
_LETTERED = {
    NumberKind.HAN: re.compile(
        rf"第(?P<n>[{numerals.HAN}]+)|百分之(?P<p>[{numerals.HAN}]+)|"
        rf"(?P<u>[{numerals.HAN}]+)(?=[年月日号號条條項项款章节節届屆世岁歲时時分点點期國国個个名位次])|"
        rf"(?P<l>[{numerals.HAN}]*[{''.join(numerals.HAN_UNITS)}][{numerals.HAN}]+|"
        rf"[{''.join(numerals.HAN_DIGITS)}]{{3,}})"
    ),
    # Two letters or more; a suffix as in XXe, XIXᵉ, XIV-го may follow.
    NumberKind.ROMAN: re.compile(
        r"(?<![^\W_])(?P<n>[IVXLCDMХІΙΧ]{2,})(?=(?:e|er|re|ème|ième|ᵉ|º|ª|th|st|nd|rd)?(?![^\W_]))"
    ),
    NumberKind.HEBREW: re.compile(
        r"(?<![\u05d0-\u05ea״\"])(?P<n>[\u05d0-\u05ea]{1,3}[״\"][\u05d0-\u05ea]|[\u05d0-\u05ea][׳'])(?![\u05d0-\u05ea])"
    ),
    NumberKind.ETHIOPIC: re.compile("(?P<n>[\u1369-\u137c]+)"),
    NumberKind.GREEK: re.compile(
        r"(?<![^\W_])(?P<n>[Α-Ωα-ωϛϝϟϡ]{1,4}[ʹ΄´′])(?![^\W_])"
    ),
}  # fmt: skip
_VALUES = {
    NumberKind.HAN: numerals.han,
    NumberKind.ROMAN: numerals.roman,
    NumberKind.HEBREW: numerals.hebrew,
    NumberKind.ETHIOPIC: numerals.ethiopic,
    NumberKind.GREEK: numerals.greek,
}
_HAN_TEXT = re.compile(rf"[{numerals.HAN}]")
_UPPER_ROMAN = re.compile("[IVXLCDMХІ][IVXLCDMХІ]")
# "Article V", "Раздел I", "I." at the start: a single letter is a number only as a label.
_LONGEST_LABEL = 60
_ROMAN_FIRST = frozenset("IVXLCivx")
_LABEL = re.compile(
    r"(?:^\s*(?P<a>[IVXLC]{1,5}|[ivx]{1,4})[.)]\s|^\W*[^\W\d_]+\s+(?P<b>[IVX])\W*$)"
)
# Circled numbers, Tamil ten and hundred, Roman numerals of one character: not ½, not ².
_SINGLE = regex.compile(r"[\p{No}\p{Nl}--[¼½¾²³¹\u2070-\u209f]]", regex.V1)
# Roman numerals that are more often words or abbreviations.
_NOT_ROMAN = frozenset(
    "CC CCM CD CI CL CM CV CX DC DI DL DM DVD DVI DX ID IL LC LCD LI LL LV MC MCI MD MDC MI MIX ML "
    "MM MV MX XL XXX".split()
)


def numbers(text: str, locale: Locale | str, *, words: bool = True) -> tuple[Number, ...]:
    """The numbers of a text in reading order, none overlapping another.

    ``words=False`` leaves out numbers that are spelled out. A number word counts from 2 to
    99: "one" is an article or a pronoun in most languages. Han numerals count where they are
    numbers beyond doubt (第五, 五年, 二十五), not in words such as 一切.
    """
    if isinstance(locale, str):
        locale = Locale.parse(locale)
    found = tuple(_in_numerals(text, locale))
    if words:
        return with_words(text, locale, found)
    return tuple(sorted(found, key=_start)) if len(found) > 1 else found


def with_words(text: str, locale: Locale, numerals: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers of a text whose numerals are known already."""
    found = list(numerals)
    if locale.spaced:
        taken = [number.span for number in numerals]
        for value, start, end in words_of_number(text, locale.bcp47):
            if not any(start < s.end and s.start < end for s in taken):
                found.append(Number(value, Span(start, end), NumberKind.WORDS))
    return tuple(sorted(found, key=_start))


def _start(number: Number) -> int:
    return number.span.start


def _in_numerals(text: str, locale: Locale) -> Iterator[Number]:
    """Digits first; then, where they are not, letters, the number of a label, single signs."""
    taken: list[Span] = []
    for number in _positional(text, locale):
        taken.append(number.span)
        yield number
    western = _western(text)
    found: list[Iterator[Number]] = []
    if kinds := _kinds(text, locale, western):
        found.append(_lettered(text, kinds))
    if len(text) < _LONGEST_LABEL or text[:4].strip()[:1] in _ROMAN_FIRST:
        found.append(_labelling(text))
    if not western:
        found.append(_single(text))
    for number in chain.from_iterable(found):
        span = number.span
        if not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
            yield number


def _lettered(text: str, kinds: Iterable[NumberKind]) -> Iterator[Number]:
    """Letters and characters that count: Roman, Han, Hebrew, Ethiopic, Greek."""
    for kind in kinds:
        for match in _LETTERED[kind].finditer(text):
            start, end = match.span(match.lastgroup or 0)
            numeral = text[start:end]
            if kind is NumberKind.ROMAN and numeral in _NOT_ROMAN:
                continue
            value = _VALUES[kind](numeral)
            if value is not None:
                yield Number(value, Span(start, end), kind)


def _labelling(text: str) -> Iterator[Number]:
    """The Roman number of a label, which may be a single letter."""
    label = _LABEL.search(text)
    if label:
        start, end = label.span(label.lastgroup or 0)
        value = numerals.roman(text[start:end].upper())
        if value:
            yield Number(value, Span(start, end), NumberKind.ROMAN)


def _single(text: str) -> Iterator[Number]:
    """Single signs that are a number: circled ones, Tamil ten."""
    for sign in _SINGLE.finditer(text):
        worth = unicodedata.numeric(sign[0], -1)
        if worth > 0 and worth == int(worth) and not _raised(sign[0]):
            yield Number(int(worth), Span(*sign.span()), NumberKind.OTHER)


def _western(text: str) -> bool:
    """Whether all characters are in Latin-1, which has no other numerals; cheaper than to look."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _raised(char: str) -> bool:
    """Superscripts and subscripts mark notes and units; they are no numbers of the text."""
    return unicodedata.decomposition(char).startswith(("<super>", "<sub>"))


def _kinds(text: str, locale: Locale, western: bool) -> tuple[NumberKind, ...]:
    roman = (NumberKind.ROMAN,) if _UPPER_ROMAN.search(text) else ()
    if western:
        return roman
    kinds = [*((NumberKind.HAN,) if _HAN_TEXT.search(text) else ()), *roman]
    script = locale.written
    if script == "Hebr":
        kinds.append(NumberKind.HEBREW)
    elif script == "Ethi":
        kinds.append(NumberKind.ETHIOPIC)
    elif script == "Grek":
        kinds.append(NumberKind.GREEK)
    return tuple(kinds)


# ------------------------------------------------------------------ digits and their marks


def _positional(text: str, locale: Locale) -> Iterator[Number]:
    """Runs of digits, with grouping and decimal marks where they make one number."""
    for match in _DIGITS.finditer(text):
        run, start = match.group(), match.start()
        value = None if run.isdigit() else reading(run, locale)
        if value is None:
            # Not one number (27.11.2017, 12 345 as two, 10 11): each run of digits is one.
            for part in re.finditer(r"\d+", run):
                where = start + part.start(), start + part.end()
                yield _number(text, int(part.group()), *where, locale)
        else:
            yield _number(text, value, start, match.end(), locale)


def _number(text: str, value: int | Decimal, start: int, end: int, locale: Locale) -> Number:
    if any(map(str.isalpha, text[end : end + 2])):
        value, end = scaled(text, value, end, locale)
    return Number(value, Span(start, end), NumberKind.DIGITS)


# ------------------------------------------------------------------------- does it say so?


def mentions(text: str, value: int | Decimal, locale: Locale) -> bool:
    """Whether a text can be read as saying a value, in any numeral or in words.

    Generous, where `numbers` is strict: for asking whether a number of the source survived.
    """
    if any(number.value == value for number in numbers(text, locale, words=False)):
        return True
    if value != int(value):
        return False
    value = int(value)
    if _HAN_TEXT.search(text):
        for match in re.finditer(rf"[{numerals.HAN}]+", text):
            if numerals.han(match.group()) == value:
                return True
    forms = spelled(value, locale.bcp47)
    if not forms:
        return False
    folded = fold(text)
    if not locale.spaced:
        squeezed = folded.replace(" ", "")
        return any(form.replace(" ", "") in squeezed for form in forms)
    padded = f" {folded} "
    return any(f" {form} " in padded or _glued(form, padded) for form in forms)


def _glued(form: str, padded: str) -> bool:
    """A long form inside an inflected word, or behind a prefix as in Arabic and Hebrew."""
    if len(form) < 5 or form not in padded:
        return False
    return re.search(rf" \S{{0,2}}{re.escape(form)}\S{{0,4}} ", padded) is not None
