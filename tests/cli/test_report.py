"""Writing the report."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.reports import html, record
from tests.changing import SPANISH, translate

Run = Callable[..., tuple[int, str, str]]


def test_it_writes_an_overview_a_page_a_language_and_json(declaration: Run, spanish: Path) -> None:
    code, out, _ = declaration(spanish, "report")
    assert (code, out) == (0, "output/report.html: 1 language, 0 ready.\n")
    written = {p.relative_to(spanish / "output").as_posix() for p in spanish.rglob("output/**/*.*")}
    assert written == {"report.html", "report.json", "report/es.html"}
    assert record.read((spanish / "output" / "report.json").read_bytes()) is not None


def test_the_same_project_gives_the_same_bytes_however_often(
    declaration: Run, spanish: Path
) -> None:
    def written() -> dict[str, bytes]:
        assert declaration(spanish, "report")[0] == 0
        return {path.name: path.read_bytes() for path in (spanish / "output").rglob("*.*")}

    first = written()
    assert written() == first
    translate(spanish / SPANISH, "title", "Declaración")
    second = written()
    assert b"Since the last report" in second["report.html"]
    assert written() == second


def test_only_the_pages_of_languages_that_changed_are_made_again(
    declaration: Run, spanish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    language = html.language
    monkeypatch.setattr(html, "language", lambda part: made.append(part.locales) or language(part))

    def remade() -> list[tuple[str, ...]]:
        made.clear()
        assert declaration(spanish, "report")[0] == 0
        return list(made)

    declaration(spanish, "new", "fr")
    assert remade() == [("es",), ("fr",)]
    assert remade() == []
    translate(spanish / SPANISH, "title", "Declaración")
    assert remade() == [("es",)]
    page = spanish / "output" / "report" / "fr.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b"edited by hand")
    assert remade() == [("fr",)]
    assert page.read_bytes() == whole


def test_what_changed_is_known_without_the_memory_of_the_last_run(
    declaration: Run, spanish: Path
) -> None:
    declaration(spanish, "report")
    (spanish / ".cache" / "report.json").unlink()
    translate(spanish / SPANISH, "title", "Declaración")
    declaration(spanish, "report")
    assert "Since the last report" in (spanish / "output" / "report.html").read_text("utf-8")


def test_other_forms_go_to_standard_output_or_a_file(declaration: Run, spanish: Path) -> None:
    code, out, _ = declaration(spanish, "report", "es", "--format", "text")
    assert code == 0
    assert out.startswith("po/es/declaration.po:")
    assert json.loads(declaration(spanish, "report", "--json")[1])["languages"]
    path = spanish / "report.sarif"
    declaration(spanish, "report", "--format", "sarif", "--output", str(path))
    assert json.loads(path.read_bytes())["version"] == "2.1.0"
    assert not (spanish / "output").exists()


def test_code_hosts_are_told_where_a_file_is_in_its_repository(
    declaration: Run,
    spanish: Path,
    git: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    repository = tmp_path_factory.mktemp("repository")
    git(repository, "init", "-q")
    site = repository / "site"
    shutil.copytree(spanish, site)
    waiver = '[[waiver]]\ncheck = "term"\nreason = "once"\n'
    (site / "po" / "es" / "declaration.waivers.toml").write_text(waiver, "utf-8")
    hosted = declaration(site, "report", "--format", "github")[1]
    assert "file=site/po/es/declaration.po,line=" in hosted
    assert "file=site/po/es/declaration.waivers.toml,line=1," in hosted
    assert '"uri": "site/po/es/declaration.po"' in declaration(site, "check", "--sarif")[1]
    assert declaration(site, "check")[1].startswith("po/es/")


def test_a_catalog_that_cannot_be_read_is_told_and_the_rest_is_written(
    declaration: Run, spanish: Path
) -> None:
    declaration(spanish, "new", "fr")
    (spanish / "po" / "fr" / "declaration.po").write_text('msgid "a"\n', "utf-8")
    code, out, said = declaration(spanish, "report")
    assert code == 2
    assert "2 languages" in out
    assert "po/fr/declaration.po:" in said
    assert "po/fr/declaration.po:" in (spanish / "output" / "report.html").read_text("utf-8")


def test_the_pages_take_no_languages(declaration: Run, spanish: Path) -> None:
    code, _, said = declaration(spanish, "report", "es")
    assert code == 2
    assert "declaration check LANG" in said
