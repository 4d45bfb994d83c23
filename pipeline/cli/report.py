"""Write the QA report: output/report.html, a page a language beside it, and output/report.json.

With --format the report is printed in another form instead, on all languages or on those named:
text (one line a finding), github (annotations of a pull request), sarif, junit, json, pdf.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.cli.console import Console, counted
from pipeline.errors import Exit, UsageError

# As in `pipeline.reports.formats`, which would cost more than to say it again.
_FORMATS = ("text", "github", "json", "sarif", "junit", "pdf")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="with --format only")
    parser.add_argument("--format", choices=_FORMATS, help="print it in this form")
    parser.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help="the same as --format json",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write there, not to standard output"
    )


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project import report as reports
    from pipeline.project.check import threshold
    from pipeline.project.workspace import Workspace

    if args.format == "pdf" and args.output is None and sys.stdout.isatty():
        raise UsageError("a PDF is not for a terminal", remedy="Say where: -o report.pdf.")
    workspace = Workspace.open(args.directory)
    if args.format:
        locales = workspace.chosen(args.languages)
        report = reports.gather(workspace, locales)
        least = threshold(workspace)
        _put(reports.formatted(workspace, report, args.format, least), args.output)
    elif args.languages or args.output:
        raise UsageError(
            "the pages are on all languages and have their place",
            remedy="Name a --format, or use 'declaration check LANG'.",
        )
    else:
        report, place = reports.write(workspace)
        ready = sum(report.ready(locale) for locale in report.locales)
        console.say(f"{place}: {counted(len(report.locales), 'language')}, {ready} ready.")
    console.errors(report.failures)
    return Exit.INPUT if report.failures else Exit.CLEAN


def _put(data: bytes, path: Path | None) -> None:
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    from pipeline.project.files import write_whole

    write_whole(path, data)
