"""Doing to a translation what real translations have had done to them, with a fixed seed.

Paragraphs are merged, split, dropped and added, a block is moved, most of the document is
missing. What remains is known to the paragraph.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.adopting.corpora import Pair, Unit

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
SENTENCE = re.compile(r"(?<=[.!?;:。！？；。।॥።፤۔؟؛։။៖།])\s*(?=\S)")
CLAUSE = re.compile(r"(?<=[,،、，၊፣])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Level:
    """How often what happens to a paragraph; ``part`` is the range of the share that is there."""

    name: str
    merged: float
    split: float
    dropped: float
    added: float
    moved: float = 0.0
    part: tuple[float, float] = (1.0, 1.0)


LIGHT = Level("light", 0.05, 0.05, 0.03, 0.03)
HEAVY = Level("heavy", 0.15, 0.15, 0.10, 0.10, moved=0.5)
PARTIAL = Level("partial", 0.05, 0.05, 0.03, 0.03, part=(0.03, 0.4))
LEVELS = (LIGHT, HEAVY, PARTIAL)


class Mark(NamedTuple):
    """Whether an item is a heading, and as what it is counted."""

    heading: bool | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A source, a disturbed target, and which items belong together."""

    name: str
    locale: str
    level: str
    headings: bool
    source: tuple[str, ...]
    target: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], tuple[Mark, ...]]
    """What the format tells of every source and target item, if it tells anything."""
    links: frozenset[tuple[int, int]]
    whole: tuple[str, ...]
    """The undisturbed translation of every source item."""


def disturb(
    pair: Pair,
    level: Level,
    others: list[Pair],
    *,
    headings: bool,
    marked: bool = False,
    seed: int = 0,
) -> Task:
    """The task that this level makes of a pair; ``others`` lend the foreign paragraphs.

    ``marked`` leaves on both sides what a format with markup tells: which are headings, and,
    where articles have no headings, their numbers. The same arguments give the same task.
    """
    chance = random.Random(f"{seed} {pair.name} {level.name} {headings}")
    pair = pair if headings else pair.without_article_headings()
    ours, theirs = (_marks(side) if marked else [Mark()] * len(side) for side in _sides(pair))
    items = [(u.text, {i}, m) for i, (u, m) in enumerate(zip(pair.target, theirs, strict=True))]
    if level.part != (1.0, 1.0):
        length = max(1, round(len(items) * chance.uniform(*level.part)))
        start = chance.randrange(len(items) - length + 1)
        items = items[start : start + length]
    items = [item for item in items if chance.random() >= level.dropped] or items
    items = _split(items, level.split, chance)
    items = _merge(items, level.merged, chance)
    if chance.random() < level.moved and len(items) > 8:
        length = chance.randrange(3, max(4, len(items) // 8) + 1)
        start = chance.randrange(len(items) - length)
        block = items[start : start + length]
        del items[start : start + length]
        to = chance.randrange(len(items) + 1)
        items[to:to] = block
    items = _add(items, level.added, pair, others, chance)
    links = frozenset((i, j) for j, (_, sources, _) in enumerate(items) for i in sources)
    return Task(
        pair.name,
        pair.locale,
        level.name,
        headings,
        tuple(unit.text for unit in pair.source),
        tuple(text for text, _, _ in items),
        (tuple(ours), tuple(mark for _, _, mark in items)),
        links,
        tuple(unit.text for unit in pair.target),
    )


Items = list[tuple[str, set[int], Mark]]


def _sides(pair: Pair) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    return pair.source, pair.target


def _marks(units: tuple[Unit, ...]) -> list[Mark]:
    headed = {u.part for u in units if u.heading}
    seen: set[str] = set()
    marks = []
    for unit in units:
        first = unit.part not in seen and unit.part.isdigit() and unit.part not in headed
        seen.add(unit.part)
        marks.append(Mark(unit.heading, int(unit.part) if first else None))
    return marks


def _split(items: Items, share: float, chance: random.Random) -> Items:
    out: Items = []
    for text, sources, mark in items:
        if chance.random() < share:
            places = [m.end() for m in SENTENCE.finditer(text)]
            places = places or [m.end() for m in CLAUSE.finditer(text)]
            places = [p for p in places if 8 < p < len(text) - 8]
            if places:
                at = chance.choice(places)
                after = Mark(mark.heading)
                out += [(text[:at].strip(), sources, mark), (text[at:].strip(), sources, after)]
                continue
        out.append((text, sources, mark))
    return out


def _merge(items: Items, share: float, chance: random.Random) -> Items:
    out: Items = []
    for text, sources, mark in items:
        if out and chance.random() < share and not out[-1][1] & sources:
            before, earlier, first = out[-1]
            space = "" if UNSPACED.search(before[-1:] + text[:1]) else " "
            heading = None if mark.heading is None else first.heading and mark.heading
            out[-1] = (before + space + text, earlier | sources, Mark(heading, first.number))
        else:
            out.append((text, sources, mark))
    return out


def _add(
    items: Items, share: float, pair: Pair, others: list[Pair], chance: random.Random
) -> Items:
    out: Items = []
    for item in items:
        if chance.random() < share:
            kind = chance.random()
            if kind < 0.25:  # the translation's own words, in a new order
                words = " ".join(chance.choice(pair.target).text for _ in range(3)).split()
                chance.shuffle(words)
                foreign = " ".join(words[: chance.randrange(3, 40)])
            elif kind < 0.35:  # the source itself, left standing
                foreign = chance.choice(pair.source).text
            else:
                foreign = chance.choice(chance.choice(others).target).text
            known = items[0][2].heading is not None
            out.append((foreign, set(), Mark(len(foreign) < 30 if known else None)))
        out.append(item)
    return out
