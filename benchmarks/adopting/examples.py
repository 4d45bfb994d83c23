"""What the aligner learns from: tasks, their true links, and their features made ready.

A document that is no translation of its source is no example here: how links are found in a
translation, and whether a document is one, are learnt apart (see `pipeline.align.verdict`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.adopting import corpora
from benchmarks.adopting.disturb import LEVELS, PARTIAL, Mark, Task, disturb
from pipeline.align.documents import length_script
from pipeline.align.evidence import Evidence, Features
from pipeline.align.links import SHAPES, Shape
from pipeline.align.measures import Side, Unit, enumerated, letters, measure
from pipeline.align.overlap import in_common
from pipeline.align.passes import Aligner
from pipeline.align.weights import Learnt
from pipeline.locales import Locale

Places = dict[Shape, list[tuple[int, int]]]
ENGLISH = Locale("en")


@dataclass(slots=True)
class Example:
    """A task made ready. Its features are in half precision: hundreds must fit into memory."""

    task: Task
    aligner: Aligner
    true: Places
    dynamic: dict[Shape, Features]
    """Features that depend on the ratio of lengths and on what earlier passes found."""

    @property
    def script(self) -> str:
        """The script by which its lengths are looked up."""
        return length_script(Locale.parse(self.task.locale))


def units(texts: tuple[str, ...], marks: tuple[Mark, ...], locale: Locale) -> list[Unit]:
    """Plain paragraphs as the aligner takes them."""
    return [
        Unit(rest, mark.heading, number or mark.number)
        for (number, rest), mark in zip(enumerated(texts, locale), marks, strict=True)
    ]


def sides(task: Task) -> tuple[Side, Side]:
    """A task's documents, measured."""
    locale = Locale.parse(task.locale)
    return (
        measure(units(task.source, task.marks[0], ENGLISH), ENGLISH),
        measure(units(task.target, task.marks[1], locale), locale),
    )


def parts(
    pairs: list[corpora.Pair], others: list[corpora.Pair], seeds: Iterable[int]
) -> list[Task]:
    """Parts of documents without headings: what is hardest to place, and quick to learn from."""
    return [
        disturb(pair, PARTIAL, others, headings=False, seed=seed)
        for seed in seeds
        for pair in pairs
    ]


def tasks(
    pairs: list[corpora.Pair], others: list[corpora.Pair], seed: int, *, marked: bool = False
) -> list[Task]:
    """One of each level for every pair, with headings and without."""
    return [
        disturb(pair, level, others, headings=headings, marked=marked, seed=seed)
        for pair in pairs
        for level in LEVELS
        for headings in (True, False)
    ]


def wrong(
    pairs: list[corpora.Pair], others: list[corpora.Pair], seed: int, *, marked: bool = False
) -> list[Task]:
    """Documents that have nothing to do with their source: its other half, whole and in part."""
    made = []
    for pair in pairs:
        half = len(pair.source) // 2
        halves = (pair.source[:half], pair.target[half : 2 * half])
        if seed // 2 % 2 == 0:
            halves = (pair.source[half : 2 * half], pair.target[:half])
        other = replace(pair, source=halves[0], target=halves[1])
        for k, level in enumerate((LEVELS[0], LEVELS[2])):
            headings = bool((seed + k) % 2)
            task = disturb(other, level, others, headings=headings, marked=marked, seed=seed)
            made.append(replace(task, links=frozenset(), level="wrong"))
    return made


def ready(task: Task, model: Learnt, *, lexicon: bool = True) -> Example:
    """Measure a task at the ratio of lengths that the whole translation has."""
    both = sides(task)
    aligner = Aligner(Evidence(*both, in_common(*both, known=lexicon)), model)
    ratio = whole_ratio(task.source, task.whole)
    aligner.static = {s: each.astype(np.float16) for s, each in aligner.static.items()}
    return Example(task, aligner, truth(task), _half(aligner.evidence.length(ratio)))


def informed(example: Example, model: Learnt) -> Example:
    """The same with what earlier passes would know of it."""
    example.aligner.model = model
    before, last = example.aligner.passes(example.script)
    length = example.aligner.evidence.length(last.ratio)
    known = example.aligner.evidence.known(before.pairs)
    both = {shape: [*each, *known[shape]] for shape, each in length.items()}
    return replace(example, dynamic=_half(both))


def whole_ratio(source: Iterable[str], target: Iterable[str]) -> float:
    """The log of a translation's length over that of its source."""
    return float(np.log(sum(map(letters, target)) / sum(map(letters, source))))


def truth(task: Task) -> Places:
    """The true links by shape, as far as they are of some shape and in order."""
    left = set(task.links)
    groups = []
    while left:
        rows, columns = {min(left)[0]}, set[int]()
        while True:
            more = {j for i, j in left if i in rows}
            grown = {i for i, j in left if j in more}
            if more == columns and grown == rows:
                break
            rows, columns = grown, more
        left -= {(i, j) for i in rows for j in columns}
        shape = (len(rows), len(columns))
        if shape in SHAPES and max(rows) - min(rows) + 1 == shape[0]:
            groups.append((min(rows), min(columns), shape))
    # The heaviest chain in order: a block that was moved is left out.
    groups.sort()
    best: list[tuple[int, list[tuple[int, int, Shape]]]] = []
    for i, j, shape in groups:
        before = [b for b in best if b[1][-1][0] + b[1][-1][2][0] <= i]
        before = [b for b in before if b[1][-1][1] + b[1][-1][2][1] <= j]
        score, chain = max(before, key=lambda b: b[0], default=(0, []))
        best.append((score + sum(shape), [*chain, (i, j, shape)]))
    found: Places = {}
    for i, j, shape in max(best, key=lambda b: b[0], default=(0, []))[1]:
        found.setdefault(shape, []).append((i, j))
    return found


def _half(features: Mapping[Shape, Features | Sequence[np.ndarray]]) -> dict[Shape, Features]:
    return {shape: np.array(each, np.float16) for shape, each in features.items()}
