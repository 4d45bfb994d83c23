"""Start an empty project in a folder.

Writes declaration.toml, source/declaration.md with a skeleton to replace, po/LINGUAS and
.gitignore. Nothing that exists is written over.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.console import Console
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="made if it does not exist")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.init import init

    folder = args.directory / args.folder
    for path in init(folder):
        console.say(f"wrote {folder / path}")
    console.note("Next: write source/declaration.md, then 'declaration new es' for each language.")
    return Exit.CLEAN
