"""Sub-paragraphs: the label hangs, the words stand in, and both are read as one text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.formats import markdown
from pipeline.formats.inline import plain
from pipeline.model import Document, Item, List, Paragraph, Standing, Text, map_texts, texts
from pipeline.publish.proof import prove
from pipeline.publish.tagged import tagged
from pipeline.stages.segment import segment
from pipeline.typeset import Imprint, typeset_parallel
from pipeline.typeset.design import Design, Edition
from tests.typeset.documents import FONTS, pages, set_
from tests.typeset.reading import kinds

LAMPS = """# Lamps

All keepers keep, whatever their tower and whoever they are themselves:

(a) oil is kept dry. Much of it burns, since the nights are long in the north, and the ships many,
and the sea is wide there:

(i) whale oil *or* none,

(ii) rape;

(b) wicks.

So it is.
"""
WORDS = {
    "en": [],
    "el": ["Λύχνοι", "Όλοι έχουν:", "α) λάδι", "i) ζώου *ή* κανένα", "ii) κράμβης", "β) φιτίλια"],
    "ar": ["مصابيح", "لدى الجميع:", "(أ) زيت", "’1‘ الحوت *أو* لا شيء", "’2‘ اللفت", "(ب) فتائل"],
    "zh-Hans": ["灯", "人人保存：", "（一）油", "1. 鲸油*或*无", "2. 菜油", "（二）灯芯"],
}  # fmt: skip


def lamps(tag: str = "en") -> Document:
    document, _ = segment(markdown.parse(LAMPS, name="lamps"))
    said = iter(WORDS[tag])
    made = map_texts(document, lambda text: replace(text, markdown=next(said, text.markdown)))
    return replace(made, locale=tag)


def left_edges(pdf: bytes, *words: str) -> list[float]:
    """Where the lines that hold these words begin."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        places = [page.search(each).get_next() for each in words]
        return [page.get_charbox(place[0])[0] for place in places if place]


# Words on the first lines of the four items.
FACING = {
    "el": ("λάδι", "ζώου", "κράμβης", "φιτίλια"),
    "ar": ("زيت", "الحوت", "اللفت", "فتائل"),
}


def tops(pdf: bytes, *words: str) -> list[float]:
    """How high on the page these words stand."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        places = [page.search(each).get_next() for each in words]
        return [page.get_charbox(place[0])[1] for place in places if place]


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize(
    "design",
    [Design(), Design(columns=2), Design(edition=Edition.LARGE)],
    ids=["one", "two", "large"],
)
def test_all_of_a_text_is_read_back_label_and_words(tag: str, design: Design) -> None:
    document = lamps(tag)
    made = set_(document, design=design)
    assert prove(made.pdf, made.texts).missing == ()
    assert {"L", "LI", "Lbl", "LBody"} <= kinds(made.pdf)
    assert [words for _, words in made.texts] == [plain(t.markdown) for t in texts(document)]


def test_sentences_of_an_item_are_texts_of_their_own() -> None:
    said = Paragraph((Text("(b) wicks. ", "first"), Text("And more.", "second")))
    items = tuple(Item((each,)) for each in (Paragraph((Text("(a) oil", "oil"),)), said))
    made = set_(Document("lamps", Text("Lamps", "title"), (List(items, labelled=True),)))
    assert [key for key, _ in made.texts] == ["title", "oil", "first", "second"]
    assert prove(made.pdf, made.texts).missing == ()
    found = {key: "".join(each.heard).split() for key, each in tagged(made.pdf).items()}
    assert found["first"] == ["(b)", "wicks."]
    assert found["second"] == ["And", "more."]


def test_labels_hang_and_words_stand_in_one_level_further_each() -> None:
    made = set_(lamps())
    lead, a, oil, i, whale, b = left_edges(
        made.pdf, "All keepers", "(a)", "oil", "(i)", "whale", "(b)"
    )
    assert a == pytest.approx(lead, abs=1) == b
    assert oil > a + 10
    assert whale > i + 10
    assert i == pytest.approx(oil, abs=1)


def test_in_arabic_labels_hang_on_the_right() -> None:
    a, oil, b = left_edges(set_(lamps("ar")).pdf, "أ)", "زيت", "ب)")
    assert oil < a - 5
    assert b == pytest.approx(a, abs=8)


def test_words_without_a_label_stand_in_as_the_others() -> None:
    document = map_texts(
        lamps(), lambda text: replace(text, markdown=text.markdown.removeprefix("(b) "))
    )
    made = set_(document)
    oil, wicks = left_edges(made.pdf, "oil is", "wicks")
    assert wicks == pytest.approx(oil, abs=1)


def test_english_in_arabic_keeps_its_label_among_its_words() -> None:
    english = replace(
        map_texts(lamps(), lambda t: replace(t, locale="en", standing=Standing.FALLBACK)),
        locale="ar",
    )
    made = set_(english)
    assert "Lbl" not in kinds(made.pdf)
    assert "(b) wicks." in " ".join(pages(made.pdf))


@pytest.mark.parametrize("tag", ["el", "ar"])
def test_items_face_each_other_one_by_one_nested_ones_too(tag: str) -> None:
    made = typeset_parallel(lamps(), lamps(tag), imprint=Imprint(), fonts=FONTS)
    assert prove(made.pdf, made.texts).missing == ()
    ours = tops(made.pdf, "(a)", "(i)", "(ii)", "(b)")
    theirs = tops(made.pdf, *FACING[tag])
    assert theirs == pytest.approx(ours, abs=4)


def test_items_face_each_other_where_one_has_lost_its_label() -> None:
    greek = map_texts(
        lamps("el"), lambda text: replace(text, markdown=text.markdown.removeprefix("α) "))
    )
    made = typeset_parallel(lamps(), greek, imprint=Imprint(), fonts=FONTS)
    assert prove(made.pdf, made.texts).missing == ()
    assert tops(made.pdf, *FACING["el"]) == pytest.approx(
        tops(made.pdf, "(a)", "(i)", "(ii)", "(b)"), abs=4
    )
