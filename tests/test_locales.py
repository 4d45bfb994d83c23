"""Locale names in both spellings, and what CLDR knows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.locales import Locale
from tools import language_tables


@pytest.mark.parametrize(
    ("written", "bcp47", "gettext"),
    [
        ("es", "es", "es"),
        ("zh_CN", "zh-Hans", "zh_CN"),
        ("zh-Hans", "zh-Hans", "zh_CN"),
        ("zh_TW", "zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh-Hant-HK", "zh_HK"),
        ("pt_BR", "pt-BR", "pt_BR"),
        ("pt-br", "pt-BR", "pt_BR"),
        ("sr@latin", "sr-Latn", "sr@latin"),
        ("sr_RS.UTF-8@latin", "sr-Latn-RS", "sr_RS@latin"),
        ("de-1996", "de-1996", "de@1996"),
        ("ca@valencia", "ca-valencia", "ca@valencia"),
        ("mn-Mong", "mn-Mong", "mn@mong"),
        ("cmn-Hans", "zh-Hans", "zh_CN"),
        ("es-419", "es-419", "es_419"),
        ("eng", "en", "en"),
        ("ell-polyton", "el-polyton", "el@polyton"),
        ("zh-yue-Hant", "yue-Hant", "yue@hant"),
        ("ydd", "ydd", "ydd"),
        ("tzm-Latn-x-foo", "tzm-Latn-x-foo", "tzm@latin-x-foo"),
        ("nan-Latn-pehoeji", "nan-Latn-pehoeji", "nan@latin-pehoeji"),
        ("ar-u-nu-latn", "ar", "ar"),  # extensions
        ("zh-Hant-t-en-u-ca-roc-x-old", "zh-Hant-x-old", "zh_TW@x-old"),
        ("i-klingon", "tlh", "tlh"),  # older than BCP 47's parts
        ("zh-min-nan", "nan", "nan"),
        ("en-GB-oed", "en-GB-oxendict", "en_GB@oxendict"),
        ("de_DE.UTF-8@euro", "de-DE", "de_DE"),
        ("sr@ijekavianlatin", "sr-Latn-ijekavsk", "sr@latin-ijekavsk"),
        ("de@abc", "de-x-abc", "de@x-abc"),  # no language of its own, as de-abc would be
    ],
)
def test_either_spelling_is_read_and_written(written: str, bcp47: str, gettext: str) -> None:
    locale = Locale.parse(written)
    assert (locale.bcp47, locale.gettext) == (bcp47, gettext)
    assert Locale.parse(gettext).bcp47 == bcp47


@pytest.mark.parametrize(
    "name", ["", "x", "es/..", "../es", "e s", "español", "es;rm", "@latin", "pes_1"]
)
def test_what_is_no_language_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is not a language name"):
        Locale.parse(name)


@given(st.text())
def test_a_name_never_leaves_its_folder(name: str) -> None:
    try:
        written = Locale.parse(name).gettext
    except UsageError:
        return
    assert not set(written) & set("/\\.\0 ")


@given(st.from_regex(r"[a-z]{2}(_[A-Z]{2})?@[a-z0-9]{1,9}(-[a-z0-9]{1,8})?", fullmatch=True))
def test_a_name_that_is_read_is_one_in_both_spellings(name: str) -> None:
    try:
        locale = Locale.parse(name)
    except UsageError:
        return
    assert Locale.parse(locale.bcp47) == locale == Locale.parse(locale.gettext)


def test_direction_script_and_names_are_cldrs() -> None:
    arabic, chinese = Locale.parse("ar"), Locale.parse("zh_CN")
    assert (arabic.direction, arabic.written, arabic.own_name) == ("rtl", "Arab", "العربية")
    assert (chinese.direction, chinese.spaced, chinese.own_name) == ("ltr", False, "简体中文")
    assert Locale.parse("pt_BR").english_name == "Portuguese (Brazil)"
    assert Locale.parse("qaa").own_name == "qaa"


def test_a_language_that_cldr_does_not_name_has_the_name_and_script_of_its_kin() -> None:
    khakas, yiddish = Locale.parse("kjh"), Locale.parse("ydd")
    assert (khakas.english_name, khakas.own_name, khakas.written) == ("Khakas", "Khakas", "Cyrl")
    assert (yiddish.english_name, yiddish.direction) == ("Eastern Yiddish", "rtl")
    assert Locale.parse("hac-Arab").english_name == "Gurani (Arabic)"


def test_the_table_of_scripts_is_made_of_the_cldr_that_is_installed() -> None:
    assert json.loads(language_tables.PATH.read_text("utf-8")) == language_tables.table()


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("kk", "Cyrl"),
        ("kk-CN", "Arab"),
        ("ky-TR", "Latn"),
        ("sr-ME", "Latn"),
        ("hbs", "Latn"),  # CLDR's alias for it is sr_Latn
        ("spa", "Latn"),
        ("qaa", "Latn"),
    ],
)
def test_a_name_without_a_script_has_the_likely_one(name: str, script: str) -> None:
    assert Locale.parse(name).written == script
