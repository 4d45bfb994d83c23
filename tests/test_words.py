"""The page's own words: each language's habit, and the same everywhere."""

import os
import string
import subprocess
import sys

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from pipeline import words
from pipeline.errors import UsageError
from pipeline.words import (
    article,
    calendar_date,
    language_name,
    languages,
    numeral,
    ordinal,
    percent,
    phrase,
)

PHRASES = ("page", "draft", "contents", "official", "figure", "table")


@pytest.mark.parametrize(
    ("tag", "number", "label"),
    [
        ("es", 7, "Artículo 7"),
        ("el", 7, "Άρθρο 7"),
        ("ar", 7, "المادة ٧"),
        ("zh-Hans", 19, "第十九条"),
        ("zh_TW", 7, "第七條"),
        ("fr", 1, "Article premier"),
        ("fr", 2, "Article 2"),
        ("hu", 7, "7. cikk"),
        ("mn", 4, "4 дүгээр зүйл"),
        ("mn", 7, "7 дугаар зүйл"),
        ("sr@latin", 7, "Član 7."),
        ("pt-BR", 10, "Artigo 10"),
        ("mn-Mong", 7, "7"),  # not the Cyrillic words
        ("qaa", 7, "7"),
    ],
)
def test_an_article_is_named_as_its_language_does(tag, number, label):
    assert article(number, tag) == label


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ("en", "7."),
        ("zh-Hans", "七、"),
        ("ar", "٧."),
        ("fa", "۷."),
        ("ur", "۷۔"),
        ("my", "၇။"),
        ("bn", "৭."),
    ],
)
def test_a_hanging_number_is_in_the_locales_own_digits(tag, label):
    assert ordinal(7, tag) == label


def test_a_language_that_cldr_does_not_know_has_the_digits_of_its_script():
    assert numeral(19, "mnw-Mymr") == "၁၉"
    assert numeral(19, "qaa-Latn") == "19"


@pytest.mark.parametrize("name", ["article", "number", "page", "figure"])
def test_what_is_filled_in_without_icu_is_what_icu_makes_of_it(name):
    tags = {*languages(), *(known.replace("_", "-") for known in locale_identifiers())}
    patterns = {tag: words._record(tag).get(name, "{n}.") for tag in tags}
    bare = {tag: each for tag, each in patterns.items() if words._bare(each)}
    values = {"n": 2026, "total": 19}
    assert {tag: words._format(each, tag, values) for tag, each in bare.items()} == {
        tag: words._message(each, words._icu(tag)).format(values) for tag, each in bare.items()
    }
    assert {"es", "mr", "bo"} <= set(bare)


def test_dates_follow_the_calendar_of_the_locale():
    assert calendar_date("2026-03-02", "el") == "2 Μαρτίου 2026"
    assert calendar_date("2026-03-02", "th") == "2 มีนาคม 2569"
    assert calendar_date("2026-03-02", "zh-Hans") == "2026年3月2日"
    assert calendar_date("2026-03-02", "qaa") == "2026-03-02"
    with pytest.raises(UsageError, match="'2 March' is not a date"):
        calendar_date("2 March", "en")


def test_a_phrase_says_when_it_had_to_be_english():
    assert phrase("page", "es", n=2, total=5) == words.Phrase("Página 2 de 5", "es")
    assert phrase("page", "tzm-Tfng", n=2, total=5) == words.Phrase("Page 2 of 5", "en")


def test_a_share_is_never_rounded_up_to_all():
    assert percent(0.999, "en") == "99%"
    assert percent(1.0, "en") == "100%"


def test_the_name_of_a_language_is_in_the_readers_language():
    assert language_name("en", "es").text == "inglés"
    assert language_name("en", "tzm-Tfng").locale in ("en", "tzm-Tfng")


@pytest.mark.parametrize("tag", languages())
def test_every_phrase_of_every_language_can_be_said(tag):
    for name in PHRASES:
        said = phrase(name, tag, n=3, total=9)
        assert said.text
        assert not set("{}") & set(said.text)
    assert numeral(3, tag) in phrase("page", tag, n=3, total=9).text or said.locale == "en"


@given(st.integers(1, 9999), st.sampled_from(languages()))
def test_an_article_label_holds_its_number_by_value(number, tag):
    from unicodedata import decimal

    digits = "".join(str(decimal(c)) for c in article(number, tag) if c.isdecimal()).strip(
        string.ascii_letters
    )
    spelt = tag.startswith(("zh", "ja")) or (tag == "fr" and number == 1)
    assert spelt or digits == str(number)


def test_words_do_not_depend_on_the_computers_own_locale():
    program = (
        "from pipeline.words import *\n"
        "for tag in (*languages(), 'shn', 'qaa', 'tzm-Tfng', 'ff-Adlm'):\n"
        "    print(article(12, tag), calendar_date('2026-03-02', tag), percent(.5, tag), "
        "numeral(9, tag), ascii(phrase('page', tag, n=1, total=2)))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "LC_ALL": locale, "LANG": locale, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for locale in ("C", "fa_IR.UTF-8", "th_TH.UTF-8")
    }
    assert len(said) == 1


def test_a_projects_own_words_go_before_those_of_the_program():
    own = (("article", "{n} ñiqin artikulu"), ("number", "({n})"))
    assert article(7, "qu", own) == "7 ñiqin artikulu"
    assert article(7, "mr", own) == "७ ñiqin artikulu"
    assert ordinal(7, "mr", own) == "(७)"
    assert phrase("draft", "mr", own) == phrase("draft", "mr")


def test_numbers_are_written_with_the_digits_of_the_text():
    deva = (("digits", "०१२३४५६७८९"),)
    assert words.numeral(1948, "hi") == "1948"
    assert words.numeral(1948, "hi", deva) == "१९४८"
    assert ordinal(12, "hi", deva) == "१२."
    assert words.calendar_date("2026-03-02", "hi", deva) == "२ मार्च २०२६"
    assert words.percent(0.4, "hi", deva) == "४०%"
    latn = (("digits", "0123456789"),)
    assert article(3, "ar", latn) == "المادة 3"
    assert article(3, "ja", latn) == "第三条"  # no digit, and none to change


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("P'anqa {n} / {total}", ""),
        ("{n, plural, =1 {primer} other {{n}}} de {total}", ""),
        ("Panqa {n}", "lacks {total}, the place of a number"),
        ("{n} {total} {x}", "holds what stands for nothing: 1 1 {x}"),
        ("{n} {total", "lacks {total}, the place of a number"),
        ("{n, foo} {total}", "is no message pattern of ICU"),
        ("{n, date} {total}", "is no message pattern of ICU"),
        ("{n} {total}\a", "holds nothing, or a character that cannot be printed"),
    ],
)
def test_a_pattern_that_cannot_be_filled_in_is_refused(pattern, why):
    assert words.refused("page", pattern, "qu") == why
