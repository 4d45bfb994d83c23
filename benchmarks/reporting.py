"""A report over 50 languages × 100 messages, from catalogs in memory: CPU seconds of each step.

    python -m benchmarks.reporting [LANGUAGES [MESSAGES]]

A message in ten has an error and a warning, one in ten is fuzzy with its drift, one in ten is
not translated; every language has a history and some reviews. The text is made up.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

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
from pipeline.reports import html, junit, lines, record, sarif
from pipeline.reports.changes import Since, brief, since
from pipeline.stages import review as reviews
from pipeline.stages.audit import Audit, Report, audit
from pipeline.stages.currency import Currency
from pipeline.stages.drift import CatalogDrift, MessageDrift
from pipeline.stages.timeline import Point
from pipeline.text.diff import diff
from pipeline.words import languages

WORDS = "museums share what they know and nobody is left behind in the year 2030 of our own".split()


def template(messages: int, chance: random.Random) -> Template:
    """Paragraphs of 40 to 80 words in articles of three."""
    return Template(
        "declaration",
        tuple(
            Segment(
                f"article.{n}",
                " ".join(chance.choices(WORDS, k=chance.randint(40, 80))),
                Place(((Part.ARTICLE, n // 3 + 1), (Part.PARAGRAPH, n % 3 + 1))),
            )
            for n in range(messages)
        ),
    )


def language(source: Template, locale: str) -> Audit:
    """What the stages have to say about a language."""
    messages, findings, drifts = [], [], []
    for n, segment in enumerate(source.segments):
        target = segment.source[::-1]
        if n % 10 == 1:
            messages.append(Message(segment))
            continue
        if n % 10 == 2:
            old = segment.source.replace("nobody", "somebody")
            messages.append(Message(segment, target, State.FUZZY, old))
            pieces = diff(old, segment.source)
            stale = MessageDrift(segment.key, segment.place, Currency.STALE, segment.source, old)
            drifts.append(replace(stale, pieces=pieces, chrf=80.0, grade=Grade.SUBSTANTIVE))
            continue
        messages.append(Message(segment, target, State.TRANSLATED))
        if n % 10 == 3:
            for check, severity in (("numbers", Severity.ERROR), ("spaces", Severity.WARNING)):
                found = Finding(
                    check, severity, Certainty.CERTAIN, "This is wrong.", "declaration", locale
                )
                spans = (Span(3, 9), Span(30, 34))
                findings.append(
                    replace(found, key=segment.key, source_spans=spans, target_spans=spans)
                )
    catalog = Catalog("declaration", locale, tuple(messages))
    timeline = tuple(Point(f"2026-{month:02}-01", month * 5, month, 0, 9) for month in range(1, 12))
    drift = CatalogDrift("declaration", locale, "2026-06-01", "", tuple(drifts), timeline)
    sealed = [m for m in messages[:20] if m.state is State.TRANSLATED]
    seals = reviews.approve((), sealed, "Ana", "2026-06-02")
    review = reviews.review(source, catalog, seals)
    path = f"po/{locale}/declaration.po"
    return audit(source, catalog, findings, drift=drift, review=review, path=path)


def timed(name: str, step: Callable[[], Any]) -> Any:
    """The step's result; its CPU time is printed."""
    began = time.process_time()
    result = step()
    print(f"{time.process_time() - began:7.2f} s  {name}")
    return result


def written(report: Report, changes: Since) -> dict[str, str]:
    """All pages by their address."""
    said = {address: html.language(part) for address, part in html.languages(report)}
    return {html.OVERVIEW: html.overview(report, changes), **said}


def main(number: int = 50, messages: int = 100) -> None:
    chance = random.Random(1)
    source = template(messages, chance)
    locales = [tag for tag in languages() if tag != "en"][:number]
    audits = timed(
        "drift, review, findings laid side by side",
        lambda: tuple(language(source, locale) for locale in locales),
    )
    report = Report("Benchmark", "2026-06-02", "en", audits)
    half = record.record(replace(report, audits=audits[: len(audits) // 2]))
    said = timed("what is written as JSON", lambda: record.record(report))
    changes = timed("changes", lambda: since(brief(half), brief(said)))
    pages = timed("pages", lambda: written(report, changes))
    timed("JSON", lambda: record.write(said))
    timed("SARIF", lambda: sarif.sarif(report))
    timed("JUnit", lambda: junit.junit(report))
    timed("text", lambda: lines.text(report))
    size = sum(len(page.encode()) for page in pages.values()) / 1e6
    largest = len(pages[html.OVERVIEW].encode()) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB, the overview {largest:.1f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
