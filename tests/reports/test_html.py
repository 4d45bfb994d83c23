from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from pipeline.model import Certainty, Finding, Severity
from pipeline.reports.changes import Since, brief, since
from pipeline.reports.html import OVERVIEW, language, languages, overview
from pipeline.reports.record import record
from pipeline.stages.audit import Report


def pages(report: Report, changes: Since | None = None) -> Iterator[tuple[str, str]]:
    """Each page as its address and its HTML."""
    yield OVERVIEW, overview(report, changes)
    for address, part in languages(report):
        yield address, language(part)


@pytest.fixture
def folder(report: Report, tmp_path: Path) -> Path:
    """The report as it lies on disk, with the last one to compare it with."""
    before = replace(report, date="2026-05-01", audits=report.audits[2:])
    changes = since(brief(record(before)), brief(record(report)))
    for address, page in pages(report, changes):
        (tmp_path / address).parent.mkdir(exist_ok=True)
        (tmp_path / address).write_text(page, encoding="utf-8")
    return tmp_path


def tree_of(path: Path) -> Any:
    return lxml_html.document_fromstring(path.read_text(encoding="utf-8"))


def test_there_is_an_overview_and_a_page_a_language(report: Report) -> None:
    assert [address for address, _ in pages(report)] == [
        OVERVIEW,
        "report/es.html",
        "report/ar.html",
        "report/zh_CN.html",
        "report/sw.html",
    ]


def test_what_blocks_the_release_comes_first(folder: Path) -> None:
    tree = tree_of(folder / OVERVIEW)
    assert tree.xpath("//main/section/@id")[0] == "blocks"
    said = tree.get_element_by_id("blocks").text_content()
    assert "4 of 4 languages are not ready" in said
    assert "1 paragraph to be gone over again in article 2." in said
    assert "1 paragraph with an error: number-mismatch." in said
    assert "po/sw/news.po:12: msgid without msgstr. Mend it." in said


def test_what_blocks_many_languages_is_opened_one_by_one(report: Report) -> None:
    def opened(report: Report) -> list[bool]:
        tree = lxml_html.document_fromstring(dict(pages(report))[OVERVIEW])
        return ["open" in each.attrib for each in tree.xpath("//details[@class='blocked']")]

    assert opened(report) == [True] * 4
    tags = ("fr", "de", "it", "pt", "nl", "sv")
    more = tuple(replace(report.audits[0], locale=tag) for tag in tags)
    assert opened(replace(report, audits=(*report.audits, *more))) == [False] * 10


def test_a_project_without_faults_is_told_so(clean: Report) -> None:
    page = dict(pages(clean))[OVERVIEW]
    assert "Nothing. Every language is ready." in page


def test_a_project_without_languages_is_not_called_ready(clean: Report) -> None:
    page = dict(pages(replace(clean, audits=())))[OVERVIEW]
    assert "There is no translation yet." in page
    assert "Every language is ready" not in page


def test_a_finding_stands_with_both_sides_marked_and_where_it_is(folder: Path) -> None:
    tree = tree_of(folder / OVERVIEW)
    card = tree.get_element_by_id("ar.declaration.article.museums-share")
    source, target = card.xpath(".//p[@class='words']")[:2]
    assert (source.get("lang"), source.get("dir")) == ("en", "ltr")
    assert (target.get("lang"), target.get("dir")) == ("ar", "rtl")
    assert [m.text for m in source.xpath(".//mark")] == ["19"]
    assert target.xpath(".//mark")[0].text == "٩"
    assert card.xpath(".//p[@class='where']/a/@href") == ["../po/ar/declaration.po"]
    (link,) = card.xpath(".//p[@class='where']/a")
    assert link.text_content() == "po/ar/declaration.po:17 article.museums-share"


def test_drift_and_review_stand_beside_their_paragraph(folder: Path) -> None:
    tree = tree_of(folder / "report" / "es.html")
    stale = tree.get_element_by_id("es.declaration.article.nobody-left")
    assert stale.xpath(".//ins/text()") == [" by 2030"]
    assert "since 2026-06-01 (substantive)" in stale.text_content()
    sealed = tree.get_element_by_id("es.declaration.title").text_content()
    assert "Reviewed (language) by Bo on 2026-06-02." in sealed
    broken = tree.get_element_by_id("es.declaration.article.museums-share").text_content()
    assert "by Bo of 2026-06-02 no longer holds" in broken


def test_no_address_of_a_person_is_published(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Ana Pérez" in text or path.stem in ("sw", "report")
        assert "@example.org" not in text


def test_every_link_in_a_page_leads_somewhere(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        tree = tree_of(path)
        for href in tree.xpath("//a[not(contains(@href, '/po/'))]/@href"):
            address, _, anchor = href.partition("#")
            target = path.parent / address if address else path
            assert target.is_file(), (path, href)
            assert not anchor or anchor in tree_of(target).xpath("//@id"), (path, href)


def test_as_many_findings_are_counted_as_are_shown(folder: Path) -> None:
    tree = tree_of(folder / OVERVIEW)
    for row in tree.xpath("//table[@class='languages']/tbody/tr"):
        counted = [int(chip.text.split()[0]) for chip in row.xpath("./td[last()]/span[@class]")]
        (address,) = row.xpath("./th/a/@href")
        (here,) = tree.xpath(f"//section[contains(@class, 'language')][.//a[@href='{address}']]")
        for place in (here, tree_of(folder / address)):
            shown = place.xpath(".//li[contains(@class, 'finding') and @data-severity != '0']")
            unread = place.xpath(".//div[contains(@class, 'error')]")
            assert sum(counted) == len(shown) + len(unread), address


def test_a_document_of_which_there_is_nothing_to_tell_is_only_named(folder: Path) -> None:
    tree = tree_of(folder / OVERVIEW)
    assert not tree.xpath("//*[@id='es.news']")
    assert tree.xpath("//section[@id='es']/p[@class='quiet']/text()") == [
        "Nothing to tell of news."
    ]
    assert tree_of(folder / "report" / "es.html").xpath("//*[@id='es.news']")


def test_what_is_about_the_project_stands_before_the_languages(report: Report) -> None:
    idle = Finding(
        "waiver-idle",
        Severity.WARNING,
        Certainty.CERTAIN,
        "A waiver of 'term' no longer matches.",
        where="declaration.toml:7",
    )
    tree = lxml_html.document_fromstring(dict(pages(replace(report, findings=(idle,))))[OVERVIEW])
    (card,) = tree.xpath("//section[@id='findings']/div[@class='card']")
    assert "A waiver of 'term' no longer matches. declaration.toml:7" in card.text_content()


def test_the_page_of_a_language_is_made_from_nothing_else(report: Report) -> None:
    others = replace(report, date="2027-01-01", audits=report.audits[:2], failures=())
    assert dict(pages(others))["report/es.html"] == dict(pages(report))["report/es.html"]


def test_what_strangers_wrote_is_escaped_everywhere(report: Report) -> None:
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    audits = []
    for audit in report.audits:
        entries = tuple(
            replace(
                entry,
                segment=replace(entry.segment, key=f"k{n}{nasty}", source=nasty),
                message=replace(entry.message, target=nasty, comments=(nasty,)),
                findings=tuple(
                    replace(f, words=nasty, check=nasty, proposal=nasty, waived=nasty)
                    for f in entry.findings
                ),
            )
            for n, entry in enumerate(audit.entries)
        )
        header = (("Last-Translator", nasty),)
        audits.append(
            replace(audit, entries=entries, title=nasty, path=nasty, header=header, document=nasty)
        )
    for _, page in pages(replace(report, title=nasty, audits=tuple(audits))):
        tree = lxml_html.document_fromstring(page)
        assert len(tree.xpath("//script")) == 1
        assert not tree.xpath("//img")
        assert not tree.xpath("//@onerror")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1200, "dark")])
@pytest.mark.parametrize("name", [OVERVIEW, "report/ar.html", "report/zh_CN.html"])
def test_a_browser_and_axe_find_nothing_amiss(
    see: Callable[..., Any], folder: Path, name: str, width: int, scheme: str
) -> None:
    sight = see(folder / name, width=width, scheme=scheme)
    assert sight.complaints == []
    assert sight.requests == []
    assert sight.accessibility() == []
    assert sight.page.evaluate("document.documentElement.scrollWidth") <= width


def visible(page: Any) -> list[str]:
    return [
        card.get_attribute("id") or "catalog"
        for card in page.query_selector_all(".card[data-state]")
        if card.is_visible()
    ]


def test_findings_are_filtered_without_reloading(see: Callable[..., Any], folder: Path) -> None:
    page = see(folder / OVERVIEW).page
    page.select_option("[name=locale]", "es")
    assert visible(page) == [
        "catalog",
        "es.declaration.title",
        "es.declaration.article.museums-share",
        "es.declaration.article.nobody-left",
    ]
    assert page.locator(".language:visible").count() == 1
    page.select_option("[name=severity]", "3")
    page.select_option("[name=check]", "number-mismatch")
    assert visible(page) == ["es.declaration.article.museums-share"]
    assert page.inner_text("#shown").startswith("1 of ")
    assert page.locator(".finding:visible").count() == 1
    page.click("button[type=reset]")
    page.select_option("[name=part]", "article 2")
    assert [name.split(".")[0] for name in visible(page)] == ["es", "ar", "zh-Hans"]
    page.select_option("[name=state]", "translated")
    assert visible(page) == []


def test_gaps_are_found_by_their_state(see: Callable[..., Any], folder: Path) -> None:
    page = see(folder / OVERVIEW).page
    gap = page.locator("[id='ar.declaration.about.this']")
    assert not gap.is_visible(), "it is in a list that is closed"
    page.select_option("[name=state]", "untranslated")
    assert gap.is_visible()
    assert visible(page) == []
    assert page.inner_text("#shown") == "3 of 12 paragraphs"
    page.select_option("[name=part]", "article 1")
    assert not gap.is_visible()
    page.click("button[type=reset]")
    page.wait_for_selector(".gaps:not([open])")
    assert page.locator(".gaps[open]").count() == 0


def test_the_page_of_a_language_shows_quiet_paragraphs_when_asked(
    see: Callable[..., Any], folder: Path
) -> None:
    page = see(folder / "report" / "es.html").page
    assert "es.news.title" not in visible(page)
    assert "es.declaration.about.this" in visible(page), "what is missing is always shown"
    page.check("[name=quiet]")
    assert "es.news.title" in visible(page)
    page.click("button[type=reset]")
    page.select_option("[name=state]", "untranslated")
    assert visible(page) == ["es.declaration.about.this"]


def test_a_link_to_a_paragraph_that_is_filtered_away_brings_it_back(
    see: Callable[..., Any], folder: Path
) -> None:
    page = see(folder / "report" / "es.html").page
    assert "es.news.title" not in visible(page)
    page.click("nav a[href='#es.news.title']")
    page.wait_for_selector("[id='es.news.title']:visible")


def test_the_keyboard_is_enough(see: Callable[..., Any], folder: Path) -> None:
    page = see(folder / OVERVIEW).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    page.keyboard.press("Enter")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "severity":
            break
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "3"
    assert all(name.endswith("museums-share") for name in visible(page))


def test_without_scripts_everything_is_there(see: Callable[..., Any], folder: Path) -> None:
    page = see(folder / "report" / "es.html", java_script_enabled=False).page
    assert page.locator(".card").count() == len(visible(page))
    assert not page.locator("#filters").is_visible()


def test_it_prints_every_finding_and_no_controls(see: Callable[..., Any], folder: Path) -> None:
    page = see(folder / OVERVIEW).page
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator(".card:visible").count() == page.locator(".card").count()
