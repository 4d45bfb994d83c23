"""Numbers by value in any script: what a reader of that script sees, we see."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from pipeline.locales import Locale, babel_locale
from pipeline.text import numerals
from pipeline.text.numbers import NumberKind, mentions, numbers
from pipeline.text.spellout import spelled


def values(text, locale):
    return [number.value for number in numbers(text, locale)]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Article 19", "en", [19]),
        ("المادة ١٩", "ar", [19]),
        ("المادة الخامسة", "ar", [5]),
        ("第五条", "zh-Hans", [5]),
        ("第二十五條", "zh-Hant", [25]),
        ("第１２条", "ja", [12]),
        ("一切人生而自由", "zh-Hans", []),
        ("二〇一七年十一月二十七日", "zh-Hans", [2017, 11, 27]),
        ("百分之五十", "zh-Hans", [50]),
        ("siglo XXI", "es", [21]),
        ("XXe siècle", "fr", [20]),
        ("ХХІ століття", "uk", [21]),  # Cyrillic letters typed for Latin ones
        ("Article V", "en", [5]),
        ("I believe in CD players", "en", []),
        ("סעיף ל״ב", "he", [32]),
        ("סעיף ט״ו", "he", [15]),
        ("ארה״ב", "he", []),  # an abbreviation, no number
        ("፲፱፻፵፰ ዓ.ም.", "am", [1948]),
        ("άρθρο ιβʹ", "el", [12]),
        ("veinticinco países", "es", [25]),
        ("fünfundzwanzig", "de", [25]),
        ("двадцать пять", "ru", [25]),
        ("२५ संग्रहालय", "hi", [25]),
        ("27th to 30th", "en", [27, 30]),
        ("27.11.2017", "de", [27, 11, 2017]),
        ("H₂O³ ②", "en", [2]),
        ("", "en", []),
    ],
)
def test_what_a_text_says(text, locale, expected):
    assert values(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("1,234.5", "en", Decimal("1234.5")),
        ("1.234,5", "es", Decimal("1234.5")),
        ("1 234,5", "fr", Decimal("1234.5")),
        ("1’234.5", "de-CH", Decimal("1234.5")),
        ("12,34,567", "hi", 1_234_567),
        ("١٬٢٣٤٫٥", "ar", Decimal("1234.5")),
        ("22 million", "en", 22_000_000),
        ("2,5 millones", "es", 2_500_000),
        ("2200万", "zh-Hans", 22_000_000),
        ("3.5억", "ko", 350_000_000),
        ("3조 원", "ko", 3 * 10**12),
        ("1조 - 정의", "ko", 1),
        ("조약 제11조", "ko", 11),
        ("22 लाख", "hi", 2_200_000),
    ],
)
def test_grouping_decimals_and_scales(text, locale, expected):
    assert values(text, locale) == [expected]


def test_each_number_knows_where_it_stands_and_how_it_is_written():
    text = "siglo XXI, veinticinco, 7"
    assert [(text[n.span.start : n.span.end], n.kind) for n in numbers(text, "es")] == [
        ("XXI", NumberKind.ROMAN),
        ("veinticinco", NumberKind.WORDS),
        ("7", NumberKind.DIGITS),
    ]


LOCALES = "en es fr de ru ar fa hi bn my ne th zh-Hans sw pt-PT".split()


@settings(deadline=None)  # CLDR is read on first use
@given(st.integers(0, 10**9), st.sampled_from(LOCALES))
def test_what_cldr_formats_is_read_back(value, locale):
    cldr = babel_locale(locale)
    assert values(format_decimal(value, locale=cldr), locale) == [value]
    native = format_decimal(value, locale=cldr, numbering_system="default")
    assert values(native, locale) == [value]


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(value):
    sizes = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    numeral, rest = "", value
    for size, letters in zip(sizes, "M CM D CD C XC L XL X IX V IV I".split(), strict=True):
        numeral += letters * (rest // size)
        rest %= size
    assert numerals.roman(numeral) == value


@settings(deadline=None)
@given(st.integers(0, 10**13 - 1).filter(lambda n: not 10 < n < 20))
def test_chinese_numerals_as_icu_writes_them_are_read_back(value):
    assert numerals.han(MessageFormat("{n,spellout}", "zh").format({"n": value})) == value


@settings(deadline=None)
@given(
    st.integers(2, 3000), st.sampled_from(["es", "el", "ru", "ar", "hi", "th", "ja", "tr", "sw"])
)
def test_every_way_of_spelling_a_number_mentions_it(value, locale):
    for words in spelled(value, locale):
        assert mentions(f"— {words}.", value, Locale.parse(locale))


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_complaint_and_in_order(text):
    found = numbers(text, "he")
    ends = [0]
    for number in found:
        assert number.span.start >= ends[-1]
        ends.append(number.span.end)
    assert ends[-1] <= len(text)


def test_a_language_that_cldr_cannot_spell_has_no_words():
    assert spelled(25, "yo") == frozenset()
