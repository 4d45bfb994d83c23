"""Bring the catalogs to the source.

Cuts source/*.md into templates (po/NAME.pot) and brings each po/LANG/NAME.po to them. A paragraph
whose English is the same keeps its translation; where the English changed, the translation is
kept as fuzzy with the previous English beside it; what is gone becomes obsolete. Nothing that a
translator wrote is lost, and a second run changes nothing. A catalog that cannot be read is left
as it is, and the others go on.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="KEY",
        help="the change of this message's English needs no new translation "
        "(remembered in po/accepted.toml); DOCUMENT:KEY where a key is in several",
    )
    parser.add_argument("--why", default="", metavar="REASON", help="the reason, with --accept")
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from dataclasses import asdict

    from pipeline.project.update import update
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    updated = update(
        workspace,
        workspace.chosen(args.languages),
        accept=args.accept,
        why=args.why,
        progress=lambda steps, total: console.progress(steps, total, "Updating"),
    )
    if args.json:
        console.json(
            {
                "templates": [{"path": p, "changed": changed} for p, changed in updated.templates],
                "catalogs": [asdict(each) for each in updated.catalogs],
                "errors": [str(error) for error in updated.errors],
                "renamed": dict(updated.renamed),
                "orphans": updated.orphans,
            }
        )
    else:
        for old, new in updated.renamed:
            console.say(f"'{old}' is called '{new}' now: its template and its catalogs, too")
        for path in updated.orphans:
            console.say(
                f"{path}: its source is gone; its catalogs are kept, and looked into for new texts"
            )
        for path, changed in updated.templates:
            console.say(f"{path}: {'rewritten' if changed else 'unchanged'}")
        for each in updated.catalogs:
            total = each.translated + each.fuzzy + each.untranslated
            counts = f"{each.translated}/{total} translated"
            counts += f", {each.fuzzy} fuzzy" if each.fuzzy else ""
            counts += f", {each.obsolete} obsolete" if each.obsolete else ""
            console.say(f"{each.path}: {counts}{'' if each.changed else ' (unchanged)'}")
            for finding in each.findings:
                console.say(f"  {finding.key}: {finding.words}")
    console.errors(updated.errors)
    return Exit.INPUT if updated.errors else Exit.CLEAN
