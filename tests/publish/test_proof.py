"""The proof: a text is found as it was translated, or it is missing."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish import proof


def found(words: str, *pages: str) -> bool:
    return proof._found(proof.fold(words), [proof.fold(page) for page in pages])


def test_line_breaks_and_soft_hyphens_are_no_part_of_a_text() -> None:
    assert found("Science is open to all.", "1. Sci\u00adence is\nopen to\r\nall. 2.")


def test_canonically_equal_texts_are_the_same() -> None:
    assert found("déclaration", "de\u0301claration")


def test_a_text_may_run_over_pages() -> None:
    assert found("one two three four", "head one two", "three four foot")


def test_a_lost_character_is_found_out() -> None:
    assert not found("第十九条", "第十条")
    assert not found("one two three", "one two", "tree")


@given(st.text(alphabet="abcdef", min_size=2, max_size=12), st.data())
def test_a_text_cut_anywhere_by_a_page_break_is_found(words: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(words) - 1))
    assert found(words, "1" + words[:cut], words[cut:] + "2")
