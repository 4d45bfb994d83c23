"""Begin a language: add it to po/LINGUAS and write its empty catalogs.

The name may be written the gettext way (pt_BR, zh_CN, sr@latin) or as BCP 47 (pt-BR, zh-Hans,
sr-Latn). A catalog that is there already is taken up as it is.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console
from pipeline.cli.wordless import wordless
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("language", metavar="LANG", help="such as es, pt_BR, zh-Hans")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.init import new
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    begun = new(workspace, args.language)
    for path in begun.catalogs:
        console.say(f"wrote {path}")
    console.note(
        f"{begun.locale.english_name} ({begun.locale.bcp47}) is in po/LINGUAS. "
        "Translate its .po files in any editor for gettext, then 'declaration check "
        f"{begun.locale.gettext}'."
    )
    wordless(workspace.wordless([begun.locale]), console)
    return Exit.CLEAN
