"""Whole documents set as pages: what is on them, and what the file says."""

import gc
import subprocess
from dataclasses import replace
from shutil import which

import pypdfium2
import pypdfium2.raw as raw
import pytest

from pipeline.formats import markdown
from pipeline.model import Standing, Text, map_texts
from pipeline.typeset import (
    Attachment,
    Design,
    Imprint,
)
from pipeline.typeset.archive import Archive
from pipeline.typeset.book import Book
from pipeline.typeset.lines import Line
from pipeline.typeset.sheet import Sheet
from tests.typeset.documents import imprint, pages, rich, set_, simple
from tests.typeset.reading import (
    boxes,
    kinds,
    languages,
    unread,
)


@pytest.fixture(scope="module")
def page():
    return set_(rich(), imprint=imprint())


def test_every_text_is_on_the_page_and_in_the_structure_tree(page):
    assert not unread(page)


def test_it_says_which_key_each_text_has(page):
    assert ("text-0", "Declaration of the Lighthouses") in page.texts
    assert len({key for key, _ in page.texts}) == len(page.texts)
    assert ("text-3", "A light shall burn in every tower.") in page.texts


def test_the_structure_has_the_types_that_readers_know(page):
    known = "H1 H2 P L LI Lbl LBody Table TR TH TD Figure Caption BlockQuote Code Link Note"
    assert set(known.split()) <= kinds(page.pdf)


@pytest.mark.skipif(not which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(page, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(page.pdf)
    said = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_what_the_file_says_of_itself_can_be_read_without_knowing_pdf(page):
    packet = page.pdf[page.pdf.index(b"<?xpacket begin=") : page.pdf.index(b"<?xpacket end=")]
    assert b'pdfaid:part="2"' in packet
    assert b'pdfuaid:part="1"' in packet


def test_the_colophon_names_the_translators_the_version_and_the_hash(page):
    last = pages(page.pdf)[-1]
    assert "Ana Pérez, Jo Roe" in last
    assert "cdcdcdcdcdcd" in last
    assert "March 2, 2026 (abababababab)" in last


def test_where_there_is_nothing_to_say_there_is_no_colophon():
    made = set_(simple())
    assert not boxes(made.pdf, raw.FPDF_PAGEOBJ_PATH)[1:]  # the rule below the title
    assert "Sect" not in kinds(made.pdf)


def test_pages_are_numbered_in_the_readers_words_and_digits():
    english = set_(simple())
    assert "Page 1 of 1" in pages(english.pdf)[0]
    assert "第 1 页，共 1 页" in pages(set_(simple("光", locale="zh-Hans")).pdf)[0]
    assert "१" in pages(set_(simple("प्रकाश", locale="mr")).pdf)[0]


def test_an_official_language_is_named_where_no_notice_does():
    greek = rich("el")
    assert "Επίσημη γλώσσα" in pages(set_(greek, imprint=imprint()).pdf)[-1]
    assert "Official language" not in pages(set_(rich(), imprint=imprint()).pdf)[-1]


def test_a_draft_says_so_on_every_page(page):
    draft = set_(rich(), imprint=imprint(draft=True))
    assert all("Draft" in text for text in pages(draft.pdf))
    assert not any("Draft" in text for text in pages(page.pdf))


def test_english_in_the_place_of_a_missing_translation_is_tagged_as_english():
    def missing(text: Text) -> Text:
        if text.key != "text-3":
            return text
        return replace(text, locale="en", standing=Standing.FALLBACK)

    spanish = set_(map_texts(rich("es"), missing), imprint=imprint(coverage=0.9))
    assert languages(spanish.pdf).get("text-3") == "en"
    assert "Aún sin traducir" in pages(spanish.pdf)[-1]
    assert "90 %" in pages(spanish.pdf)[-1]


def test_same_values_give_same_bytes_whatever_came_before():
    first = set_(rich(), imprint=imprint())
    set_(simple("Другой текст", locale="ru"))
    assert set_(rich(), imprint=imprint()).pdf == first.pdf


@pytest.mark.parametrize(
    "words",
    ["[here](https://e.org)", "[`apt`](https://e.org)", '[[光](https://e.org)]{ruby="hikari"}'],
)
def test_what_leads_somewhere_is_a_link_whatever_it_is_beside(monkeypatch, words):
    # PDF/UA wants each annotation in a Link (ISO 14289-1, 7.18.5): that of code, or of ruby, too.
    leading = []
    monkeypatch.setattr(Sheet, "annotate", lambda _, element, *rest: leading.append(element.kind))
    set_(simple(f"See {words}, or not."))
    assert leading == ["Link"]


def test_attached_files_travel_inside():
    source = Attachment("light.md", "text/markdown", b"# Light\n")
    made = set_(simple(), imprint=Imprint(attachments=(source,)))
    assert made.conformance == ("PDF/UA-1", "PDF/A-3a")
    with pypdfium2.PdfDocument(made.pdf) as document:
        assert document.count_attachments() == 1
        assert bytes(document.get_attachment(0).get_data()) == b"# Light\n"


def test_lines_stand_on_the_grid_whatever_scripts_are_in_them():
    words = "The word [图书馆]{lang=zh-Hans} and the word [مكتبة]{lang=ar} mean the same. " * 9
    design = Design()
    made = set_(simple(words), design=design)
    with pypdfium2.PdfDocument(made.pdf) as document:
        things = document[0].get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        found = {round(thing.get_matrix().get()[5], 1) for thing in things}
    grid = design.grid(rtl=False)
    heights = sorted(y for y in found if grid.bottom + 100 < y < grid.top - 80)
    assert len(heights) > 4
    steps = [(y - heights[0]) / (grid.leading / 2) for y in heights]
    assert all(abs(step - round(step)) < 0.05 for step in steps)


def test_who_signs_may_have_a_long_name():
    name = (
        "The Permanent Representative of the Association of Small Libraries in Villages and Islands"
    )
    given = markdown.parse(f"# T\n\n::: signatures\n\n- {name}\n\n:::\n", name="d")
    made = set_(given)
    assert name in pages(made.pdf)[-1]


def test_a_document_leaves_nothing_behind_for_the_garbage_collector():
    set_(rich(), imprint=imprint())
    gc.collect()
    gc.disable()
    try:
        set_(rich(), imprint=imprint())
        assert not [each for each in gc.get_objects() if isinstance(each, Book | Archive | Line)]
    finally:
        gc.enable()
