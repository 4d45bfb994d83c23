"""Translations of a legal text with sub-paragraphs: what is sure, and whether labels go together.

    python -m benchmarks.adopting.labelled FOLDER [--each]

The folder holds a page and its translations, ``by_4.0.html`` and ``by_4.0_LANGUAGE.html``: those
of https://github.com/creativecommons/creativecommons.org, ``docroot/legalcode``, 30 languages. The
English becomes a source as `declaration adopt --new` writes it, and each other is taken in as it
is. A message that begins with a letter or a small Roman numeral is right if its translation does
with the same; Arabic counts with its own, and some of its lists by styles that are not in the page.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from pipeline.formats import intake, markdown
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Document, State
from pipeline.stages.adopt import adopt
from pipeline.stages.begin import begin
from pipeline.stages.page import take_apart
from pipeline.stages.segment import segment

_LABEL = re.compile(r"([a-z]{1,4}|[A-Z])\.\s")


def main() -> None:
    """Take in the pages and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true", help="a line for each language")
    given = parser.parse_args()
    document, template = segment(_source(given.folder / "by_4.0.html"))
    total = sure = labelled = alike = other = 0
    for path in sorted(given.folder.glob("by_4.0_*.html")):
        locale = Locale.parse(path.stem.removeprefix("by_4.0_"))
        if locale == Locale("en"):
            continue
        sent = intake.read(path.read_bytes(), path.name, locale).passages
        messages = adopt(document, sent, begin(template, locale)).catalog.messages
        done = [message for message in messages if message.state is State.TRANSLATED]
        labels = [(_label(each.source), _label(each.target)) for each in done]
        total, sure = total + len(messages), sure + len(done)
        labelled += sum(bool(own) for own, _ in labels)
        alike += sum(own == its for own, its in labels if own)
        other += sum(bool(its) and own != its for own, its in labels if own)
        if given.each:
            print(f"{locale.bcp47:10}{len(done):4} of {len(messages)} sure")
    print(f"{sure} of {total} sure; of {labelled} with a label {alike} have it, {other} another")


def _source(path: Path) -> Document:
    read = intake.read(path.read_bytes(), path.name)
    apart = take_apart(read.passages, "licence", Locale("en"), document=read.document)
    return markdown.parse(markdown.serialize(apart.document), name="licence", path="licence.md")


def _label(words: str) -> str:
    found = _LABEL.match(plain(words))
    return found[1] if found else ""


if __name__ == "__main__":
    main()
