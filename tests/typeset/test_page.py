"""Whole documents set as pages: what is on them, what the file says, what is refused."""

import gc
import io
import subprocess
from dataclasses import replace
from itertools import pairwise
from shutil import which

import pypdfium2
import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from benchmarks.extraction import structure
from pipeline.errors import DeclarationError, FontError, SourceError
from pipeline.formats import markdown
from pipeline.formats.inline import escape
from pipeline.model import Document, Paragraph, Standing, Text, map_texts
from pipeline.publish.proof import left_out, prove
from pipeline.typeset import (
    Attachment,
    Design,
    Edition,
    Imprint,
    Paper,
    Typeset,
    typeset,
    typeset_parallel,
    typeset_volume,
)
from pipeline.typeset.archive import Archive
from pipeline.typeset.book import Book
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import default_files
from pipeline.typeset.lines import Line
from pipeline.typeset.sheet import Sheet
from tests.typeset import documents
from tests.typeset.documents import imprint, pages, rich, simple

FONTS = FontSet(default_files())
VERTICAL = Design(vertical=("zh-Hans",))


def set_(document: Document, **more):
    return typeset(document, fonts=FONTS, **more)


@pytest.fixture(scope="module")
def page():
    return set_(rich(), imprint=imprint())


def test_every_text_is_on_the_page_and_in_the_structure_tree(page):
    assert not _unread(page)


def test_it_says_which_key_each_text_has(page):
    assert ("text-0", "Declaration of the Lighthouses") in page.texts
    assert len({key for key, _ in page.texts}) == len(page.texts)
    assert ("text-3", "A light shall burn in every tower.") in page.texts


def test_the_structure_has_the_types_that_readers_know(page):
    kinds = _kinds(page.pdf)
    for kind in "H1 H2 P L LI Lbl LBody Table TR TH TD Figure Caption BlockQuote Code Link".split():
        assert kind in kinds, kind
    assert "Note" in kinds


@pytest.mark.skipif(not which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(page, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(page.pdf)
    said = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_colophon_names_the_translators_the_version_and_the_hash(page):
    last = pages(page.pdf)[-1]
    assert "Ana Pérez, Jo Roe" in last
    assert "cdcdcdcdcdcd" in last
    assert "March 2, 2026 (abababababab)" in last


def test_where_there_is_nothing_to_say_there_is_no_colophon():
    made = set_(simple())
    assert not _boxes(made.pdf, raw.FPDF_PAGEOBJ_PATH)[1:]  # the rule below the title
    assert "Sect" not in _kinds(made.pdf)


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
    assert _languages(spanish.pdf).get("text-3") == "en"
    assert "Aún sin traducir" in pages(spanish.pdf)[-1]
    assert "90 %" in pages(spanish.pdf)[-1]


def test_same_values_give_same_bytes_whatever_came_before():
    first = set_(rich(), imprint=imprint())
    set_(simple("Другой текст", locale="ru"))
    assert set_(rich(), imprint=imprint()).pdf == first.pdf


@pytest.mark.parametrize("edition", [Edition.LARGE, Edition.REVIEW])
@pytest.mark.parametrize("paper", list(Paper))
def test_editions_of_one_language(edition, paper):
    design = Design(edition=edition, paper=paper)
    made = set_(rich(), imprint=imprint(), design=design)
    assert _sizes(made.pdf) == {tuple(round(length) for length in paper.size)}
    assert not _unread(made)
    assert ("text-3" in pages(made.pdf)[0]) == (edition is Edition.REVIEW)


def test_two_columns_hold_the_same_text():
    made = set_(rich(), imprint=imprint(), design=Design(columns=2))
    assert not _unread(made)


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
    left, right = (_height(made.pdf, said) for said in ("Whale", "Φάλαινα"))
    assert left == pytest.approx(right, abs=0.1)


def test_each_language_counts_its_own_figures_and_tables():
    english, greek = rich(), _greek(rich("el"))
    facing = pages(typeset_parallel(english, greek, imprint=imprint(), fonts=FONTS).pdf)
    given = [(english, imprint()), (greek, imprint())]
    volume = pages(typeset_volume(given, imprint=imprint(), fonts=FONTS).pdf)
    for words in (" ".join(facing), " ".join(volume)):
        assert all(each in words for each in ("Table 1", "Πίνακας 1", "Figure 1", "Εικόνα 1"))


def test_facing_columns_are_upright_even_where_a_language_has_vertical_lines():
    chinese = replace(rich(), locale="zh-Hans")
    made = typeset_parallel(rich(), chinese, imprint=imprint(), fonts=FONTS, design=VERTICAL)
    assert _sizes(made.pdf) == {(595, 842)}
    assert "0 -1 1 0" not in _matrices(made.pdf)


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


def test_a_volume_begins_with_contents_that_lead_to_each_language():
    languages = [(rich(), imprint()), (_greek(rich("el")), imprint()), (rich("ar"), imprint())]
    made = typeset_volume(languages, imprint=imprint(), fonts=FONTS)
    first = pages(made.pdf)[0]
    assert "Contents" in first
    assert "Ένα Declaration" in first
    assert _kinds(made.pdf) >= {"TOC", "TOCI", "Reference", "Part"}
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


def test_mongolian_runs_from_top_to_bottom():
    made = set_(simple("Light is for all of us. " * 30, locale="mn-Mong"))
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[0]
        boxes = [
            thing.get_bounds() for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        ]
    tall = [top - bottom > 3 * (right - left) for left, bottom, right, top in boxes]
    assert sum(tall) >= 3


def test_chinese_stands_upright_in_vertical_lines_by_choice():
    text = "第19条规定：人人有权参加科学进步（包括“共享”）。Open Doors 网络2026年成立。" * 6
    vertical = set_(simple(text, locale="zh-Hans"), design=Design(vertical=("zh_CN",)))
    level = set_(simple(text, locale="zh-Hans"))
    assert not prove(vertical.pdf, vertical.texts).missing
    assert _matrices(vertical.pdf) >= {"1 0 0 1", "0 -1 1 0"}
    assert "0 -1 1 0" not in _matrices(level.pdf)


def test_what_vertical_lines_say_in_brackets_is_proved_too():
    words = Paragraph((Text("发表一份报告（附有说明）的人共有18名。", key="k"),))
    made = set_(Document("d", Text("T"), (words,), locale="zh-Hans"), design=VERTICAL)
    assert not prove(made.pdf, made.texts).missing


def test_the_rules_of_a_mongolian_table_stand_beside_its_letters():
    row = "| ᠨᠣᠮ ᠤᠨ ᠰᠠᠩ | 1918 |"
    given = markdown.parse("\n".join(["# T", "", row, "|---|---|", row, row]), name="d")
    try:
        made = typeset(replace(given, locale="mn-Mong"), design=Design())
    except FontError as error:
        pytest.skip(f"no font for Mongolian is at hand: {error}")
    letters = _boxes(made.pdf, raw.FPDF_PAGEOBJ_TEXT)
    rules = [box for box in _boxes(made.pdf, raw.FPDF_PAGEOBJ_PATH) if box[3] - box[1] > 200]
    assert len(rules) >= 4
    assert not any(_meet(rule, letter) for rule in rules for letter in letters)


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


# ---------------------------------------------------------------- what is refused or endured


def test_markup_of_a_translator_is_text():
    text = '<img src="/etc/passwd"/> &amp; <b>bold</b> \\(x\\)'
    made = set_(Document("d", Text("T"), (Paragraph((Text(escape(text), key="k"),)),)))
    assert made.texts[0] == ("k", text)
    assert '<img src="/etc/passwd"/>' in pages(made.pdf)[0]


def test_words_in_a_language_that_there_is_not_are_in_that_of_the_text():
    made = set_(simple('[One]{lang="../../etc"} and [two]{lang=el}.'))
    assert "One and two." in pages(made.pdf)[0]


def test_a_character_that_no_font_has_is_named_with_its_text():
    with pytest.raises(FontError, match=r"U\+12000") as caught:
        set_(Document("d", Text("T"), (Paragraph((Text("\U00012000", key="a-key"),)),)))
    assert "a-key" in caught.value.where


def test_a_name_that_cannot_be_set_is_told_apart_from_the_texts():
    with pytest.raises(FontError, match=r"U\+12000") as caught:
        set_(simple(), imprint=Imprint(translators=("\U00012000",)))
    assert caught.value.where == "en: credits"


@pytest.mark.parametrize("bad", ["\ud800", "\x01", "\x1b[2J", "\udfff\ud800"])
def test_what_is_no_character_is_an_error_with_its_place(bad):
    with pytest.raises(FontError) as caught:
        set_(Document("d", Text("T"), (Paragraph((Text(f"a{bad}b", key="a-key"),)),)))
    assert "a-key" in caught.value.where


def test_a_missing_picture_is_an_error():
    with pytest.raises(SourceError, match="not there"):
        set_(rich(), imprint=imprint(images={}))


def test_a_picture_that_is_a_bomb_is_refused_before_it_is_unpacked():
    content = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(content, "PNG")
    with pytest.raises(SourceError, match="too large"):
        set_(rich(), imprint=imprint(images={"tower.png": content.getvalue()}))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", documents.picture()[:60]])
def test_a_broken_picture_is_an_error(content):
    with pytest.raises(SourceError, match=r"tower\.png"):
        set_(rich(), imprint=imprint(images={"tower.png": content}))


def test_a_picture_with_transparency_and_a_photograph_are_set():
    for mode, kind in (("RGBA", "PNG"), ("RGB", "JPEG"), ("P", "GIF"), ("CMYK", "JPEG")):
        content = io.BytesIO()
        Image.new(mode, (50, 30)).save(content, kind)
        made = set_(rich(), imprint=imprint(images={"tower.png": content.getvalue()}))
        assert made.pages


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60))
def test_any_text_is_set_or_is_an_error_that_speaks(text):
    document = Document("d", Text(escape(text)), (Paragraph((Text(escape(text), key="k"),)),))
    try:
        made = set_(document)
    except DeclarationError:
        return
    assert made.pdf.startswith(b"%PDF-1.7")


def _unread(made: Typeset) -> list[str]:
    """The texts that the structure tree does not say; a picture's is not among its words."""
    words = "".join(structure(made.pdf).split())
    unread = [text for _, text in made.texts if "".join(text.split()) not in words]
    return [text for text in unread if text != "A tower on a rock"]


def _greek(document: Document) -> Document:
    changed: Document = map_texts(document, lambda t: replace(t, markdown=f"Ένα {t.markdown}"))
    return changed


def _elements(pdf: bytes):
    from benchmarks.extraction import element_string

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page.raw)
            count = raw.FPDF_StructTree_CountChildren(tree)
            stack = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(count)]
            while stack:
                element = stack.pop()
                if element:
                    yield tuple(
                        element_string(get, element)
                        for get in (
                            raw.FPDF_StructElement_GetType,
                            raw.FPDF_StructElement_GetID,
                            raw.FPDF_StructElement_GetLang,
                        )
                    )
                    kids = raw.FPDF_StructElement_CountChildren(element)
                    stack += [
                        raw.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(kids)
                    ]
            raw.FPDF_StructTree_Close(tree)


def _kinds(pdf: bytes) -> set[str]:
    return {kind for kind, _, _ in _elements(pdf)}


def _languages(pdf: bytes) -> dict[str, str]:
    return {ident: lang for _, ident, lang in _elements(pdf) if ident and lang}


def _matrices(pdf: bytes) -> set[str]:
    """The matrices of the text of the first page, but for heads, feet and white."""
    with pypdfium2.PdfDocument(pdf) as document:
        return {
            " ".join(str(round(value)) for value in thing.get_matrix().get()[:4])
            for thing in document[0].get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
            if raw.FPDFPageObj_GetMarkedContentID(thing.raw) >= 0
        }


def _boxes(pdf: bytes, kind: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is on the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [thing.get_bounds() for thing in document[0].get_objects([kind], max_depth=1)]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two rectangles have a point in common."""
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _height(pdf: bytes, words: str) -> float:
    """Where the first page says the words, from its lower edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        place, _ = page.search(words).get_next()
        return page.get_charbox(place, loose=True)[1]


def _sizes(pdf: bytes) -> set[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return {tuple(round(length) for length in page.get_size()) for page in document}


def test_two_columns_end_level_and_are_signed_across_the_page():
    made = set_(rich(), imprint=imprint(), design=Design(columns=2))
    first, signed = pages(made.pdf)
    assert "Keeper of the north" in signed
    assert "Keeper of the north" not in first
    with pypdfium2.PdfDocument(made.pdf) as document:
        rules = [thing.get_bounds() for thing in document[1].get_objects()]
        assert max(right - left for left, _, right, _ in rules) > document[1].get_width() / 2


def test_a_document_leaves_nothing_behind_for_the_garbage_collector():
    set_(rich(), imprint=imprint())
    gc.collect()
    gc.disable()
    try:
        set_(rich(), imprint=imprint())
        assert not [each for each in gc.get_objects() if isinstance(each, Book | Archive | Line)]
    finally:
        gc.enable()
