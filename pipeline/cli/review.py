"""List the translations that no reviewer stands for.

A reviewer's word is a seal over the English and the translation, and breaks by itself when either
changes. Seals lie beside the catalog, in po/LANG/NAME.review.tsv; 'declaration approve' sets
them. What is not translated is not listed: 'declaration status' tells that.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.errors import Exit

if TYPE_CHECKING:
    from pipeline.stages.review import CatalogReview, MessageReview, ReviewClass


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("languages", nargs="*", metavar="LANG", help="all where none is named")
    parser.add_argument(
        "--class",
        dest="kinds",
        action="append",
        choices=("language", "legal"),
        help="the class of review to look for; otherwise those that the release asks for, "
        "or language where it asks for none",
    )
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.current import current
    from pipeline.project.review import reviewed
    from pipeline.project.workspace import Workspace
    from pipeline.stages.blocking import policy_for
    from pipeline.stages.review import ReviewClass

    workspace = Workspace.open(args.directory)
    standing = tuple(current(workspace, locales=workspace.chosen(args.languages)))
    values = []
    for each in standing:
        for locale, catalog in each.catalogs:
            policy = policy_for(workspace.settings, locale.bcp47)
            names = args.kinds or policy.review or ("language",)
            kinds = [ReviewClass(name) for name in dict.fromkeys(names)]
            reviews = reviewed(workspace, each.template, catalog, locale)
            if args.json:
                values.append(_value(reviews, kinds))
            else:
                _say(reviews, kinds, console)
    if args.json:
        console.json(values)
    failures = [error for each in standing for _, error in each.failures]
    console.errors(failures)
    return Exit.INPUT if failures else Exit.CLEAN


def _say(reviews: CatalogReview, kinds: list[ReviewClass], console: Console) -> None:
    translated = sum(message.translated for message in reviews.messages)
    for kind in kinds:
        done = reviews.count(kind)
        console.say(
            f"{reviews.locale:8} {reviews.document}: {kind} review of {done} of {translated} "
            "translated messages"
        )
        for message in reviews.messages:
            if message.translated and not message.has(kind):
                console.say(f"  {message.key} ({message.place}){_was(message, kind)}")


def _was(message: MessageReview, kind: ReviewClass) -> str:
    broken = [seal for seal in message.broken if seal.review is kind]
    if not broken:
        return ""
    last = max(broken, key=lambda seal: seal.date)
    return f": {last.reviewer} approved an earlier text on {last.date}"


def _value(reviews: CatalogReview, kinds: list[ReviewClass]) -> dict[str, object]:
    return {
        "locale": reviews.locale,
        "document": reviews.document,
        "messages": [
            {
                "key": message.key,
                "place": str(message.place),
                "translated": message.translated,
                "missing": [str(k) for k in kinds if message.translated and not message.has(k)],
                "seals": [
                    {
                        "class": str(seal.review),
                        "reviewer": seal.reviewer,
                        "date": seal.date,
                        "holds": seal in message.valid,
                    }
                    for seal in (*message.valid, *message.broken)
                ],
            }
            for message in reviews.messages
        ],
    }
