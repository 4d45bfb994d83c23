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
import shutil
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.costs import ROOT, Cost, by_turns, cost
from pipeline.catalogs import po
from pipeline.model import State
from pipeline.project.current import current
from pipeline.project.workspace import Workspace

RUNS = 9
LANGUAGES = """es fr de it pt_BR nl sv da nb fi pl cs sk hu ro bg ru uk el tr az kk uz ky mn hi ne
mr zh_CN zh_TW ja id ms vi tl sw ar fa he ca eu gl hr sl lt lv et is ga cy""".split()
WORDS = """museum science visitor exhibition network article language school region member fund
forum question answer object collection knowledge public journey season teacher""".split()


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
    """Release a project, again, and again after a change, and print what it takes."""
    python = sys.executable
    command = (python, "-m", "pipeline", "-q", "-C", str(folder), "release")
    release = partial(cost, command, good=(0, 1))  # 1: there are findings
    _print("full rebuild", release())
    runs = {
        "python -c pass": partial(cost, (python, "-c", "pass")),
        "declaration --help": partial(cost, (python, "-m", "pipeline", "--help")),
        "null": release,
    }
    spent = {
        name: median(each.cpu for each in costs) for name, costs in by_turns(runs, RUNS).items()
    }
    for name, cpu in spent.items():
        times = cpu / spent["python -c pass"]
        print(f"{name:26} {cpu:8.3f} s CPU {times:8.1f} × python -c pass")
    catalog = sorted((folder / "po").glob("*/*.po"))[0]
    catalog.write_text(catalog.read_text("utf-8").replace('msgstr "', 'msgstr "~', 3), "utf-8")
    _print("after one catalog changed", release())


def _print(name: str, spent: Cost) -> None:
    print(f"{name:26} {spent.cpu:8.2f} s CPU {spent.wall:8.2f} s wall")


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
