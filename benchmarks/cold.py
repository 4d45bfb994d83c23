"""One document from the start of a process to its PDF, against Typst and WeasyPrint.

    python -m benchmarks.cold [NAME]
    python -m benchmarks.cold spa --typst PYTHON --weasyprint PYTHON --rounds 9
    python -m benchmarks.cold spa --typst PYTHON --fonts FOLDER...
    python -m benchmarks.cold --all --typst PYTHON --rounds 3

A fresh process each time, by turns, with bytecode at hand; medians of the CPU time of the whole
process, the interpreter's own start included and its end not (some 20 ms of ours, 5 of Typst's,
which `declaration` itself does without). ``--all`` does so with each language's document,
and counts for how many of them ours is no slower. Each reads the document as it likes it best: ours
pickled, theirs in their own language. ``--fonts`` are folders with more fonts than those of the
package and the fetched ones, as a computer has: Typst opens each when it starts, we read an
index (WeasyPrint is not shown them).
"""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
from functools import partial
from operator import le
from pathlib import Path
from statistics import median

from benchmarks.costs import by_turns
from benchmarks.declarations import FOLDER, document, paths
from benchmarks.typesetting import font_folders, run, write
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.library import font_set

_OURS = """
import json, pickle, sys, time
from pathlib import Path
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.library import font_set
_folders, more, path = json.load(sys.stdin)
given = pickle.loads(Path(path + ".pickle").read_bytes())
made = typeset(given, imprint=Imprint(), fonts=font_set(own=map(Path, more), system=False))
Path(path + ".pdf").write_bytes(made.pdf)
print(time.process_time())
"""
_TYPST = """
import json, sys, time
import typst
folders, more, path = json.load(sys.stdin)
fonts = typst.Fonts(font_paths=folders + more, include_system_fonts=False)
both = ["a-2a", "ua-1"]
typst.compile(path + ".typ", output=path + ".pdf", font_paths=fonts, pdf_standards=both)
print(time.process_time())
"""
_WEASYPRINT = """
import json, sys, time
import weasyprint
_folders, _more, path = json.load(sys.stdin)
weasyprint.HTML(path + ".html").write_pdf(path + ".pdf", pdf_variant="pdf/ua-1")
print(time.process_time())
"""
_PROGRAMS = {"ours": _OURS, "typst": _TYPST, "weasyprint": _WEASYPRINT}


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="spa", help="which page of the Declaration")
    parser.add_argument("--all", action="store_true", help="each page, one after the other")
    parser.add_argument("--typst", help="a Python with typst")
    parser.add_argument("--weasyprint", help="a Python with weasyprint")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--fonts", nargs="*", default=(), metavar="FOLDER", help="with more fonts")
    given = parser.parse_args()
    sources = paths() if given.all else [FOLDER / f"{given.name}.html"]
    if not sources or not sources[0].exists():
        print("the Universal Declaration is not at hand in this language")
        return
    pythons = {"ours": sys.executable, "typst": given.typst, "weasyprint": given.weasyprint}
    tools = {tool: python for tool, python in pythons.items() if python}
    taken: dict[str, list[float]] = {tool: [] for tool in tools}
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            for tool, time in _times(source, Path(folder), tools, given).items():
                taken[tool].append(time)
    for tool, times in taken.items():
        no_slower = sum(map(le, taken["ours"], times))
        print(
            f"{tool}: {median(times) * 1000:.0f} ms CPU from the start of a process"
            + (f" in the median, {sum(times):.2f} s in all" if given.all else "")
            + (f", ours no slower in {no_slower} of {len(times)}" if tool != "ours" else "")
        )


def _times(
    source: Path, folder: Path, tools: dict[str, str], given: argparse.Namespace
) -> dict[str, float]:
    """What each tool takes for one document, in seconds: the median of the rounds."""
    read = document(source)
    made = typeset(read, imprint=Imprint(), fonts=font_set(system=False))
    for tool in tools.keys() - {"ours"}:
        write(read, folder, [font.family for font in made.fonts], tool)
    path = folder / read.name
    path.with_suffix(".pickle").write_bytes(pickle.dumps(read))
    task = (font_folders(), given.fonts, str(path))
    runs = {
        tool: partial(run, python, _PROGRAMS[tool], task, folder / "bytecode")
        for tool, python in tools.items()
    }
    # The first round leaves bytecode and caches behind.
    seconds = by_turns(runs, given.rounds + 1)
    return {tool: median(times[1:]) for tool, times in seconds.items()}


if __name__ == "__main__":
    main()
