"""Scripts, look-alikes and the two orthographies of Chinese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.scripts import double, doubles, han_only, script_of, scripts_of


@pytest.mark.parametrize(
    ("char", "script"),
    [("a", "Latn"), ("ж", "Cyrl"), ("μ", "Grek"), ("ع", "Arab"), ("中", "Hani"), ("か", "Hira"),
     ("5", ""), ("—", ""), ("\u0301", "")],
)  # fmt: skip
def test_a_letter_has_a_script_and_what_is_shared_has_none(char, script):
    assert script_of(char) == script


def test_a_locale_may_be_written_in_several_scripts():
    assert scripts_of("Jpan") == {"Hani", "Hira", "Kana"}
    assert scripts_of("Cyrl") == {"Cyrl"}


def test_look_alikes_go_both_ways():
    assert double("о", "Latn") == "o"
    assert double("A", "Grek") == "Α"
    assert double("ж", "Latn") == ""
    assert all(letter in doubles()[other] for letter in doubles() for other in doubles()[letter])


def test_each_orthography_has_characters_of_its_own():
    simplified, traditional = han_only("Hans"), han_only("Hant")
    assert simplified.isdisjoint(traditional)
    assert "国" in simplified
    assert "國" in traditional
    assert not {"后", "里", "中"} & (simplified | traditional)


@given(st.characters(exclude_categories=("Cs", "Cn")))
def test_only_letters_have_a_script(char):
    assert not script_of(char) or unicodedata.category(char).startswith(("L", "N", "M"))
