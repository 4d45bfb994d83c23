"""The report as lines: plain text as compilers print it, and annotations for GitHub."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Certainty, Finding, Severity
from pipeline.stages.audit import Failure, Report


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with where it is."""

    path: str
    line: int
    """From 1; 1 as well where it is about the whole file."""
    place: str
    """``article 7, paragraph 1``; empty for a finding about the whole file."""
    finding: Finding


def lines(report: Report, least: Severity = Severity.INFO) -> Iterator[Line]:
    """The findings that nobody waived, of at least a severity, in the order of the report.

    A catalog that cannot be read is an error in the line where reading stopped.
    """
    for failure in report.failures:
        path, _, line = failure.where.partition(":")
        number = line.partition(":")[0]
        yield Line(path, int(number) if number.isdecimal() else 1, "", unreadable(failure))
    for audit in report.audits:
        for finding in audit.findings:
            if finding.severity >= least and not finding.waived:
                yield Line(audit.path, 1, "", finding)
        for entry in audit.entries:
            for finding in entry.findings:
                if finding.severity >= least and not finding.waived:
                    place = str(entry.segment.place)
                    yield Line(audit.path, entry.line or 1, place, finding)


def unreadable(failure: Failure) -> Finding:
    """A catalog that cannot be read, as a finding."""
    words = f"The catalog cannot be read: {failure.what}. {failure.remedy}".strip()
    certain = Certainty.CERTAIN
    return Finding("unreadable", Severity.ERROR, certain, words, failure.document, failure.locale)


def text(report: Report, least: Severity = Severity.INFO) -> str:
    """One line a finding: ``po/es/news.po:12: error: words [check] article 7, paragraph 1``."""
    return "".join(
        f"{tame(each.path)}:{each.line}: {each.finding.severity.name.lower()}: "
        f"{tame(each.finding.words)} [{tame(each.finding.check)}]"
        f"{' ' + tame(each.place) if each.place else ''}\n"
        for each in lines(report, least)
    )


def github(report: Report, least: Severity = Severity.INFO) -> str:
    """GitHub's workflow commands, which annotate the lines of the PO files in a pull request.

    The gravest come first, since GitHub shows only the first ten of each kind in a step
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    ordered = sorted(lines(report, least), key=lambda each: -each.finding.severity)
    return "".join(
        f"::{kinds[each.finding.severity]} file={_property(each.path)},line={each.line},"
        f"title={_property(each.finding.check)}::{_data(_said(each))}\n"
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


def _said(each: Line) -> str:
    return f"{each.finding.words} ({each.place})" if each.place else each.finding.words


def _data(words: str) -> str:
    return tame(words).replace("%", "%25")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
