"""Merge catalogs in git without conflict markers.

'declaration merge-driver --install' does it once in each clone: it has git call this command for
po/*.pot and po/*/*.po, and adds the lines to .gitattributes that say so. From then on branches
merge message by message: what one branch changed is taken, what both changed differently becomes
a fuzzy message with both texts in its comments, and a translation is never joined to another
English. git then says "conflict" for that file; decide in any PO editor, and 'git add' it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.console import Console
from pipeline.errors import DeclarationError, Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--install", action="store_true", help="have git use it from now on")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="as git gives them: %%O (ancestor) %%A (ours, written) %%B (theirs) %%P (path)",
    )


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.merge_driver import drive, install

    if args.install:
        path, written = install(args.directory.absolute())
        console.say("git merges the catalogs of this clone by message from now on.")
        if written:
            console.say(f"wrote {path.name}: commit it.")
        return Exit.CLEAN
    if len(args.files) != 4:
        raise DeclarationError(
            "needs four files, as git gives them",
            remedy="Run 'declaration merge-driver --install' once, then 'git merge' as ever.",
        )
    base, ours, theirs, path = args.files
    merged = drive(Path(base), Path(ours), Path(theirs), path)
    for finding in merged.findings:
        console.note(f"{path}: {finding.key}: {finding.words}")
    return Exit.FINDINGS if merged.conflicts else Exit.CLEAN
