"""How complete every language is, and what stands in the way of its release."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.cli.console import NO_LANGUAGE, Console
from pipeline.errors import Exit

if TYPE_CHECKING:
    from pipeline.stages.audit import Audit

_BAR = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.current import current
    from pipeline.project.survey import survey
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    standing = tuple(current(workspace, locales=workspace.chosen(args.languages)))
    report = survey(workspace, standing, timeline=False)
    if args.json:
        console.json(list(map(_value, report.audits)))
        return Exit.INPUT if report.failures else Exit.CLEAN

    wide = max((len(audit.locale) for audit in report.audits), default=0)

    def row(audit: Audit) -> str:
        tally = audit.coverage.tally
        share = tally.translated.words / (tally.total.words or 1)
        stale = tally.fuzzy.words / (tally.total.words or 1)
        full, half = round(share * _BAR), round(stale * _BAR)
        bar = ("█" * full + "▒" * half)[:_BAR].ljust(_BAR, "·")
        state = console.style("final", "green") if not audit.blockers else "draft"
        counts = f"{tally.translated.segments}/{tally.total.segments} segments"
        name = f"{audit.locale:{wide}}  {audit.document:16}"
        return f"{name} {bar} {tally.percent_words:3} %  {counts:16} {state}"

    if not workspace.locales:
        console.note(NO_LANGUAGE)
    for audit in report.audits:
        console.say(row(audit))
        for blocker in audit.blockers:
            console.say(f"{'':{wide + 19}}{console.style(blocker.words, 'dim')}")
    console.errors(report.failures)
    for each in standing:
        if each.behind:
            name = each.document.name
            console.note(f"po/ is behind source/{name}.md: run 'declaration update'.")
    return Exit.INPUT if report.failures else Exit.CLEAN


def _value(audit: Audit) -> dict[str, object]:
    tally = audit.coverage.tally
    return {
        "locale": audit.locale,
        "document": audit.document,
        "segments": {
            "total": tally.total.segments,
            "translated": tally.translated.segments,
            "fuzzy": tally.fuzzy.segments,
            "untranslated": tally.untranslated.segments,
        },
        "words": {"total": tally.total.words, "translated": tally.translated.words},
        "percent": tally.percent_words,
        "final": not audit.blockers,
        "blockers": [{"reason": b.reason.value, "words": b.words} for b in audit.blockers],
    }
