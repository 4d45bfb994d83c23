"""The labels of articles are found again within paragraphs that they were merged into."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.locales import Locale
from pipeline.stages.labels import article_words, labels_of, number_of


def headings(shape: str, numbers: str = "1 2 3 4 5") -> list[str]:
    return [shape.format(n) for n in numbers.split()]


@pytest.mark.parametrize(
    ("tag", "texts", "text", "number", "parts"),
    [
        ("es", headings("Artículo {}"), "… la ley. Artículo 12 Nadie", 12,
         ("… la ley.", "Artículo 12", "Nadie")),
        ("fi", headings("{}. artikla."), "12. artikla. Älköön", 12, ("", "12. artikla.", "Älköön")),
        ("mr", headings("कलम {} :", "१ २ ३ ४"), "कलम १२ : कोणाच्याही", 12,
         ("", "कलम १२ :", "कोणाच्याही")),
        ("zh-Hans", headings("第{}条", "一 二 三 四"), "法律保护。第十二条任何人", 12,
         ("法律保护。", "第十二条", "任何人")),
        ("th", headings("ข้อ {}"), "กฎหมายข้อ 12บุคคลใด", 12, ("กฎหมาย", "ข้อ 12", "บุคคลใด")),
        ("he", headings("סעיף {}.", "א ב ג ד"), "סעיף יב. לא יהא", 12, ("", "סעיף יב.", "לא יהא")),
    ],
)  # fmt: skip
def test_a_label_is_found_in_its_paragraph(tag, texts, text, number, parts) -> None:
    assert labels_of(texts, Locale.parse(tag)).parts(text, number) == parts


@given(st.integers(1, 99), st.integers(1, 99))
def test_only_the_number_asked_for_is_cut_off(held: int, asked: int) -> None:
    found = labels_of(headings("Artikel {}"), Locale("de"))
    parts = found.parts(f"Jeder hat Rechte. Artikel {held} Niemand darf.", asked)
    assert (parts is not None) == (held == asked)


def test_what_is_named_twice_is_not_cut() -> None:
    found = labels_of(headings("Artikel {}"), Locale("de"))
    assert found.parts("Artikel 3 Was Artikel 3 sagt, gilt.", 3) is None


def test_a_file_without_headings_has_no_labels() -> None:
    found = labels_of(["Jeder hat Rechte.", "Niemand darf.", "Alle sollen."], Locale("de"))
    assert found.pattern is None
    assert found.parts("Artikel 3 Niemand", 3) is None


def test_a_sentence_with_a_number_is_no_label() -> None:
    assert number_of("Article 12", Locale("en")) == 12
    assert number_of("It has 12 members who meet twice.", Locale("en")) is None


@pytest.mark.parametrize(
    ("tag", "texts", "called"),
    [
        ("gn", headings("Artículo {}.-"), "Artículo {n}"),
        ("pt", headings("Artigo {}.º"), "Artigo {n}.º"),
        ("zh-Hans", headings("第{}条", "一 二 三 四"), "第{n}条"),
        ("yo", ["Abala kìíní.", "Abala kejì.", "Abala kẹta."], ""),
        ("es", ["Todos nacen libres.", "Todos tienen derechos."], ""),
    ],
)
def test_what_a_file_calls_its_articles(tag, texts, called) -> None:
    assert article_words(texts, Locale.parse(tag)) == called
