"""One document from the start of a process to its PDF, against Typst and WeasyPrint.

    python -m benchmarks.cold [NAME]
    python -m benchmarks.cold spa --typst PYTHON --weasyprint PYTHON --rounds 9
    python -m benchmarks.cold --typst PYTHON --fonts FOLDER...

A fresh process each time, by turns, with bytecode at hand; medians of the CPU time of the whole
process, the interpreter's own start included. Each reads the document as it likes it best: ours
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
from pathlib import Path
from statistics import median

from benchmarks.costs import by_turns
from benchmarks.declarations import FOLDER, document
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


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="spa", help="which page of the Declaration")
    parser.add_argument("--typst", help="a Python with typst")
    parser.add_argument("--weasyprint", help="a Python with weasyprint")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--fonts", nargs="*", default=(), metavar="FOLDER", help="with more fonts")
    given = parser.parse_args()
    source = FOLDER / f"{given.name}.html"
    if not source.exists():
        print("the Universal Declaration is not at hand in this language")
        return
    read = document(source)
    programs = {"ours": _OURS, "typst": _TYPST, "weasyprint": _WEASYPRINT}
    pythons = {"ours": sys.executable, "typst": given.typst, "weasyprint": given.weasyprint}
    tools = {tool: python for tool, python in pythons.items() if python}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = typeset(read, imprint=Imprint(), fonts=font_set(system=False))
        families = [font.family for font in made.fonts]
        for tool in ("typst", "weasyprint"):
            write(read, place, families, tool)
        path = place / read.name
        path.with_suffix(".pickle").write_bytes(pickle.dumps(read))
        task = (font_folders(), given.fonts, str(path))
        runs = {
            tool: partial(run, python, programs[tool], task, place / "bytecode")
            for tool, python in tools.items()
        }
        seconds = by_turns(runs, given.rounds + 1)
    for tool, taken in seconds.items():
        # The first round leaves bytecode and caches behind.
        print(f"{tool}: {median(taken[1:]) * 1000:.0f} ms CPU from the start of a process")


if __name__ == "__main__":
    main()
