"""Footnotes: which there are, and how they are numbered."""

from pipeline.formats import markdown
from pipeline.formats.inline import spans
from pipeline.formats.notes import called, notes_of, numbered
from pipeline.model import Document


def parse(words: str) -> Document:
    return markdown.parse(f"# T\n\n{words}\n", name="d")


def test_notes_are_numbered_as_they_are_called_not_as_they_stand() -> None:
    given = parse("One.[^b]\n\nTwo.[^a]\n\n[^a]: A.\n\n[^b]: B.")
    assert numbered(given) == {"b": 1, "a": 2}
    assert list(notes_of(given)) == ["a", "b"]


def test_what_a_note_calls_is_counted_right_behind_it() -> None:
    given = parse("One.[^a]\n\nTwo.[^c]\n\n[^a]: See.[^b]\n\n[^b]: B.\n\n[^c]: C.[^a]")
    assert numbered(given) == {"a": 1, "b": 2, "c": 3}


def test_a_note_may_stand_anywhere() -> None:
    given = parse(
        "- An item.[^a]\n\n  [^a]: In a list.\n\n> Quoted.[^b]\n>\n> [^b]: In a quotation."
    )
    assert numbered(given) == {"a": 1, "b": 2}


def test_neither_a_call_without_a_note_nor_a_note_without_a_call_has_a_number() -> None:
    assert numbered(parse("One.[^typo]\n\n[^real]: Never called.")) == {}


def test_notes_that_call_each_other_come_to_an_end() -> None:
    given = parse("One.[^a]\n\n[^a]: See.[^b]\n\n[^b]: See.[^a]")
    assert numbered(given) == {"a": 1, "b": 2}


def test_what_looks_like_a_call_in_code_is_none() -> None:
    assert called("`[^a]` is how a note is called.[^b]") == ("b",)


def test_a_call_before_brackets_is_no_link() -> None:
    # Chinese and Japanese have no space there.
    assert called("完成。[^a](18)") == ("a",)
    assert [span.text for span in spans("完成。[^a](18)")] == ["完成。", "", "(18)"]
    assert spans("[a](18)")[0].link == "18"
