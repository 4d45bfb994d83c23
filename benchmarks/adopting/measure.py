"""How well paragraphs are linked: F1, how much is sure, and how much of that is right.

    python -m benchmarks.adopting.measure [--handbook FOLDER] [--seeds 1]
    python -m benchmarks.adopting.measure --weights even.json --half odd

The second form is the honest one for the Universal Declaration: weights that were learnt from one
half of the languages (see ``train_aligner --half``) are tried on the other. The last table tells
what `adopt` would fill, and how much of it rightly, if it took other links as sure than it does.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from benchmarks.adopting import corpora
from benchmarks.adopting.disturb import Task
from benchmarks.adopting.examples import tasks, units, wrong
from benchmarks.adopting.filled import fills, show_fills
from pipeline.align import documents
from pipeline.align.lexicon import NOTHING, Lexicon
from pipeline.align.weights import Learnt, from_json, learnt
from pipeline.locales import Locale
from pipeline.stages.given import SURE

FIRST_SEED = 7000
"""Disturbances other than those that anything was trained on."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one task, counted in pairs of paragraphs."""

    task: Task
    found: int
    right: int
    true: int
    units: int
    """Source units: what there is to fill."""
    filled: int
    """Source units filled by a link that is sure."""
    filled_right: int
    seconds: float
    likeness: float


def judge(task: Task, model: Learnt | None, taught: Lexicon = NOTHING) -> Result:
    """Align a task and compare."""
    locale = Locale.parse(task.locale)
    begin = time.process_time()
    alignment = documents.align_documents(
        units(task.source, task.marks[0], Locale("en")),
        units(task.target, task.marks[1], locale),
        locale=locale,
        taught=taught,
        model=model,
    )
    links = alignment.links
    seconds = time.process_time() - begin
    pairs = {(i, j) for link in links for i in link.source for j in link.target}
    filled = filled_right = 0
    for link in links:
        if (link.posterior or 0.0) >= SURE and len(link.source) == 1:
            true = {(i, j) for i, j in task.links if i in link.source or j in link.target}
            filled += 1
            filled_right += true == {(i, j) for i in link.source for j in link.target}
    return Result(
        task,
        len(pairs),
        len(pairs & task.links),
        len(task.links),
        len(task.source),
        filled,
        filled_right,
        seconds,
        alignment.likeness,
    )


def figures(
    pairs: list[corpora.Pair],
    others: list[corpora.Pair],
    model: Learnt | None = None,
    seeds: int = 1,
) -> list[Result]:
    """Every level of every pair, with and without headings, and documents that do not match."""
    results = []
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        results += [judge(task, model) for task in every(pairs, others, seed)]
    return results


def every(pairs: list[corpora.Pair], others: list[corpora.Pair], seed: int) -> list[Task]:
    """All tasks of a seed, documents that do not match included."""
    return [*tasks(pairs, others, seed), *wrong(pairs, others, seed)]


def show(results: list[Result]) -> None:
    """Print a table."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        name = f"{result.task.level} {'with' if result.task.headings else 'without'} headings"
        groups[name if result.task.level != "wrong" else "wrong"].append(result)
    print(f"{'':26}{'F1':>7}{'micro':>7}{'filled':>8}{'right':>8}{'s':>7}")
    for name, group in groups.items():
        print(f"{name:26}" + row(group))
    for level in ("light", "heavy", "partial"):
        print(f"{level:26}" + row([r for r in results if r.task.level == level]))
    print(f"{'all':26}" + row([r for r in results if r.task.level != "wrong"]))


def row(group: list[Result]) -> str:
    if not group:
        return ""
    f1 = [2 * r.right / max(r.found + r.true, 1) if r.found + r.true else 1.0 for r in group]
    found, right, true = (sum(getattr(r, k) for r in group) for k in ("found", "right", "true"))
    filled, good = sum(r.filled for r in group), sum(r.filled_right for r in group)
    # What there is to fill: on partial documents only what is there.
    there = sum(
        len({i for i, _ in r.task.links}) if r.task.level == "partial" else r.units for r in group
    )
    micro = 2 * right / max(found + true, 1)
    seconds = sum(r.seconds for r in group) / len(group)
    return (
        f"{sum(f1) / len(f1):7.4f}{micro:7.4f}{filled / max(there, 1):8.4f}"
        f"{good / max(filled, 1):8.4f}{seconds:7.3f}"
    )


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handbook", type=Path, help="html folder of Debian's handbook")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="only every so many-th document")
    parser.add_argument("--half", choices=("even", "odd"), help="every other language only")
    parser.add_argument("--weights", type=Path, help="other weights than those that are shipped")
    arguments = parser.parse_args()
    pairs = corpora.udhr()
    books = corpora.handbook(arguments.handbook) if arguments.handbook else []
    which = (books or corpora.half(pairs, arguments.half))[:: arguments.every]
    model = from_json(arguments.weights.read_text("utf-8")) if arguments.weights else learnt()
    show(figures(which, pairs + books, model, seeds=arguments.seeds))
    todo = [
        task
        for seed in range(FIRST_SEED, FIRST_SEED + arguments.seeds)
        for task in every(which, pairs + books, seed)
    ]
    with patch.object(documents, "learnt", return_value=model):
        show_fills(fills(todo))


if __name__ == "__main__":
    main()
