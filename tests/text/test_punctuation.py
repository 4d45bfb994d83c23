import unicodedata

import pytest
import regex

from pipeline.text.punctuation import (
    COLON,
    COMMA,
    EXCLAMATION,
    QUESTION,
    SEMICOLON,
    SHAD,
    STOP,
    TERMINAL,
    ends_clause,
    ends_sentence,
    last_mark,
)

# The scripts beyond the Basic Multilingual Plane that are in use and have such marks.
_IN_USE = "CHAKMA", "NEWA"


def test_what_ends_a_sentence_is_what_unicode_says_does():
    ends = {
        char
        for char in map(chr, range(0x110000))
        if regex.match(r"\p{Sentence_Terminal}", char)
        and (ord(char) < 0x10000 or unicodedata.name(char, "").startswith(_IN_USE))
    }
    assert ends - TERMINAL == {"၊", "꧈"} <= COMMA
    assert TERMINAL - ends == {"༎"}


def test_a_mark_does_one_thing():
    kinds = (STOP, QUESTION, EXCLAMATION, COLON, SEMICOLON, COMMA, SHAD)
    assert sum(map(len, kinds)) == len(frozenset().union(*kinds))
    for char in TERMINAL:
        name = unicodedata.name(char, "")
        assert ("QUESTION" in name or "INTERROBANG" in name) == (char in QUESTION)
        assert ("EXCLAMATION" in name and "QUESTION" not in name) == (char in EXCLAMATION)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("We agree.", "."),
        ("He said: “We agree!” ", "!"),
        ("Er sagte: „Einverstanden.“", "."),
        ("(同意。)", "。"),
        ("«Съгласни сме».", "."),
        ("We **agree?**", "?"),
        ("מסכימים.\u200f", "."),
        ("We agree", "e"),
        ("“”", ""),
    ],
)
def test_the_last_mark_is_looked_for_behind_what_closes(text, mark):
    assert last_mark(text) == mark


def test_an_item_may_end_in_a_semicolon_and_a_sentence_may_not():
    assert ends_sentence("နှစ်ဖက်သဘောတူသည်။")
    assert ends_sentence("We agree …")
    assert ends_clause("as follows:")
    assert not ends_sentence("as follows:")
    assert not ends_clause("(a list)")
