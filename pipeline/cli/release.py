"""Build everything in output/ that is not up to date.

Makes a PDF and an HTML page of every document in every language, the QA report, the index and
the manifest. A language that is not complete, or has grave findings, is built as a DRAFT and
says so on every page; with 'drafts = false' under [release] it fails the release instead.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console, counted
from pipeline.errors import Exit
from pipeline.project import freshness


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--force", action="store_true", help="look at everything again")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="work in N processes")
    parser.add_argument("--json", action="store_true", help="print the manifest")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    root = freshness.root(args.directory)
    said = None if args.force or args.json or root is None else freshness.unchanged(root)
    if said:
        console.say(said)
        return Exit.CLEAN
    return _release(args, console)


def _release(args: argparse.Namespace, console: Console) -> Exit:
    import json

    from pipeline.project.release import as_json, release
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    released = release(
        workspace,
        workers=args.jobs,
        progress=lambda steps, total: console.progress(steps, total, "Typesetting"),
    )
    entries = released.manifest.entries
    missing = 0
    wide = max((len(_name(entry.locale)) for entry in entries), default=0)
    if args.json:
        console.say(json.dumps(as_json(released), ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            state = "final" if entry.final else "DRAFT"
            fresh = (entry.document, entry.locale) in released.built
            pages = entry.products[0].pages if entry.products else 0
            done = "built" if fresh else "kept"
            line = f"{_name(entry.locale):{wide}}  {entry.document:16}"
            line += f" {entry.percent:3} %  {state}  {done}"
            console.say(f"{line}, {counted(pages, 'page')}" if pages else line)
            for blocker in entry.blockers:
                console.say(f"{'':{wide}}    {blocker}")
    for name in released.behind:
        console.note(f"po/ is behind source/{name}.md: run 'declaration update'.")
    for error in released.errors:
        console.error(f"declaration: {error}")
    for entry in entries:
        for product in entry.products:
            for key in product.missing:
                missing += 1
                console.error(f"{product.path}: '{key}' cannot be read back as it was translated.")
    if released.errors:
        return Exit.INPUT
    drafts = len(released.drafts)
    languages = len({entry.locale for entry in entries} - {"mul"})
    files = sum(p.path.endswith(".pdf") for entry in entries for p in entry.products)
    built = f"{counted(files, 'PDF')} in {counted(languages, 'language')}"
    built += f", {counted(drafts, 'draft')} among them" if drafts else ""
    if released.failed(workspace.settings.release):
        if missing:
            console.error(
                f"declaration: {counted(missing, 'text')} of the PDFs cannot be read back. "
                "Do not publish them; they are in output/ so that you can look."
            )
        if drafts and not workspace.settings.release.drafts:
            console.error(
                f"declaration: {counted(drafts, 'draft')}, and 'drafts = false' under [release]. "
                "'declaration status' says what is lacking."
            )
        return Exit.FINDINGS
    freshness.remember(workspace.root, f"Nothing to do: output/ is up to date ({built}).")
    if not args.json:
        console.say(f"output/: {built}. Open output/index.html.")
    return Exit.CLEAN


def _name(locale: str) -> str:
    """What to call a locale; a volume of several languages has ``mul`` (ISO 639-2)."""
    return "all" if locale == "mul" else locale
