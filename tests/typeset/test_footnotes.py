"""Notes at the foot of the page."""

from itertools import pairwise

import pypdfium2
import pypdfium2.raw as raw
import pytest

from pipeline.typeset import (
    Design,
)
from tests.typeset.documents import pages, set_, simple


def test_a_note_in_a_note_stands_below_it_and_one_that_nothing_calls_is_not_lost():
    words = "One.[^a]\n\n[^a]: First.[^b] It goes on.\n\n[^b]: Second.\n\n[^c]: Third."
    made = set_(simple(words))
    assert "1 First.2 It goes on. 2 Second." in pages(made.pdf)[0]
    assert "One.1 Third." in pages(made.pdf)[0]


def test_a_note_that_is_longer_than_a_page_goes_on_at_the_next():
    long = "This is a very long note. " * 400
    made = set_(simple(f"One.[^a] Two.\n\nThree.\n\n[^a]: {long}"))
    assert made.pages > 2
    assert " ".join(pages(made.pdf)).count("very long note") == 400
    with pypdfium2.PdfDocument(made.pdf) as document:
        for page in document:
            assert all(thing.get_bounds()[1] > 30 for thing in page.get_objects())


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_note_of_a_title_has_room_at_the_foot_of_the_first_column(locale):
    long = "This is a very long note. " * 20
    document = simple(f"{'Light is for all. ' * 900}\n\n[^a]: {long}", title="T[^a]", locale=locale)
    made = set_(document, design=Design(columns=2))
    with pypdfium2.PdfDocument(made.pdf) as opened:
        things = opened[0].get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        seen = [thing for thing in things if thing.get_bounds()[3] - thing.get_bounds()[1] > 2]
        places = [thing.get_matrix().get()[4:] for thing in seen]
    for column in (False, True):
        baselines = sorted({round(y) for x, y in places if (x > 297) == column and 60 < y < 690})
        assert min(upper - lower for lower, upper in pairwise(baselines)) > 8


def test_a_call_without_a_note_shows_its_label():
    assert "One.typo" in pages(set_(simple("One.[^typo]")).pdf)[0]
