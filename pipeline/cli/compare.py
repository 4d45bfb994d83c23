"""Compare two versions of a text, paragraph by paragraph, the worst first.

Two volunteers' catalogs, or a back-translation and the source: .po (the translations), .pot (the
English), or a document (.md, .txt, .html, .docx, .odt). Paragraphs are paired by key where both
files have keys, else by what they say. chrF and BLEU are best at 100, TER at 0 (sacrebleu; the
signatures say exactly how).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.console import Console
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("one", type=Path, metavar="A", help="the version that is judged")
    parser.add_argument("other", type=Path, metavar="B", help="what it is compared with")
    parser.add_argument("--language", default="", metavar="LANG", help="of both texts")
    parser.add_argument("--json", action="store_true", help="print it for a machine")


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from dataclasses import asdict

    from pipeline.project.compare import compared
    from pipeline.text.diff import marked

    found = compared(args.directory / args.one, args.directory / args.other, language=args.language)
    if args.json:
        console.json(asdict(found))
        return Exit.CLEAN
    differing = [pair for pair in found.pairs if pair.one != pair.other]
    for pair in differing:
        scores = pair.scores
        console.say(
            f"{pair.key}: chrF {scores.chrf:.1f}, TER {scores.ter:.1f}, BLEU {scores.bleu:.1f}"
        )
        console.say(f"  {marked(pair.pieces, context=8)}")
    if equal := len(found.pairs) - len(differing):
        console.say(f"{equal} {'is' if equal == 1 else 'are'} the same in both")
    total = found.total
    console.say(
        f"all {len(found.pairs)}: chrF {total.chrf:.1f}, TER {total.ter:.1f}, BLEU {total.bleu:.1f}"
    )
    for name, only in ((args.one, found.only_one), (args.other, found.only_other)):
        for passage in only:
            console.say(f"only in {name}: {passage.key or passage.text[:60]}")
    for signature in found.signatures:
        console.note(console.style(signature, "dim"))
    return Exit.CLEAN
