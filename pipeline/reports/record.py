"""``report.json``: its shape, written and read. The published JSON Schema is made from these types.

Names are in snake case, as Python's and JSON Schema's readers both have them. Locales are BCP 47
tags, dates ISO 8601, lines counted from 1, offsets code points (not bytes, not UTF-16 units).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Literal

import msgspec

from pipeline.locales import Locale
from pipeline.model import Finding, Span
from pipeline.stages.audit import Audit, Entry, Report
from pipeline.stages.coverage import Count, PartCoverage, Tally
from pipeline.stages.drift import Currency

FORMAT: Literal["declaration-report/1"] = "declaration-report/1"
SeverityName = Literal["info", "warning", "error"]


class _Record(msgspec.Struct, frozen=True):
    """A JSON object. Readers pass over members that they do not know."""


class CountRecord(_Record, frozen=True):
    """A number of segments, and of the source words in them."""

    segments: int
    words: int


class TallyRecord(_Record, frozen=True):
    """Segments told apart by state; the percentages are of what is translated, rounded down."""

    translated: CountRecord
    fuzzy: CountRecord
    untranslated: CountRecord
    percent_segments: int
    percent_words: int


class PartRecord(_Record, frozen=True):
    """The coverage of one part of a document, such as article 7."""

    part: str
    number: int
    required: bool
    coverage: TallyRecord


class FindingRecord(_Record, frozen=True):
    """One finding; spans are pairs of start and end, end exclusive."""

    check: str
    severity: SeverityName
    certainty: Literal["guess", "likely", "certain"]
    words: str
    key: str = ""
    code: str = ""
    source_spans: tuple[tuple[int, int], ...] = ()
    target_spans: tuple[tuple[int, int], ...] = ()
    proposal: str = ""
    waived: str = ""


class DriftRecord(_Record, frozen=True):
    """How the English moved since a translation was made for it."""

    made_for: str
    version: str
    since: str
    changes: int
    grade: str | None
    chrf: float | None
    ter: float | None


class SealRecord(_Record, frozen=True):
    """A review of a translation, and whether it holds for the translation as it is now."""

    review: str
    reviewer: str
    date: str
    valid: bool


class MessageRecord(_Record, frozen=True):
    """One paragraph in one language."""

    key: str
    place: str
    line: int
    state: Literal["untranslated", "fuzzy", "translated"]
    source: str
    target: str
    findings: tuple[FindingRecord, ...] = ()
    drift: DriftRecord | None = None
    reviews: tuple[SealRecord, ...] = ()


class BlockerRecord(_Record, frozen=True):
    """One thing that keeps a translation from being released."""

    reason: Literal["unreadable", "incomplete", "stale", "findings", "unreviewed"]
    words: str
    keys: tuple[str, ...] = ()


class DocumentRecord(_Record, frozen=True):
    """One document in one language."""

    document: str
    title: str
    path: str
    final: bool
    coverage: TallyRecord
    parts: tuple[PartRecord, ...]
    blockers: tuple[BlockerRecord, ...]
    findings: tuple[FindingRecord, ...]
    """Those about the catalog as a whole."""
    messages: tuple[MessageRecord, ...]
    header: dict[str, str]
    obsolete: int
    drift: str = ""
    """One line on how far the translation is behind the English."""


class LanguageRecord(_Record, frozen=True):
    """One language."""

    locale: str
    name: str
    own_name: str
    direction: Literal["ltr", "rtl"]
    coverage: TallyRecord
    documents: tuple[DocumentRecord, ...]


class FailureRecord(_Record, frozen=True):
    """A catalog that could not be read."""

    document: str
    locale: str
    where: str
    what: str
    remedy: str


class CheckRecord(_Record, frozen=True):
    """What a check is about."""

    id: str
    summary: str
    rationale: str
    severity: SeverityName


class ReportRecord(_Record, frozen=True):
    """A report on all documents in all languages."""

    format: Literal["declaration-report/1"]
    title: str
    date: str
    source_locale: str
    final: bool
    """Whether nothing blocks the release of any language."""
    languages: tuple[LanguageRecord, ...]
    failures: tuple[FailureRecord, ...] = ()
    checks: tuple[CheckRecord, ...] = ()


def write(report: Report) -> bytes:
    """``report.json``. The same report gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record(report)), indent=1) + b"\n"


def read(data: bytes) -> ReportRecord | None:
    """A report that was written before; None for one of another format, or for no report."""
    try:
        return msgspec.json.decode(data, type=ReportRecord)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def schema() -> bytes:
    """The JSON Schema (2020-12) of ``report.json``."""
    body = msgspec.json.schema(ReportRecord)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    whole = {"$schema": dialect, "title": "Report on the translations of a declaration", **body}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


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


def _name(level: IntEnum) -> Any:
    return level.name.lower()
