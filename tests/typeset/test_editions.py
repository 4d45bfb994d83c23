"""Editions: in columns, in large print, two languages side by side, a volume of several."""

from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw
import pytest

from benchmarks.extraction import structure
from pipeline.formats import markdown
from pipeline.model import Document, map_texts
from pipeline.publish.proof import left_out, prove
from pipeline.typeset import (
    Design,
    Edition,
    Imprint,
    Paper,
    typeset_parallel,
    typeset_volume,
)
from tests.typeset.documents import FONTS, imprint, pages, rich, set_, simple
from tests.typeset.reading import height, kinds, sizes, unread


@pytest.mark.parametrize("edition", [Edition.LARGE, Edition.REVIEW])
@pytest.mark.parametrize("paper", list(Paper))
def test_editions_of_one_language(edition, paper):
    design = Design(edition=edition, paper=paper)
    made = set_(rich(), imprint=imprint(), design=design)
    assert sizes(made.pdf) == {tuple(round(length) for length in paper.size)}
    assert not unread(made)
    assert ("text-3" in pages(made.pdf)[0]) == (edition is Edition.REVIEW)


def test_two_columns_hold_the_same_text():
    made = set_(rich(), imprint=imprint(), design=Design(columns=2))
    assert not unread(made)


def test_a_parallel_edition_goes_article_by_article_from_one_language_to_the_other():
    english, greek = rich(), _greek(rich("el"))
    made = typeset_parallel(english, greek, imprint=imprint(), fonts=FONTS)
    words = structure(made.pdf)
    said = ("A light shall", "Ένα A light", "their oil", "Ένα their", "Ana Pérez")
    order = [words.index(text) for text in said]
    assert order == sorted(order)
    assert {key.split("/")[0] for key, _ in made.texts} == {"en", "el"}


def test_what_stands_beside_each_other_is_not_read_as_one_word():
    languages = [(rich(), imprint()), (_greek(rich("el")), imprint())]
    listed = structure(typeset_volume(languages, imprint=imprint(), fonts=FONTS).pdf)
    assert "Lighthouses \n 2\n" in listed
    assert "first\n  second" in structure(set_(simple("```\nfirst\n  second\n```")).pdf)


def test_facing_columns_have_the_footnotes_of_both():
    english, greek = rich(), _greek(rich("el"))
    made = typeset_parallel(english, greek, imprint=imprint(), fonts=FONTS)
    assert not left_out(english, made.texts, "en/")
    assert not left_out(greek, made.texts, "el/")
    assert not prove(made.pdf, made.texts).missing
    assert "Whale oil is not meant." in " ".join(pages(made.pdf))


def test_the_notes_of_facing_columns_begin_at_one_height():
    words = "# Light[^a]\n\nOne.\n\n[^a]: Whale.\n"
    english = markdown.parse(words, name="light")
    greek = markdown.parse(words.replace("Whale", "Φάλαινα"), name="light", locale="el")
    made = typeset_parallel(english, greek, imprint=Imprint(), fonts=FONTS)
    left, right = (height(made.pdf, said) for said in ("Whale", "Φάλαινα"))
    assert left == pytest.approx(right, abs=0.1)


def test_each_language_counts_its_own_figures_and_tables():
    english, greek = rich(), _greek(rich("el"))
    facing = pages(typeset_parallel(english, greek, imprint=imprint(), fonts=FONTS).pdf)
    given = [(english, imprint()), (greek, imprint())]
    volume = pages(typeset_volume(given, imprint=imprint(), fonts=FONTS).pdf)
    for words in (" ".join(facing), " ".join(volume)):
        assert all(each in words for each in ("Table 1", "Πίνακας 1", "Figure 1", "Εικόνα 1"))


def test_a_volume_begins_with_contents_that_lead_to_each_language():
    languages = [(rich(), imprint()), (_greek(rich("el")), imprint()), (rich("ar"), imprint())]
    made = typeset_volume(languages, imprint=imprint(), fonts=FONTS)
    first = pages(made.pdf)[0]
    assert "Contents" in first
    assert "Ένα Declaration" in first
    assert kinds(made.pdf) >= {"TOC", "TOCI", "Reference", "Part"}
    assert f"Page 2 of {made.pages}" in pages(made.pdf)[1]


def test_a_title_calls_no_note_in_the_contents():
    words = "# *Light*[^a] for [all](https://example.org)\n\nOne.\n\n[^a]: Whale.\n"
    given = [(markdown.parse(words, name="light", locale=tag), Imprint()) for tag in ("en", "es")]
    made = typeset_volume(given, imprint=Imprint(), fonts=FONTS)
    assert pages(made.pdf)[0] == "Light for all Contents Light for all 2 Light for all 3"
    assert "Light1 for all" in pages(made.pdf)[1]


def test_numbers_of_the_contents_stand_on_the_baseline_of_their_titles():
    titles = {"en": "Light", "ar": "الضوء", "zh-Hans": "光", "hi": "प्रकाश"}
    given = [(simple(locale=tag, title=title), Imprint()) for tag, title in titles.items()]
    made = typeset_volume(given, imprint=Imprint(), fonts=FONTS)
    with pypdfium2.PdfDocument(made.pdf) as document:
        things = document[0].get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        places = [thing.get_matrix().get()[4:] for thing in things]
    numbers = [y for x, y in places if x > 450 and y > 200]
    baselines = {round(y, 1) for x, y in places if x < 450}
    assert len(numbers) == len(titles)
    assert {round(y, 1) for y in numbers} <= baselines


def test_two_columns_end_level_and_are_signed_across_the_page():
    made = set_(rich(), imprint=imprint(), design=Design(columns=2))
    first, signed = pages(made.pdf)
    assert "Keeper of the north" in signed
    assert "Keeper of the north" not in first
    with pypdfium2.PdfDocument(made.pdf) as document:
        rules = [thing.get_bounds() for thing in document[1].get_objects()]
        assert max(right - left for left, _, right, _ in rules) > document[1].get_width() / 2


def _greek(document: Document) -> Document:
    return map_texts(document, lambda t: replace(t, markdown=f"Ένα {t.markdown}"))
