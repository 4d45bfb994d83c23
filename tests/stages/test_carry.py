"""Which old paragraph is which new one."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.carry import carry
from pipeline.stages.recut import recut

OPEN = "The museum is open to all. It has a garden. Dogs stay outside."
FREE = "Everyone may visit free of charge on Sundays."
KEEP = "Curators keep the records of each collection."
LEND = "They lend objects to schools nearby."
MEET = "The council meets twice a year in Vienna."
BATS = "Bats sleep in the tower of the old mill."


def links(old: list[str], new: list[str], **options: dict[int, int]) -> list[tuple[list[int], ...]]:
    return [(list(link.old), list(link.new)) for link in carry(old, new, **options)]


def test_what_is_equal_is_linked_wherever_it_stands():
    assert links([OPEN, FREE, KEEP], [KEEP, OPEN, FREE]) == [([2], [0]), ([0], [1]), ([1], [2])]


def test_reflowing_changes_nothing():
    assert carry([FREE], [FREE.replace(" may", "\n  may")])[0].likeness == 1.0


def test_an_edited_text_goes_with_what_stood_there():
    assert links([OPEN, MEET, KEEP], [OPEN, MEET.replace("twice", "thrice"), KEEP])[1] == ([1], [1])


def test_an_inserted_text_is_nobodys_and_takes_nobodys_place():
    assert links([OPEN, FREE, KEEP], [OPEN, BATS, FREE, KEEP]) == [
        ([0], [0]),
        ([1], [2]),
        ([2], [3]),
    ]


def test_a_text_in_the_place_of_another_that_is_nothing_like_it_is_new():
    assert links([OPEN, FREE, KEEP], [OPEN, BATS, KEEP]) == [([0], [0]), ([2], [2])]


def test_a_split_text_and_its_parts():
    first, rest = "The museum is open to all.", "It has a garden. Dogs stay outside."
    (link,) = carry([OPEN], [first, rest])
    assert (link.split, link.merged, link.likeness) == (True, False, 1.0)
    assert links([FREE, OPEN, KEEP], [FREE, first, rest, KEEP])[1] == ([1], [1, 2])


def test_merged_texts():
    assert links([KEEP, LEND, MEET], [f"{KEEP} {LEND}", MEET]) == [([0, 1], [0]), ([2], [1])]


def test_a_paragraph_may_fall_into_any_number_of_parts():
    parts = [
        OPEN,
        FREE,
        KEEP,
        LEND,
        MEET,
        BATS,
        "Yes, it is true, we counted.",
        "And so on it goes.",
    ]
    assert links([" ".join(parts)], parts) == [([0], list(range(8)))]
    assert links(parts, [" ".join(parts)]) == [(list(range(8)), [0])]


def test_parts_may_be_edited_and_change_places_with_a_neighbour():
    first, rest = "The museum is open to everybody.", "It has a garden. Dogs stay outside."
    assert links([OPEN, FREE], [FREE, first, rest]) == [([1], [0]), ([0], [1, 2])]


def test_a_new_neighbour_is_not_taken_for_a_part():
    new = [OPEN.replace("Dogs", "Cats"), BATS]
    assert links([OPEN], new) == [([0], [0])]


def test_of_equal_texts_each_goes_with_its_neighbour():
    assert links([FREE, "Yes.", KEEP, "Yes."], [KEEP, "Yes.", FREE, "Yes."]) == [
        ([2], [0]),
        ([3], [1]),
        ([0], [2]),
        ([1], [3]),
    ]


def test_keys_decide_where_texts_do_not():
    old, new = ["Yes.", "Yes."], ["Yes.", "Yes."]
    assert links(old, new, pins={0: 1, 1: 0}) == [([1], [0]), ([0], [1])]


def test_the_same_thing_said_of_others_is_new_in_a_large_collection():
    dice = random.Random(1)
    names = ["".join(dice.choices("abcdefgh", k=7)) for _ in range(500)]
    phrase = "This room holds the whole collection of {} and may be seen on request."
    old = [phrase.format(name) for name in names[:400]]
    assert all(link.likeness == 1.0 for link in carry(old, [phrase.format(n) for n in names[300:]]))


def test_a_large_text_that_is_all_rewritten_costs_little():
    dice = random.Random(2)
    words = ["".join(dice.choices("abcdefghij", k=6)) for _ in range(4000)]
    old, new = ([" ".join(dice.choices(words, k=25)) for _ in range(600)] for _ in range(2))
    assert carry(old, new) == ()


TEXTS = st.lists(
    st.lists(
        st.sampled_from([OPEN, FREE, KEEP, LEND, MEET, BATS, "Yes."]), min_size=1, max_size=3
    ).map(" ".join),
    max_size=7,
)


@given(TEXTS, TEXTS, st.randoms())
@settings(max_examples=80, deadline=None)
def test_no_text_is_in_two_links_and_runs_are_one_to_many(old, new, dice):
    pins = dict(
        zip(
            dice.sample(range(len(old)), len(old)),
            dice.sample(range(len(new)), len(new)),
            strict=False,
        )
    )
    found = carry(old, new, pins=pins)
    for side in ("old", "new"):
        used = [n for link in found for n in getattr(link, side)]
        assert len(used) == len(set(used))
    assert all(min(len(link.old), len(link.new)) == 1 for link in found)
    assert [link.new.start for link in found] == sorted(link.new.start for link in found)
    assert carry(old, old) == tuple(sorted(carry(old, old), key=lambda link: link.new.start))
    assert all(link.likeness == 1.0 for link in carry(old, old))
    assert sum(len(link.old) for link in carry(old, old)) == len(old)


# ------------------------------------------------------------------------- cutting


def cut(target: str, *parts: str, locale: str = "es") -> list[str] | None:
    source = OPEN
    found = recut(source, target, parts, source_locale="en", locale=locale)
    return [piece for _, piece in found] if found else None


def test_a_translation_is_cut_where_its_source_was():
    parts = "The museum is open to all.", "It has a garden. Dogs stay outside."
    assert cut("Abierto a todos. Tiene un jardín. Los perros, fuera.", *parts) == [
        "Abierto a todos.",
        "Tiene un jardín. Los perros, fuera.",
    ]
    assert cut("博物馆向所有人开放。它有一个花园。狗留在外面。", *parts, locale="zh-Hans") == [
        "博物馆向所有人开放。",
        "它有一个花园。狗留在外面。",
    ]


def test_two_sentences_that_became_one_stay_together():
    parts = "The museum is open to all.", "It has a garden. Dogs stay outside."
    assert cut(
        "El museo está abierto a todos. Tiene un jardín y los perros se quedan fuera.", *parts
    ) == [
        "El museo está abierto a todos.",
        "Tiene un jardín y los perros se quedan fuera.",
    ]


def test_what_does_not_correspond_is_not_cut():
    parts = "The museum is open to all.", "It has a garden. Dogs stay outside."
    assert (
        cut("El museo, que tiene un jardín, está abierto a todos menos a los perros.", *parts)
        is None
    )


def test_a_part_that_says_something_new_gets_nothing():
    parts = "The museum is open to all.", BATS, "It has a garden. Dogs stay outside."
    assert cut("Abierto a todos. Tiene un jardín. Los perros, fuera.", *parts) == [
        "Abierto a todos.",
        "",
        "Tiene un jardín. Los perros, fuera.",
    ]
