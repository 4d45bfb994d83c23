"""Plain words are broken without ICU exactly where ICU breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from pipeline.typeset import breaks
from pipeline.typeset.breaks import _LEADERS, _LETTERS, _STOPS, _WITHIN, opportunities
from pipeline.typeset.characters import nonstarters, scripts

OPENING = st.from_regex(r"[(\[]{0,2}", fullmatch=True)
LETTERS = st.from_regex(
    f"[{_LETTERS}]{{1,4}}([{_WITHIN}][{_LETTERS}]{{1,3}})?", fullmatch=True
).filter(breaks._PLAIN.fullmatch)
STOPS = st.from_regex(f"[{_STOPS}{_LEADERS}]{{0,3}}( [{_STOPS}]{{1,2}})?", fullmatch=True)
WORDS = st.lists(st.tuples(OPENING, LETTERS, STOPS).map("".join), min_size=1, max_size=8).map(
    " ".join
)
LOCALES = st.sampled_from(
    ["en", "fr", "de", "el", "ru", "hy", "ka", "vi", "fi", "he", "ar", "hi", "zh-Hans", "ja", "ko"]
)


@given(WORDS, st.sampled_from(["", " "]), LOCALES)
def test_plain_words_are_broken_where_icu_breaks_them(words: str, end: str, locale: str) -> None:
    assert breaks._PLAIN.fullmatch(words + end)
    icu = LineBreaker(words + end, f"{locale.replace('-', '_')}@lb=strict")
    found = breaks._segments(words + end, locale)
    assert found == breaks._joined(words + end, list(icu.segments()))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("All human beings, born free.", ["All ", "human ", "beings, ", "born ", "free."]),
        ("Seite 1 ", ["Seite ", "1 "]),
        ("two  spaces", ["two  ", "spaces"]),
        ("never before !marks", ["never ", "before !", "marks"]),
        ("l\u2019homme (l'a dit)…", ["l\u2019homme ", "(l'a ", "dit)…"]),
        ("मानव अधिकार । शान्ति", ["मानव ", "अधिकार । ", "शान्ति"]),
        ("— अधिकार । शान्ति", ["— ", "अधिकार । ", "शान्ति"]),
        ("hak-hak (l'homme) ", ["hak-hak ", "(l'homme) "]),
        ("ที่ต่าง ๆ กัน", ["ที่", "ต่าง ๆ ", "กัน"]),
        ("ซี่งเป็น", ["ซี่งเป็น"]),  # misspelt: ง is no word
        ("soit 45 % (200 €) de", ["soit ", "45 % ", "(200 €) ", "de"]),
        ("in 2019 €5 but % and", ["in ", "2019 ", "€5 ", "but ", "% ", "and"]),
        # Numbers of many digits, with their units, and behind a sign that asks for one.
        ("les 12 000 000 km² de", ["les ", "12 000 000 km² ", "de"]),
        ("in 1948 200 ships", ["in ", "1948 ", "200 ", "ships"]),
        ("1.35 m by 2 metres", ["1.35 m ", "by ", "2 ", "metres"]),
        ("bis 30 °C, 90 km/h.", ["bis ", "30 °C, ", "90 km/h."]),
        ("около 5 км от", ["около ", "5 км ", "от"]),
        ("§ 5 und № 7", ["§ 5 ", "und ", "№ 7"]),
        ("5 m’était, 5 s's", ["5 ", "m’était, ", "5 ", "s's"]),
        ("ณ ที่นี้", ["ณ ", "ที่", "นี้"]),
        ("ផ្សេង ៗ ។ល។", ["ផ្សេង ៗ ។", "ល។"]),
        ("ကလေးကလေးꩰကလေး", ["ကလေး", "က", "လေးꩰ", "ကလေး"]),
        ("חירות, שוויון.", ["חירות, ", "שוויון."]),
        # Tones and glottal stops behind their vowels, and before a syllable in a dictionary.
        (
            "ja\u0331\u02c8 fə\u0300\u02c8ə nääˊ tsa\u00b4",
            ["ja\u0331\u02c8 ", "fə\u0300\u02c8ə ", "nääˊ ", "tsa´"],
        ),
        ("say \u02c8sɪstəm", ["say ", "\u02c8sɪstəm"]),
        # Clicks as they are typed.
        ("g!ari Ju|hoan. So! Yes", ["g!ari ", "Ju|hoan. ", "So! ", "Yes"]),
        ("this|That", ["this|", "That"]),
        ("one\ntwo", ["one\n", "two"]),
        # A hyphen for a dash begins no line, unless the text itself puts it there.
        ("so - it", ["so - it"]),
        ("one\n- two", ["one\n", "- two"]),
        # ICU's model of Burmese parts ဂ from the sign that puts it below.
        ("ဘင်္ဂလား", ["ဘင်္ဂ", "လား"]),
        # Nor does it know the syllables of Mon and Shan, nor the one of Thai those of Patani Malay.
        ("မၞိဟ်တအ်ဝွံ ဒှ်", ["မၞိဟ်", "တအ်", "ဝွံ ", "ဒှ်"]),
        ("ပီႈၼွင်ႉၵၼ်", ["ပီႈၼွင်ႉၵၼ်"]),
        ("ซือมูวอ ดี", ["ซือมู", "วอ ", "ดี"]),
        ("", []),
    ],
)
def test_words_end_where_a_line_may(text: str, pieces: list[str]) -> None:
    assert [text[a:b] for a, b in opportunities(text, "en")] == pieces


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("declaration ", ["declaration"]),
        ("(l\u2019homme,", ["l", "homme"]),
        ("cafe\u0301s\u2026 ", ["cafe\u0301s"]),
        ("\u0301 2026", []),
    ],
)
def test_what_may_be_hyphenated_is_letters_with_their_marks(text: str, words: list[str]) -> None:
    assert [text[a:b] for a, b in breaks.letters(text)] == words


def test_every_repetition_mark_of_a_dictionary_is_looked_for() -> None:
    never, script = nonstarters(), scripts()
    dictionaries = ("Thai", "Laoo", "Khmr", "Mymr")
    marks = {c for c in map(chr, range(0x10000)) if never[c] and script[c] in dictionaries}
    assert frozenset(filter(str.isalpha, marks)) == breaks._REPEATING
