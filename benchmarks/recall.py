"""How many of the faults that are put into good translations the checks find.

    python -m benchmarks.recall [--missed] [--pofilter]

A fault counts as found when one of the checks that are meant for it says something about its
message that it did not say before the fault was made.
"""

from __future__ import annotations

import sys
from collections import Counter

from benchmarks import faults
from pipeline.checks import Memory, Options, run
from pipeline.model import Catalog, Finding

OPTIONS = Options(names=frozenset(("UNESCO", "UDHR")))


def about(catalog: Catalog, at: int, memory: Memory) -> set[tuple[str, str, str]]:
    key = catalog.messages[at].key
    found: tuple[Finding, ...] = run([catalog], OPTIONS, memory=memory)
    return {(f.check, f.code, f.words) for f in found if f.key == key}


def main(arguments: list[str]) -> None:
    from benchmarks.pofilter import Pofilter

    memory = Memory(OPTIONS)
    peers: dict[str, Pofilter] = {}
    asked: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for fault in faults.spoilt():
        asked[fault.kind] += 1
        before = about(fault.before, fault.at, memory)
        after = about(fault.after, fault.at, memory)
        new = {check for check, *_ in after - before}
        if new & fault.expected:
            ours[fault.kind] += 1
        elif "--missed" in arguments:
            target = fault.after.messages[fault.at].target
            print(f"missed: {fault.kind} ({fault.stem}) {sorted(new)}: {target[-150:]}")
        if "--pofilter" in arguments:
            peer = peers.setdefault(fault.stem, Pofilter(fault.before.locale))
            old, message = fault.before.messages[fault.at], fault.after.messages[fault.at]
            theirs[fault.kind] += bool(
                peer.failures(message.source, message.target)
                - peer.failures(old.source, old.target)
            )
    total = sum(asked.values())
    print(f"{'kind':34} faults  ours  pofilter  Weblate has")
    for kind in faults.KINDS:
        if asked[kind.name]:
            print(
                f"{kind.name:34} {asked[kind.name]:6} {ours[kind.name]:5} {theirs[kind.name]:9}"
                f"  {kind.weblate or '-'}"
            )
    print(f"{'all':34} {total:6} {sum(ours.values()):5} {sum(theirs.values()):9}")
    print(f"found: {sum(ours.values()) / total:.1%}; pofilter: {sum(theirs.values()) / total:.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
