from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.formats import docx, markdown
from pipeline.formats.subparagraphs import gathered, spread
from pipeline.model import List, Paragraph, Section, Text, texts
from pipeline.publish.render import render
from pipeline.stages.segment import segment
from pipeline.typeset.imprint import Imprint


def paragraphs(labels: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(f"{label} x"),)) for label in labels.split())


def shape(blocks: Any) -> list[Any]:
    """Labels, those of an item in a list of their own with what is in the item."""
    found: list[Any] = []
    for block in blocks:
        if isinstance(block, List):
            assert block.labelled
            found += [shape(item.blocks) for item in block.items]
        else:
            found.append(block.texts[0].markdown.split()[0])
    return found


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("All (a) (b)", ["All", ["(a)"], ["(b)"]]),
        ("(a) (b) (i) (ii) (c)", [["(a)"], ["(b)", ["(i)"], ["(ii)"]], ["(c)"]]),
        ("(h) (i) (j)", [["(h)"], ["(i)"], ["(j)"]]),
        ("(h) (i) (ii)", [["(h)", ["(i)"], ["(ii)"]]]),
        ("(a) (aa) (b)", [["(a)"], ["(aa)"], ["(b)"]]),
        ("1.1 1.1.1 1.1.2 1.2 2.1", [["1.1", ["1.1.1"], ["1.1.2"]], ["1.2"], ["2.1"]]),
        ("(a) Besides (b) Lastly", [["(a)", "Besides"], ["(b)"], "Lastly"]),
        ("(a) (b) For: (i) (ii)", [["(a)"], ["(b)"], "For:", ["(i)"], ["(ii)"]]),
        ("– – Said – –", [["–"], ["–"], "Said", ["–"], ["–"]]),
        ("A. (i) (ii) B.", [["A.", ["(i)"], ["(ii)"]], ["B."]]),
        ("I. II. Then", [["I."], ["II."], "Then"]),
        ("*(a)* (*b*) a) b)", [["*(a)*"], ["(*b*)", ["a)"], ["b)"]]]),
        # Alone, an initial, a year: no sub-paragraphs.
        ("(a) Then", ["(a)", "Then"]),
        ("A. C.", ["A.", "C."]),
        ("I. Rivers II. Lakes", ["I.", "Rivers", "II.", "Lakes"]),
        ("(1948) (1949)", ["(1948)", "(1949)"]),
        ("(b) (x)", ["(b)", "(x)"]),
    ],
)
def test_rows(labels: str, expected: list[Any]) -> None:
    assert shape(gathered(paragraphs(labels))) == expected


@given(st.lists(st.sampled_from("(a) (b) (c) (h) (i) (ii) 1.1 1.2 – a) x y (z)".split())))
def test_nothing_is_lost_or_moved(labels: list[str]) -> None:
    given_ = paragraphs(" ".join(labels))
    found = gathered(given_)
    assert tuple(spread(found)) == given_
    assert gathered(tuple(spread(found))) == found


LAMPS = (
    "# Lamps\n\n1. All keep:\n\n   (a) oil:\n\n   (i) whale,\n\n   (ii) rape;\n\n   (b) wicks.\n"
)


def test_they_are_written_as_they_are_read() -> None:
    document = markdown.parse(LAMPS, name="lamps")
    assert markdown.serialize(document) == LAMPS


def test_pages_show_them_as_lists_whose_labels_can_be_copied() -> None:
    page = lxml_html.fromstring(render(markdown.parse(LAMPS, name="lamps"), imprint=Imprint()))
    outer, inner = page.xpath('//ul[@class="labelled"]')
    assert [each.get("class") for each in outer] == ["hangs", "hangs"]
    assert [each.text_content().strip() for each in inner] == ["(i) whale,", "(ii) rape;"]


def test_in_word_they_stand_in_and_come_back_whole() -> None:
    document = markdown.parse(LAMPS, name="lamps")
    data = docx.serialize(document)
    assert [t.markdown for t in texts(docx.parse(data, name="lamps"))] == [
        t.markdown for t in texts(document)
    ]
    with ZipFile(BytesIO(data)) as opened:
        indents = re.findall(r"<w:ind [^>]*>", opened.read("word/document.xml").decode())
    assert indents == [f'<w:ind w:left="{480 * level}" w:hanging="480"/>' for level in (1, 2, 2, 1)]


def test_their_keys_and_places_are_those_of_paragraphs() -> None:
    document = markdown.parse(
        LAMPS.replace("# Lamps", "---\nkind: declaration\n---\n\n# Lamps"), name="l"
    )
    found = {part.key: str(part.place) for part in segment(document)[1].segments}
    assert found == {
        "title": "title",
        "article.all-keep": "article 1, paragraph 1",
        "article.oil": "article 1, paragraph 2",
        "article.i-whale": "article 1, paragraph 3",
        "article.ii-rape": "article 1, paragraph 4",
        "article.b-wicks": "article 1, paragraph 5",
    }


def test_lines_to_sign_are_left_as_they_are() -> None:
    (section,) = markdown.parse("# T\n\n::: signatures\n\n– A\n\n– B\n\n:::\n", name="t").blocks
    assert isinstance(section, Section)
    assert all(isinstance(block, Paragraph) for block in section.blocks)


def test_a_list_goes_with_the_sub_paragraph_above_it() -> None:
    read = markdown.parse("# T\n\n(a) oil;\n\n(b) water:\n\n- salt;\n- sweet.\n\nThen.", name="d")
    (rows, then) = read.blocks
    assert isinstance(rows, List)
    assert [type(block) for block in rows.items[1].blocks] == [Paragraph, List]
    assert then == Paragraph((Text("Then."),))
