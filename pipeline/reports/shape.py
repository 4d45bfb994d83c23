"""The shape of ``report.json``. The published JSON Schema is made from these types.

Names are in snake case, as Python's and JSON Schema's readers both have them. Locales are BCP 47
tags, dates ISO 8601, lines counted from 1, offsets code points (not bytes, not UTF-16 units).
"""

from __future__ import annotations

from typing import Literal

import msgspec

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
    where: str = ""
    """File and line of what it is about, where that is not the catalog."""


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

    reason: Literal["incomplete", "stale", "findings", "unreviewed"]
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
    findings: tuple[FindingRecord, ...] = ()
    """Those about the project as a whole."""


def schema() -> bytes:
    """The JSON Schema (2020-12) of ``report.json``."""
    body = msgspec.json.schema(ReportRecord)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    whole = {"$schema": dialect, "title": "Report on the translations of a declaration", **body}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
