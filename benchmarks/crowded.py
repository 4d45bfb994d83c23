"""How many faults the checks find where many stand in one catalog.

    python -m benchmarks.crowded [--apart=3] [--missed] [--pofilter]

In each of twelve languages every third message of a catalog carries a fault, kinds in turn; pass
after pass begins elsewhere. What the checks learn from a catalog (its lengths, marks, habits and
words) they learn from a spoilt one, and one fault can hide another. As in `recall`, a fault is
found when a check that is meant for it says something new about its message.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from benchmarks import faults, udhr
from benchmarks.pofilter import Pofilter
from benchmarks.recall import OPTIONS
from benchmarks.spoiling import Task
from pipeline.checks import run
from pipeline.model import Catalog

PASSES = 6
APART = 3


@dataclass(frozen=True)
class Crowd:
    """A catalog before and after, and the kind of the fault in each message that has one."""

    stem: str
    before: Catalog
    after: Catalog
    kinds: dict[int, faults.Kind]


def crowds(apart: int = APART, passes: int = PASSES) -> Iterator[Crowd]:
    """Each language some times, with other faults in other messages."""
    catalogs = udhr.catalogs()
    chosen = {stem: catalogs[stem] for stem in faults.LANGUAGES}
    for stem, catalog in chosen.items():
        often: Counter[str] = Counter()
        for number in range(passes):
            chance = random.Random(f"{faults.SEED} crowd {stem} {number}")
            long = [at for at, m in enumerate(catalog.messages) if len(m.source) >= faults.LONG]
            crowd = Crowd(stem, catalog, catalog, {})
            for at in islice(long, number % apart, None, apart):
                crowd = _one_more(crowd, Task(catalog, at, chance, chosen), often)
            yield crowd


def _one_more(crowd: Crowd, task: Task, often: Counter[str]) -> Crowd:
    """With a fault of a kind that this language has not had more often than others."""
    if _changed(crowd, task.at):
        return crowd
    for kind in sorted(faults.KINDS, key=lambda kind: (often[kind.name], task.chance.random())):
        fault = faults.seeded(kind, task)
        if fault is None or any(_changed(crowd, at) for at in fault[1]):
            continue
        often[kind.name] += 1
        message, targets = fault
        return Crowd(
            crowd.stem,
            faults.with_message(crowd.before, task.at, message),
            faults.with_targets(faults.with_message(crowd.after, task.at, message), targets),
            {**crowd.kinds, min(targets): kind},
        )
    return crowd


def _changed(crowd: Crowd, at: int) -> bool:
    return crowd.before.messages[at] != crowd.after.messages[at]


def figures(*, apart: int = APART, pofilter: bool = False, missed: bool = False) -> dict[str, Any]:
    """For each kind of fault: how many there were, and how many were found by whom."""
    made, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    catalogs = 0
    for crowd in crowds(apart):
        catalogs += 1
        before, after = _said(crowd.before), _said(crowd.after)
        peer = Pofilter(crowd.before.locale) if pofilter else None
        for at, kind in crowd.kinds.items():
            old, new = crowd.before.messages[at], crowd.after.messages[at]
            said = {check for check, *_ in after[new.key] - before[new.key]}
            found = not said.isdisjoint(kind.expected.split())
            made[kind.name] += 1
            ours[kind.name] += found
            if peer:
                heard = peer.failures(new.source, new.target)
                theirs[kind.name] += bool(heard - peer.failures(old.source, old.target))
            if missed and not found:
                print(f"missed: {kind.name} ({crowd.stem} {new.key}): {new.target[-150:]}")
    return {
        "catalogs": catalogs,
        "apart": apart,
        "faults": made.total(),
        "found": ours.total(),
        "pofilter": theirs.total(),
        "kinds": {
            kind.name: {
                "faults": made[kind.name],
                "found": ours[kind.name],
                "pofilter": theirs[kind.name],
            }
            for kind in faults.KINDS
        },
    }


def _said(catalog: Catalog) -> dict[str, set[tuple[str, str, str]]]:
    """What the checks say of each message."""
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for finding in run([catalog], OPTIONS):
        found[finding.key].add((finding.check, finding.code, finding.words))
    return found


def main(arguments: list[str]) -> None:
    apart = next((int(a[8:]) for a in arguments if a.startswith("--apart=")), APART)
    found = figures(apart=apart, pofilter="--pofilter" in arguments, missed="--missed" in arguments)
    print(f"{'kind':34} faults  ours  pofilter")
    for name, each in found["kinds"].items():
        print(f"{name:34} {each['faults']:6} {each['found']:5} {each['pofilter']:9}")
    print(f"{'all':34} {found['faults']:6} {found['found']:5} {found['pofilter']:9}")
    print(f"found: {found['found'] / found['faults']:.1%}, in {found['catalogs']} catalogs")


if __name__ == "__main__":
    main(sys.argv[1:])
