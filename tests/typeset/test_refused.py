"""What is refused, what is endured, and what is said about it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.errors import DeclarationError, FontError, SourceError
from pipeline.formats.inline import escape
from pipeline.model import Document, Paragraph, Text
from pipeline.typeset import (
    Imprint,
)
from tests.typeset import documents
from tests.typeset.documents import imprint, pages, rich, set_, simple


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
