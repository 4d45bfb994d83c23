"""What the checks cost, beside pofilter: CPU seconds for paragraph-length messages.

    python -m benchmarks.check_speed [MESSAGES] [--pofilter]

The messages are paragraphs of the Universal Declaration in Spanish, recombined clause by clause so
that no two are alike; a re-check follows after one of them has changed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import udhr
from benchmarks.costs import cost
from pipeline import collector
from pipeline.catalogs import po
from pipeline.checks import Memory, Options, check_message, run
from pipeline.checks.registry import CHECKS
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State


def catalog(size: int) -> Catalog:
    chance = random.Random(1)
    pairs = [(m.source, m.target) for m in udhr.catalogs()["spa"].messages if len(m.source) > 100]
    messages = []
    for number in range(size):
        # Three beginnings of paragraphs: no two messages are alike.
        three = chance.sample(pairs, 3)
        text = " ".join(_beginning(source) for source, _ in three)
        translation = " ".join(_beginning(target) for _, target in three)
        messages.append(
            Message(
                Segment(f"k{number}", f"{text} ({number})."),
                f"{translation} ({number}).",
                State.TRANSLATED,
            )
        )
    return Catalog("speed", "es", tuple(messages))


def _beginning(text: str) -> str:
    """About a hundred characters, cut at a word and ended with a comma."""
    return text[:110].rsplit(" ", 1)[0].rstrip(",;.") + ","


def _pofilter(texts: Catalog) -> float:
    """CPU seconds of ``pofilter`` with all its filters on a file with these messages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.po")
        path.write_bytes(po.write(texts))
        program = str(Path(sys.executable).with_name("pofilter"))
        words = ("--language=es", "--progress=none", str(path), str(Path(folder, "out.po")))
        return cost([program, *words]).cpu


def figures(size: int, *, pofilter: bool = False) -> dict[str, float]:
    """CPU seconds for all checks, again after one message has changed (in the same process, and
    in a new one that reads the memory), and for pofilter."""
    texts = catalog(size)
    start = time.process_time()
    run([texts])
    first = time.process_time() - start
    memory = Memory(Options())
    run([texts], memory.options, memory=memory)
    changed = replace(texts.messages[5], target=texts.messages[5].target + " Nuevo.")
    after = replace(texts, messages=(*texts.messages[:5], changed, *texts.messages[6:]))
    start = time.process_time()
    run([after], memory.options, memory=memory)
    again = time.process_time() - start
    kept = memory.dump("benchmark")
    start = time.process_time()
    with collector.held_off():  # as all commands that check are
        run([after], memory.options, memory=Memory.load(kept, memory.options, CHECKS, "benchmark"))
    loaded = time.process_time() - start
    start = time.process_time()
    for _ in range(100):
        check_message(changed, Locale.parse("es"), memory.options)
    return {
        "messages": size,
        "characters": sum(len(m.source) for m in texts.messages) / size,
        "checks": first,
        "again": again,
        "loaded": loaded,
        "message": (time.process_time() - start) / 100,
        **({"pofilter": _pofilter(texts)} if pofilter else {}),
    }


def main(arguments: list[str]) -> None:
    size = next((int(a) for a in arguments if a.isdigit()), 10_000)
    found = figures(size, pofilter="--pofilter" in arguments)
    print(f"{size} messages of {found['characters']:.0f} characters")
    print(f"all checks: {found['checks']:.2f} s")
    print(f"again, one message changed: {found['again']:.2f} s")
    print(f"again in a new process: {found['loaded']:.2f} s")
    print(f"one message by itself: {found['message'] * 1000:.2f} ms")
    if "pofilter" in found:
        print(f"pofilter, the command: {found['pofilter']:.2f} s")
    if "--profile" in arguments:
        import cProfile
        import pstats

        texts = catalog(size)
        profile = cProfile.Profile()
        profile.runcall(run, [texts], Options())
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main(sys.argv[1:])
