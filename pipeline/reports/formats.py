"""The forms that a report can be had in, other than pages."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import Severity
from pipeline.stages.audit import Report


def _text(report: Report, _: Severity) -> bytes:
    from pipeline.reports.lines import text

    return text(report).encode()


def _github(report: Report, _: Severity) -> bytes:
    from pipeline.reports.lines import github

    return github(report).encode()


def _json(report: Report, _: Severity) -> bytes:
    from pipeline.reports.record import record, write

    return write(record(report))


def _sarif(report: Report, _: Severity) -> bytes:
    from pipeline.reports.sarif import sarif

    return sarif(report)


def _junit(report: Report, least: Severity) -> bytes:
    from pipeline.reports.junit import junit

    return junit(report, least)


def _pdf(report: Report, _: Severity) -> bytes:
    from pipeline.reports.paper import pdf

    return pdf(report)


FORMATS: dict[str, Callable[[Report, Severity], bytes]] = {
    "text": _text,
    "github": _github,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "pdf": _pdf,
}
"""What makes each form of a report; findings of at least the severity given fail, where a form
knows of failing."""
