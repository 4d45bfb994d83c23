"""Reading and writing catalogs: CPU time beside msgcat, polib and translate-toolkit.

    python -m benchmarks.reading [--sizes 1000,10000] [--runs 5]

The catalogs are those of `benchmarks.merging`; each program reads one and writes it unwrapped.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.corpora import paragraphs
from benchmarks.costs import by_turns, cost
from benchmarks.merging import make, write

PROGRAMS = {
    "ours": """
import sys
from pathlib import Path
from pipeline.catalogs import po
catalog = po.read(Path(sys.argv[1]).read_bytes(), path="x.po", document="x")
Path(sys.argv[2]).write_bytes(po.write(catalog))
""",
    "polib": """
import polib, sys
polib.pofile(sys.argv[1], wrapwidth=0).save(sys.argv[2])
""",
    "pypo": """
import sys
from translate.storage.pypo import pofile
store = pofile(open(sys.argv[1], "rb"), width=-1)
store.savefile(sys.argv[2])
""",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    texts = paragraphs()
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            old, _ = write(make(texts, size, 0.05), folder)
            out = str(folder / "out.po")
            commands = {"msgcat": ["msgcat", "--no-wrap", "--output-file", out, str(old)]}
            for program, code in PROGRAMS.items():
                commands[program] = [sys.executable, "-c", code, str(old), out]
            runs = {program: partial(cost, command) for program, command in commands.items()}
            print(f"{size} messages: CPU seconds (medians), times msgcat, MiB")
            costs = by_turns(runs, options.runs)
            base = median(each.cpu for each in costs["msgcat"])
            for program, measured in costs.items():
                spent = median(each.cpu for each in measured)
                memory = max(each.memory for each in measured)
                print(f"  {program:8} {spent:6.2f}  {spent / base:5.2f}  {memory:5.0f}")


if __name__ == "__main__":
    main()
