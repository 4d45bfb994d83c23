"""The report as pages: an overview with everything that is wrong, and one a language with all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.locales import Locale
from pipeline.model import Severity
from pipeline.reports.cards import Card, anchor, cards
from pipeline.reports.changes import LanguageChanges, changes
from pipeline.reports.chart import Chart, chart
from pipeline.reports.maps import heat_maps
from pipeline.reports.record import record
from pipeline.reports.shape import ReportRecord
from pipeline.stages.audit import Audit, Failure, Report
from pipeline.stages.coverage import Tally
from pipeline.stages.review import name_of, without_addresses
from pipeline.web.page import Page, compose

OVERVIEW = "report.html"
# What a reader wants to know of a PO file's header, and what to call it.
_HEADER = {
    "Last-Translator": "Last translator",
    "Language-Team": "Team",
    "PO-Revision-Date": "Translation revised",
    "POT-Creation-Date": "English of",
}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in one language, ready to be set."""

    audit: Audit
    anchor: str
    cards: tuple[Card, ...]
    header: tuple[tuple[str, str], ...]
    """Without addresses: they were given for work on the catalog, not to be published."""


@dataclass(frozen=True, slots=True)
class LanguageView:
    """One language, ready to be set."""

    locale: Locale
    tally: Tally
    documents: tuple[DocumentView, ...]
    failures: tuple[Failure, ...]
    chart: Chart | None
    counts: tuple[tuple[str, int], ...]
    """Open findings by severity, the gravest first."""
    final: bool
    """Whether all its documents may be released."""

    @property
    def behind(self) -> int:
        """How many paragraphs wait to be gone over again."""
        return self.tally.fuzzy.segments

    @property
    def reviewed(self) -> int:
        """How many paragraphs somebody stands for."""
        return sum(e.reviewed for view in self.documents for e in view.audit.entries)


def pages(report: Report, before: ReportRecord | None = None) -> Iterator[tuple[str, str]]:
    """Each page as its address relative to the output folder, and its HTML.

    `OVERVIEW` comes first and holds everything that is amiss anywhere; ``report/es.html`` and
    the like follow with every paragraph of one language. ``before`` is the last report.
    """
    views = tuple(_language(report, locale) for locale in report.locales)
    yield OVERVIEW, overview(report, views, before)
    for view in views:
        yield _address(view.locale), language(report, view)


def overview(
    report: Report, views: Sequence[LanguageView], before: ReportRecord | None = None
) -> str:
    """The page on all languages."""
    said: tuple[LanguageChanges, ...] = changes(before, record(report)) if before else ()
    return compose(
        "pipeline.reports",
        "overview",
        Page(f"Report: {report.title}", description=f"The translations of {report.title}"),
        dress="report",
        report=report,
        views=views,
        maps=tuple(heat_maps(report)),
        before=before,
        changes=said,
        languages={view.locale.bcp47: view.locale for view in views},
        address=_address,
        to_root="..",
        **_shared(report, views, whole=False),
    )


def language(report: Report, view: LanguageView) -> str:
    """The page on one language, with every paragraph."""
    name = view.locale.english_name
    return compose(
        "pipeline.reports",
        "language",
        Page(f"{name}: report on {report.title}", description=f"{report.title} in {name}"),
        dress="report",
        report=report,
        view=view,
        overview=posixpath.relpath(OVERVIEW, posixpath.dirname(_address(view.locale))),
        to_root="../..",
        **_shared(report, (view,), whole=True),
    )


def _address(locale: Locale) -> str:
    return f"report/{locale.gettext}.html"


def _shared(report: Report, views: Sequence[LanguageView], *, whole: bool) -> dict[str, object]:
    """What both kinds of page need: the values that can be filtered by, and explanations."""
    shown = [
        card
        for view in views
        for document in view.documents
        for card in document.cards
        if whole or card.telling
    ]
    checks = {finding.check for card in shown for _, finding, _ in card.findings}
    checks |= {f.check for view in views for d in view.documents for f in d.audit.findings}
    return {
        "checks": sorted(checks),
        "parts": tuple(dict.fromkeys(card.part for card in shown)),
        "documents": tuple(dict.fromkeys(card.audit.document for card in shown)),
        "explanations": [each for each in report.explanations if each.check in checks],
        "explained_checks": {each.check for each in report.explanations},
        "source": Locale.parse(report.source_locale),
        "anchor": anchor,
        "name_of": name_of,
        "whole": whole,
    }


def _language(report: Report, tag: str) -> LanguageView:
    audits = report.of_locale(tag)
    open_ = [f for audit in audits for f in audit.all_findings if not f.waived]
    return LanguageView(
        Locale.parse(tag),
        report.tally(tag),
        tuple(
            DocumentView(audit, anchor(tag, audit.document), tuple(cards((audit,))), _header(audit))
            for audit in audits
        ),
        tuple(failure for failure in report.failures if failure.locale == tag),
        chart(audits, report.releases),
        tuple(
            (severity.name.lower(), sum(finding.severity is severity for finding in open_))
            for severity in sorted(Severity, reverse=True)
        ),
        report.ready(tag),
    )


def _header(audit: Audit) -> tuple[tuple[str, str], ...]:
    fields = {name: without_addresses(audit.header_field(name)) for name in _HEADER}
    return tuple((_HEADER[name], value) for name, value in fields.items() if value)
