"""The digits that a text is written with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.digits import used

ASCII, DEVANAGARI, PERSIAN = "0123456789", "०१२३४५६७८९", "۰۱۲۳۴۵۶۷۸۹"


@pytest.mark.parametrize(
    ("texts", "digits"),
    [
        (["अनुच्छेद १", "अनुच्छेद २"], DEVANAGARI),
        (["المادة 1", "المادة 2"], ASCII),
        (["مادهٔ ۷"], PERSIAN),
        (["មាត្រា៣"], "០១២៣៤៥៦៧៨៩"),
        (["अनुच्छेद १", "217 A (III)", "१०"], DEVANAGARI),
        (["कागज A4, COVID-19, B/2"], ""),  # parts of names
        (["第１条", "第２条"], ""),  # wide
        (["𝟙", "²"], ""),
        (["१", "1"], ""),
        ([], ""),
    ],
)
def test_most_texts_decide(texts: list[str], digits: str) -> None:
    assert used(texts) == digits


@given(st.lists(st.text(max_size=20), max_size=5))
def test_they_are_ten_digits_or_none(texts: list[str]) -> None:
    assert [int(each) for each in used(texts)] in (list(range(10)), [])
