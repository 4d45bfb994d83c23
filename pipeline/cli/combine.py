"""Take in what others have translated.

Combines contributions with a catalog of the project. Each is compared with the committed version
of the catalog that it began as, so that what only one side changed is taken. What both changed
differently is a conflict: the message becomes fuzzy, both texts stand in its comments, and a
person decides. No text is lost, none is joined to another English than it was made for, and the
order of the contributions does not matter.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.console import Console, counted
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("catalog", type=Path, metavar="CATALOG", help="po/LANG/NAME.po")
    parser.add_argument(
        "contributions", type=Path, nargs="+", metavar="FILE", help="what was sent, in any order"
    )
    parser.add_argument(
        "--base",
        default="",
        metavar="VERSION",
        help="the revision of git, or the file, that the contributions began as "
        "(otherwise the committed version that each is nearest to)",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from dataclasses import asdict

    from pipeline.project.combine import take
    from pipeline.project.workspace import Workspace

    folder = args.directory
    taken = take(
        Workspace.open(folder),
        folder / args.catalog,
        [folder / path for path in args.contributions],
        base=args.base,
        dry=args.dry_run,
    )
    combined = taken.combined
    if args.json:
        console.json(
            {
                "path": taken.path,
                "changed": taken.changed,
                "taken": combined.taken,
                "conflicts": combined.conflicts,
                "bases": taken.bases,
                "findings": [asdict(finding) for finding in combined.findings],
            }
        )
    else:
        for path, base in zip(args.contributions, taken.bases, strict=True):
            console.note(f"{path}: compared with {base or 'no earlier version'}")
        taken_over = counted(len(combined.taken), "translation")
        conflicts = counted(len(combined.conflicts), "conflict")
        console.say(f"{taken.path}: {taken_over} taken, {conflicts}")
        for finding in combined.findings:
            where = f"{finding.key}: " if finding.key else ""
            console.say(f"  {where}{finding.words}")
    return Exit.FINDINGS if combined.conflicts else Exit.CLEAN
