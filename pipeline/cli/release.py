"""Build everything in output/ that is not up to date.

Makes a PDF and an HTML page of every document in every language, the QA report, the index and
the manifest. A language that is not complete, or has grave findings, is built as a DRAFT and
says so on every page; with 'drafts = false' under [release] it fails the release instead.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console, counted
from pipeline.cli.wordless import wordless
from pipeline.errors import Exit
from pipeline.project import freshness

TYPE_CHECKING = False  # no `typing`: see `pipeline.cli.console`
if TYPE_CHECKING:
    from pipeline.project.release import Released


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--force", action="store_true", help="look at everything again")
    parser.add_argument(
        "--jobs",
        type=_processes,
        default=0,
        metavar="N",
        help="work in N processes; 0, as many as there are processors (default)",
    )
    parser.add_argument("--json", action="store_true", help="print the manifest")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    root = freshness.root(args.directory)
    said = None if args.force or args.json or root is None else freshness.unchanged(root)
    if said:
        console.say(said)
        return Exit.CLEAN
    return _release(args, console)


def _processes(words: str) -> int:
    if not words.isdecimal():
        raise argparse.ArgumentTypeError(f"'{words}' is not a number of processes, 0 or more")
    return int(words)


def _release(args: argparse.Namespace, console: Console) -> Exit:
    from pipeline.project.fonts import font_folders
    from pipeline.project.release import as_json, release
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    released = release(
        workspace,
        workers=args.jobs,
        progress=lambda steps, total: console.progress(steps, total, "Typesetting"),
    )
    if not workspace.settings.typography.editions:
        console.note("No PDF is made: 'editions' under [typography] is empty.")
    if args.json:
        console.json(as_json(released))
    else:
        _entries(released, console)
    wordless(workspace.wordless(workspace.locales), console)
    _troubles(released, console)
    if released.errors:
        return Exit.INPUT
    built = _counts(released)
    if released.failed(workspace.settings.release):
        if released.drafts and not workspace.settings.release.drafts:
            console.error(
                f"declaration: {counted(len(released.drafts), 'draft')}, and 'drafts = false' "
                "under [release]. 'declaration status' says what is lacking."
            )
        return Exit.FINDINGS
    freshness.remember(
        workspace.root,
        f"Nothing to do: output/ is up to date ({built}).",
        more=font_folders(workspace),
        until=released.report.until,
    )
    if not args.json:
        console.say(f"output/: {built}. Open output/index.html.")
    return Exit.CLEAN


def _entries(released: Released, console: Console) -> None:
    """A line for each document in each language, and what keeps it from being final."""
    entries = released.manifest.entries
    wide = max((len(_name(entry.locale)) for entry in entries), default=0)
    for entry in entries:
        state = "final" if entry.final else "DRAFT"
        done = "built" if (entry.document, entry.locale) in released.built else "kept"
        pages = entry.products[0].pages if entry.products else 0
        line = f"{_name(entry.locale):{wide}}  {entry.document:16}"
        line += f" {entry.percent:3} %  {state}  {done}"
        console.say(f"{line}, {counted(pages, 'page')}" if pages else line)
        for blocker in entry.blockers:
            console.say(f"{'':{wide}}    {blocker}")


def _troubles(released: Released, console: Console) -> None:
    """What a person must know before anything is published."""
    for name in released.behind:
        console.note(f"po/ is behind source/{name}.md: run 'declaration update'.")
    console.errors(released.errors)
    products = [product for entry in released.manifest.entries for product in entry.products]
    unread = [(product.path, key) for product in products for key in product.missing]
    for path, key in unread:
        console.error(f"{path}: '{key}' cannot be read back as it was translated.")
    if unread:
        console.error(
            f"declaration: {counted(len(unread), 'text')} of the PDFs cannot be read back. "
            "Do not publish them; they are in output/ so that you can look."
        )


def _counts(released: Released) -> str:
    """``9 PDFs in 9 languages, 1 draft among them``."""
    from pipeline.publish.manifest import MANY

    entries = released.manifest.entries
    languages = len({entry.locale for entry in entries} - {MANY})
    files, drafts = (
        sum(p.path.endswith(".pdf") for entry in among for p in entry.products)
        for among in (entries, [entry for entry in entries if not entry.final])
    )
    built = f"{counted(files, 'PDF')} in {counted(languages, 'language')}"
    return f"{built}, {counted(drafts, 'draft')} among them" if drafts else built


def _name(locale: str) -> str:
    """What to call a locale, or a volume of all languages."""
    from pipeline.publish.manifest import MANY

    return "all" if locale == MANY else locale
