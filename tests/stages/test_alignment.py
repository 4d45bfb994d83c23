"""The alignment file: written, edited by a person, read back."""

from __future__ import annotations

import pytest

from pipeline.errors import ContributionError
from pipeline.formats.passages import Passage
from pipeline.model import Catalog, Segment, Template
from pipeline.stages.adopted import Adopted, Match, Why
from pipeline.stages.alignment import read, write

TEMPLATE = Template(
    "sample", (Segment("a", "One\ttab."), Segment("b", "Two."), Segment("c", "Three."))
)
MATCHES = (
    Match("a", (0,), 0.99, "Uno."),
    Match("b", (1, 2), 0.62, "Dos. Más.", Why.DOUBT),
    Match("c", (), 0.0),
)
ADOPTED = Adopted(
    Catalog("sample", "es", ()),
    MATCHES,
    (3,),
    tuple(map(Passage, ("Uno.", "Dos.", "Más.", "Nota."))),
    0.9,
)
KEYS = {match.key: match for match in MATCHES}


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def back(text: str):
    return read(text, where="a.tsv", keys=KEYS, size=4)


def test_a_row_a_message_and_what_is_left_over_last() -> None:
    assert rows(write(ADOPTED, TEMPLATE)) == [
        "a\t1\t99%\tOne tab.\tUno.\t1",
        "b\t2 3\t62%\tTwo.\tDos. Más.\t2 3",
        "c\t\t\tThree.\t\t-",
        "-\t4\t\t\tNota.\t",
    ]


def test_unedited_it_says_nothing() -> None:
    assert back(write(ADOPTED, TEMPLATE)) == {}


def test_what_a_person_changed_is_what_is_read() -> None:
    text = write(ADOPTED, TEMPLATE).replace("b\t2 3\t", "b\t2\t").replace("c\t\t", "c\t4\t")
    assert back(text) == {"b": (1,), "c": (3,)}


def test_what_the_program_finds_otherwise_by_now_is_no_change_of_a_person() -> None:
    text = write(ADOPTED, TEMPLATE).replace("b\t2 3\t", "b\t2\t")
    now = {**KEYS, "a": Match("a", (1,), 0.7), "c": Match("c", (3,), 0.99)}
    assert read(text, where="a.tsv", keys=now, size=4) == {"b": (1,)}


def test_what_was_said_by_hand_before_stays_said() -> None:
    assert back("a\t1\thand\n") == {"a": (0,)}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x\t1", "there is no message 'x'"),
        ("a\t9", "there are paragraphs 1 to 4 only"),
        ("a\tone", "'one' are no numbers"),
        ("a\t1\na\t2", "'a' is there twice"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_with_its_line(row: str, said: str) -> None:
    with pytest.raises(ContributionError) as error:
        back(f"# comment\n{row}\n")
    assert said in str(error.value)
    assert str(error.value).startswith("a.tsv:")
