"""Typesetting against Typst and WeasyPrint: the same texts, the same fonts, side by side.

    python -m benchmarks.typesetting
    python -m benchmarks.typesetting --typst PYTHON --weasyprint PYTHON --rounds 3

Sets the Universal Declaration in every language at hand. The others are measured where an
interpreter is named that has them (``pip install typst``, ``pip install weasyprint``). Each runs
in a process of its own, by turns; figures are CPU time (user and system), medians of the rounds.
All justify their lines, and set the title at the head of the pages behind the first and a number
on each; Typst is asked for PDF/UA-1 and PDF/A-2a at once, which our files are, too, and WeasyPrint,
which has no more to offer, for PDF/UA-1.
All find their bytecode in a folder of the benchmark's, as they would once installed, whatever the
environment says: a first run by itself leaves it there.

WeasyPrint subsets fonts with HarfBuzz where the system has the library (Debian's
``libharfbuzz-subset0``, which its guide asks for and its wheel does not bring), and with fontTools
where it has not. Both are timed: ``weasyprint`` as found, ``weasyprint-fonttools`` without.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.costs import ROOT, by_turns
from benchmarks.declarations import document, paths
from benchmarks.extraction import missing, pdfium, poppler, structure
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Block, Document, Heading, Item, List, Paragraph, Section, Text, texts
from pipeline.typeset.library import cache_folder, default_files

_OURS = """
import json, resource, sys, time
start = time.process_time()
from pathlib import Path
from benchmarks.declarations import document
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.library import font_set
fonts = font_set(system=False)
sources, folder = json.load(sys.stdin)
rows = {}
for source in sources:
    name = Path(source).stem
    read = document(Path(source))
    before = time.process_time()
    made = typeset(read, imprint=Imprint(), fonts=fonts)
    Path(folder, name + ".pdf").write_bytes(made.pdf)
    rows[name] = time.process_time() - before, made.pages, [f.family for f in made.fonts]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([rows, time.process_time() - start, peak]))
"""
_TYPST = """
import json, resource, sys, time
start = time.process_time()
from pathlib import Path
import typst
folders, folder, names = json.load(sys.stdin)
rows = {}
fonts = typst.Fonts(font_paths=folders, include_system_fonts=False)
both = ["a-2a", "ua-1"]
for name in names:
    before = time.process_time()
    path = str(Path(folder, name))
    typst.compile(path + ".typ", output=path + ".pdf", font_paths=fonts, pdf_standards=both)
    rows[name] = time.process_time() - before, 0, []
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([rows, time.process_time() - start, peak]))
"""
_WEASYPRINT = """
import json, resource, sys, time
start = time.process_time()
from pathlib import Path
import weasyprint
_folders, folder, names = json.load(sys.stdin)
rows = {}
for name in names:
    before = time.process_time()
    path = str(Path(folder, name))
    weasyprint.HTML(path + ".html").write_pdf(path + ".pdf", pdf_variant="pdf/ua-1")
    rows[name] = time.process_time() - before, 0, []
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([rows, time.process_time() - start, peak]))
"""
_FONTTOOLS_ALONE = """
import weasyprint
import weasyprint.pdf.fonts
weasyprint.pdf.fonts.harfbuzz_subset = None
"""


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--typst", help="a Python with typst")
    parser.add_argument("--weasyprint", help="a Python with weasyprint")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    sources = [str(path) for path in paths()]
    if not sources:
        print("the Universal Declaration is not at hand")
        return
    with tempfile.TemporaryDirectory() as folder:
        bytecode = Path(folder, "bytecode")
        ours = Path(folder, "ours")
        ours.mkdir()
        own = (sys.executable, _OURS, (sources, str(ours)))
        families = {name: row[2] for name, row in run(*own, bytecode)[0].items()}
        tasks: dict[str, tuple[str, str, object]] = {"ours": own}
        others = {
            "typst": (given.typst, _TYPST),
            "weasyprint": (given.weasyprint, _WEASYPRINT),
            "weasyprint-fonttools": (
                given.weasyprint,
                _WEASYPRINT.replace("import weasyprint\n", _FONTTOOLS_ALONE.lstrip()),
            ),
        }
        for tool, (python, program) in others.items():
            if python:
                place = Path(folder, tool)
                place.mkdir()
                for source in sources:
                    write(document(Path(source)), place, families[Path(source).stem], tool)
                names = [Path(source).stem for source in sources]
                tasks[tool] = (python, program, (font_folders(), str(place), names))
                run(python, program, (font_folders(), str(place), names[:1]), bytecode)
        runs = {tool: partial(run, *task, bytecode) for tool, task in tasks.items()}
        for tool, made in by_turns(runs, given.rounds).items():
            _report(tool, made, Path(folder, tool), sources)


def run(python: str, program: str, given: object, bytecode: Path) -> Any:
    surroundings = {
        **os.environ,
        "PYTHONPYCACHEPREFIX": str(bytecode),
        "FONTCONFIG_FILE": str(_fontconfig(bytecode)),
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [python, "-c", program],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=surroundings,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def font_folders() -> list[str]:
    return [str(Path(default_files()[0].path).parent), str(cache_folder() / "fonts")]


def _fontconfig(folder: Path) -> Path:
    """A configuration that shows WeasyPrint, which asks Fontconfig, the fonts that all use."""
    folder.mkdir(exist_ok=True)
    places = "".join(f"<dir>{escape(place)}</dir>" for place in font_folders())
    kept = f"<cachedir>{escape(str(folder / 'fontconfig'))}</cachedir>"
    file = folder / "fonts.conf"
    file.write_text(f"<?xml version='1.0'?><fontconfig>{places}{kept}</fontconfig>", "utf-8")
    return file


def _report(tool: str, rounds: list[Any], folder: Path, sources: list[str]) -> None:
    names = list(rounds[0][0])
    per_document = {n: median(each[0][n][0] for each in rounds) for n in names}
    sizes = [(folder / f"{n}.pdf").stat().st_size for n in names]
    exact = [0, 0, 0]
    for source in sources:
        content = (folder / f"{Path(source).stem}.pdf").read_bytes()
        words = [plain(text.markdown) for text in texts(document(Path(source)))]
        for index, read in enumerate((pdfium, poppler)):
            exact[index] += not missing(words, read(content))
        exact[2] += not missing(words, [structure(content)])
    total = median(each[1] for each in rounds)
    pages = sum(rounds[0][0][n][1] for n in names)
    print(
        f"{tool}: {len(names)} documents, {total:.1f} s CPU with start-up, "
        f"median document {median(per_document.values()) * 1000:.0f} ms, "
        f"slowest {max(per_document, key=per_document.__getitem__)} "
        f"{max(per_document.values()) * 1000:.0f} ms, "
        f"median size {median(sizes) / 1024:.0f} kB, peak {median(e[2] for e in rounds):.0f} MB, "
        f"exact text: pdfium {exact[0]}, poppler {exact[1]}, structure tree {exact[2]}"
        + (f", {pages / sum(per_document.values()):.0f} pages/s" if pages else "")
    )


def write(given: Document, folder: Path, families: list[str], tool: str) -> None:
    """The document in the other tool's language."""
    if tool == "typst":
        (folder / f"{given.name}.typ").write_text(_typst(given, families), "utf-8")
    else:
        (folder / f"{given.name}.html").write_text(_html(given, families), "utf-8")


def _plain_families(families: list[str]) -> list[str]:
    bare = (f.removesuffix(" Italic").removesuffix(" Bold") for f in families)
    return list(dict.fromkeys(bare))


def _typst(given: Document, families: list[str]) -> str:
    locale = Locale.parse(given.locale)
    names = ", ".join(f'"{name}"' for name in _plain_families(families))
    title = _string(given.title)
    lines = [
        f"#set document(title: {title})",
        f'#set text(font: ({names},), lang: "{locale.language}", dir: {locale.direction}, '
        "size: 10.5pt)",
        f'#set page(paper: "a4", numbering: "1", header: context if here().page() > 1 [#{title}])',
        "#set par(justify: true)",
        f"#heading(level: 1, {title})",
    ]
    _typst_blocks(given.blocks, lines)
    return "\n".join(lines)


def _typst_blocks(given: tuple[Block, ...], lines: list[str]) -> None:
    for block in given:
        match block:
            case Section():
                _typst_blocks(block.blocks, lines)
            case Heading():
                lines.append(f"#heading(level: 2, {_string(block.text)})")
            case Paragraph():
                lines.append(f"#par({_string(block.texts[0])})")
            case List():
                words = (_string(text) for item in block.items for text in texts(item))
                lines.append(f"#{'enum' if block.ordered else 'list'}({', '.join(words)})")


def _string(text: Text) -> str:
    return json.dumps(plain(text.markdown), ensure_ascii=False)


def _html(given: Document, families: list[str]) -> str:
    locale = Locale.parse(given.locale)
    names = ", ".join(f"'{name}'" for name in _plain_families(families))
    body = [f"<h1>{_words(given.title)}</h1>"]
    _html_blocks(given.blocks, body)
    heads = "@bottom-center{content:counter(page)}@top-center{content:string(title)}"
    style = (
        f"@page{{size:A4;{heads}}}@page:first{{@top-center{{content:none}}}}"
        f"h1{{string-set:title content()}}"
        f"body{{font:10.5pt {names};text-align:justify;hyphens:auto}}"
    )
    head = (
        f'<!doctype html><html lang="{given.locale}" dir="{locale.direction}"><meta charset=utf-8>'
    )
    title = f"<title>{_words(given.title)}</title>"
    return f"{head}{title}<style>{style}</style>{''.join(body)}"


def _html_blocks(given: tuple[Block, ...], body: list[str]) -> None:
    for block in given:
        match block:
            case Section():
                _html_blocks(block.blocks, body)
            case Heading():
                body.append(f"<h2>{_words(block.text)}</h2>")
            case Paragraph():
                body.append(f"<p>{_words(block.texts[0])}</p>")
            case List():
                tag = "ol" if block.ordered else "ul"
                body.append(f"<{tag}>{''.join(map(_item, block.items))}</{tag}>")


def _item(item: Item) -> str:
    return "<li>" + " ".join(_words(text) for text in texts(item)) + "</li>"


def _words(text: Text) -> str:
    return escape(plain(text.markdown))


if __name__ == "__main__":
    main()
