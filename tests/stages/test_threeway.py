from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.stages.threeway import changed, lines, settle


def test_the_one_change_is_taken():
    assert settle("a", ["a", "b"], max) == "b"
    assert settle("a", ["a", "a"], max) == "a"
    assert settle("a", ["b", "c"], max) == "c"
    assert changed("a", ["a", "b", "c", "b"]) == ["b", "c"]


def test_lines_that_both_added_are_kept_and_one_taken_away_is_gone():
    base = ("Spanish", "old note")
    ours = ("Spanish", "old note", "Ana, 2025.")
    theirs = ("Spanish", "Bo, 2026.")
    assert lines(base, [ours, theirs]) == ("Spanish", "Ana, 2025.", "Bo, 2026.")


def test_without_an_ancestor_nothing_is_taken_away():
    assert lines(None, [("a", "b"), ("b", "c")]) == ("a", "b", "c")


def test_lines_keep_their_place_before_others():
    assert lines(None, [("b",), ("a", "b")]) == ("a", "b")


def test_a_line_that_stood_twice_and_was_taken_away_once_is_there_once():
    base, ours, theirs = ("—", "Ana", "—"), ("—", "Ana"), ("—", "Ana", "—", "Bo")
    assert lines(base, [ours, theirs]) == ("—", "Ana", "Bo")


LINES = st.lists(st.sampled_from("abcd"), max_size=4, unique=True).map(tuple)


@given(st.none() | LINES, st.lists(LINES, min_size=1, max_size=3), st.randoms())
def test_the_order_of_versions_does_not_matter(base, versions, random):
    shuffled = random.sample(versions, len(versions))
    assert lines(base, versions) == lines(base, shuffled)


@example(("a", "c", "b"), ("a", "d", "b", "c"))
@given(LINES, LINES)
def test_merging_again_changes_nothing(one, other):
    once = lines(None, [one, other])
    assert lines(None, [once, other]) == once
    assert set(once) == {*one, *other}
