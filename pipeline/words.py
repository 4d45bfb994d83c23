"""The page's own words and numbers in the reader's language.

``Article 7``, ``Page 1 of 4``, ``Draft``, ``Contents``: what a page says of itself is not in any
catalog, so it comes from ``data/words.json``. There each phrase is an ICU message pattern
(https://unicode-org.github.io/icu/userguide/format_parse/messages/), so that a language may
count, spell out and order as it does: ``第{n, spellout}条``, ``{n, plural, =1 {Article premier}
other {Article {n}}}``. ICU formats numbers and dates with CLDR's data, in the locale's digits
and calendar.

To add a language, add a record to the file; a project gives words of its own in its settings,
which count before those of the file. A phrase that a language lacks is given in English and says
so, that it may be tagged as English; labels of articles fall back to the number alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import decimal

from pipeline.errors import UsageError
from pipeline.locales import Locale, babel_locale

if TYPE_CHECKING:
    from icu4py.messageformat import MessageFormat

# The digits of languages that CLDR does not know, by the script that they are written in.
_DIGITS = {
    "Adlm": "adlm",
    "Beng": "beng",
    "Cakm": "cakm",
    "Deva": "deva",
    "Khmr": "khmr",
    "Kthi": "deva",
    "Mong": "mong",
    "Mtei": "mtei",
    "Mymr": "mymr",
    "Nkoo": "nkoo",
    "Olck": "olck",
    "Rohg": "rohg",
    "Tibt": "tibt",
}
# Scripts whose languages all write numbers in ASCII's digits (CLDR, default numbering systems).
_ASCII_DIGITS = frozenset({"Latn", "Cyrl", "Grek"})
# Languages of our own records that ICU has no data for.
_UNKNOWN_TO_ICU = frozenset({"dv", "iu"})
_DIGIT = re.compile(r"\d")
# The numbers that a pattern asks for.
_VALUE = re.compile(r"{\s*(n|total)\s*[,}]")
_PLAIN = ("{n}", "{n, number, ::group-off}"), ("{total}", "{total, number, ::group-off}")


Own = tuple[tuple[str, str], ...]
"""What a project says in some language in its own words: pairs of a name and a pattern.

Under `DIGITS` stand the ten digits, from zero on, that a document's text is written with.
"""
DIGITS = "digits"


class Phrase(NamedTuple):
    """Words in some locale."""

    text: str
    locale: str
    """BCP 47 tag of the words: the one asked for, or ``en`` where they had to be English."""


def phrase(name: str, tag: str, own: Own = (), **values: int) -> Phrase:
    """The page's words for ``name`` (a key of the English record), with numbers filled in.

    >>> phrase("page", "es", n=2, total=5).text
    'Página 2 de 5'
    """
    pattern = _spoken(tag, own).get(name)
    if pattern is None:
        return Phrase(_format(_table()["en"][name], "en", values), "en")
    return Phrase(_written(_format(pattern, tag, values), own), tag)


def article(number: int, tag: str, own: Own = ()) -> str:
    """The name of an article as in a heading or a reference: ``Article 7``, ``第七条``.

    The number alone where the language's word is not known.
    """
    pattern = _spoken(tag, own).get("article", "{n}")
    return _written(_format(pattern, tag, {"n": number}), own)


@lru_cache(1024)
def ordinal(number: int, tag: str, own: Own = ()) -> str:
    """The number of an article or list item as it hangs before it: ``7.``, ``七、``, ``٧.``."""
    pattern = _spoken(tag, own).get("number", "{n}.")
    return _written(_format(pattern, tag, {"n": number}), own)


def numeral(number: int, tag: str, own: Own = ()) -> str:
    """A number in the locale's own digits, not grouped."""
    return _written(_format("{n}", tag, {"n": number}), own)


def percent(share: float, tag: str, own: Own = ()) -> str:
    """A share from 0 to 1 as a whole percentage, rounded down: 99.9 % is not all."""
    whole = int(share * 100 + 1e-9)
    return _written(_message("{n, number, ::percent}", _icu(tag)).format({"n": whole}), own)


def calendar_date(iso: str, tag: str, own: Own = ()) -> str:
    """An ISO 8601 calendar date written out in the locale's words, digits and calendar.

    Where CLDR does not know the language, the ISO date is returned as it is. Raises
    `UsageError` if ``iso`` is no date.
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        raise UsageError(
            f"'{iso}' is not a date", remedy="Write it as year-month-day, such as 2026-03-02."
        ) from None
    if _in_icu(tag):
        # ICU, not Babel: it also knows the Buddhist, Persian and Ethiopic calendars.
        return _written(_message("{d, date, long}", _icu(tag)).format({"d": day}), own)
    return iso


def language_name(tag: str, reader: str) -> Phrase:
    """What the language of ``tag`` is called in the language of ``reader``."""
    wanted, known = Locale.parse(tag), babel_locale(reader)
    name = known.languages.get(wanted.language, "") if known is not None else ""
    if name:
        return Phrase(str(name), reader)
    return Phrase(wanted.english_name, "en")


def own_name(tag: str, own: Own = ()) -> str:
    """What a language is called in itself, ``Español``; empty where it is not known.

    For the languages with a record it is in the file, so that CLDR need not be opened.
    """
    name = _spoken(tag, own).get("name") or language_name(tag, tag)
    if isinstance(name, Phrase):
        name = name.text if name.locale == tag else ""
    return name


def languages() -> tuple[str, ...]:
    """The BCP 47 tags of the languages that have a record of their own."""
    return tuple(_table())


def names() -> tuple[str, ...]:
    """The names of all that a page says of itself, and of how it numbers lists."""
    return (*_table()["en"], "number")


def english(name: str) -> str:
    """The pattern for ``name`` in English."""
    return _table()["en"].get(name, "{n}.")


def known(tag: str) -> bool:
    """Whether the language has a record of its own."""
    return bool(_record(tag))


def refused(name: str, pattern: str, tag: str) -> str:
    """Why these words cannot be used for ``name``; empty where they can."""
    if not pattern.isprintable() or not pattern.strip():
        return "holds nothing, or a character that cannot be printed"
    values = _VALUE.findall(english(name))
    for value in values:
        if value not in _VALUE.findall(pattern):
            return f"lacks {{{value}}}, the place of a number"
    try:
        shown = _format(pattern, tag, dict.fromkeys(values, 1))
    except (ValueError, RuntimeError):
        return "is no message pattern of ICU"
    return f"holds what stands for nothing: {shown}" if set(shown) & set("{}") else ""


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_name("data").joinpath("words.json").read_text("utf-8")
    table: dict[str, dict[str, str]] = json.loads(text)
    return table


@cache
def _record(tag: str) -> Mapping[str, str]:
    locale, table = Locale.parse(tag), _table()
    names = (
        locale.bcp47,
        f"{locale.language}-{locale.written}",
        f"{locale.language}-{locale.territory}",
        locale.language,
    )
    for name in names:
        # Mongolian in its own script is not helped by words in Cyrillic.
        if name in table and Locale.parse(name).written == locale.written:
            return table[name]
        if name == "zh" and locale.written in ("Hans", "Hani"):
            return table["zh"]
    return {}


@cache
def _spoken(tag: str, own: Own) -> Mapping[str, str]:
    """The language's record, with a project's own words."""
    return {**_record(tag), **dict(own)} if own else _record(tag)


def _in_icu(tag: str) -> bool:
    return bool(_record(tag)) and Locale.parse(tag).language not in _UNKNOWN_TO_ICU


@cache
def _icu(tag: str) -> str:
    """The locale's name for ICU, with the digits that the record or the script asks for.

    For a language without data ICU would take the locale of the computer, which is not the same
    everywhere; so it is asked for a language by name only where it is known to have it.
    """
    locale = Locale.parse(tag)
    digits = _record(tag).get("numerals", "")
    if not digits and not _in_icu(tag):
        known = babel_locale(tag)
        digits = _DIGITS.get(locale.written, "")
        if known is not None:
            digits = known.default_numbering_system
    parts = (locale.language, locale.script, locale.territory)
    bare = "-".join(filter(None, parts)) if _in_icu(tag) else "und"
    return f"{bare}-u-nu-{digits}" if digits else bare


# Patterns and locales are few; the numbers are not part of the key, so the cache stays small.
@cache
def _message(pattern: str, icu: str) -> MessageFormat:
    from icu4py.messageformat import MessageFormat

    for plain, ungrouped in _PLAIN:
        pattern = pattern.replace(plain, ungrouped)
    return MessageFormat(pattern, icu)


def _written(words: str, own: Own) -> str:
    """Words with the digits of the document's text, if it has any."""
    digits = dict(own).get(DIGITS, "")
    return _DIGIT.sub(lambda found: digits[decimal(found[0])], words) if digits else words


def _format(pattern: str, tag: str, values: Mapping[str, int]) -> str:
    if _bare(pattern) and (digits := _digits(tag)) is not None:
        return pattern.format_map({name: str(n).translate(digits) for name, n in values.items()})
    return _message(pattern, _icu(tag)).format({**values})


@cache
def _bare(pattern: str) -> bool:
    """Whether a pattern is nothing but words and numbers.

    ICU takes half a millisecond to read a pattern, and a tenth to format it.
    """
    return not set("{}'") & set(pattern.replace("{n}", "").replace("{total}", ""))


@cache
def _digits(tag: str) -> Mapping[int, int] | None:
    """The locale's digits by those of ASCII; None if its numbers are not written digit by digit."""
    named = _record(tag).get("numerals", "")
    if named == "latn" or (not named and Locale.parse(tag).written in _ASCII_DIGITS):
        return {}
    ascii_digits = "1234567890"
    own = _message("{n}", _icu(tag)).format({"n": int(ascii_digits)})
    if [decimal(each, None) for each in own] != [int(each) for each in ascii_digits]:
        return None
    return str.maketrans(ascii_digits, own)
