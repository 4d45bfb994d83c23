from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs import remarks

COMMENTS = ("María checked this", "| changed: the English moved", "| conflict: one text")


def test_remarks_are_told_from_the_translators_own_comments():
    assert remarks.of(COMMENTS, "changed") == ("the English moved",)
    assert remarks.own(COMMENTS) == ("María checked this",)
    assert remarks.without(COMMENTS, "changed") == ("María checked this", "| conflict: one text")


def test_new_remarks_take_the_place_of_old_ones_on_the_same_topic():
    assert remarks.put(COMMENTS, "changed", ["again"]) == (
        "María checked this",
        "| conflict: one text",
        "| changed: again",
    )
    assert remarks.put(COMMENTS, "changed", []) == remarks.without(COMMENTS, "changed")


def test_a_bar_without_a_topic_is_the_translators_own():
    assert remarks.own(["| a table", "|", "| Topic: x"]) == ("| a table", "|", "| Topic: x")


@given(st.lists(st.text()))
def test_any_words_come_back(words):
    comments = remarks.put((), "conflict", words)
    assert list(remarks.of(comments, "conflict")) == words
    assert not any("\n" in line or "\r" in line for line in comments)
