"""Write a language's documents as files for a volunteer: Word, LibreOffice, a page, a sheet.

What is not translated yet is in English and marked; so is what was translated from an older
version. The volunteer corrects the file in the program that they know and sends it back;
'declaration adopt FILE --into LANG' takes it in again.

As xlsx, csv, tsv, xlf (XLIFF) or tmx it is a table, paragraph by paragraph with the English beside
the translation; 'declaration combine po/LANG/NAME.po FILE' takes that in again.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console
from pipeline.errors import Exit

# As in `pipeline.project.export`, which would cost more than to say it again.
_FORMATS = ("docx", "odt", "html", "md", "txt", "xlsx", "csv", "tsv", "xlf", "tmx")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("language", metavar="LANG", help="the source's language, too")
    parser.add_argument("--format", choices=_FORMATS, default="docx", help="docx if not said")
    parser.add_argument(
        "--document", action="append", default=[], metavar="NAME", help="only this document"
    )
    parser.add_argument(
        "-o", "--output", default="", metavar="PATH", help="the file to write, or a folder"
    )


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.export import export
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    for path in export(
        workspace, args.language, args.format, documents=args.document, output=args.output
    ):
        console.say(f"wrote {path}")
    return Exit.CLEAN
