"""A page with a text and its translations one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.formats import intake, markdown
from pipeline.formats.passages import Kind as PassageKind
from pipeline.formats.passages import Passage
from pipeline.formats.text import parse
from pipeline.locales import Locale
from pipeline.model import Article, Heading, Kind, List, Paragraph, Role, Section
from pipeline.stages.page import slug, take_apart
from pipeline.stages.spoken import languages

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def apart():
    return take_apart(parse((PAGES / "harbour.txt").read_bytes()).passages, "harbour", Locale("en"))


def test_the_source_becomes_a_declaration_with_its_parts(apart) -> None:
    document = apart.document
    assert document.meta.kind is Kind.DECLARATION
    assert document.meta.official_language == "en"
    assert document.title.markdown == "Harbour Declaration"
    shape = [
        block.role if isinstance(block, Section) else block.number
        for block in document.blocks
        if isinstance(block, Section | Article)
    ]
    assert shape == [Role.ABOUT, Role.PREAMBLE, 1, 2, Role.HINGE, 3, 4, Role.NOTICE]


def test_what_it_makes_is_markdown_that_reads_back(apart) -> None:
    text = markdown.serialize(apart.document)
    assert markdown.parse(text, name="harbour") == apart.document


def test_each_language_is_found_and_where_it_begins(apart) -> None:
    parts = {part.locale.bcp47: part.passages for part in apart.parts}
    assert list(parts) == ["es", "zh-Hans"]
    assert parts["es"][0].text == "Declaración de los Puertos"
    assert len(parts["es"]) == 8
    assert len(parts["zh-Hans"]) == 1


def test_what_is_only_named_and_what_is_the_site_s_is_told(apart) -> None:
    assert any("a version in Greek is only named" in note for note in apart.notes)
    assert any("Copyright 2026" in note for note in apart.notes)


def test_a_page_with_markup_in_several_languages_keeps_its_tables_and_lists() -> None:
    contribution = intake.read((PAGES / "charter.html").read_bytes(), "charter.html")
    apart = take_apart(
        contribution.passages, "charter", Locale("en"), document=contribution.document
    )
    assert markdown.serialize(apart.document) == (PAGES / "charter.md").read_text("utf-8")
    (german,) = apart.parts
    assert german.locale.bcp47 == "de"
    assert [p.text for p in german.passages][4:9] == [
        "Arbeit",
        "Preis",
        "Ein Sack Roggen",
        "2,50 €",
        "Das Rad an der Furt.",
    ]
    aside = " ".join(apart.notes)
    assert "charter-el.pdf" in aside
    assert "Privacy" in aside
    assert "mill.jpg" in aside


def test_a_title_in_two_languages_is_no_path() -> None:
    title = Passage("Mill Charter / Charte des moulins", PassageKind.TITLE, 1)
    said = Passage("We, the millers of the upper valley, agree on the price of rye.")
    path = Passage("Home / Mills / Charters", PassageKind.PARAGRAPH)
    name = Passage("The Mill Charter")
    assert take_apart([title, said], "a", Locale("en")).document.title.markdown == title.text
    assert take_apart([path, name, said], "a", Locale("en")).document.title.markdown == name.text


def test_a_page_may_lie_about_its_languages() -> None:
    said = ["Wer Korn bringt, wartet nicht länger als drei Tage.", "Οι μυλωνάδες της κοιλάδας"]
    assert languages(said, Locale("en"), ["en", "de"]) == ["de", "el"]
    assert languages(["Sack", "Mühle"], Locale("en"), ["nl", "not a language"])[0] == "nl"


def test_a_report_has_headings_captions_and_lists() -> None:
    passages = parse((PAGES / "report.txt").read_bytes()).passages
    document = take_apart(passages, "report", Locale("en")).document
    assert document.meta.kind is Kind.PAGE
    assert document.title.markdown == "Harbour Report (2024-2026)"
    headings = {
        block.text.markdown: block.level for block in document.blocks if isinstance(block, Heading)
    }
    assert headings["I. Visiting the harbours of the north and of the islands"] == 2
    assert headings["i. The lamps"] == 3
    captions = [b.texts[0].markdown for b in document.blocks if isinstance(b, Paragraph)]
    assert "*The keepers in front of the old lighthouse*" in captions
    lists = [block for block in document.blocks if isinstance(block, List)]
    assert [len(each.items) for each in lists] == [3]


def test_short_lines_are_in_the_language_of_what_follows() -> None:
    found = languages(
        [
            "Harbour",
            "Every harbour on the coast has been visited by the keepers this year.",
            "Puerto",
            "Todos los puertos de la costa han sido visitados este año por los guardianes.",
        ],
        Locale("en"),
    )
    assert found == ["en", "en", "es", "es"]


def test_the_head_of_a_mail_is_set_aside_and_its_subject_is_the_title() -> None:
    words = Passage("We, the millers of the upper valley, agree on the price of rye.")
    head = [Passage("From: Ana"), Passage("To: the mills"), Passage("Subject: The Mill Charter")]
    apart = take_apart([*head, words], "a", Locale("en"))
    assert apart.document.title.markdown == "The Mill Charter"
    assert apart.notes == ("of the web site, not of the document: From: Ana; To: the mills",)
    apart = take_apart([*head[:2], words], "a", Locale("en"))
    assert "From: Ana" in apart.notes[0]
    assert "From" not in markdown.serialize(apart.document)


def test_the_name_of_a_site_goes_with_the_address_below_it() -> None:
    words = Passage("We, the millers of the upper valley, agree on the price of rye.")
    below = [Passage("The Guild of Millers"), Passage("Tel: 12 34"), Passage("Copyright 2026")]
    apart = take_apart([Passage("The Mill Charter"), words, *below], "a", Locale("en"))
    assert "Guild" not in markdown.serialize(apart.document)
    assert "The Guild of Millers; Tel: 12 34; Copyright 2026" in apart.notes[0]


def test_names_of_documents_are_plain() -> None:
    assert slug("Déclaration des Ports: a new “Harbour”!") == "declaration-des-ports-a-new"
    assert slug("港口宣言") == "gangkouxuanyan"
