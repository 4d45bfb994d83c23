"""Workers end when their parent ends, however it does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import os, sys, time
from pipeline.project.jobs import done

def work(job):
    open(os.path.join(sys.argv[1], str(os.getpid())), "w").close()
    time.sleep(600)

list(done(work, list(range(4)), 2))
"""


def alive(pid: int) -> bool:
    """Whether a process runs still; one that is dead and not yet waited for does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def until(true, what: str) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.mark.skipif(os.name != "posix", reason="signals are told otherwise on Windows")
def test_workers_of_a_killed_program_end(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    started = tmp_path / "started"
    started.mkdir()
    with subprocess.Popen(
        [sys.executable, str(program), str(started)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
    ) as process:
        until(lambda: len(list(started.iterdir())) == 2, "the workers did not begin")
        process.send_signal(signal.SIGKILL)
        workers = [int(path.name) for path in started.iterdir()]
        until(lambda: not any(map(alive, workers)), "workers are left")
        assert process.stdout is not None
        assert process.stdout.read() == b""
