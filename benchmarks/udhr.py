"""The Universal Declaration of Human Rights as catalogs, English to each language.

The translations are published ones, so nearly all that a check says about them is a false
alarm. Texts are paired as far as they are parallel: title, headings, and the paragraphs of
each article and of the preamble where there are as many as in English, divided at the same
places (`parallel`); where they are not, the whole article or preamble is one unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import declarations
from benchmarks.declarations import FOLDER, words
from benchmarks.parallel import divided_elsewhere, log_ratio
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Part, Place, Segment, State


@dataclass(frozen=True)
class Page:
    """One language's page: its texts by where they stand."""

    locale: Locale
    parts: dict[tuple[tuple[Part, int], ...], list[str]]


def read(path: Path) -> Page:
    """One language's page: title, and the headings and paragraphs of preamble and articles."""
    page = declarations.tree(path)
    parts: dict[tuple[tuple[Part, int], ...], list[str]] = {}
    for title in page.iter("h1"):
        parts[((Part.TITLE, 0),)] = [words(title)]
    for header in page.iterfind("./body/header"):
        head = header.find(".//h2")
        if head is not None:
            parts[(Part.PREAMBLE, 0), (Part.HEADING, 1)] = [words(head)]
        parts[(Part.PREAMBLE, 0),] = [words(p) for p in header.iter("p")]
    for article in page.iterfind(".//article[@data-number]"):
        number = int(article.get("data-number", ""))
        head = article.find(".//h2")
        if head is not None:
            parts[(Part.ARTICLE, number), (Part.HEADING, 0)] = [words(head)]
        parts[(Part.ARTICLE, number),] = [words(p) for p in article.iter("p")]
    return Page(declarations.locale(page), parts)


def catalog(english: Page, other: Page, name: str = "udhr") -> Catalog:
    return Catalog(name, other.locale.bcp47, tuple(_messages(english, other)))


def catalogs(folder: Path = FOLDER) -> dict[str, Catalog]:
    """All the languages of a folder but English, by the stem of their files."""
    english = read(folder / "eng.html")
    return {
        path.stem: catalog(english, read(path))
        for path in declarations.paths(folder)
        if path.stem != "eng"
    }


def _messages(english: Page, other: Page) -> Iterator[Message]:
    ratio = log_ratio(_size(english), _size(other))
    for steps, sources in english.parts.items():
        targets = other.parts.get(steps)
        if not targets or not any(targets):
            continue
        if not _alike(sources, targets, ratio):
            space = "" if other.locale.written in ("Hans", "Hant", "Jpan") else " "
            sources, targets = [" ".join(sources)], [space.join(targets)]
        for number, (source, target) in enumerate(zip(sources, targets, strict=True), 1):
            place = Place(steps)
            if steps[-1][0] in (Part.PREAMBLE, Part.ARTICLE):
                place = Place((*steps, (Part.PARAGRAPH, number)))
            if source and target:
                segment = Segment(place.reference, source, place)
                yield Message(segment, target, State.TRANSLATED)


def _alike(sources: list[str], targets: list[str], ratio: float) -> bool:
    """Whether these paragraphs are divided at the same places, as far as lengths tell."""
    if len(sources) != len(targets):
        return False
    ours, theirs = list(map(len, sources)), list(map(len, targets))
    return not all(ours + theirs) or not divided_elsewhere(ours, theirs, ratio)


def _size(page: Page) -> int:
    return sum(len(text) for texts in page.parts.values() for text in texts)
