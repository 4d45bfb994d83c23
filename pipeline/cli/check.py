"""Find faults in the translations, and say where they are.

One line a finding: po/es/declaration.po:12: error: what is wrong [check] where it stands.
docs/checks.md explains each check. A finding that is right as it is can be waived with a reason,
in po/LANG/NAME.waivers.toml:

  [[waiver]]
  check = "unchanged"
  key = "title-3f2a"
  reason = "The name of the network is the same in French."

With --to-po the findings become comments in the catalogs, which every PO editor shows;
--clean takes them away again.
"""

from __future__ import annotations

import argparse
import sys

from pipeline.cli.console import NO_LANGUAGE, Console
from pipeline.errors import Exit
from pipeline.model import Severity

_FORMATS = ("json", "sarif", "junit", "github")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    forms = parser.add_mutually_exclusive_group()
    for name in _FORMATS:
        forms.add_argument(
            f"--{name}", action="store_const", const=name, dest="form", help=f"print it as {name}"
        )
    forms.add_argument("--to-po", action="store_true", help="write findings into the catalogs")
    forms.add_argument("--clean", action="store_true", help="take them out of the catalogs")
    parser.add_argument(
        "--fail-on",
        choices=[severity.name.lower() for severity in Severity],
        help="exit with 1 from this severity on (declaration.toml: checks.threshold)",
    )


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project import annotate, check, report
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    locales = workspace.chosen(args.languages)
    if args.clean:
        for path in annotate.clean(workspace, locales):
            console.say(path)
        return Exit.CLEAN
    found = report.gather(workspace, locales)
    least = Severity[args.fail_on.upper()] if args.fail_on else check.threshold(workspace)
    failing = check.failing(found, least)
    if args.to_po:
        for path in annotate.put(workspace, found):
            console.say(path)
    else:
        sys.stdout.buffer.write(report.formatted(workspace, found, args.form or "text", least))
        sys.stdout.flush()
    console.errors(found.failures)
    if not args.form:
        console.note(_summary(failing, least) if locales else NO_LANGUAGE)
    if found.failures:
        return Exit.INPUT
    return Exit.FINDINGS if failing else Exit.CLEAN


def _summary(failing: int, least: Severity) -> str:
    kind = least.name.lower() + (" or worse" if least < Severity.ERROR else "")
    return f"{failing or 'No'} finding{'' if failing == 1 else 's'} of severity {kind}."
