"""How many of the faults that are put into good translations the checks find.

    python -m benchmarks.recall [--missed] [--pofilter] [--weblate=PYTHON]

A fault counts as found when one of the checks that are meant for it says something about its
message that it did not say before the fault was made.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks import faults, weblate_peer
from benchmarks.pofilter import Pofilter
from pipeline.checks import Memory, Options, run
from pipeline.model import Catalog

OPTIONS = Options(names=frozenset(("UNESCO", "UDHR")))


def about(catalog: Catalog, at: int, memory: Memory) -> set[tuple[str, str, str]]:
    key = catalog.messages[at].key
    found = run([catalog], OPTIONS, memory=memory)
    return {(f.check, f.code, f.words) for f in found if f.key == key}


def figures(*, pofilter: bool = False, missed: bool = False, python: str = "") -> dict[str, Any]:
    """For each kind of fault: how many there were, and how many were found by whom."""
    memory = Memory(OPTIONS)
    made = list(faults.spoilt())
    asked, ours = Counter(fault.kind for fault in made), Counter[str]()
    found_by: list[bool] = []
    for fault in made:
        new = about(fault.after, fault.at, memory) - about(fault.before, fault.at, memory)
        found_by.append(bool({check for check, *_ in new} & fault.expected))
        ours[fault.kind] += found_by[-1]
        if missed and not found_by[-1]:
            target = fault.after.messages[fault.at].target
            print(f"missed: {fault.kind} ({fault.stem}): {target[-150:]}")
    theirs = list(_pofilter(made)) if pofilter else []
    others = list(_weblate(made, python)) if python else []
    return {
        "languages": len(faults.LANGUAGES),
        "faults": len(made),
        "found": sum(ours.values()),
        "pofilter": sum(map(bool, theirs)),
        "weblate": sum(map(bool, others)),
        "filters": {
            name: {
                "found": sum(name in new for new in theirs),
                "alone": sum(
                    name in new and not found for new, found in zip(theirs, found_by, strict=True)
                ),
            }
            for name in sorted(set().union(*theirs))
        },
        "kinds": {
            kind.name: {
                "faults": asked[kind.name],
                "found": ours[kind.name],
                "pofilter": _times(kind.name, made, theirs),
                "weblate": _times(kind.name, made, others),
                "has": kind.weblate,
            }
            for kind in faults.KINDS
        },
    }


def _times(kind: str, made: list[faults.Spoilt], new: list[set[str]]) -> int:
    return sum(bool(names) for fault, names in zip(made, new, strict=False) if fault.kind == kind)


def _pofilter(made: list[faults.Spoilt]) -> Iterator[set[str]]:
    """What pofilter says of each fault that it did not say before."""
    peers: dict[str, Pofilter] = {}
    for fault in made:
        peer = peers.setdefault(fault.stem, Pofilter(fault.before.locale))
        old, new = fault.before.messages[fault.at], fault.after.messages[fault.at]
        yield peer.failures(new.source, new.target) - peer.failures(old.source, old.target)


def _weblate(made: list[faults.Spoilt], python: str) -> Iterator[set[str]]:
    """What Weblate says of each fault that it did not say before."""
    sides = [(f.before.locale, c.messages[f.at]) for f in made for c in (f.before, f.after)]
    said = weblate_peer.failures(python, [(tag, m.source, m.target) for tag, m in sides])
    for before, after in zip(said[::2], said[1::2], strict=True):
        yield after - before


def main(arguments: list[str]) -> None:
    python = next((a[10:] for a in arguments if a.startswith("--weblate=")), "")
    found = figures(
        pofilter="--pofilter" in arguments, missed="--missed" in arguments, python=python
    )
    print(f"{'kind':34} faults  ours  pofilter  Weblate, which has")
    for name, each in found["kinds"].items():
        row = f"{name:34} {each['faults']:6} {each['found']:5} {each['pofilter']:9}"
        print(f"{row} {each['weblate']:8}  {each['has'] or '-'}")
    print(f"{'all':34} {found['faults']:6} {found['found']:5} {found['pofilter']:9}", end=" ")
    print(f"{found['weblate']:8}")
    print(f"found: {found['found'] / found['faults']:.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
