"""``report.json`` written and read; `pipeline.reports.shape` says what it looks like."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import msgspec

from pipeline.locales import Locale
from pipeline.model import Finding, Span
from pipeline.reports.shape import (
    FORMAT,
    BlockerRecord,
    CheckRecord,
    CountRecord,
    DocumentRecord,
    DriftRecord,
    FailureRecord,
    FindingRecord,
    LanguageRecord,
    MessageRecord,
    PartRecord,
    ReportRecord,
    SealRecord,
    TallyRecord,
)
from pipeline.stages.audit import Audit, Entry, Report
from pipeline.stages.coverage import Count, PartCoverage, Tally
from pipeline.stages.currency import Currency


def write(report: ReportRecord) -> bytes:
    """``report.json``, the same bytes for the same report. Indented it would be a third larger."""
    return msgspec.json.encode(report) + b"\n"


def read(data: bytes) -> ReportRecord | None:
    """A report that was written before; None for one of another format, or for no report."""
    try:
        return msgspec.json.decode(data, type=ReportRecord)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def record(report: Report) -> ReportRecord:
    """The report as it is written."""
    return ReportRecord(
        FORMAT,
        report.title,
        report.date,
        report.source_locale,
        report.final,
        tuple(_language(report, locale) for locale in report.locales),
        tuple(
            FailureRecord(each.document, each.locale, each.where, each.what, each.remedy)
            for each in report.failures
        ),
        tuple(
            CheckRecord(each.check, each.summary, each.rationale, _name(each.severity))
            for each in report.explanations
        ),
        tuple(map(_finding, report.findings)),
    )


def _language(report: Report, tag: str) -> LanguageRecord:
    locale = Locale.parse(tag)
    return LanguageRecord(
        tag,
        locale.english_name,
        locale.own_name,
        "rtl" if locale.rtl else "ltr",
        _tally(report.tally(tag)),
        tuple(map(_document, report.of_locale(tag))),
    )


def _document(audit: Audit) -> DocumentRecord:
    return DocumentRecord(
        audit.document,
        audit.title,
        audit.path,
        audit.final,
        _tally(audit.coverage.tally),
        tuple(map(_part, audit.coverage.parts)),
        tuple(BlockerRecord(b.reason.value, b.words, b.keys) for b in audit.blockers),
        tuple(map(_finding, audit.findings)),
        tuple(map(_message, audit.entries)),
        {name: value for name, value in audit.header if name},
        audit.obsolete,
        audit.drift.summary if audit.drift else "",
    )


def _message(entry: Entry) -> MessageRecord:
    return MessageRecord(
        entry.key,
        str(entry.segment.place),
        entry.line,
        entry.state.value,  # type: ignore[arg-type]  # an entry is never obsolete
        entry.message.source,
        entry.message.target,
        tuple(map(_finding, entry.findings)),
        _drift(entry),
        _seals(entry),
    )


def _finding(finding: Finding) -> FindingRecord:
    return FindingRecord(
        finding.check,
        _name(finding.severity),
        _name(finding.certainty),
        finding.words,
        finding.key,
        finding.code,
        _spans(finding.source_spans),
        _spans(finding.target_spans),
        finding.proposal,
        finding.waived,
        finding.where,
    )


def _drift(entry: Entry) -> DriftRecord | None:
    drift = entry.drift
    if drift is None or drift.currency is not Currency.STALE:
        return None
    return DriftRecord(
        drift.made_for,
        drift.version,
        drift.since,
        drift.changes,
        drift.grade.value if drift.grade else None,
        drift.chrf,
        drift.ter,
    )


def _seals(entry: Entry) -> tuple[SealRecord, ...]:
    if entry.review is None:
        return ()
    seals = [(seal, True) for seal in entry.review.valid]
    seals += [(seal, False) for seal in entry.review.broken]
    return tuple(SealRecord(s.review.value, s.reviewer, s.date, valid) for s, valid in seals)


def _part(part: PartCoverage) -> PartRecord:
    return PartRecord(part.part.value, part.number, part.required, _tally(part.tally))


def _tally(tally: Tally) -> TallyRecord:
    def count(count: Count) -> CountRecord:
        return CountRecord(count.segments, count.words)

    return TallyRecord(
        count(tally.translated),
        count(tally.fuzzy),
        count(tally.untranslated),
        tally.percent,
        tally.percent_words,
    )


def _spans(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _name(level: IntEnum) -> Any:  # a `Literal` of the shape, which no type of ours is
    return level.name.lower()
