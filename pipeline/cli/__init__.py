"""The ``declaration`` command.

A command is a file here with ``arguments(parser)`` and ``run(args, console) -> Exit``, and a line
in `COMMANDS`. The table is static so that ``--help`` imports no command and a command imports no
other; the exit codes are those of `pipeline.errors.Exit`.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from pipeline.cli.console import Console
from pipeline.errors import DeclarationError, Exit

# As in `console`: every command, and --help above all, pays for what is imported here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# In the order of a day's work, not of the alphabet.
COMMANDS = {
    "init": "start an empty project in a folder",
    "new": "begin a language",
    "adopt": "take in a translation that exists",
    "export": "write a language as a Word file or another, for a volunteer",
    "update": "bring the catalogs to the source",
    "status": "how complete every language is, and what stands in the way",
    "check": "find faults in the translations of a language",
    "fix": "mend what a check can prove",
    "drift": "how far the translations are behind the English",
    "combine": "take in what others have translated",
    "compare": "compare two versions of a text, the worst paragraph first",
    "merge-driver": "merge catalogs in git without conflict markers",
    "review": "list what no reviewer stands for",
    "approve": "seal translations as reviewed",
    "report": "write the QA report",
    "typeset": "make the PDF of a language",
    "release": "build everything in output/ that is not up to date",
    "fonts": "fetch the fonts of all scripts",
}

_EPILOG = """\
Exit codes: 0 clean, 1 findings at or above the threshold, 2 wrong usage or input,
3 a fault of the program, 130 interrupted.

Each command has a --help of its own. A first round:
  declaration init my-declaration && cd my-declaration
  declaration new es        # then translate po/es/*.po in any editor
  declaration check es
  declaration release
"""


def _hush() -> None:
    """Say nothing more on standard output: Python itself would fail on what is left at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    console = Console(sys.stdout, sys.stderr)
    try:
        code = int(_run(list(sys.argv[1:] if argv is None else argv)))
        sys.stdout.flush()
        return code
    except DeclarationError as error:
        console.error(f"declaration: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        console.error("declaration: interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone.
        _hush()
        return Exit.CLEAN
    except OSError as error:
        # A full disk under standard output, a folder that may not be written to.
        if os.environ.get("DECLARATION_DEBUG"):
            raise
        where = f"{error.filename}: " if error.filename else ""
        console.error(
            f"declaration: {where}{error.strerror or error}. "
            "Nothing was half-written; run it again when that is mended."
        )
        _hush()
        return Exit.INPUT
    except Exception as fault:
        return _fault(fault, console)


def _run(argv: list[str]) -> Exit:
    args = _parser().parse_args(argv)
    module = import_module(f"pipeline.cli.{args.command.replace('-', '_')}")
    parser = argparse.ArgumentParser(
        prog=f"declaration {args.command}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.arguments(parser)
    words = parser.parse_args(args.words)
    # Matrices of a hundred rows are multiplied sooner by one thread than by several that wait
    # for each other: three times the processor time on a busy machine. NumPy asks once.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from pathlib import Path

    words.directory = Path(args.directory)
    console = Console(sys.stdout, sys.stderr, quiet=args.quiet)
    return Exit(module.run(words, console))


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="declaration",
        usage="declaration [-C DIR] [-q] COMMAND …",
        description="Segment, translate, check and typeset a declaration in every language.\n\n"
        f"commands:\n{table}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-C", dest="directory", default="", metavar="DIR", help="work in this folder"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say results and errors only")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from pipeline.version import VERSION

        print(f"declaration {VERSION}")
        parser.exit()


def _fault(fault: Exception, console: Console) -> Exit:
    """Our own mistake: one line for the person, the traceback where somebody asked for it."""
    if os.environ.get("DECLARATION_DEBUG"):
        raise fault
    console.error(
        f"declaration: a fault of the program: {type(fault).__name__}: {fault}\n"
        "Nothing was half-written. Run it again with DECLARATION_DEBUG=1 in the environment "
        "and report what it prints."
    )
    return Exit.FAULT
