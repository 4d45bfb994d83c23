"""What changed since the last report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reports.shape import FindingRecord, LanguageRecord, ReportRecord
from pipeline.stages.audit import SAID_BY_STATE
from pipeline.stages.review import MISSING

# What the percentages tell already.
TOLD_OTHERWISE = SAID_BY_STATE | {MISSING}


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that came or went."""

    document: str
    key: str
    place: str
    check: str
    severity: str
    words: str


@dataclass(frozen=True, slots=True)
class LanguageBrief:
    """What is compared of one language."""

    locale: str
    percent: int
    """Source words in a hundred that are translated."""
    findings: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is compared of a report: small enough to be kept from one to the next."""

    date: str
    languages: tuple[LanguageBrief, ...]


@dataclass(frozen=True, slots=True)
class LanguageChanges:
    """What changed in one language."""

    locale: str
    before: int | None
    """Source words in a hundred that were translated; None for a language that is new."""
    now: int
    came: tuple[Change, ...]
    went: tuple[Change, ...]

    @property
    def any(self) -> bool:
        """Whether anything is different at all."""
        return self.before != self.now or bool(self.came or self.went)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a report."""

    date: str
    """Of that report, ISO 8601; may be empty."""
    languages: tuple[LanguageChanges, ...]
    """Those in which anything changed, in the order of the new report."""


def brief(report: ReportRecord) -> Brief:
    """What is compared of a report.

    Findings are the same when check, paragraph and words are; that a paragraph is not
    translated or waits for review is told by the percentages, and is left out here.
    """
    return Brief(
        report.date,
        tuple(
            LanguageBrief(each.locale, each.coverage.percent_words, tuple(_findings(each)))
            for each in report.languages
        ),
    )


def since(before: Brief, now: Brief) -> Since:
    """What changed from one report to the next."""
    old = {language.locale: language for language in before.languages}
    found = (_language(old.get(language.locale), language) for language in now.languages)
    return Since(before.date, tuple(each for each in found if each.any))


def _language(before: LanguageBrief | None, now: LanguageBrief) -> LanguageChanges:
    had = Counter(before.findings if before else ())
    has = Counter(now.findings)
    return LanguageChanges(
        now.locale,
        before.percent if before else None,
        now.percent,
        tuple((has - had).elements()),
        tuple((had - has).elements()),
    )


def _findings(language: LanguageRecord) -> Iterator[Change]:
    for document in language.documents:
        for finding in document.findings:
            yield from _change(document.document, "", finding)
        for message in document.messages:
            for finding in message.findings:
                yield from _change(document.document, message.place, finding)


def _change(document: str, place: str, finding: FindingRecord) -> Iterator[Change]:
    if not finding.waived and finding.check not in TOLD_OTHERWISE:
        yield Change(document, finding.key, place, finding.check, finding.severity, finding.words)
