"""Take in a translation that exists: a page, a Word file, a PDF, another tool's PO.

The file is aligned with the source, whatever was merged, split, moved, left out or added. What is
sure is translated; what is not is fuzzy and says why; what matched nothing is listed and kept in
po/LANG/DOCUMENT.leftovers.txt. A translation that is there already stays, unless --replace.

The alignment is written to po/LANG/DOCUMENT.alignment.tsv: correct it in any editor, and give it
back with --alignment. output/LANG/DOCUMENT.alignment.html shows both sides with the doubtful
ones on top. A file that looks like another document is refused and nothing is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.cli.wordless import wordless
from pipeline.errors import Exit, UsageError

if TYPE_CHECKING:
    from pipeline.project.adopt import Taken
    from pipeline.project.workspace import Workspace

_MOST, _WIDEST = 8, 60
"""So many lines of a kind are said, and so many characters of a paragraph."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="HTML, Markdown, text, DOCX, ODT, PDF, PO",
    )
    parser.add_argument("--into", metavar="LANG", default="", help="the language of the files")
    parser.add_argument(
        "--document", default="", metavar="NAME", help="of which they are a translation"
    )
    parser.add_argument(
        "--replace", action="store_true", help="overwrite translations that are there"
    )
    parser.add_argument(
        "--alignment", type=Path, metavar="FILE", help="the alignment as a person corrected it"
    )
    parser.add_argument(
        "--new",
        action="store_true",
        help="the page holds the source too: write source/NAME.md and a catalog for each language",
    )
    parser.add_argument(
        "--anyway",
        action="store_true",
        help="take it in though it does not look like a translation; nothing of it is sure then",
    )
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    (_take_apart if args.new else _take_in)(workspace, args, console)
    return Exit.CLEAN


def _take_apart(workspace: Workspace, args: argparse.Namespace, console: Console) -> None:
    from pipeline.project.page import take_apart

    if args.into or args.alignment or len(args.files) > 1:
        raise UsageError(
            "--new takes one file and finds its languages itself",
            remedy="Leave --into and --alignment away.",
        )
    apart = take_apart(workspace, args.files[0], name=args.document, replacing=args.replace)
    if args.json:
        console.json(
            {
                "written": list(apart.written),
                "notes": list(apart.notes),
                "catalogs": [_record(taken) for taken in apart.taken],
            }
        )
        return
    for path in apart.written:
        console.say(f"wrote {path}")
    for taken in apart.taken:
        _tell(taken, console)
    for note in apart.notes:
        console.say(f"note: {note}")


def _take_in(workspace: Workspace, args: argparse.Namespace, console: Console) -> None:
    from pipeline.project.adopt import take_in

    if not args.into:
        raise UsageError("of what language are they?", remedy="Add --into LANG, such as --into es.")
    taken = take_in(
        workspace,
        args.files,
        args.into,
        document=args.document,
        replacing=args.replace,
        alignment=args.alignment,
        anyway=args.anyway,
    )
    if args.json:
        console.json(_record(taken))
        return
    _tell(taken, console)
    for path in taken.written:
        console.note(f"wrote {path}")


def _tell(taken: Taken, console: Console) -> None:
    adopted = taken.adopted
    sure = sum(bool(m.target) and not m.kept and not m.why for m in adopted.matches)
    unsure = sum(bool(m.target) and not m.kept and bool(m.why) for m in adopted.matches)
    kept = sum(m.kept for m in adopted.matches)
    missing = [m.key for m in adopted.matches if not m.target and not m.kept]
    translated, fuzzy = taken.covered
    console.say(
        f"{taken.document} in {taken.locale.english_name}: {sure} messages translated, "
        f"{unsure} fuzzy, {len(missing)} missing, {kept} kept as they were; "
        f"{translated:.0%} of the words translated, {fuzzy:.0%} fuzzy"
    )
    for match in adopted.matches:
        if match.target and match.why and not match.kept:
            console.say(f"  fuzzy {match.key}: {match.score:.0%} sure: {match.reason}")
    lacking = [f"missing {key}" for key in missing]
    left = [
        f"only in the file [{i + 1}]: {_short(adopted.passages[i].text)}" for i in adopted.leftovers
    ]
    found = [f"{each.severity.name.lower()} {each.key}: {each.words}" for each in taken.findings]
    _some(lacking, "{} more", console)
    _some(left, "{} more in the leftovers file", console)
    _some(found, "{} more findings; see 'declaration check'", console)
    if taken.article:
        wordless([taken.locale], console, taken.article)


def _some(lines: Sequence[str], more: str, console: Console) -> None:
    """The first of some lines, and how many there are besides."""
    for line in lines[:_MOST]:
        console.say(f"  {line}")
    if len(lines) > _MOST:
        console.say(f"  … and {more.format(len(lines) - _MOST)}")


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST]}…"


def _record(taken: Taken) -> dict[str, object]:
    adopted = taken.adopted
    translated, fuzzy = taken.covered
    return {
        "document": taken.document,
        "locale": taken.locale.bcp47,
        "likeness": round(adopted.likeness, 4),
        "translated_words": round(translated, 4),
        "fuzzy_words": round(fuzzy, 4),
        "messages": [
            {
                "key": m.key,
                "paragraphs": [index + 1 for index in m.passages],
                "score": round(m.score, 4),
                "state": "kept" if m.kept else "fuzzy" if m.why else "translated",
                "why": m.reason,
            }
            if m.target or m.kept
            else {"key": m.key, "paragraphs": [], "score": 0, "state": "missing", "why": ""}
            for m in adopted.matches
        ],
        "leftovers": [
            {"paragraph": index + 1, "text": adopted.passages[index].text}
            for index in adopted.leftovers
        ],
        "findings": [
            {"key": f.key, "check": f.check, "severity": f.severity.name.lower(), "words": f.words}
            for f in taken.findings
        ],
        "article": taken.article,
        "written": list(taken.written),
    }
