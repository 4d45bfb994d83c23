"""Learning which words go together: what competes, what is cut off, and what a text teaches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.align.learning import beginnings, learn, splitter, taught
from pipeline.locales import Locale

ENGLISH = Locale("en")


def test_what_another_word_explains_better_is_no_evidence() -> None:
    entries = [
        ({"school"}, {"koulu"}),
        ({"school", "bus"}, {"koulu", "linja"}),
        ({"bus"}, {"linja"}),
        ({"school", "child"}, {"koulu", "lapsi"}),
        ({"child"}, {"lapsi"}),
    ]
    assert learn(entries) == {"bus": ["linja"], "child": ["lapsi"], "school": ["koulu"]}


def test_forms_of_one_word_are_one() -> None:
    assert beginnings(["koulussa", "koulut", "opisto"], spaced=True) == ["koulus", "koul", "opis"]
    assert beginnings(["学校", "学校", "校"], spaced=False) == ["学校", "校"]


def test_words_of_a_script_without_spaces_are_taken_apart() -> None:
    assert {"ภาษา", "ไทย"} <= splitter(Locale.parse("th"))("ภาษาไทย")


PAIRS = [
    ("The school is old.", "Lo kolu a tas."),
    ("The school is near the river.", "Lo kolu a mer lo dunav."),
    ("Every river is old.", "Opu dunav a tas."),
    ("Every school teaches.", "Opu kolu a medet."),
    (
        "The river is deep. Nobody teaches near it, and nobody ever crosses it in winter.",
        "Lo dunav a porut. Nimu a medet mer, e nimu a kesot lo dunav a hibern ot.",
    ),
]


def test_earlier_translations_teach_a_language_that_nobody_knows() -> None:
    known = taught(PAIRS, Locale.parse("qaa"), ENGLISH)
    assert known["school"][0] == "kolu"
    assert known["river"][0] == "duna"


def test_nothing_teaches_nothing() -> None:
    assert taught([], Locale("es"), ENGLISH) == {}
    assert taught([("7", "7"), ("", "")], Locale("es"), ENGLISH) == {}


@given(st.permutations(PAIRS * 2))
def test_order_and_repetition_do_not_matter(pairs: list[tuple[str, str]]) -> None:
    known = taught(pairs, Locale.parse("qaa"), ENGLISH)
    assert known == taught(PAIRS, Locale.parse("qaa"), ENGLISH)


def test_of_more_than_enough_only_the_shortest_teach() -> None:
    """``most`` counts the English words of each text times the words of its translation."""
    here = Locale.parse("qaa")
    shortest = min(PAIRS, key=lambda pair: len(pair[0]) * len(pair[1]))
    assert taught(PAIRS, here, ENGLISH, most=0) == {}
    assert taught(PAIRS, here, ENGLISH, most=2 * 5) == taught([shortest], here, ENGLISH) != {}
