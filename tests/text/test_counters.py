from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import counters, numerals
from pipeline.text.counters import counted, form_of, is_number


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 2 27 1234"),
        ("decimal-leading-zero", "01 02 27 1234"),
        ("lower-alpha", "a b aa aul"),
        ("upper-latin", "A B AA AUL"),
        ("lower-roman", "i ii xxvii mccxxxiv"),
        ("lower-greek", "α β αγ βγκ"),
        ("hebrew", "א ב כז ארלד"),
        ("cjk-ideographic", "一 二 二十七 一千二百三十四"),
        ("devanagari", "१ २ २७ १२३४"),
        ("circled-decimal", "① ② 27 1234"),
        ("unheard-of", "1 2 27 1234"),
    ],
)
def test_forms(form: str, expected: str) -> None:
    assert " ".join(counted(number, form) for number in (1, 2, 27, 1234)) == expected


def test_letters_are_repeated_in_word() -> None:
    assert [counted(n, "lower-alpha", repeated=True) for n in (26, 27, 28)] == ["z", "aa", "bb"]


def test_what_is_no_number_of_a_list_is_written_in_digits() -> None:
    assert [counted(n, "lower-roman") for n in (0, -3, 12345)] == ["0", "-3", "12345"]


def test_numbers_are_told_from_letters() -> None:
    assert all(map(is_number, ("decimal", "cjk-ideographic", "thai")))
    assert not any(map(is_number, ("lower-roman", "thai-alphabetic")))


@pytest.mark.parametrize(
    ("one", "form"),
    [("1", "decimal"), ("a", "lower-alpha"), ("I", "upper-roman"), ("一", "simp-chinese-informal"),
     ("א", "hebrew"), ("", ""), ("x", "")],
)  # fmt: skip
def test_open_document_names_a_form_by_its_first(one: str, form: str) -> None:
    assert form_of(one) == form


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    assert numerals.roman(counted(number, "upper-roman")) == number


@given(st.integers(1, 9999))
def test_han_numerals_read_back(number: int) -> None:
    assert numerals.han(counted(number, "trad-chinese-informal")) == number


@given(st.sampled_from(sorted(counters._ALPHABETS)), st.integers(1, 500), st.integers(1, 500))
def test_no_two_numbers_are_counted_alike(form: str, one: int, other: int) -> None:
    assert (counted(one, form) == counted(other, form)) == (one == other)
