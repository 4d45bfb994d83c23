"""Mend what a check can prove, and nothing else.

Letters put together of parts, doubled spaces and U+037E are mended for good; what could be wanted
as it is (no-break spaces, full-width marks) is mended and marked fuzzy, so that somebody
looks at it. With --diff nothing is written.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console, counted
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    parser.add_argument("--diff", action="store_true", help="show what would be done")
    parser.add_argument(
        "--only", action="append", default=[], metavar="CHECK", help="the fixes of this check"
    )


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project import check
    from pipeline.project.workspace import Workspace
    from pipeline.text.diff import diff, marked

    workspace = Workspace.open(args.directory)
    locales = workspace.chosen(args.languages)
    for path, fixes in check.fix(workspace, locales, args.only, dry=args.diff):
        console.say(f"{path}: {counted(len(fixes), 'message')}")
        for fixed in fixes:
            state = "" if fixed.after.state is fixed.before.state else ", now fuzzy"
            console.say(f"  {fixed.before.key} [{', '.join(fixed.checks)}]{state}")
            if args.diff:
                pieces = diff(fixed.before.target, fixed.after.target)
                console.say(f"    {marked(pieces, context=8)}")
    return Exit.CLEAN
