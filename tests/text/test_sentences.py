"""Sentences in any language, with the marks that end them there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import join, sentences

EXAMPLES = [
    ("en", ["Dr. Smith opened it in May 2024.", "“Is it free?” she asked.", "No. 5 is."]),
    ("en", ["It has 3.5 million visitors, i.e. many.", "Really!"]),
    ("es", ["El Sr. Ruiz llegó a las cinco y habló.", "¿Qué dijo?", "¡Nada!"]),
    ("el", ["Ο κ. Παπάς ήρθε.", "Τι είναι αυτό;", "Το άρθρ. 5 ισχύει;", "Ναι· ίσως."]),
    ("zh-Hans", ["每个人都有学习的权利。", "没有人可以例外吗？", "没有！", "12岁以下免费。"]),
    ("ja", ["すべての人は学ぶ権利がある。", "本当か？"]),
    ("ar", ["لكل إنسان حق.", "هل هذا صحيح؟", "نعم!"]),
    ("hi", ["सबको अधिकार है।", "क्या सच में?", "हाँ।"]),
    ("am", ["ሰላም ነው።", "ጥሩ ነው።"]),
    ("hy", ["Բարև։", "Այո։"]),
    ("km", ["មនុស្ស។", "ទាំងអស់។"]),
]


@pytest.mark.parametrize(("locale", "expected"), EXAMPLES)
def test_a_text_falls_into_its_sentences(locale, expected):
    whole = join(expected, locale)
    assert sentences(whole, locale) == expected
    assert join(sentences(whole, locale), locale) == whole


def test_a_note_or_a_mark_belongs_to_the_sentence_before():
    assert sentences("One.[^a] Two.[^b][^c]", "en") == ["One.[^a]", "Two.[^b][^c]"]


def test_a_text_without_words_has_no_sentence():
    assert sentences(" \n", "en") == []


@given(
    st.text(st.sampled_from('aB.;!? 。»"1κ\u0387'), max_size=40),
    st.sampled_from(["en", "el", "zh", "xx", ""]),
)
def test_no_character_is_lost(text, locale):
    assert "".join("".join(sentences(text, locale)).split()) == "".join(text.split())
