"""What commands cost, side by side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
_MEASURE = """
import resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
wall = time.perf_counter() - began
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)
"""


class Cost(NamedTuple):
    """What a command and all that it started took."""

    cpu: float
    """Seconds, user and system."""
    wall: float
    """Seconds by the clock."""
    memory: float
    """MiB of the largest of its processes."""


def cost(command: Sequence[str], *, good: Collection[int] = (0,)) -> Cost:
    """Run a command from the root of this repository; its output is thrown away.

    It is started by a small process, since a child's peak counts its parent's size at the fork.
    Exits with what the command said where its code is none of the ``good`` ones.
    """
    measure = [sys.executable, "-c", _MEASURE, *command]
    done = subprocess.run(measure, cwd=ROOT, capture_output=True, text=True, check=True)
    code, cpu, wall, memory = map(float, done.stdout.split())
    if code not in good:
        raise SystemExit(done.stderr or f"{command[0]}: exit code {code:.0f}")
    return Cost(cpu, wall, memory)


def by_turns(runs: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """The results of each, by rounds in which all have a turn: whatever else the machine does
    falls on all of them alike."""
    found: dict[str, list[T]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            found[name].append(run())
    return found
