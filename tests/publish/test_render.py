import itertools
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import html as lxml_html
from PIL import Image

from pipeline.formats import markdown
from pipeline.model import (
    Align,
    Article,
    ArticleStyle,
    Code,
    Document,
    Figure,
    Heading,
    Item,
    Kind,
    List,
    Meta,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Section,
    Standing,
    Table,
    Text,
    Verbatim,
)
from pipeline.publish.render import render
from pipeline.typeset.imprint import Imprint

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)
WORDS = {
    "es": "Los museos de ciencia comparten lo que **saben**.",
    "ar": "تتقاسم متاحف العلوم ما **تعرفه** مع الجميع.",
    "zh-Hans": "科学博物馆分享它们所**知道**的一切。",
    "hi": "विज्ञान संग्रहालय जो **जानते** हैं उसे साझा करते हैं।",
}


def paragraph(markdown: str, **more: Any) -> Paragraph:
    return Paragraph((Text(markdown, **more),))


def declaration(locale: str) -> Document:
    """One of everything that a document may hold."""
    words = WORDS[locale]
    text = Text(words)
    return Document(
        "declaration",
        Text(words, "title"),
        (
            Section(Role.ABOUT, (paragraph(words, key="about"),)),
            Heading(4, text),
            Heading(2, text),
            Article(1, (paragraph(f"{words}[^a]"), paragraph(words))),
            Article(
                2,
                (
                    paragraph("Museums share.", standing=Standing.FALLBACK, locale="en"),
                    paragraph(words, standing=Standing.STALE),
                    List((Item((Paragraph((text,)), Quote((Paragraph((text,)),)))),), ordered=True),
                ),
                heading=text,
            ),
            Article(12, (Paragraph((text, text)),), text, ArticleStyle.HEADING),
            List((Item((Paragraph((text,)),)),)),
            Table(Row((text, text)), (Row((text, text)),), (Align.START, Align.END), text),
            Figure("atom.png", text, text),
            Figure("missing.png", text),
            Verbatim((paragraph("Science Museum Group", locale="en"),)),
            Code("print('<b>')"),
            Note("a", (Paragraph((text,)),)),
        ),
        Meta(Kind.DECLARATION, "2026-03-02", official_language="en"),
        locale,
    )


def tree_of(document: Document, *more: Any, **named: Any) -> Any:
    return lxml_html.document_fromstring(render(document, *more, **named))


def test_the_page_says_its_language_and_direction() -> None:
    assert dict(tree_of(declaration("ar")).attrib) == {"lang": "ar", "dir": "rtl"}
    assert dict(tree_of(declaration("zh-Hans")).attrib) == {"lang": "zh-Hans", "dir": "ltr"}


def test_articles_bear_the_numbers_and_words_of_the_language() -> None:
    labels = {
        locale: tree_of(declaration(locale)).xpath("//a[@class='number']/text()")
        for locale in ("es", "ar", "zh-Hans")
    }
    assert labels == {
        "es": ["1.", "2.", "Artículo 12"],
        "ar": ["١.", "٢.", "المادة ١٢"],
        "zh-Hans": ["一、", "二、", "第十二条"],
    }


def test_links_within_the_page_lead_to_articles_or_are_none() -> None:
    said = paragraph("See [12](#article-12), [3](#article-3) and [it](https://example.org/).")
    document = replace(declaration("es"), blocks=(*declaration("es").blocks, said))
    links = tree_of(document).xpath("//p[starts-with(., 'See')]//a/@href")
    assert links == ["#article-12", "https://example.org/"]


def test_english_for_want_of_a_translation_is_tagged_and_marked_in_the_readers_language() -> None:
    (fallback,) = tree_of(declaration("ar")).xpath("//p[@class='fallback']")
    assert (fallback.get("lang"), fallback.get("dir")) == ("en", "ltr")
    (mark,) = fallback.xpath("small")
    assert (mark.get("lang"), mark.text) == ("ar", "لم يُترجم بعد")
    (stale,) = tree_of(declaration("es")).xpath("//p[@class='stale']")
    assert stale.xpath("small")[0].text == "Desactualizado"


def test_what_is_not_translated_keeps_its_language() -> None:
    (inside,) = tree_of(declaration("es")).xpath("//div[@class='verbatim']/p")
    assert inside.get("lang") == "en"


def test_a_draft_says_so_first_and_a_final_text_does_not() -> None:
    draft = tree_of(declaration("es"), imprint=Imprint(draft=True, coverage=0.999))
    assert "Borrador" in draft.xpath("//p[@class='draft']")[0].text_content()
    assert "99" in draft.xpath("//p[@class='draft']")[0].text_content()
    assert not tree_of(declaration("es")).xpath("//p[@class='draft']")


def test_the_official_language_is_named_in_a_translation_only() -> None:
    (official,) = tree_of(declaration("es")).xpath("//p[@class='official']")
    assert official.text_content() == "Idioma oficial: inglés"
    original = Document("d", Text("A"), (), Meta(official_language="en"))
    assert not tree_of(original).xpath("//p[@class='official']")


def test_credits_and_provenance_stand_at_the_foot() -> None:
    imprint = Imprint(
        translators=("Ana <b>", "李明"), catalog_hash="0123456789abcdef99", date="2026-03-05"
    )
    foot = tree_of(declaration("es"), imprint=imprint).xpath("//footer")[0].text_content()
    assert "Ana <b>, 李明" in foot
    assert "0123456789abcdef" in foot
    assert "5 de marzo de 2026" in foot


def test_headings_never_skip_a_level() -> None:
    tree = tree_of(declaration("es"))
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_note_is_called_and_leads_back() -> None:
    tree = tree_of(declaration("es"))
    assert tree.xpath("//a[@role='doc-noteref']/@href") == ["#note-a"]
    assert tree.xpath("//a[@role='doc-backlink']/@href") == ["#call-a"]
    assert tree.get_element_by_id("note-a") is not None
    assert tree.get_element_by_id("call-a") is not None


def test_a_note_that_is_called_twice_has_one_way_back() -> None:
    twice = Paragraph((Text("Sí.[^a] Sí.[^a]"), Text("Sí.[^a]")))
    document = Document("d", Text("A"), (twice, Note("a", (twice,))), locale="es")
    assert len(tree_of(document).xpath("//a[@href='#note-a']")) == 6
    assert len(tree_of(document).xpath("//*[@id='call-a']")) == 1


def test_a_note_in_a_note_is_numbered_and_one_that_nothing_calls_is_not_lost() -> None:
    words = "One.[^a]\n\n[^a]: First.[^b]\n\n[^b]: Second.\n\n[^c]: Third."
    page = tree_of(markdown.parse(f"# T\n\n{words}\n", name="d"))
    assert page.xpath("//section[@role='doc-endnotes']//li/@id") == ["note-a", "note-b"]
    assert "Third." in page.text_content()


def test_a_date_that_is_none_is_shown_as_it_is() -> None:
    document = Document("d", Text("A"), (), Meta(date="spring 2026"), "es")
    assert tree_of(document).xpath("//time")[0].text == "spring 2026"


def test_a_photograph_does_not_tell_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010E] = "At my grandmother's house"
    taken = BytesIO()
    Image.new("RGB", (4, 4)).save(taken, "JPEG", exif=exif)
    document = Document("d", Text("A"), (Figure("it.jpg", Text("A house")),))
    page = tree_of(document, Imprint(images={"it.jpg": taken.getvalue()}))
    shown = b64decode(page.xpath("//img/@src")[0].partition(",")[2])
    assert Image.open(BytesIO(shown)).size == (4, 4)
    assert b"grandmother" not in shown


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1200, "dark")])
def test_a_browser_and_axe_find_nothing_amiss(
    see: Callable[..., Any], locale: str, width: int, scheme: str
) -> None:
    page = render(
        declaration(locale),
        Imprint(draft=True, coverage=0.4, images={"atom.png": PIXEL}, translators=("Ana",)),
        languages=[(tag, f"{tag}.html") for tag in WORDS],
        downloads=[("PDF", "declaration.pdf")],
    )
    sight = see(page, width=width, scheme=scheme)
    assert sight.complaints == []
    assert [r for r in sight.requests if not r.startswith("data:")] == []
    assert sight.accessibility() == []
    wide = sight.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    assert sight.page.evaluate("document.images[0].naturalWidth") == 1
