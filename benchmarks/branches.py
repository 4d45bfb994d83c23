"""Merging two branches of a catalog: the driver beside git's merge of lines and msgcat.

    python -m benchmarks.branches [--merges 300] [--seed 1]

Both branches begin with the same catalog of this repository's English. On one, a volunteer
translates and mends translations; on the other, somebody else does, the English is edited,
inserted and moved, and ``update`` is run. Every translation names the English that it was made
for, so that what a merge does with it is known to be right or wrong:

- *stopped*: merges at which git stops for a person to decide
- *markers*: the file is no catalog any more, for it holds conflict markers
- *joined wrong*: translations that stand, not fuzzy, for another English than they were made for
- *lost*: texts that somebody wrote on one of the branches and that are nowhere in the file
- *in silence*: messages that both translated differently and of which one text was taken,
  not fuzzy, the other being nowhere
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.catalogs import po, template
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Message, Segment, State, Template
from pipeline.stages.combine import Version, merge
from pipeline.stages.update import update

ROOT = Path(__file__).parents[1]
HEADER = (
    ("Project-Id-Version", "benchmark"),
    ("POT-Creation-Date", "2026-03-02 00:00+0000"),
    ("Language", "es"),
    ("Content-Type", "text/plain; charset=UTF-8"),
)
_MADE = re.compile(r"\[([0-9a-f]{8})\.\d+\]")


@dataclass(frozen=True, slots=True)
class Case:
    """Two branches and where they began."""

    base: Catalog
    ours: Catalog
    theirs: Catalog


def case(rng: random.Random, segments: tuple[Segment, ...]) -> Case:
    """Branches with a few changes each."""
    serial = iter(range(10**6))

    def translated(message: Message) -> Message:
        text = f"[{_mark(message.source)}.{next(serial)}] " + message.source.upper()
        return replace(message, target=text, state=State.TRANSLATED, previous=None, comments=())

    def worked_on(catalog: Catalog, share: float) -> Catalog:
        messages = (
            translated(m) if m.state is not State.OBSOLETE and rng.random() < share else m
            for m in catalog.messages
        )
        return replace(catalog, messages=tuple(messages))

    base = worked_on(Catalog("d", "es", tuple(map(Message, segments)), HEADER), 0.8)
    ours = worked_on(base, 0.08)
    edited = list(segments)
    for place in rng.sample(range(len(edited)), 4):
        words = edited[place].source.split(" ")
        words[rng.randrange(len(words))] = rng.choice(("open", "museum", "not", "12", "shared"))
        edited[place] = replace(edited[place], source=" ".join(words))
    fresh = Segment(f"new.{rng.randrange(10**6)}", f"A paragraph of {rng.randrange(10**6)} words.")
    edited.insert(rng.randrange(len(edited)), fresh)
    edited.insert(rng.randrange(len(edited)), edited.pop(rng.randrange(len(edited))))
    later = Template("d", tuple(edited), (("POT-Creation-Date", "2026-05-01 00:00+0000"),))
    theirs, _ = update(worked_on(base, 0.08), later)
    return Case(base, ours, theirs)


def driver(one: Case, _: Path) -> bytes:
    """Ours."""
    merged = merge(Version(one.ours, "ours"), Version(one.theirs, "theirs"), one.base)
    return po.write(merged.catalog)


def lines(one: Case, folder: Path, *options: str) -> bytes:
    """``git merge-file``, which is what git does without a driver."""
    paths = []
    for name in ("ours", "base", "theirs"):
        paths.append(folder / f"{name}.po")
        paths[-1].write_bytes(po.write(getattr(one, name)))
    command = ["git", "merge-file", "-p", *options, *map(str, paths)]
    return subprocess.run(command, capture_output=True, check=False).stdout


def union(one: Case, folder: Path) -> bytes:
    """``merge=union``, which some projects set for catalogs."""
    return lines(one, folder, "--union")


def msgcat(one: Case, folder: Path) -> bytes:
    """``msgcat --use-first ours theirs``, the usual recipe for a driver."""
    for name in ("ours", "theirs"):
        (folder / f"{name}.po").write_bytes(po.write(getattr(one, name)))
    command = ["msgcat", "--use-first", "--no-wrap", "ours.po", "theirs.po"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout


def judge(one: Case, data: bytes) -> Counter[str]:
    """What a merge did."""
    if re.search(rb"^(<<<<<<<|>>>>>>>)", data, re.MULTILINE):
        return Counter({"stopped": 1, "markers": 1})
    found: Counter[str] = Counter({"stopped": int(b"# | conflict: " in data)})
    try:
        merged = po.read(data, path="x", document="d", locale="es", keyed=False)
    except CatalogError:
        return Counter({"unreadable": 1})
    text = data.decode()
    live = merged.by_key()
    for message in live.values():
        made = _MADE.match(message.target)
        if message.state is State.TRANSLATED and made and made[1] != _mark(message.source):
            found["joined wrong"] += 1
    began = _texts(one.base)
    for side, other in ((one.ours, one.theirs), (one.theirs, one.ours)):
        for key, target in _texts(side).items():
            if target == began.get(key) or target[:13] in text:
                continue
            found["lost"] += 1
            rival = _texts(other).get(key, "")
            taken = live.get(key)
            if rival not in ("", began.get(key)) and taken and taken.state is State.TRANSLATED:
                found["in silence"] += 1
    return found


def _texts(catalog: Catalog) -> dict[str, str]:
    return {m.key: m.target for m in catalog.messages if m.state is State.TRANSLATED}


def _mark(source: str) -> str:
    return sha256(source.encode()).hexdigest()[:8]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--merges", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    segments = tuple(
        segment
        for path in sorted((ROOT / "po").glob("*.pot"))
        for segment in template.read(path.read_bytes(), path=path.name, document="d").segments
        if " " in segment.source
    )
    segments = tuple({segment.key: segment for segment in segments}.values())
    ways: dict[str, Callable[[Case, Path], bytes]] = {"driver": driver}
    if shutil.which("git"):
        ways |= {"git, by lines": lines, "git, union": union}
    if shutil.which("msgcat"):
        ways["msgcat --use-first"] = msgcat
    rng = random.Random(args.seed)
    totals = {name: Counter[str]() for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(args.merges):
            one = case(rng, segments)
            for name, way in ways.items():
                totals[name] += judge(one, way(one, Path(folder)))
    kinds = ("stopped", "markers", "unreadable", "joined wrong", "lost", "in silence")
    print(f"{args.merges} merges of {len(segments)} messages, seed {args.seed}")
    print(f"{'':20}" + "".join(f"{kind:>14}" for kind in kinds))
    for name, total in totals.items():
        print(f"{name:20}" + "".join(f"{total[kind]:>14}" for kind in kinds))


if __name__ == "__main__":
    main()
