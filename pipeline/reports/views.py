"""One language as a page of the report shows it: everything, or what there is to tell only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.locales import Locale
from pipeline.model import Severity, State
from pipeline.reports.cards import Card, anchor, card, counted, part_of, state_of, telling
from pipeline.reports.chart import Chart, chart
from pipeline.stages.audit import Audit, Entry, Failure, Report
from pipeline.stages.coverage import Tally
from pipeline.stages.review import without_addresses

# What a reader wants to know of a PO file's header, and what to call it.
_HEADER = {
    "Last-Translator": "Last translator",
    "Language-Team": "Team",
    "PO-Revision-Date": "Translation revised",
    "POT-Creation-Date": "English of",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One paragraph in the strip of its document."""

    anchor: str
    key: str
    place: str
    part: str
    state: str
    flagged: bool
    """Whether it has an error."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in one language, ready to be set."""

    audit: Audit
    anchor: str
    strip: tuple[Cell, ...]
    cards: tuple[Card, ...]
    gaps: tuple[Cell, ...]
    """The paragraphs of which there is only to say that they have no translation."""

    @property
    def header(self) -> tuple[tuple[str, str], ...]:
        """Without addresses: they were given for work on the catalog, not to be published."""
        fields = {n: without_addresses(self.audit.header_field(n)) for n in _HEADER}
        return tuple((_HEADER[name], value) for name, value in fields.items() if value)


@dataclass(frozen=True, slots=True)
class LanguageView:
    """One language, ready to be set."""

    locale: Locale
    tally: Tally
    documents: tuple[DocumentView, ...]
    quiet: tuple[Audit, ...]
    """The documents of which there is nothing to tell; none where everything is shown."""
    failures: tuple[Failure, ...]
    chart: Chart | None
    counts: tuple[tuple[str, int], ...]
    """Open findings by severity, the gravest first; a catalog that cannot be read is an error."""
    reviewed: int
    """How many paragraphs somebody stands for."""
    revised: str
    """The day of the translators' last revision, ISO 8601; empty where no catalog says."""
    final: bool
    """Whether all its documents may be released."""

    @property
    def obstacles(self) -> int:
        """How many things have to be done before it may be released."""
        return len(self.failures) + sum(len(view.audit.blockers) for view in self.documents)

    @property
    def gaps(self) -> int:
        """How many paragraphs have no translation."""
        return self.tally.untranslated.segments

    @property
    def behind(self) -> int:
        """How many paragraphs wait to be gone over again."""
        return self.tally.fuzzy.segments


def view(report: Report, tag: str, *, whole: bool) -> LanguageView:
    """One language of a report: with every paragraph, or with those that there is to tell of."""
    audits = report.of_locale(tag)
    shown = [audit for audit in audits if whole or _tells(audit)]
    failures = tuple(failure for failure in report.failures if failure.locale == tag)
    severities = Counter(
        finding.severity
        for audit in audits
        for finding in counted(audit.all_findings)
        if not finding.waived
    )
    severities[Severity.ERROR] += len(failures)
    return LanguageView(
        Locale.parse(tag),
        report.tally(tag),
        tuple(_document(audit, whole=whole) for audit in shown),
        () if whole else tuple(audit for audit in audits if not _tells(audit)),
        failures,
        chart(audits, report.releases),
        tuple((s.name.lower(), severities[s]) for s in sorted(Severity, reverse=True)),
        sum(entry.reviewed for audit in audits for entry in audit.entries),
        max((audit.header_field("PO-Revision-Date")[:10] for audit in audits), default=""),
        report.ready(tag),
    )


def _tells(audit: Audit) -> bool:
    return bool(audit.findings) or any(
        entry.state is not State.TRANSLATED or telling(entry) for entry in audit.entries
    )


def _document(audit: Audit, *, whole: bool) -> DocumentView:
    gaps = [e for e in audit.entries if e.state is State.UNTRANSLATED and not telling(e)]
    return DocumentView(
        audit,
        anchor(audit.locale, audit.document),
        tuple(_cell(audit, entry) for entry in audit.entries),
        tuple(card(audit, entry) for entry in audit.entries if whole or telling(entry)),
        () if whole else tuple(_cell(audit, entry) for entry in gaps),
    )


def _cell(audit: Audit, entry: Entry) -> Cell:
    return Cell(
        anchor(audit.locale, audit.document, entry.key),
        entry.key,
        str(entry.segment.place) or entry.key,
        part_of(entry),
        state_of(entry),
        entry.severity is Severity.ERROR,
    )
