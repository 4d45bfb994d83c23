"""A full and a null rebuild, and one after one change: CPU seconds.

    python -m benchmarks.rebuild                 the sample of this repository
    python -m benchmarks.rebuild 100 50          100 documents × 50 languages, generated

Figures are user + system CPU seconds of the whole process tree, medians of RUNS for the quick
ones; the null rebuild and ``--help`` also as a multiple of an empty ``python -c pass`` measured
in the same run, interleaved.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from pipeline.catalogs import po
from pipeline.model import State
from pipeline.project.current import current
from pipeline.project.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
LANGUAGES = """es fr de it pt_BR nl sv da nb fi pl cs sk hu ro bg ru uk el tr az kk uz ky mn hi ne
mr zh_CN zh_TW ja id ms vi tl sw ar fa he ca eu gl hr sl lt lv et is ga cy""".split()
WORDS = """museum science visitor exhibition network article language school region member fund
forum question answer object collection knowledge public journey season teacher""".split()


def cost(*command: str) -> tuple[float, float]:
    """CPU and wall seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - began


def generate(folder: Path, documents: int, languages: int) -> None:
    """A project of that size, every message translated with words shuffled by a fixed seed."""
    draw = random.Random(20260302)

    def sentence() -> str:
        return " ".join(draw.choice(WORDS) for _ in range(draw.randint(8, 30))).capitalize() + "."

    (folder / "source").mkdir()
    (folder / "po").mkdir()
    (folder / "declaration.toml").write_text('[project]\nname = "Generated"\n', "utf-8")
    (folder / "po" / "LINGUAS").write_text("\n".join(LANGUAGES[:languages]), "utf-8")
    for number in range(documents):
        articles = "\n\n".join(f"{n}. {sentence()} {sentence()}" for n in range(1, 16))
        text = f"---\nkind: declaration\ndate: 2026-03-02\n---\n# {sentence()}\n\n{articles}\n"
        (folder / "source" / f"document-{number:03}.md").write_text(text, "utf-8")
    workspace = Workspace.open(folder)
    for standing in current(workspace):
        for locale, catalog in standing.catalogs:
            messages = tuple(
                replace(m, target=m.source.swapcase(), state=State.TRANSLATED)
                for m in catalog.messages
            )
            path = workspace.catalog_path(catalog.document, locale)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(po.write(replace(catalog, messages=messages)))


def measure(folder: Path) -> None:
    python = sys.executable
    command = (python, "-m", "pipeline", "-q", "-C", str(folder), "release")
    cpu, wall = cost(*command)
    print(f"full rebuild               {cpu:8.2f} s CPU {wall:8.2f} s wall")
    rows: dict[str, list[float]] = {"python -c pass": [], "declaration --help": [], "null": []}
    for _ in range(RUNS):
        rows["python -c pass"].append(cost(python, "-c", "pass")[0])
        rows["declaration --help"].append(cost(python, "-m", "pipeline", "--help")[0])
        rows["null"].append(cost(*command)[0])
    empty = statistics.median(rows["python -c pass"])
    for name, values in rows.items():
        median = statistics.median(values)
        print(f"{name:26} {median:8.3f} s CPU {median / empty:8.1f} × python -c pass")
    catalog = sorted((folder / "po").glob("*/*.po"))[0]
    catalog.write_text(catalog.read_text("utf-8").replace('msgstr "', 'msgstr "~', 3), "utf-8")
    cpu, wall = cost(*command)
    print(f"after one catalog changed  {cpu:8.2f} s CPU {wall:8.2f} s wall")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if len(sys.argv) == 3:
            generate(folder, int(sys.argv[1]), int(sys.argv[2]))
        else:
            for part in ("source", "po"):
                shutil.copytree(ROOT / part, folder / part)
            shutil.copy(ROOT / "declaration.toml", folder)
        os.sync()
        measure(folder)


if __name__ == "__main__":
    main()
