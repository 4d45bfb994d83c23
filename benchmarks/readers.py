"""What readers of PDF make of the Universal Declaration as we set it.

    python -m benchmarks.readers                        the readers that are at hand
    python -m benchmarks.readers --pdfjs FOLDER         and pdf.js (`npm install pdfjs-dist` there)
    python -m benchmarks.readers --pdfbox JAR           and PDFBox (pdfbox-app-3.*.jar)
    python -m benchmarks.readers --python PYTHON        and PyMuPDF, pdfminer.six and pypdf, each
                                                        that this interpreter has
    python -m benchmarks.readers hin tha                some languages

A row for each reader: how many files come back whole, white space folded to one space
(`benchmarks.extraction`); how many if hyphens at the ends of lines are joined, as the search of
most readers does; and the languages that do not, with the texts that are not as they were written.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.declarations import document, paths
from benchmarks.extraction import missing, pdfium, poppler
from pipeline.formats.inline import plain
from pipeline.model import Document, texts
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.library import font_set

Read = Callable[[Sequence[Path]], list[list[str]]]
"""From files to the texts of their pages."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][ \t]*\r?\n")
_PYTHON = {
    "pymupdf": "[page.get_text() for page in pymupdf.open(path)]",
    "pdfminer": "pdfminer.high_level.extract_text(path).split('\\f')",
    "pypdf": "[page.extract_text() for page in pypdf.PdfReader(path).pages]",
}
_MODULES = {"pdfminer": "pdfminer.high_level"}


def main() -> None:
    """Set the languages, have each reader read them, and print what it made of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="languages, as the files are named")
    parser.add_argument("--pdfjs", type=Path, metavar="FOLDER")
    parser.add_argument("--pdfbox", type=Path, metavar="JAR")
    parser.add_argument("--python", metavar="PYTHON")
    given = parser.parse_args()
    documents = [document(path) for path in paths() if not given.names or path.stem in given.names]
    if not documents:
        print("the Universal Declaration is not at hand")
        return
    with tempfile.TemporaryDirectory() as folder:
        files = list(_written(documents, Path(folder)))
        for name, read in _readers(given):
            try:
                _report(name, documents, read(files))
            except (OSError, subprocess.CalledProcessError) as error:
                print(f"{name:9} is not at hand: {error}")


def _written(documents: Sequence[Document], folder: Path) -> Iterator[Path]:
    fonts = font_set(system=False)
    for each in documents:
        path = folder / f"{each.name}.pdf"
        path.write_bytes(typeset(each, imprint=Imprint(), fonts=fonts).pdf)
        yield path


def _readers(given: argparse.Namespace) -> Iterator[tuple[str, Read]]:
    yield "pdfium", lambda files: [pdfium(file.read_bytes()) for file in files]
    yield "poppler", lambda files: [poppler(file.read_bytes()) for file in files]
    yield "mutool", lambda files: [_said("mutool", "draw", "-qFtxt", str(file)) for file in files]
    if given.pdfjs:
        yield "pdf.js", partial(_pdfjs, given.pdfjs)
    if given.pdfbox:
        yield "pdfbox", partial(_pdfbox, given.pdfbox)
    if given.python:
        for name in _PYTHON:
            yield name, partial(_python, given.python, name)


def _said(*words: str) -> list[str]:
    """The pages that a command prints."""
    done = subprocess.run(words, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").split("\f")


def _pdfjs(folder: Path, files: Sequence[Path]) -> list[list[str]]:
    script = Path(__file__).with_suffix(".mjs")
    said = _said("node", str(script), str(folder), *map(str, files))
    return [json.loads(line) for line in "\f".join(said).splitlines() if line.startswith("[")]


def _pdfbox(jar: Path, files: Sequence[Path]) -> list[list[str]]:
    script = Path(__file__).with_suffix(".java").with_stem("Readers")
    said = "\f".join(_said("java", "-cp", str(jar), str(script), *map(str, files)))
    return [file.split("\f") for file in said.split("\0")[:-1]]


def _python(python: str, name: str, files: Sequence[Path]) -> list[list[str]]:
    module = _MODULES.get(name, name)
    program = f"import sys, json, {module}\nfor path in sys.argv[1:]: "
    program += f"print(json.dumps({_PYTHON[name]}))"
    said = _said(python, "-c", program, *map(str, files))
    return [json.loads(line) for line in "\f".join(said).splitlines()]


def _report(name: str, documents: Sequence[Document], read: Sequence[list[str]]) -> None:
    whole = joined = 0
    wrong = []
    for each, pages in zip(documents, read, strict=True):
        words = [plain(text.markdown) for text in texts(each)]
        lost = missing(words, pages)
        still = missing(lost, [_HYPHEN.sub("", page) for page in pages]) if lost else []
        whole, joined = whole + (not lost), joined + (not still)
        if still:
            wrong.append(f"{each.name} {len(still)}")
    row = f"{name:9} of {len(documents)} whole {whole}, hyphens joined {joined}"
    print(row + (f"; not: {', '.join(wrong)}" if wrong else ""), flush=True)


if __name__ == "__main__":
    main()
