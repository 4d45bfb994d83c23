"""A small project with a bit of everything that a report may have to tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import (
    Catalog,
    Certainty,
    Finding,
    Grade,
    Message,
    Part,
    Place,
    Segment,
    Severity,
    Span,
    State,
    Template,
)
from pipeline.stages.audit import Audit, Explanation, Failure, Release, Report, audit
from pipeline.stages.currency import Currency
from pipeline.stages.drift import CatalogDrift, MessageDrift
from pipeline.stages.review import approve, review
from pipeline.stages.timeline import Point
from pipeline.text.diff import diff

TITLE = Segment("title", "Declaration of 2026", Place(((Part.TITLE, 0),)))
FIRST = Segment(
    "article.museums-share",
    "Article 19 of the charter holds: museums share <what> they know.",
    Place(((Part.ARTICLE, 1), (Part.PARAGRAPH, 1))),
)
SECOND = Segment(
    "article.nobody-left",
    "Nobody is left behind by 2030.",
    Place(((Part.ARTICLE, 2), (Part.PARAGRAPH, 1))),
)
ABOUT = Segment("about.this", "About this text", Place(((Part.ABOUT, 0), (Part.PARAGRAPH, 1))))
TEMPLATE = Template("declaration", (TITLE, FIRST, SECOND, ABOUT))
NEWS = Template("news", (replace(TITLE, source="Doors open"),))
WORDS = {
    "es": ("Declaración de 2026", "El artículo 9 de la carta rige: los museos comparten <todo>."),
    "ar": ("إعلان ٢٠٢٦", "تنطبق المادة ٩ من الميثاق: تتقاسم المتاحف <ما> تعرفه."),
    "zh-Hans": ("二〇二六年宣言", "适用宪章第九条：博物馆分享所知的<一切>。"),
}


def finding(
    check: str, severity: Severity, words: str, locale: str, key: str = "", **more: object
) -> Finding:
    return Finding(
        check,
        severity,
        Certainty.CERTAIN,
        words,
        "declaration",
        locale,
        key,
        **more,  # type: ignore[arg-type]
    )


def of_language(locale: str) -> tuple[Audit, Audit]:
    """A language with a wrong number, a stale article, a gap, a review, a waived finding."""
    title, first = WORDS[locale]
    at = next(n for n, char in enumerate(first) if char in "9٩九")
    messages = (
        Message(TITLE, title, State.TRANSLATED),
        Message(FIRST, first, State.TRANSLATED, comments=("Please check this <b>.",)),
        Message(SECOND, title, State.FUZZY, "Nobody is left behind."),
    )
    header = (("Last-Translator", "Ana Pérez <ana@example.org>"), ("Language", locale))
    catalog = Catalog("declaration", locale, messages, header)
    number = finding(
        "number-mismatch",
        Severity.ERROR,
        "The number 19 became 9.",
        locale,
        FIRST.key,
        source_spans=(Span(8, 10),),
        target_spans=(Span(at, at + 1),),
        code="changed",
    )
    space = finding(
        "space-doubled",
        Severity.WARNING,
        "A space stands twice.",
        locale,
        FIRST.key,
        target_spans=(Span(at, at + 3),),
        proposal=first.replace(" ", "", 1),
    )
    waived = finding("quotes", Severity.ERROR, "No quotes.", locale, TITLE.key, waived="A name.")
    header_fault = finding("header-field", Severity.WARNING, "There is no Language-Team.", locale)
    stale = MessageDrift(
        SECOND.key,
        SECOND.place,
        Currency.STALE,
        SECOND.source,
        "Nobody is left behind.",
        "2026-03-02",
        "2026-06-01",
        1,
        diff("Nobody is left behind.", SECOND.source),
        chrf=70.2,
        ter=40.0,
        grade=Grade.SUBSTANTIVE,
    )
    timeline = (Point("2026-03-02", 1, 0, 0, 3), Point("2026-06-01", 2, 1, 0, 1))
    drift = CatalogDrift(
        "declaration", locale, "2026-06-01", "2026-03-02", (stale,), timeline, ("chrF2",)
    )
    seals = approve((), messages[:1], "Bo <bo@example.org>", "2026-06-02")
    seals = approve(seals, messages[1:2], "Bo <bo@example.org>", "2026-06-02")
    seals = (replace(seals[0], digest="0"), *seals[1:])
    name = "zh_CN" if locale == "zh-Hans" else locale
    whole = audit(
        TEMPLATE,
        catalog,
        (number, space, waived, header_fault),
        drift=drift,
        review=review(TEMPLATE, catalog, seals),
        title="Declaration of 2026",
        path=f"po/{name}/declaration.po",
        lines={TITLE.key: 12, FIRST.key: 17, SECOND.key: 23},
    )
    news = Message(NEWS.segments[0], title, State.TRANSLATED)
    small = audit(NEWS, Catalog("news", locale, (news,)), path=f"po/{name}/news.po")
    return whole, small


@pytest.fixture
def report() -> Report:
    """Three languages in three scripts, and one whose catalog cannot be read."""
    return Report(
        "Museums <b>& more</b>",
        "2026-06-02",
        "en",
        tuple(each for locale in WORDS for each in of_language(locale)),
        (Failure("news", "sw", "po/sw/news.po:12", "msgid without msgstr", "Mend it."),),
        (
            Explanation(
                "number-mismatch", "A number is missing.", "Numbers matter.", Severity.ERROR
            ),
        ),
        (Release("v1.0", "2026-04-01"),),
    )


@pytest.fixture
def clean() -> Report:
    """One language, complete and without findings."""
    message = Message(NEWS.segments[0], "Puertas abiertas", State.TRANSLATED)
    done = audit(NEWS, Catalog("news", "es", (message,)), path="po/es/news.po")
    return Report("News", "2026-06-02", "en", (done,))
