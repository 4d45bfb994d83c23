"""How letters are read: into HTML, Word and LibreOffice, and back from there."""

from __future__ import annotations

import pytest

from pipeline.formats import docx, html, odt
from pipeline.formats.inline import Span, spans
from pipeline.model import Document, Paragraph, Text, texts

READ = '[科]{ruby="か"}[化]{ruby="か"}と**[人権]{ruby="じんけん"}**は*大切*だ。'


@pytest.mark.parametrize("form", [html, docx, odt], ids=["html", "docx", "odt"])
def test_readings_go_out_and_come_back(form: object) -> None:
    document = Document("x", Text("題"), (Paragraph((Text(READ),)),), locale="ja")
    back = form.parse(form.serialize(document), name="x", locale="ja")  # type: ignore[attr-defined]
    assert READ in [text.markdown for text in texts(back)]


def test_two_letters_that_are_read_alike_are_two() -> None:
    assert spans(READ)[:2] == (Span("科", ruby="か"), Span("化", ruby="か"))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", '[漢]{ruby="kan"}'),
        ("<ruby>科<rt>か</rt>学<rt>がく</rt></ruby>", '[科]{ruby="か"}[学]{ruby="がく"}'),
        (
            "<ruby><rb>科</rb> <rb>学</rb><rt>か</rt><rt>がく</rt></ruby>",
            '[科]{ruby="か"}[学]{ruby="がく"}',
        ),
        ("<ruby>科<b>学</b><rt>かがく</rt></ruby>", '[科学]{ruby="かがく"}'),
        ("<ruby>科<rtc><rt>ka</rt></rtc></ruby>", "科"),
        ("<ruby>科<rt></rt></ruby><ruby><rt>が</rt></ruby>", "科"),
        ('<ruby>科<rt>"}</rt></ruby>', "科"),
    ],
    ids=["brackets", "mono", "letters first", "mixed", "second reading", "empty", "attribute"],
)
def test_readings_of_a_page(page: str, words: str) -> None:
    document = html.parse(f"<p>{page}は</p>", name="x", locale="ja")
    assert [text.markdown for text in texts(document) if text.markdown] == [f"{words}は"]
