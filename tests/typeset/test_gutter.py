"""Pages in two columns as poppler reads them: one column after the other."""

from __future__ import annotations

import random
import re
import subprocess
from itertools import count
from pathlib import Path
from shutil import which

import pypdfium2
import pytest

from benchmarks.extraction import missing, structure
from pipeline.model import Block, Document, Heading, Item, List, Paragraph, Text
from pipeline.typeset import Design, Edition, Imprint, Margins, gutter, typeset, typeset_parallel
from pipeline.typeset.book import Book
from pipeline.typeset.sheet import Sheet
from tests.typeset.documents import FONTS

pytestmark = pytest.mark.skipif(
    not which("pdftotext"), reason="pdftotext (poppler-utils) is not here"
)
LETTERS = {"en": "abdefgiklmnoprstuvz", "el": "αβγδεζηθικλμνοπρτυφ", "ar": "بتثجحخدذرزسشصضطعغفق"}
IMPRINT = Imprint(publisher="Lighthouses", draft=True)


class Maker:
    """Texts of words of four letters, none of which comes twice."""

    def __init__(self, locale: str, seed: int) -> None:
        self.letters = LETTERS[locale]
        self.chance, self.made = random.Random(seed), count()
        self.texts: list[str] = []

    def word(self) -> str:
        number, word = next(self.made), ""
        for _ in range(4):
            number, digit = divmod(number, len(self.letters))
            word += self.letters[digit]
        return word

    def text(self, most: int) -> Text:
        self.texts.append(" ".join(self.word() for _ in range(self.chance.randint(1, most))))
        return Text(self.texts[-1])


def declaration(locale: str, seed: int = 1) -> tuple[Document, list[str]]:
    """Articles with headings, some of one line and some with a list; and all their texts."""
    maker = Maker(locale, seed)
    blocks: list[Block] = []
    for number in range(40):
        blocks.append(Heading(2 + number % 2, maker.text(3)))
        blocks.append(Paragraph((maker.text(60),)))
        if number % 4 == 0:
            items = tuple(Item((Paragraph((maker.text(20),)),)) for _ in range(3))
            blocks.append(List(items, ordered=True))
    return Document("made", Text("QQ"), tuple(blocks), locale=locale), maker.texts


def read(pdf: bytes, folder: Path) -> str:
    (folder / "columns.pdf").write_bytes(pdf)
    words = ["pdftotext", folder / "columns.pdf", "-"]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


def made_up(said: str, texts: list[str]) -> list[str]:
    """The words of these texts that are said, in their order there."""
    known = {word for text in texts for word in text.split()}
    return [each for each in re.findall(r"\w+", said) if each in known]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("leading", [1.3, 1.45, 1.8])
@pytest.mark.parametrize("seed", range(2))
def test_poppler_reads_one_column_after_the_other(locale, leading, seed, tmp_path):
    document, texts = declaration(locale, seed)
    design = Design(columns=2, leading=leading)
    made = typeset(document, imprint=IMPRINT, design=design, fonts=FONTS)
    assert made.pages > 2
    assert made_up(read(made.pdf, tmp_path), texts) == " ".join(texts).split()


@pytest.mark.parametrize("margin", [8.0, 50.0])
@pytest.mark.parametrize("body", [8.0, 14.0])
def test_heads_and_feet_stand_outside_the_columns_whatever_the_margins(margin, body, tmp_path):
    document, texts = declaration("en")
    design = Design(columns=2, body=body, margins=Margins(margin, margin, margin, margin))
    made = typeset(document, imprint=IMPRINT, design=design, fonts=FONTS)
    for page in read(made.pdf, tmp_path).split("\f")[:-1]:
        if not (held := made_up(page, texts)):
            continue  # the colophon alone
        assert page.index("QQ") < page.index(held[0])
        assert page.index(held[-1]) < page.rindex("Lighthouses")


def test_no_text_in_facing_columns_is_torn(tmp_path):
    english, one = declaration("en")
    greek, other = declaration("el")
    design = Design(edition=Edition.PARALLEL, leading=1.8)
    made = typeset_parallel(english, greek, design=design, fonts=FONTS)
    assert not missing([*one, *other], read(made.pdf, tmp_path).split("\f"))


def test_what_is_said_is_white_and_no_part_of_the_document(monkeypatch, tmp_path):
    document, _ = declaration("en")
    design = Design(columns=2)
    said = typeset(document, design=design, fonts=FONTS)
    monkeypatch.setattr(gutter, "say", lambda *_: None)
    unsaid = typeset(document, design=design, fonts=FONTS)
    assert structure(said.pdf) == structure(unsaid.pdf)
    assert sorted(read(said.pdf, tmp_path).split()) == sorted(read(unsaid.pdf, tmp_path).split())
    for one, other in zip(
        pypdfium2.PdfDocument(said.pdf), pypdfium2.PdfDocument(unsaid.pdf), strict=True
    ):
        words = one.get_textpage().get_text_range()
        assert words.split() == other.get_textpage().get_text_range().split()
        assert one.render().to_numpy().tobytes() == other.render().to_numpy().tobytes()


def test_of_a_page_in_one_column_nothing_is_said(monkeypatch):
    document, _ = declaration("en")
    monkeypatch.setattr(gutter, "say", lambda *_: pytest.fail("said"))
    assert typeset(document, fonts=FONTS).pages > 1


def test_of_a_page_without_letters_nothing_is_said():
    book = Book()
    sheet = Sheet.added(book, 300.0, 400.0)
    gutter.say(sheet, Design(columns=2).grid(rtl=False), 350.0)
    sheet.finish()
    assert b"Span" not in book.pages[0].content
