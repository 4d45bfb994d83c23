"""The report's files, and with what they are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline import collector
from pipeline.locales import Locale
from pipeline.model import Severity
from pipeline.project import files
from pipeline.project.history import inside
from pipeline.project.program import program
from pipeline.project.workspace import Workspace
from pipeline.publish.manifest import File, file_of
from pipeline.reports.changes import Brief, Since, brief, since
from pipeline.reports.shape import ReportRecord
from pipeline.stages.audit import Report

JSON = "report.json"
# What the last run leaves for the next; not in output/, which a release sweeps.
MEMORY = Path(".cache", "report.json")
# The forms that code hosts read.
_HOSTED = frozenset({"github", "sarif"})
# Those that make pages: other code, other pages.
_LIBRARIES = ("Babel", "Jinja2", "MarkupSafe")


class Made(msgspec.Struct, frozen=True):
    """A page, and what it was made from."""

    inputs: str
    sha256: str


class Left(msgspec.Struct, frozen=True):
    """What the last run left."""

    last: Brief | None = None
    """What its report said."""
    before: Brief | None = None
    """The last report that said anything else, so that the same report shows the same changes."""
    pages: dict[str, Made] = {}


def gather(workspace: Workspace, locales: Iterable[Locale]) -> Report:
    """The report on the project as it stands, in some of its languages; see `survey`."""
    from pipeline.project.current import current
    from pipeline.project.survey import survey

    with collector.held_off():
        return survey(workspace, tuple(current(workspace, locales=tuple(locales))))


def formatted(workspace: Workspace, report: Report, name: str, least: Severity) -> bytes:
    """The report in one of the forms of `pipeline.reports.formats`.

    Where a form tells what fails, that is what has a finding of at least the severity given. Code
    hosts look for files from the top of the repository, wherever in it the project lies.
    """
    from pipeline.reports.formats import FORMATS
    from pipeline.reports.lines import seen_from

    if name in _HOSTED and (folder := inside(workspace.root)):
        report = seen_from(folder, report)
    return FORMATS[name](report, least)


def write(workspace: Workspace) -> tuple[Report, str]:
    """Write the report on all languages to the output folder; gives it, and where to begin."""
    from pipeline.reports.html import OVERVIEW

    report = gather(workspace, workspace.locales)
    with files.locked(workspace.root), collector.held_off():
        put(workspace, report)
    return report, workspace.shown(workspace.output / OVERVIEW)


def put(workspace: Workspace, report: Report) -> tuple[File, ...]:
    """Write the files of the report, and say what each of them is.

    They say what changed since the last report that said anything else, where there is one. The
    page of a language of which nothing has changed is not made again.
    """
    from pipeline.reports import html, record

    said = record.record(report)
    left = _left(workspace)
    last, now = left.last or _last(workspace), brief(said)
    before = left.before if last == now else last
    written = [
        _written(
            workspace,
            html.OVERVIEW,
            html.overview(report, _since(before, now)).encode("utf-8", "replace"),
        ),
        _written(workspace, JSON, record.write(said)),
    ]
    made = {}
    for address, part in html.languages(report):
        inputs = _inputs(part)
        file = _standing(workspace, address, left.pages.get(address), inputs)
        if file is None:
            file = _written(workspace, address, html.language(part).encode("utf-8", "replace"))
        made[address] = Made(inputs, file.sha256)
        written.append(file)
    data = msgspec.json.encode(Left(now, before, made))
    files.write_whole(workspace.root / MEMORY, data)
    return tuple(written)


def _since(before: Brief | None, now: Brief) -> Since | None:
    return since(before, now) if before else None


def _left(workspace: Workspace) -> Left:
    try:
        return msgspec.json.decode((workspace.root / MEMORY).read_bytes(), type=Left)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Left()


def _last(workspace: Workspace) -> Brief | None:
    """What the report in the output folder says, where nothing else was left of it."""
    from pipeline.reports import record

    path = workspace.output / JSON
    found: ReportRecord | None = record.read(path.read_bytes()) if path.is_file() else None
    return brief(found) if found else None


def _inputs(part: Report) -> str:
    """A hash over everything that a page is made from: the value itself, and the program."""
    digest = hashlib.sha256(program((".",), _LIBRARIES).encode())
    digest.update(msgspec.msgpack.encode(part))
    return digest.hexdigest()


def _standing(workspace: Workspace, address: str, made: Made | None, inputs: str) -> File | None:
    """A page that is there as it was made, if it was made from these inputs."""
    if made is None or made.inputs != inputs:
        return None
    path = workspace.output / address
    data = path.read_bytes() if path.is_file() else b""
    file = file_of(workspace.shown(path), data)
    return file if file.sha256 == made.sha256 else None


def _written(workspace: Workspace, address: str, data: bytes) -> File:
    path = workspace.output / address
    files.write_whole(path, data)
    return file_of(workspace.shown(path), data)
