"""What changed since the last report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reports.shape import FindingRecord, LanguageRecord, ReportRecord

# What the percentages tell already.
TOLD_OTHERWISE = frozenset({"untranslated", "fuzzy", "review-missing"})


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


def changes(before: ReportRecord, now: ReportRecord) -> tuple[LanguageChanges, ...]:
    """The languages in which anything changed, in the order of the new report.

    Findings are the same when check, paragraph and words are; that a paragraph is not
    translated or waits for review is told by the percentages, and is left out here.
    """
    old = {language.locale: language for language in before.languages}
    found = (_language(old.get(language.locale), language) for language in now.languages)
    return tuple(each for each in found if each.any)


def _language(before: LanguageRecord | None, now: LanguageRecord) -> LanguageChanges:
    had = Counter(_findings(before)) if before else Counter[Change]()
    has = Counter(_findings(now))
    return LanguageChanges(
        now.locale,
        before.coverage.percent_words if before else None,
        now.coverage.percent_words,
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
