"""The report's files, and with what they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.workspace import Workspace
from pipeline.stages.audit import Report

# The last report that said something else, so that writing the same report again shows the same
# changes. It is not in output/, which a release sweeps.
BASELINE = Path(".cache", "report-before.json")
JSON = "report.json"


def gather(workspace: Workspace, locales: Iterable[Locale]) -> Report:
    """The report on the project as it stands, in some of its languages; see `survey`."""
    from pipeline.project.current import current
    from pipeline.project.survey import survey

    return survey(workspace, tuple(current(workspace, locales=tuple(locales))))


def formatted(report: Report, name: str) -> bytes:
    """The report in one of the forms of `pipeline.reports.formats`."""
    from pipeline.reports.formats import FORMATS

    return FORMATS[name](report)


def write(workspace: Workspace) -> tuple[Report, str]:
    """Write the report on all languages to the output folder; gives it, and where to begin."""
    from pipeline.reports.html import OVERVIEW

    report = gather(workspace, workspace.locales)
    with files.locked(workspace.root):
        for name, data in pages(workspace, report).items():
            files.write_whole(workspace.output / name, data)
    return report, workspace.shown(workspace.output / OVERVIEW)


def pages(workspace: Workspace, report: Report) -> dict[str, bytes]:
    """The files of the report and their content, by path relative to the output folder.

    They say what changed since the last report that said anything else, where there is one.
    """
    from pipeline.reports import html, record

    now = record.write(report)
    before = record.read(_baseline(workspace, now))
    made = {name: page.encode("utf-8", "replace") for name, page in html.pages(report, before)}
    return {**made, JSON: now}


def _baseline(workspace: Workspace, now: bytes) -> bytes:
    """The report to compare with; the one in the output folder unless that says the same."""
    kept, last = workspace.root / BASELINE, workspace.output / JSON
    if last.is_file() and (before := last.read_bytes()) != now:
        files.write_whole(kept, before)
        return before
    return kept.read_bytes() if kept.is_file() else b""
