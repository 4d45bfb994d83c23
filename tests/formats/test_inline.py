"""Inline Markdown as runs, and back to plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.inline import Span, escape, plain, spans


def test_a_plain_text_is_one_run() -> None:
    assert spans("Science is for everyone.") == (Span("Science is for everyone."),)


def test_nothing_is_no_run() -> None:
    assert spans("") == ()


def test_emphasis_nests() -> None:
    assert spans("a **b *c*** d") == (
        Span("a "),
        Span("b ", strong=True),
        Span("c", strong=True, emphasis=True),
        Span(" d"),
    )


def test_links_and_notes_and_breaks() -> None:
    assert spans("See [*here*](https://example.org/ü)[^1]\nnow") == (
        Span("See "),
        Span("here", emphasis=True, link="https://example.org/%C3%BC"),
        Span("", note="1"),
        Span("", line_break=True),
        Span("now"),
    )


def test_words_in_another_language_say_so() -> None:
    assert spans("[Σωκράτης]{lang=el}!") == (Span("Σωκράτης", locale="el"), Span("!"))


def test_markup_of_the_web_and_dangerous_links_stay_words() -> None:
    words = "<b onclick=x>hi</b> [a](javascript:alert(1)) [b](file:///etc/passwd)"
    assert plain(words) == words
    assert not any(span.link for span in spans(words))


@pytest.mark.parametrize(
    "words", ["**重要。**下文", "见**“开放之门”**宣言", "**(คำ)**ต่อ", "の**「扉」**は"]
)
def test_emphasis_ends_in_punctuation_where_no_spaces_are_written(words: str) -> None:
    assert "".join(s.text for s in spans(words) if s.strong) == words.split("**")[1]


def test_an_image_in_a_sentence_is_its_alternative_text() -> None:
    assert plain("the ![open door](door.png) logo") == "the open door logo"


@given(st.text(alphabet="ab *_[]()`<>&\\!^{}=~:/.|#-1\"'。é"))
def test_escaped_words_show_as_they_are(words: str) -> None:
    words = " ".join(words.split())
    assert plain(escape(words)) == words


@given(st.text())
def test_no_text_is_too_strange(words: str) -> None:
    for one, other in zip(spans(words), spans(words)[1:], strict=False):
        assert one != other or one.line_break
