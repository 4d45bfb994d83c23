"""10,000 random histories: no translation is lost, twice is once, msgfmt has nothing to say.

    python -m benchmarks.histories [--count 10000] [--steps 12] [--first 0]

The laws and the histories are those of ``tests/stages/histories.py``; a seed that breaks one is
printed and can be run alone with ``--first SEED --count 1``.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from pipeline.catalogs import po
from tests.stages.histories import History


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "d.po")
        command = ["msgfmt", "--check", "--check-header", "--output-file=/dev/null", str(file)]
        for seed in range(options.first, options.first + options.count):
            history = History(seed)
            try:
                list(history.steps(options.steps))
            except AssertionError as error:
                print(f"seed {seed}: {error}")
                broken += 1
                continue
            file.write_bytes(po.write(history.catalog))
            said = subprocess.run(command, capture_output=True, text=True).stderr
            if said:
                print(f"seed {seed}: {said.strip()}")
                broken += 1
    print(f"{options.count} histories of {options.steps} steps, {broken} broken")
    raise SystemExit(bool(broken))


if __name__ == "__main__":
    main()
