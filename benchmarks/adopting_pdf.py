"""How much of a PDF comes back as it was written, whoever made the PDF.

The Universal Declaration, as long as ``../shared/data/udhr`` has it, is set by programs that know
nothing of each other, in one column and in two, with running heads and page numbers, justified and
hyphenated or ragged, paragraphs told apart by white space or by an indent. What
`pipeline.formats.pdf` reads is compared with what was set: a paragraph counts if it comes back
exactly, as a paragraph of its own, white space folded.

    python -m benchmarks.adopting_pdf [-v] [--keep FOLDER] [LANGUAGE …]

WeasyPrint and Typst are not among the project's needs: ``pip install weasyprint typst`` before.
Producers that are not there are passed over. ``--keep`` makes the PDFs once only.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

from benchmarks import declarations
from benchmarks.declarations import FOLDER
from pipeline.formats import docx, html, pdf
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Document, texts

SCRIPTS = {
    "Latn": "eng spa fra deu_1996 fin hun ind ita pol por_PT swh tur vie yor hau_NG".split(),
    "Grek": ["ell_monotonic", "ell_polytonic"],
    "Cyrl": ["bul", "khk", "rus", "ukr"],
    "Hani": ["cmn_hans", "cmn_hant"],
    "others": ["jpn", "hye", "kat", "heb", "arb"],
}
Blocks = list[tuple[str, str]]
"""Tag and words: ``("h2", "Article 1")``."""


def gold(path: Path) -> Blocks:
    """The blocks of a page of the corpus in order."""
    found: Blocks = []
    for element in declarations.tree(path).iter("h1", "h2", "h3", "p", "li"):
        said, above = declarations.words(element), element.getparent()
        in_item = element.tag == "p" and above is not None and above.tag == "li"
        if said and not in_item:
            found.append((element.tag, said))
    return found


# ------------------------------------------------------------------------ producers

STYLE = """
@page { size: A4; margin: 25mm 22mm;
  @top-center { content: "%(title)s"; font-size: 8pt }
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt } }
html { font: 10.5pt/1.35 "Liberation Serif", "DejaVu Serif", "Droid Sans Fallback", serif }
main { column-count: %(columns)d; column-gap: 9mm }
p, li { text-align: justify; hyphens: auto }
"""
LOOKS = {
    1: "p, li { margin: 0.6em 0 }",
    2: "p { margin: 0; text-indent: 1.4em } h2 + p { text-indent: 0 } li { margin: 0 }",
}


def page(blocks: Blocks, language: str, columns: int) -> str:
    """The document as HTML for print."""
    title = blocks[0][1]
    inner: list[str] = []
    for at, (tag, words) in enumerate(blocks):
        if tag == "li" and (at == 0 or blocks[at - 1][0] != "li"):
            inner.append("<ol>")
        inner.append(f"<{tag}>{escape(words)}</{tag}>")
        if tag == "li" and (at + 1 == len(blocks) or blocks[at + 1][0] != "li"):
            inner.append("</ol>")
    style = STYLE % {"title": title.replace('"', "'"), "columns": columns} + LOOKS[columns]
    direction = Locale.parse(language).direction
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}">'
        f'<meta charset="utf-8"><title>{escape(title)}'
        f"</title><style>{style}</style><body>{inner[0]}<main>{''.join(inner[1:])}</main></html>"
    )


def weasyprint(blocks: Blocks, language: str, columns: int) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=page(blocks, language, columns)).write_pdf())


def chromium(blocks: Blocks, language: str, columns: int) -> bytes:
    """With the date, title, address and page number that the browser prints by itself."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        source.write_text(page(blocks, language, columns), "utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
             f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return target.read_bytes()


TYPST = """
#let blocks = json("blocks.json")
#set page(paper: "a4", columns: COLUMNS, header: context if counter(page).get().first() > 1
  [#blocks.at(0).at(1) #h(1fr)], numbering: "— 1 —")
#set text(lang: "LANGUAGE", size: 11pt, font: ("Libertinus Serif", "DejaVu Serif",
  "Droid Sans Fallback"), hyphenate: true)
#set par(justify: true, INDENT)
#let n = counter("item")
#for (tag, words) in blocks {
  if tag == "h1" { heading(level: 1, words) } else if tag == "h2" { n.update(0); heading(level: 2, words) }
  else if tag == "h3" { n.update(0); heading(level: 3, words) }
  else if tag == "li" { n.step(); par[(#context n.display()) #words] }
  else { n.update(0); par(words) }
}
"""  # noqa: E501


def typst(blocks: Blocks, language: str, columns: int) -> bytes:
    import typst as compiler

    indent = "first-line-indent: 1.2em, spacing: 0.65em" if columns == 2 else "spacing: 1.1em"
    source = TYPST.replace("COLUMNS", str(columns)).replace("INDENT", indent)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "blocks.json").write_text(json.dumps(blocks), "utf-8")
        Path(folder, "a.typ").write_text(source.replace("LANGUAGE", language[:2]), "utf-8")
        return bytes(compiler.compile(str(Path(folder, "a.typ")), root=folder))


def writer(blocks: Blocks, language: str, columns: int) -> bytes:
    """LibreOffice, from a Word file with a running head and page numbers."""
    import io

    from docx import Document as word
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = html.parse(page(blocks, language, 1), name="a", locale=language)
    made = word(io.BytesIO(docx.serialize(document)))
    made.sections[0].header.paragraphs[0].text = blocks[0][1]
    run = made.sections[0].footer.paragraphs[0].add_run()._r
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run.append(part)
    cols = made.sections[0]._sectPr.find(qn("w:cols"))
    assert cols is not None, "our Word files say in how many columns they are"
    cols.set(qn("w:num"), str(columns))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.docx")
        made.save(str(source))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return source.with_suffix(".pdf").read_bytes()


def ours(blocks: Blocks, language: str, columns: int) -> bytes:
    from pipeline.typeset import Design, typeset

    document = html.parse(page(blocks, language, 1), name="a", locale=language)
    del columns
    return typeset(document, design=Design()).pdf


PRODUCERS: dict[str, tuple[Callable[[Blocks, str, int], bytes], tuple[int, ...], bool]] = {
    "weasyprint": (weasyprint, (1, 2), find_spec("weasyprint") is not None),
    "chromium": (chromium, (1, 2), shutil.which("chromium") is not None),
    "typst": (typst, (1, 2), find_spec("typst") is not None),
    "libreoffice": (writer, (1, 2), shutil.which("soffice") is not None),
    "ours": (ours, (1,), True),
}


# ------------------------------------------------------------------------ measuring


def recovered(blocks: Blocks, document: Document) -> tuple[int, list[str], list[str]]:
    """How many paragraphs came back, those that did not, and what came instead."""
    wanted = Counter(normalize("NFC", words) for _, words in blocks)
    found = Counter(" ".join(plain(text.markdown).split()) for text in texts(document))
    missing, strange = wanted - found, found - wanted
    return wanted.total() - missing.total(), list(missing.elements()), list(strange.elements())


def made(
    languages: Iterable[str], producers: Iterable[str], keep: Path
) -> Iterator[tuple[str, str, int, Blocks, bytes]]:
    for language in languages:
        path = FOLDER / f"{language}.html"
        blocks = gold(path)
        tag = declarations.locale(declarations.tree(path)).bcp47
        for name in producers:
            produce, columns, there = PRODUCERS[name]
            for count in columns if there else ():
                kept = keep / f"{language}.{name}.{count}.pdf"
                if not kept.exists():
                    kept.write_bytes(produce(blocks, tag, count))
                yield language, name, count, blocks, kept.read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("-v", action="store_true", help="show what was not recovered")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--producer", action="append", choices=PRODUCERS)
    args = parser.parse_args()
    if not FOLDER.is_dir():
        sys.exit(f"{FOLDER} is not there")
    with tempfile.TemporaryDirectory() as temporary:
        keep = args.keep or Path(temporary)
        keep.mkdir(exist_ok=True, parents=True)
        sums: dict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0])
        for script, all_languages in SCRIPTS.items():
            chosen = [x for x in all_languages if not args.languages or x in args.languages]
            for language, name, columns, blocks, data in made(
                chosen, args.producer or PRODUCERS, keep
            ):
                document = pdf.parse(data, name="a")
                right, missing, strange = recovered(blocks, document)
                for key in ((script, name, columns), (script, "all", 0)):
                    sums[key][0] += right
                    sums[key][1] += len(blocks)
                if args.v and missing:
                    print(f"{language} {name} {columns}: {right} of {len(blocks)}")
                    for sign, lines in ("-", missing), ("+", strange):
                        print(
                            *(f"   {sign} {line[:110]} … {line[-40:]}" for line in lines[:6]),
                            sep="\n",
                        )
        for (script, name, columns), (right, total) in sums.items():
            print(
                f"{script:7} {name:12} {columns or '':1} {right:5} of {total:5} {right / total:.3f}"
            )


if __name__ == "__main__":
    main()
