"""How far the translations are behind the English.

For every language: the version of the English that it keeps up with, and every paragraph that is
behind: since when, over how many changes, how grave they are, and the words that changed
([-gone-] {+new+}). chrF and TER compare the English of then with that of today. Versions come
from git, or from po/NAME.history.tsv where there is no git.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.errors import Exit

if TYPE_CHECKING:
    from pipeline.stages.drift import CatalogDrift, MessageDrift

_STYLES = {"substantive": "red", "editorial": "yellow", "cosmetic": "dim"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.current import current
    from pipeline.project.drift import drifts, revisions
    from pipeline.project.glossary import terms
    from pipeline.project.workspace import Workspace

    workspace = Workspace.open(args.directory)
    standing = tuple(current(workspace, locales=workspace.chosen(args.languages)))
    past = revisions(workspace, workspace.documents)
    defined = terms(workspace)
    found = tuple(drifts(workspace, standing, past, terms=defined, timeline=args.json))
    if args.json:
        console.json(list(map(_value, found)))
    else:
        for drift in found:
            _say(drift, console)
    failures = [error for each in standing for _, error in each.failures]
    console.errors(failures)
    return Exit.INPUT if failures else Exit.CLEAN


def _say(drift: CatalogDrift, console: Console) -> None:
    from pipeline.text.diff import marked

    console.say(f"{drift.locale:8} {drift.document}: {drift.summary}")
    for message in drift.stale:
        console.say(f"  {message.key} ({message.place})")
        console.say(f"    {_since(message)}; {_grade(message, console)}{_figures(message)}")
        console.say(f"    {marked(message.pieces, context=8)}")
    for signature in drift.signatures:
        console.note(console.style(f"  {signature}", "dim"))


def _since(message: MessageDrift) -> str:
    if not message.since:
        return "made for an English that is not on record"
    over = f" over {message.changes} changes" if message.changes > 1 else ""
    return f"behind since {message.since}{over}"


def _grade(message: MessageDrift, console: Console) -> str:
    why = f" ({message.why})" if message.why else ""
    return console.style(f"{message.grade}", _STYLES[message.grade or "cosmetic"]) + why


def _figures(message: MessageDrift) -> str:
    if message.chrf is None:
        return "; another text"
    return f"; chrF {message.chrf:.1f}, TER {message.ter:.1f}"


def _value(drift: CatalogDrift) -> dict[str, object]:
    return {
        "locale": drift.locale,
        "document": drift.document,
        "version": drift.version,
        "based_on": drift.based_on,
        "summary": drift.summary,
        "counts": {str(currency): count for currency, count in sorted(drift.counts.items())},
        "grades": {str(grade): count for grade, count in sorted(drift.grades.items())},
        "messages": [
            {
                "key": m.key,
                "place": str(m.place),
                "currency": str(m.currency),
                "source": m.source,
                "made_for": m.made_for,
                "version": m.version,
                "since": m.since,
                "changes": m.changes,
                "grade": str(m.grade) if m.grade else None,
                "reasons": [str(reason) for reason in m.reasons],
                "chrf": m.chrf,
                "ter": m.ter,
                "diff": [{"op": str(piece.op), "text": piece.text} for piece in m.pieces],
            }
            for m in drift.messages
        ],
        "timeline": [
            {name: getattr(point, name) for name in point.__slots__} for point in drift.timeline
        ],
        "signatures": drift.signatures,
    }
