"""The months of dates, as a reader of each language finds them."""

import pytest

from pipeline.text.dates import english_months, months


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from November 27th to 30th, 2017", [11]),
        ("on 15 May 2017", [5]),
        ("in May", []),
        ("we march 15 miles", []),
        ("the 1st of March", [3]),
        ("It may be 5.", []),
        ("Sept. 3 and Oct. 4", [9, 10]),
    ],
)
def test_english_months_stand_beside_a_day_or_a_year(text, expected):
    assert [month.value for month in english_months(text)] == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("el 27 de noviembre", "es", [11]),
        ("27 ноября", "ru", [11]),
        ("ноябрь", "ru", [11]),
        ("στις 15 Μαΐου", "el", [5]),
        ("2017年11月27日", "zh-Hans", [11]),
        ("十一月", "zh-Hant", [11]),
        ("2017년 11월", "ko", [11]),
        ("15 באוגוסט", "he", [8]),
        ("15 مايو", "ar", [5]),
        ("marraskuussa", "fi", [11]),
        ("1996. gada 11. martā", "lv", [3]),
        ("z dne 11. marca 1996", "sl", [3]),
        ("marca je dolga", "sl", []),
        ("27 11 2017", "es", []),
    ],
)
def test_months_in_the_words_of_a_language(text, locale, expected):
    assert [month.value for month in months(text, locale)] == expected
