"""Build everything in output/ that is not up to date.

Makes a PDF and an HTML page of every document in every language, the QA report, the index and
the manifest. A language that is not complete, or has grave findings, is built as a DRAFT and
says so on every page; with 'drafts = false' under [release] it fails the release instead.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console
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
    if args.json:
        console.say(json.dumps(as_json(released), ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            state = "final" if entry.final else "DRAFT"
            fresh = (entry.document, entry.locale) in released.built
            pages = entry.products[0].pages if entry.products else 0
            done = "built" if fresh else "kept"
            line = f"{entry.locale:8} {entry.document:16} {entry.percent:3} %  {state}  {done}"
            console.say(f"{line}, {pages} pages" if pages else line)
            for blocker in entry.blockers:
                console.say(f"{'':8}   {blocker}")
    for name in released.behind:
        console.note(f"po/ is behind source/{name}.md: run 'declaration update'.")
    for error in released.errors:
        console.note(f"declaration: {error}")
    for entry in entries:
        for product in entry.products:
            for key in product.missing:
                console.note(f"{product.path}: '{key}' cannot be read back as it was translated.")
    if released.errors:
        return Exit.INPUT
    drafts = len(released.drafts)
    languages = len({entry.locale for entry in entries})
    counted = f"{len(entries)} editions in {languages} languages, {drafts} of them drafts"
    if released.failed(workspace.settings.release):
        return Exit.FINDINGS
    freshness.remember(workspace.root, f"Nothing to do: output/ is up to date ({counted}).")
    if not args.json:
        console.say(f"output/: {counted}. Open output/index.html.")
    return Exit.CLEAN
