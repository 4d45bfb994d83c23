"""Stretches with one direction, script, style and font."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FontError
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.itemise import graphemes, itemise
from pipeline.typeset.paragraph import Paragraph, Span, Style


def pieces(text: str, fonts: FontSet, locale: str = "en") -> list[tuple[str, str, int]]:
    """Words, script and level of each item."""
    found = itemise(Paragraph((Span(text),), locale), fonts)
    return [(found.text[i.start : i.end], i.script, i.level) for i in found.items]


def test_a_plain_text_is_one_item(fonts: FontSet) -> None:
    assert pieces("All are born free (and equal).", fonts) == [
        ("All are born free (and equal).", "Latn", 0)
    ]


def test_a_word_of_another_script_takes_its_punctuation_along(fonts: FontSet) -> None:
    assert pieces("the word Ελλάδα, then", fonts) == [
        ("the word ", "Latn", 0),
        ("Ελλάδα, ", "Grek", 0),
        ("then", "Latn", 0),
    ]


def test_a_closing_quotation_mark_is_set_like_the_opening_one(fonts: FontSet) -> None:
    assert pieces("他说“Hello”了", fonts, "zh-Hans") == [
        ("他说“", "Hani", 0),
        ("Hello", "Latn", 0),
        ("”了", "Hani", 0),
    ]


def test_a_number_in_arabic_runs_from_left_to_right(fonts: FontSet) -> None:
    assert pieces("المادة 19", fonts, "ar") == [("المادة ", "Arab", 1), ("19", "Arab", 2)]


def test_spans_are_kept_apart(fonts: FontSet) -> None:
    spans = (Span("one "), Span("two", Style(bold=True), locale="es"))
    items = itemise(Paragraph(spans), fonts).items
    assert [(i.span, i.locale, i.font.file.name) for i in items] == [
        (0, "en", "Noto Serif"),
        (1, "es", "Noto Serif Bold"),
    ]


@pytest.mark.parametrize(
    ("locale", "letters", "words"),
    [
        ("zgh", "Noto Sans Tifinagh", "Noto Sans"),
        ("en", "Noto Sans Tifinagh", "Noto Serif"),
    ],
)
def test_where_the_own_script_is_sans_all_is(
    all_fonts: FontSet, locale: str, letters: str, words: str
) -> None:
    spans = Span("ⵜⴰⵎⴰⵣⵉⵖⵜ, "), Span("1948, ", Style(bold=True)), Span("human rights", locale="en")
    items = itemise(Paragraph(spans, locale), all_fonts).items
    assert list(dict.fromkeys(item.font.file.name for item in items)) == [
        letters,
        words,
        f"{words} Bold",
    ]


def test_a_lock_of_before_keeps_the_serif_beside_sans_letters(all_fonts: FontSet) -> None:
    serif = {(file.sha256, file.member) for file in all_fonts.files if file.name == "Noto Serif"}
    locked = FontSet(all_fonts.files, locked={"zgh": frozenset(serif)})
    *_, last = itemise(Paragraph((Span("ⵜⴰⵎⴰⵣⵉⵖⵜ 1948"),), "zgh"), locked).items
    assert last.font.file.name == "Noto Serif"


def test_a_character_without_a_font_is_named(fonts: FontSet) -> None:
    with pytest.raises(FontError, match=r"U\+13A0 CHEROKEE LETTER A .*declaration fonts"):
        itemise(Paragraph((Span("Ꭰ"),), "chr"), fonts)


def test_a_private_character_is_not_looked_for_in_noto(fonts: FontSet) -> None:
    with pytest.raises(FontError, match=r"U\+E000 has a meaning in one font only"):
        itemise(Paragraph((Span("\ue000"),)), fonts)


def test_the_mark_of_a_byte_order_joins_words(fonts: FontSet) -> None:
    # No code of a font may say U+FEFF (ISO 19005-2, 6.2.11.7.2), which people paste unseen.
    assert itemise(Paragraph((Span("a\ufeffb\tc\u2028d"),)), fonts).text == "a\u2060b c\nd"


@pytest.mark.parametrize("text", ["\x00", "bell\x07", "half \ud800", "\uffff"])
def test_what_is_no_text_is_refused(fonts: FontSet, text: str) -> None:
    with pytest.raises(FontError, match="control character"):
        itemise(Paragraph((Span(text),)), fonts)


@given(st.text("ab Ωж中あ،ا٣(“”)\u0301\u200d", max_size=40))
def test_items_cover_the_text_once(fonts: FontSet, text: str) -> None:
    items = itemise(Paragraph((Span(text),)), fonts).items
    ends = [0, *(item.end for item in items)]
    assert [item.start for item in items] == ends[:-1]
    assert ends[-1] == len(text)


def test_clusters_are_counted_in_characters_not_in_units_of_utf_16() -> None:
    assert list(graphemes("𞤀𞤁e\u0301")) == [(0, 1), (1, 2), (2, 4)]


def test_a_mark_that_no_font_has_with_its_letter_is_set_in_its_own(all_fonts: FontSet) -> None:
    itemised = itemise(Paragraph((Span("a\u0b3c"),)), all_fonts)
    for item in itemised.items:
        assert item.font.covers(itemised.text[item.start : item.end])


def test_a_space_stays_in_the_font_before_it(all_fonts: FontSet) -> None:
    itemised = itemise(Paragraph((Span("\u0531, \u0532"),), "hy"), all_fonts)
    assert [itemised.text[item.start : item.end] for item in itemised.items] == [
        "\u0531",
        ", ",
        "\u0532",
    ]
