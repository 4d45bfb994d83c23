import pytest

from pipeline.text.enumerators import Reading, length, readings


@pytest.mark.parametrize(
    "label",
    ["(a) ", "(iv) ", "a) ", "1.1 ", "1.2.3. ", "– ", "α) ", "(أ) ", "أ- ", "’1‘ ", "（一）",
     "一、", "① ", "а) ", "(ক) ", "(ก) ", "イ　"],
)  # fmt: skip
def test_what_sub_paragraphs_begin_with(label: str) -> None:
    assert length(f"{label}文の始まり") == len(label)


@pytest.mark.parametrize(
    "words",
    ["All of it (a) too", "3.5", "(see the note on oil) below", "Mr. Smith", "1948 was", ""],
)
def test_what_they_do_not_begin_with(words: str) -> None:
    assert length(words) == 0


def test_a_year_counts_nothing_and_a_capital_may_be_an_initial() -> None:
    assert readings("(1948)") == readings("(see)") == ()
    assert all(each.initial for each in readings("I."))


def test_i_is_a_letter_and_a_numeral() -> None:
    assert readings("(i)") == (Reading("(i)", (1,)), Reading("(a)", (9,)))


def test_what_follows() -> None:
    def only(words: str) -> Reading:
        return readings(words)[-1]

    assert only("(b)").follows(only("(a)"))
    assert only("2.1").follows(only("1.3"))
    assert only("–").follows(only("–"))
    assert not only("b)").follows(only("(a)"))
    assert not only("1.1.1").follows(only("1.1"))
