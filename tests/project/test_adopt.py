"""Adopting into a project on disk: what is written, what is kept, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.cli import main
from pipeline.errors import Exit
from pipeline.formats import docx, html, markdown, odt
from pipeline.model import Document, State
from pipeline.stages.segment import segment
from pipeline.stages.translate import translate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the sample's sources and no translation."""
    (tmp_path / "declaration.toml").write_text('[project]\nname = "Sample"\n')
    shutil.copytree(ROOT / "source", tmp_path / "source")
    (tmp_path / "po").mkdir()
    (tmp_path / "po" / "LINGUAS").write_text("# none yet\n")
    return tmp_path


def sample(locale: str = "es") -> tuple[Document, dict[str, str]]:
    """The sample declaration in a language, and its messages."""
    source = (ROOT / "source" / "declaration.md").read_bytes()
    document, _ = segment(markdown.parse(source, name="declaration"))
    data = (ROOT / "po" / locale / "declaration.po").read_bytes()
    catalog = po.read(data, path="sample.po", document="declaration")
    targets = {m.key: m.target for m in catalog.messages if m.state is State.TRANSLATED}
    return translate(document, catalog), targets


def filled(project: Path, locale: str = "es") -> dict[str, str]:
    path = project / "po" / locale / "declaration.po"
    catalog = po.read(path.read_bytes(), path="x.po", document="declaration")
    return {m.key: m.target for m in catalog.messages if m.state is State.TRANSLATED}


def run(project: Path, *words: str) -> int:
    return main(["-q", "-C", str(project), "adopt", *words])


SERIALIZERS = {
    "html": lambda document: html.serialize(document).encode(),
    "docx": docx.serialize,
    "odt": odt.serialize,
    "md": lambda document: markdown.serialize(document).encode(),
}


@pytest.mark.parametrize("suffix", SERIALIZERS)
@pytest.mark.parametrize("locale", ["es", "zh_CN", "ar"])
def test_what_is_sent_out_comes_back_as_the_same_catalog(
    project: Path, suffix: str, locale: str
) -> None:
    document, targets = sample(locale)
    file = project / f"volunteer.{suffix}"
    file.write_bytes(SERIALIZERS[suffix](document))
    assert run(project, str(file), "--into", locale) == Exit.CLEAN
    assert filled(project, locale) == targets
    assert locale in (project / "po" / "LINGUAS").read_text().split()


def text_file(project: Path) -> Path:
    from pipeline.formats.intake import flat

    document, _ = sample()
    file = project / "mail.txt"
    passages = [passage.text.replace("*", "") for passage in flat(document)]
    passages.insert(5, "Nota: gracias a todas las personas que han leído este texto.")
    file.write_text("\n\n".join(passages), "utf-8")
    return file


def test_the_alignment_can_be_corrected_and_given_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = text_file(project)
    assert run(project, str(file), "--into", "es") == Exit.CLEAN
    assert "only in the file [6]: Nota: gracias" in capsys.readouterr().out
    assert "Nota: gracias" in (project / "po/es/declaration.leftovers.txt").read_text("utf-8")
    path = project / "po/es/declaration.alignment.tsv"
    lines = path.read_text("utf-8").splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("preamble.aware"))
    cells = lines[at].split("\t")
    cells[1] = ""
    lines[at] = "\t".join(cells)
    path.write_text("\n".join(lines), "utf-8")
    words = ("--into", "es", "--alignment", str(path), "--json")
    assert run(project, str(file), *words) == Exit.CLEAN
    record = json.loads(capsys.readouterr().out)
    [message] = [m for m in record["messages"] if m["key"] == cells[0]]
    assert message["paragraphs"] == []
    assert cells[0] not in filled(project)
    page = (project / "output/es/declaration.alignment.html").read_text("utf-8")
    assert "not in the file" in page


def test_a_second_time_nothing_is_overwritten(project: Path) -> None:
    file = text_file(project)
    assert run(project, str(file), "--into", "es") == Exit.CLEAN
    path = project / "po/es/declaration.po"
    edited = path.read_text("utf-8").replace("Declaramos", "DECLARAMOS")
    path.write_text(edited, "utf-8")
    assert run(project, str(file), "--into", "es") == Exit.CLEAN
    assert path.read_text("utf-8") == edited


def test_a_catalog_of_another_tool_is_matched_by_its_english(project: Path) -> None:
    _, targets = sample()
    theirs = (ROOT / "po" / "es" / "declaration.po").read_text("utf-8")
    bare = "\n".join(line for line in theirs.splitlines() if not line.startswith("msgctxt"))
    file = project / "other.po"
    file.write_text(bare + "\n", "utf-8")
    assert run(project, str(file), "--into", "es") == Exit.CLEAN
    assert filled(project) == targets


def test_a_page_with_everything_becomes_a_source_and_catalogs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / "tests" / "stages" / "pages" / "harbour.txt"
    assert run(project, str(page), "--new", "--document", "harbour") == Exit.CLEAN
    said = capsys.readouterr().out
    assert "wrote source/harbour.md" in said
    assert "a version in Greek is only named" in said
    assert (project / "po/es/harbour.po").is_file()
    assert "Escribiremos cada año" in (project / "po/es/harbour.po").read_text("utf-8")
    assert "大海教给我们的东西" in (project / "po/zh_CN/harbour.po").read_text("utf-8")
    assert run(project, str(page), "--new", "--document", "harbour") == Exit.INPUT


def test_hostile_text_is_shown_and_not_run(project: Path) -> None:
    file = text_file(project)
    hostile = "Nota <script>alert(1)</script> [x](javascript:alert(1)) de la traductora"
    file.write_text(file.read_text("utf-8") + f"\n\n{hostile}\n", "utf-8")
    assert run(project, str(file), "--into", "es") == Exit.CLEAN
    page = (project / "output/es/declaration.alignment.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "holds no text"),
        ("noise.txt", bytes(range(256)) * 40, "Save it as UTF-8"),
        ("letter.rtf", b"{\\rtf1 Hola}", "it is RTF"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format of Word"),
        ("broken.docx", b"PK\x03\x04nothing", "cannot be opened"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n", "damaged"),
        ("greek.txt", ("Όλα τα μουσεία δανείζουν ό,τι έχουν. " * 9).encode(), "another script"),
        ("long.txt", "\n\n".join(f"Párrafo {k}." for k in range(2000)).encode(), "many times"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(
    project: Path, name: str, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / name
    file.write_bytes(data)
    before = sorted(path for path in project.rglob("*") if ".cache" not in path.parts)
    assert main(["-C", str(project), "adopt", str(file), "--into", "es"]) == Exit.INPUT
    error = capsys.readouterr().err
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert sorted(path for path in project.rglob("*") if ".cache" not in path.parts) == before


def test_a_table_is_for_combine(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = project / "ana.xlsx"
    sheet.write_bytes(b"PK")
    assert main(["-C", str(project), "adopt", str(sheet), "--into", "es"]) == Exit.INPUT
    assert "'declaration combine po/es/NAME.po ana.xlsx'" in capsys.readouterr().err
