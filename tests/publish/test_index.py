from collections.abc import Callable
from typing import Any

import pytest
from lxml import html as lxml_html

from pipeline.publish.index import Download, Publication, index

PUBLICATIONS = (
    Publication("declaration", "en", "A Declaration", 100, True, "en/declaration.html"),
    Publication(
        "declaration",
        "ar",
        "إعلان المتاحف",
        100,
        True,
        "ar/declaration.html",
        downloads=(Download("PDF", "ar/declaration.pdf", 123_456),),
    ),
    Publication("news", "ar", "<b>News</b>", 61, False, "ar/news.html", title_locale="en"),
    Publication("declaration", "zh-Hans", "科学博物馆合作宣言", 99, False),
    Publication("declaration", "el", "Διακήρυξη", 96, True),
)


def test_each_language_stands_once_under_its_own_name() -> None:
    tree = lxml_html.document_fromstring(index("Museums", PUBLICATIONS))
    names = [(h.get("lang"), h.text) for h in tree.xpath("//h2/span[1]")]
    assert names == [
        ("en", "English"),
        ("ar", "العربية"),
        ("zh-Hans", "简体中文"),
        ("el", "Ελληνικά"),
    ]
    assert tree.xpath("//p[@class='lead']")[0].text == "In 4 languages; 2 of 4 complete."


def test_a_draft_says_how_far_it_is_and_what_is_final_can_be_taken() -> None:
    tree = lxml_html.document_fromstring(index("Museums", PUBLICATIONS))
    states = [p.text_content().strip() for p in tree.xpath("//p[@class='state']")]
    assert states == [
        "Original",
        "Final",
        "Draft 61 % translated",
        "Draft 99 % translated",
        "Final 96 % translated",
    ]
    assert tree.xpath("//p[@class='downloads']/a/@href") == ["ar/declaration.pdf"]
    assert "123 kB" in tree.xpath("//p[@class='downloads']")[0].text_content()


def test_a_title_is_escaped_and_tagged_with_its_language() -> None:
    tree = lxml_html.document_fromstring(index("Museums", PUBLICATIONS))
    (news,) = tree.xpath("//a[@href='ar/news.html']")
    assert (news.get("lang"), news.text_content()) == ("en", "<b>News</b>")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1200, "dark")])
def test_a_browser_and_axe_find_nothing_amiss(
    see: Callable[..., Any], width: int, scheme: str
) -> None:
    sight = see(index("Museums", PUBLICATIONS, report="report.html"), width=width, scheme=scheme)
    assert sight.complaints == []
    assert sight.requests == []
    assert sight.accessibility() == []
    assert sight.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_volume_of_all_languages_is_no_language() -> None:
    volume = Publication("declaration", "mul", "A Declaration", 100, True)
    tree = lxml_html.document_fromstring(index("Museums", (*PUBLICATIONS, volume)))
    assert tree.xpath("//p[@class='lead']")[0].text == "In 4 languages; 2 of 4 complete."
