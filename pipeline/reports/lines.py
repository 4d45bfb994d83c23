"""The report as lines: plain text as compilers print it, and annotations for GitHub."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model import Certainty, Finding, Severity
from pipeline.stages.audit import Failure, Report

_UNTRANSLATED = "untranslated"
_SHOWN = 3
"""Of so many messages of a catalog it is said one by one that they are not translated."""


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with where it is."""

    path: str
    line: int
    """From 1; 1 as well where it is about the whole file."""
    place: str
    """``article 7, paragraph 1``; empty for a finding about the whole file."""
    finding: Finding

    @property
    def said(self) -> str:
        """What is wrong, and in which place of the document."""
        return f"{self.finding.words} ({self.place})" if self.place else self.finding.words


def lines(report: Report) -> Iterator[Line]:
    """The findings that nobody waived, in the order of the report.

    A catalog that cannot be read is an error in the line where reading stopped.
    """
    for failure in report.failures:
        path, _, line = failure.where.partition(":")
        number = line.partition(":")[0]
        yield Line(path, int(number) if number.isdecimal() else 1, "", unreadable(failure))
    for each in every(report):
        if not each.finding.waived:
            yield each


def every(report: Report) -> Iterator[Line]:
    """All findings, the waived among them: those about the project, then catalog by catalog."""
    for finding in report.findings:
        yield stood("", 1, "", finding)
    for audit in report.audits:
        for finding in audit.findings:
            yield stood(audit.path, 1, "", finding)
        for entry in audit.entries:
            for finding in entry.findings:
                yield stood(audit.path, entry.line or 1, str(entry.segment.place), finding)


def stood(path: str, line: int, place: str, finding: Finding) -> Line:
    """A finding that knows of a better place than its catalog is there."""
    if finding.where:
        path, _, number = finding.where.rpartition(":")
        line = int(number)
    return Line(path, line, place, finding)


def seen_from(folder: str, report: Report) -> Report:
    """The report with its paths as they are from a folder above, ``site`` / ``po/es/news.po``."""

    def moved(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(replace(f, where=f"{folder}/{f.where}") if f.where else f for f in findings)

    return replace(
        report,
        findings=moved(report.findings),
        failures=tuple(replace(f, where=f"{folder}/{f.where}") for f in report.failures),
        audits=tuple(
            replace(
                audit,
                path=f"{folder}/{audit.path}",
                findings=moved(audit.findings),
                entries=tuple(replace(e, findings=moved(e.findings)) for e in audit.entries),
            )
            for audit in report.audits
        ),
    )


def unreadable(failure: Failure) -> Finding:
    """A catalog that cannot be read, as a finding."""
    words = f"The catalog cannot be read: {failure.what}. {failure.remedy}".strip()
    certain = Certainty.CERTAIN
    return Finding("unreadable", Severity.ERROR, certain, words, failure.document, failure.locale)


def text(report: Report) -> str:
    """One line a finding: ``po/es/news.po:12: error: words [check] article 7, paragraph 1``.

    Of what has no translation yet the first of a catalog are told, and how many there are more:
    what was translated must not be lost among a hundred lines of what was not.
    """
    return "".join(
        f"{told(each)}\n"
        for path, those in groupby(lines(report), key=lambda each: each.path)
        for each in _without_many(list(those))
    )


def _without_many(those: Sequence[Line]) -> Iterator[Line]:
    """The lines of a catalog, the later ones of what is not translated as one."""
    more = sum(each.finding.check == _UNTRANSLATED for each in those) - _SHOWN
    shown = 0
    for each in those:
        missing = each.finding.check == _UNTRANSLATED and more > 1
        shown += missing
        if not missing or shown <= _SHOWN:
            yield each
        elif shown == _SHOWN + 1:
            words = f"{more} more messages have no translation yet."
            yield replace(each, place="", finding=replace(each.finding, words=words))


def told(each: Line) -> str:
    """A finding as compilers tell theirs: file, line, severity, words, check, place."""
    finding = each.finding
    head = f"{tame(each.path)}:{each.line}: {finding.severity.name.lower()}"
    said = f"{head}: {tame(finding.words)} [{tame(finding.check)}]"
    return f"{said} {tame(each.place)}" if each.place else said


def github(report: Report) -> str:
    """GitHub's workflow commands, which annotate the lines of the PO files in a pull request.

    The gravest come first, since GitHub shows only the first ten of each kind in a step
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    ordered = sorted(lines(report), key=lambda each: -each.finding.severity)
    return "".join(
        f"::{kinds[each.finding.severity]} file={_property(each.path)},line={each.line},"
        f"title={_property(each.finding.check)}::{_data(each.said)}\n"
        for each in ordered
    )


def tame(words: str) -> str:
    """The words on one line, with what could steer a terminal or turn the line round named."""
    if words.isprintable():
        return words
    return "".join(
        char if char.isprintable() or unicodedata.category(char) == "Zs" else f"<U+{ord(char):04X}>"
        for char in words
    )


def _data(words: str) -> str:
    return tame(words).replace("%", "%25")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
