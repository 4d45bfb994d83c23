"""Make the PDFs of a language, or of all, without the rest of a release.

They are the same files, byte for byte, that 'declaration release' makes.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console, counted
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    parser.add_argument(
        "--document", action="append", default=[], metavar="NAME", help="only this document"
    )
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.typeset import typeset
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    languages = workspace.chosen_with_source(args.languages)
    documents = workspace.chosen_documents(args.document)
    made = typeset(workspace, documents, languages)
    if args.json:
        values = [
            {"path": path, "pages": e.pages, "missing": e.proof.missing}
            for path, e in made.products
        ]
        console.json(values)
    for path, edited in () if args.json else made.products:
        missing = len(edited.proof.missing)
        said = f"{counted(missing, 'text')} not read back" if missing else "every text read back"
        console.say(f"{path}: {counted(edited.pages, 'page')}, {said}")
    for fault in made.refused:
        console.note(f"{fault} A draft was made that shows where.")
    console.errors(made.errors)
    if made.errors:
        return Exit.INPUT
    unread = any(edited.proof.missing for _, edited in made.products)
    return Exit.FINDINGS if unread or made.refused else Exit.CLEAN
