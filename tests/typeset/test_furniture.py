"""Heads and feet: what does not fit on their line."""

from pipeline.typeset.furniture import _line
from pipeline.typeset.paragraph import Style
from pipeline.words import Phrase
from tests.typeset.documents import FONTS

TITLE = "Declaration of the Libraries of the World on the Common Keeping of Water and of Memory"


def test_a_title_that_is_too_long_ends_after_a_whole_word() -> None:
    for width in range(70, 320, 7):
        line = _line(FONTS, Phrase(TITLE, "en"), Style(size=8.0), float(width))
        assert line.width <= width
        kept = line.text.removesuffix("…")
        assert TITLE.startswith(kept)
        assert TITLE[len(kept)] == " "


def test_a_title_that_fits_is_whole() -> None:
    assert _line(FONTS, Phrase(TITLE, "en"), Style(size=8.0), 400.0).text == TITLE


def test_a_word_without_end_is_cut_where_it_must_be() -> None:
    line = _line(FONTS, Phrase("A" * 300, "en"), Style(size=8.0), 100.0)
    assert line.width <= 100
    assert line.text.endswith("A…")


def test_of_a_word_as_long_as_a_book_a_line_is_shown_at_once():
    line = _line(FONTS, Phrase("©" * 100_000, "en"), Style(size=8.0), 100.0)
    assert 90 < line.width <= 100
    # And no letter without its accent.
    line = _line(FONTS, Phrase("e\u0301\u0323" * 90, "en"), Style(size=8.0), 100.0)
    assert set(line.text.removesuffix("…").split("e")) == {"", "\u0301\u0323"}
