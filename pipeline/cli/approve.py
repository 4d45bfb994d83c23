"""Seal translations as reviewed.

The reviewer stands for the translations of a language as they are now: for those of the keys
named, in every document that has them, or for all that are translated. Each seal breaks by itself
when the English or the translation changes. Seals are written to po/LANG/NAME.review.tsv; commit
them.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("language", metavar="LANG", help="whose catalogs are approved")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="all where none is named")
    parser.add_argument(
        "--reviewer", default="", metavar="NAME", help='"Name <address>"; git\'s user if not said'
    )
    parser.add_argument(
        "--class",
        dest="kind",
        choices=("language", "legal"),
        default="language",
        help="what the reviewer answers for (default: %(default)s)",
    )
    parser.add_argument(
        "--document", action="append", default=[], metavar="NAME", help="only this document"
    )


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.review import approve
    from pipeline.project.workspace import Workspace
    from pipeline.stages.review import ReviewClass

    workspace = Workspace.open(args.directory)
    (locale,) = workspace.chosen([args.language])
    refused = False
    for approved in approve(
        workspace,
        locale,
        args.keys,
        reviewer=args.reviewer,
        kind=ReviewClass(args.kind),
        documents=workspace.chosen_documents(args.document),
    ):
        console.say(f"{approved.path}: {len(approved.keys)} sealed")
        for key in approved.refused if args.keys else ():
            console.note(f"  {key}: not sealed, for it is not translated or still fuzzy")
            refused = True
    return Exit.FINDINGS if refused else Exit.CLEAN
