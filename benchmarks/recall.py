"""How many of the faults that are put into good translations the checks find.

    python -m benchmarks.recall [--missed] [--pofilter]

A fault counts as found when one of the checks that are meant for it says something about its
message that it did not say before the fault was made.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from benchmarks import faults
from benchmarks.pofilter import Pofilter
from pipeline.checks import Memory, Options, run
from pipeline.model import Catalog

OPTIONS = Options(names=frozenset(("UNESCO", "UDHR")))


def about(catalog: Catalog, at: int, memory: Memory) -> set[tuple[str, str, str]]:
    key = catalog.messages[at].key
    found = run([catalog], OPTIONS, memory=memory)
    return {(f.check, f.code, f.words) for f in found if f.key == key}


def figures(*, pofilter: bool = False, missed: bool = False) -> dict[str, Any]:
    """For each kind of fault: how many there were, and how many were found by whom."""
    memory = Memory(OPTIONS)
    peers: dict[str, Pofilter] = {}
    asked: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for fault in faults.spoilt():
        asked[fault.kind] += 1
        new = about(fault.after, fault.at, memory) - about(fault.before, fault.at, memory)
        found = bool({check for check, *_ in new} & fault.expected)
        ours[fault.kind] += found
        old, message = fault.before.messages[fault.at], fault.after.messages[fault.at]
        if missed and not found:
            print(f"missed: {fault.kind} ({fault.stem}): {message.target[-150:]}")
        if pofilter:
            peer = peers.setdefault(fault.stem, Pofilter(fault.before.locale))
            theirs[fault.kind] += bool(
                peer.failures(message.source, message.target)
                - peer.failures(old.source, old.target)
            )
    return {
        "languages": len(faults.LANGUAGES),
        "faults": sum(asked.values()),
        "found": sum(ours.values()),
        "pofilter": sum(theirs.values()),
        "kinds": {
            kind.name: {
                "faults": asked[kind.name],
                "found": ours[kind.name],
                "pofilter": theirs[kind.name],
                "weblate": kind.weblate,
            }
            for kind in faults.KINDS
        },
    }


def main(arguments: list[str]) -> None:
    found = figures(pofilter="--pofilter" in arguments, missed="--missed" in arguments)
    print(f"{'kind':34} faults  ours  pofilter  Weblate has")
    for name, each in found["kinds"].items():
        row = f"{name:34} {each['faults']:6} {each['found']:5} {each['pofilter']:9}"
        print(f"{row}  {each['weblate'] or '-'}")
    print(f"{'all':34} {found['faults']:6} {found['found']:5} {found['pofilter']:9}")
    print(f"found: {found['found'] / found['faults']:.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
