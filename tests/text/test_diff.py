from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.diff import Op, Piece, diff, marked, words

TEXTS = st.text(st.sampled_from("ab ,.第七条เก็บ\u0301’\n"), max_size=30) | st.text(max_size=20)


def test_words_are_what_a_reader_calls_words():
    assert words("No one, ever: 第七条") == [
        *("No", " ", "one", ",", " ", "ever", ":", " "),
        *("第", "七", "条"),
    ]


def test_marks_stay_with_their_letters():
    assert words("e\u0301t हिन्दी") == ["e\u0301t", " ", "हिन्दी"]


def test_the_words_that_changed_are_told_from_those_that_stayed():
    pieces = diff("Everyone shall be heard.", "No one shall be heard.")
    assert pieces == (
        Piece(Op.DELETED, "Everyone"),
        Piece(Op.INSERTED, "No one"),
        Piece(Op.EQUAL, " shall be heard."),
    )
    assert marked(pieces) == "[-Everyone-]{+No one+} shall be heard."


def test_a_lone_word_between_larger_changes_is_given_up():
    pieces = diff("their work with others now", "their research and findings with everyone now")
    assert marked(pieces) == "their [-work with others-]{+research and findings with everyone+} now"


def test_context_cuts_what_is_far_from_a_change():
    pieces = diff("one two three four five six", "one two three FOUR five six")
    assert marked(pieces, context=1) == "… three [-four-]{+FOUR+} five …"


@given(TEXTS)
def test_words_lose_nothing(text):
    assert "".join(words(text)) == text


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_a_diff(old, new):
    pieces = diff(old, new)
    assert "".join(p.text for p in pieces if p.op is not Op.INSERTED) == old
    assert "".join(p.text for p in pieces if p.op is not Op.DELETED) == new


@given(TEXTS, TEXTS)
def test_pieces_stand_in_one_order_only(old, new):
    ops = [piece.op for piece in diff(old, new)]
    assert all(left != right for left, right in pairwise(ops))
    assert (Op.INSERTED, Op.DELETED) not in pairwise(ops)


@given(TEXTS)
def test_equal_texts_have_no_change(text):
    assert diff(text, text) == ((Piece(Op.EQUAL, text),) if text else ())
