"""Every change of the English is graded by what it does to a translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Grade
from pipeline.text.changes import Reason, grade

COSMETIC = [
    ("It is open.", "It  is open!"),
    ("the Museum", "the museum"),
    ('the "open" door', "the “open” door"),
    ("It's open", "It’s open"),
    ("culture, science and art", "culture, science, and art"),
    ("Every musuem opens.", "Every museum opens."),
    ("They recieve visitors.", "They receive visitors."),
    ("Open the the door.", "Open the door."),
    ("Members can not leave.", "Members cannot leave."),
    ("Visitors don't pay.", "Visitors do not pay."),
    ("any one may enter", "anyone may enter"),
]
EDITORIAL = [
    ("Within twenty days.", "Within 20 days."),
    ("Museums open their doors.", "Museums open their doors wide."),
    ("They keep records.", "They maintain records."),
    ("One. Two three.", "Two three. One."),
    ("It is open. They keep records.", "They keep records. It is open. Welcome!"),
    ("No museum closes.", "Not a museum closes."),
]
SUBSTANTIVE = [
    ("Everyone shall be heard.", "No one shall be heard.", Reason.NEGATION),
    ("Museums sell objects.", "Museums do not sell objects.", Reason.NEGATION),
    ("A lawful act.", "An unlawful act.", Reason.NEGATION),
    ("Members do not vote; guests vote.", "Members vote; guests do not vote.", Reason.NEGATION),
    ("They can't leave.", "They can leave.", Reason.NEGATION),
    ("Within 20 days.", "Within 30 days.", Reason.NUMBER),
    ("Within twenty days.", "Within thirty days.", Reason.NUMBER),
    ("It has 10.5 halls.", "It has 105 halls.", Reason.NUMBER),
    ("It has 10.5 halls.", "It has 10 5 halls.", Reason.NUMBER),
    ("It falls to -5 degrees.", "It falls to 5 degrees.", Reason.NUMBER),
    ("See Article V of it.", "See Article VI of it.", Reason.NUMBER),
    ("Held on Monday.", "Held on Tuesday.", Reason.DATE),
    ("They shall report.", "They should report.", Reason.MODAL),
    ("They may report.", "They must report.", Reason.MODAL),
    ("All members vote.", "Some members vote.", Reason.QUANTIFIER),
    ("Members vote.", "Only members vote.", Reason.QUANTIFIER),
    ("We met in Lisbon.", "We met in Vienna.", Reason.NAME),
    ("A report for UNESCO.", "A report for ICOM.", Reason.NAME),
    ("Pay before the visit.", "Pay after the visit.", Reason.RELATION),
    ("Guests and members vote.", "Guests or members vote.", Reason.RELATION),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), COSMETIC)
def test_cosmetic(old, new):
    assert grade(old, new).grade is Grade.COSMETIC, grade(old, new)


@pytest.mark.parametrize(("old", "new"), EDITORIAL)
def test_editorial(old, new):
    assert grade(old, new).grade is Grade.EDITORIAL, grade(old, new)
    assert grade(new, old).grade is Grade.EDITORIAL, grade(new, old)


@pytest.mark.parametrize(("old", "new", "reason"), SUBSTANTIVE)
def test_substantive(old, new, reason):
    for change in (grade(old, new), grade(new, old)):
        assert change.grade is Grade.SUBSTANTIVE, change
        assert reason in change.reasons
        assert change.unsafe is (reason in (Reason.NUMBER, Reason.DATE, Reason.NEGATION))


def test_a_defined_term_is_substantive_where_it_is_named():
    old, new = "Each collection is kept.", "Each inventory is kept."
    assert grade(old, new).grade is Grade.EDITORIAL
    change = grade(old, new, terms=frozenset({"collection"}))
    assert (change.grade, change.reasons[0]) == (Grade.SUBSTANTIVE, Reason.TERM)


def test_a_mended_slip_beside_a_changed_number_is_still_substantive():
    change = grade("Recieve 20 visitors.", "Receive 30 visitors.")
    assert (change.grade, change.reasons[0]) == (Grade.SUBSTANTIVE, Reason.NUMBER)


def test_numbers_are_compared_by_value_in_any_source_language():
    assert grade("第二十五条", "第25条", locale="zh").grade is Grade.EDITORIAL
    assert Reason.NUMBER in grade("第二十五条", "第二十六条", locale="zh").reasons


@given(st.text(st.sampled_from("aAb not5 .,"), max_size=30))
def test_no_change_is_cosmetic_and_has_no_reason(text):
    assert grade(text, text).reasons == ()
    assert grade(text, text).grade is Grade.COSMETIC
