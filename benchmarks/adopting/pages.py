"""Whole published pages, taken in as they are: how much is sure, and stands in the right place.

    python -m benchmarks.adopting.pages [--names yor bod] [--each]

`measure` tries paragraphs that are known to correspond; here nothing is taken out or disturbed.
A page is the Universal Declaration in some language, in three forms: as HTML, which says what is a
heading; as text, a paragraph a line; and as text without the headings of articles. What is right
is known by the article, and by the paragraph where an article has as many as in English.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.adopting.filled import shares
from benchmarks.declarations import FOLDER, paths
from benchmarks.udhr import Page
from benchmarks.udhr import read as page
from pipeline.formats import intake, markdown
from pipeline.formats.inline import plain
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Document, Part, State
from pipeline.stages.adopt import adopt
from pipeline.stages.begin import begin
from pipeline.stages.page import take_apart
from pipeline.stages.segment import segment

FORMS = ("html", "text", "without headings")
"""As which a page is sent."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one page in one form, in messages."""

    name: str
    form: str
    messages: int
    """Of the parts that the page has."""
    sure: int
    right: int
    like: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a page a text stands."""

    part: tuple[tuple[Part, int], ...]
    nth: int
    """Which paragraph of its part, from 0."""
    of: int
    """How many paragraphs the part has."""

    @staticmethod
    def of_page(given: Page) -> dict[str, Spot]:
        """All texts of a page, by their letters."""
        return {
            _key(text): Spot(part, nth, len(written))
            for part, written in given.parts.items()
            for nth, text in enumerate(written)
        }

    @property
    def label(self) -> bool:
        """Whether it is the heading of an article."""
        return self.part[0][0] is Part.ARTICLE and len(self.part) > 1

    def suits(self, other: Spot) -> bool:
        """Whether it may be the translation of another spot's text."""
        return self.part == other.part and (self.of != other.of or self.nth == other.nth)


def main() -> None:
    """Take in the pages and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", nargs="*", default=(), help="only these languages")
    parser.add_argument("--each", action="store_true", help="a line for each language")
    given = parser.parse_args()
    chosen = [path for path in paths() if path.stem != "eng"]
    if given.names:
        chosen = [path for path in chosen if path.stem in given.names]
    results = [result for path in chosen for result in _taken_in(path)]
    if given.each:
        for r in results:
            unlike = "" if r.like else "  refused"
            found = f"{r.sure:4} of {r.messages:3} sure, {r.right:3} right"
            print(f"{r.name:16}{r.form:18}{found}{unlike}")
    for form in FORMS:
        mine = [r for r in results if r.form == form]
        counts = [(r.messages, r.sure, r.right) for r in mine]
        print(f"{form:18}{shares(counts)}  refused {sum(not r.like for r in mine)}")


def _taken_in(path: Path) -> Iterator[Result]:
    document, template = segment(_source())
    ours, theirs = (Spot.of_page(page(each)) for each in (FOLDER / "eng.html", path))
    locale = page(path).locale
    sent = intake.read(path.read_bytes(), path.name, locale).passages
    parts = {spot.part for spot in theirs.values()}
    for form in FORMS:
        adopted = adopt(document, _as_form(sent, form, theirs), begin(template, locale))
        came = {match.key: match.passages for match in adopted.matches}
        messages = sure = right = 0
        for message in adopted.catalog.messages:
            spot = ours[_key(message.source)]
            if spot.part not in parts:
                continue
            messages += 1
            if message.state is State.TRANSLATED and adopted.like:
                sure += 1
                got = [theirs.get(_key(adopted.passages[j].text)) for j in came[message.key]]
                right += all(each and each.suits(spot) for each in got)
        yield Result(path.stem, form, messages, sure, right, adopted.like)


def _source() -> Document:
    """The English, as `declaration adopt --new` writes it."""
    english = FOLDER / "eng.html"
    read = intake.read(english.read_bytes(), english.name)
    apart = take_apart(read.passages, "udhr", Locale("en"), document=read.document)
    return markdown.parse(markdown.serialize(apart.document), name="udhr", path="udhr.md")


def _as_form(passages: Sequence[Passage], form: str, spots: Mapping[str, Spot]) -> list[Passage]:
    if form == "html":
        return list(passages)
    found = [Passage(passage.text, number=passage.number) for passage in passages]
    if form == "text":
        return found
    return [
        each for each in found if _key(each.text) not in spots or not spots[_key(each.text)].label
    ]


def _key(text: str) -> str:
    """A text by its letters alone: readers of pages differ in spaces, numbers and signs."""
    return "".join(c for c in plain(text) if c.isalpha())


if __name__ == "__main__":
    main()
