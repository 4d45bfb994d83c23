"""The report as pages: an overview with everything that is wrong, and one a language with all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.locales import Locale
from pipeline.reports.cards import anchor
from pipeline.reports.changes import Since
from pipeline.reports.maps import heat_maps
from pipeline.reports.marks import apart
from pipeline.reports.views import LanguageView, view
from pipeline.stages.audit import Report
from pipeline.stages.review import name_of
from pipeline.web.page import Page, compose

OVERVIEW = "report.html"


def languages(report: Report) -> Iterator[tuple[str, Report]]:
    """The address of each language's page relative to the output folder, and all that is on it."""
    for tag in report.locales:
        yield _address(Locale.parse(tag)), report.of_language(tag)


def overview(report: Report, since: Since | None) -> str:
    """The page on all languages, with everything that is amiss anywhere.

    ``since`` says what is another thing than last time.
    """
    views = tuple(view(report, tag, whole=False) for tag in report.locales)
    return compose(
        "pipeline.reports",
        "overview",
        Page(f"Report: {report.title}", description=f"The translations of {report.title}"),
        dress="report",
        report=report,
        views=views,
        maps=tuple(heat_maps(report)),
        since=since,
        languages={each.locale.bcp47: each.locale for each in views},
        address=_address,
        to_root="..",
        **_shared(report, views, whole=False),
    )


def language(report: Report) -> str:
    """The page on the only language of a report, with every paragraph."""
    (tag,) = report.locales
    shown = view(report, tag, whole=True)
    name = shown.locale.english_name
    return compose(
        "pipeline.reports",
        "language",
        Page(f"{name}: report on {report.title}", description=f"{report.title} in {name}"),
        dress="report",
        report=report,
        view=shown,
        overview=posixpath.relpath(OVERVIEW, posixpath.dirname(_address(shown.locale))),
        to_root="../..",
        **_shared(report, (shown,), whole=True),
    )


def _address(locale: Locale) -> str:
    return f"report/{locale.gettext}.html"


def _shared(report: Report, views: Sequence[LanguageView], *, whole: bool) -> dict[str, object]:
    """What both kinds of page need: the values that can be filtered by, and explanations."""
    documents = [document for view in views for document in view.documents]
    shown = [card for document in documents for card in document.cards]
    places = [(card.part for card in d.cards) for d in documents]
    places += [(cell.part for cell in d.gaps) for d in documents]
    checks = {finding.check for card in shown for _, finding, _ in card.findings}
    checks |= {finding.check for document in documents for finding in document.audit.findings}
    explained = checks | {finding.check for finding in report.findings}
    return {
        "checks": sorted(checks),
        "parts": tuple(dict.fromkeys(chain.from_iterable(places))),
        "documents": tuple(dict.fromkeys(document.audit.document for document in documents)),
        "explanations": [each for each in report.explanations if each.check in explained],
        "explained_checks": {each.check for each in report.explanations},
        "source": Locale.parse(report.source_locale),
        "anchor": anchor,
        "apart": apart,
        "name_of": name_of,
        "whole": whole,
    }
