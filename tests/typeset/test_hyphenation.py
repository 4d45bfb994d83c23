"""Hyphenation: as pyphen does it, but never where a hyphen would change the spelling; and as TeX
does it, where pyphen has no patterns.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.fontset import FontSet
from pipeline.typeset.hyphenation import LEFT, RIGHT, hyphenates, hyphenation_points
from pipeline.typeset.lines import Line, set_lines
from pipeline.typeset.paragraph import Paragraph, Span
from pipeline.typeset.shape import shape
from tools.hyphenation import FOLDER, LANGUAGES, exception, patterns

WORDS = {
    "en": "hyphenation representative declaration internationally a of",
    "de": "Donaudampfschifffahrt Menschenrechte Gleichberechtigung",
    "hu": "emberi jogok egyetemes nyilatkozata méltóság",
    "ru": "представительство человеческого достоинства",
    "el": "δικαιωμάτων ανθρώπινων οικογένεια",
    "fr": "l'homme universelle développement",
    "pt-BR": "desenvolvimento organização",
    # White space stands behind the patterns of some files.
    "eu": "gizakiaren eskubideen hezkuntza",
}
# By TeX's patterns, each part of more letters than one may be left with. The second of a language
# is one of its exceptions.
PARTS = {
    "fi": "yleis-maa-il-mal-li-nen kan-san-val-lan ul-ko-maa",
    "tr": "öz-gür-lük-le-rin-den kar-deş-lik İs-tan-bul",
    "ka": "სა-ყო-ველ-თაო თა-ვი-სუფ-ლება",
    "hy": "հռչա-կա-գիր ազա-տություն",
    "cy": "cyf-iawn-der dat-gan-iad",
    "ga": "rial-tas dtiom-áintí fuadar",
    "hsb": "čło-wje-skich war-szawa",
    "mk": "уни-вер-зална сло-бода",
    "la": "uni-ver-sa-lis iu-sti-tiae",
}
MADE = {locale: parts.replace("-", "") for locale, parts in PARTS.items()}


def parted(word: str, locale: str) -> str:
    places = (0, *hyphenation_points(word, locale), len(word))
    return "-".join(word[a:b] for a, b in pairwise(places))


@pytest.mark.parametrize("locale", WORDS)
def test_it_agrees_with_pyphen(locale: str) -> None:
    judge = pyphen.Pyphen(lang=pyphen.language_fallback(locale.replace("-", "_")))
    for word in WORDS[locale].split():
        expected = [
            int(at)
            for at in judge.positions(word)
            if at.data is None and LEFT <= at <= len(word) - RIGHT
        ]
        assert list(hyphenation_points(word, locale)) == expected, word


@pytest.mark.parametrize("locale", PARTS)
def test_tex_has_patterns_for_languages_that_pyphen_has_not(locale: str) -> None:
    assert pyphen.language_fallback(locale) is None
    assert [parted(word, locale) for word in MADE[locale].split()] == PARTS[locale].split()


def test_a_word_is_not_hyphenated_where_its_spelling_would_change() -> None:
    assert 2 not in hyphenation_points("asszony", "hu")  # asz-szony


@pytest.mark.parametrize("locale", ["ar", "zh-Hans", "th", "sw", "tlh", "ku-Arab", "hyw"])
def test_other_languages_are_not_hyphenated(locale: str) -> None:
    assert not hyphenates(locale)
    assert hyphenation_points("declaration", locale) == ()


@pytest.mark.parametrize(
    ("locale", "other", "word"),
    [
        ("kmr", "ku", "danezana"),  # CLDR's Kurdish is Kurmanji,
        ("ekk", "et", "deklaratsioon"),  # its Estonian the standard language, not Võro,
        ("lvs", "lv", "deklarācija"),
        ("khk", "mn", "тунхаглал"),
        ("nor", "nb", "menneskerettigheter"),
        ("sh", "sr-Latn", "deklaracija"),  # and Serbo-Croatian is Serbian in Latin letters
        ("bs", "sr-Latn", "deklaracija"),
        ("bs-Cyrl", "sr", "декларација"),
        ("cnr", "sr-Latn", "deklaracija"),
    ],
)
def test_a_language_of_two_names_is_hyphenated_alike(locale: str, other: str, word: str) -> None:
    assert hyphenation_points(word, locale) == hyphenation_points(word, other) != ()


def test_no_dictionary_asks_for_more_letters_beside_a_hyphen_than_are_left() -> None:
    files = [path for path in pyphen.LANGUAGES.values() if path.stem[5:7] not in ("mr", "sa")]
    for path in (*files, *FOLDER.glob("*.dic")):
        asked = dict(re.findall(rb"^(LEFT|RIGHT)HYPHENMIN (\d+)", path.read_bytes(), re.M))
        assert int(asked.get(b"LEFT", 0)) <= LEFT, path
        assert int(asked.get(b"RIGHT", 0)) <= RIGHT, path


@given(
    st.sampled_from(sorted(MADE)),
    st.lists(st.integers(0, 9), min_size=1, max_size=40),
    st.floats(60, 300),
)
def test_hyphens_change_no_text(
    all_fonts: FontSet, locale: str, order: list[int], width: float
) -> None:
    words = MADE[locale].split()
    text = " ".join(words[at % len(words)] for at in order)
    lines = set_lines(Paragraph((Span(text),), locale), width, all_fonts)
    assert "".join(line.text for line in lines) == text
    for line in lines:
        if line.hyphenated:
            assert _said(line) == f"{line.text}-"
            before = re.split(r"\W", text[: line.end])[-1]
            after = re.split(r"\W", text[line.end :])[0]
            assert len(before) >= LEFT
            assert len(after) >= RIGHT


def _said(line: Line) -> str:
    return "".join(cell.text for run in line.runs for cell in run.box.cells)


def test_an_armenian_hyphen_is_the_yentamna(all_fonts: FontSet) -> None:
    lines = set_lines(Paragraph((Span(MADE["hy"]),), "hy"), 60.0, all_fonts)
    last = next(line for line in lines if line.hyphenated).runs[-1]
    sign = shape(last.item.font, "\u058a", "Armn", "hy", False)
    assert last.box.cells[-1].form == sign.cells[0].form
    assert last.box.cells[-1].text == "-"  # which readers take off


# Two leaves of a tree as the package has them: a level of numbers, and a number with more below.
LEVELS = [[0, 1], [2], [0, 0, 3]]
TREE = {"a": {"b": 0}, ".": {"c": [{"d": 2}, 1]}}


def test_a_tree_of_letters_is_turned_back_into_patterns() -> None:
    assert sorted(patterns(LEVELS, TREE)) == [".2c", ".cd3", "a1b"]


def test_an_exception_outweighs_all_patterns() -> None:
    assert exception("tkalc", []) == ".t8k8a8l8c."
    assert exception("warszawa", [3, 7]) == ".w8a8r9s8z8a8w9a."


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_file_says_whose_it_is_and_what_one_may_do(tag: str) -> None:
    name = {"kmr": "ku"}.get(tag, tag)
    head = (FOLDER / f"hyph_{name}.dic").read_text("utf-8").split("\n")[:8]
    assert head[0] == "UTF-8"
    assert f"% Copyright (C) {LANGUAGES[tag].copyright}" in head
    assert f"% Licence: {LANGUAGES[tag].licence}" in head
