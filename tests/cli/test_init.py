"""Starting a project and a language."""

from collections.abc import Callable
from pathlib import Path

from pipeline.publish.proof import extract
from pipeline.settings import Settings, parse
from tests.changing import add_settings

Run = Callable[..., tuple[int, str, str]]


def test_a_new_project_is_whole(
    declaration: Run, msgfmt: Callable[[Path], str], tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    assert declaration(tmp_path, "init", "mine")[0] == 0
    assert declaration(folder, "new", "pt-BR")[0] == 0
    code, out, _ = declaration(folder, "status")
    assert code == 0
    assert out.startswith("pt-BR  declaration")
    catalog = folder / "po" / "pt_BR" / "declaration.po"
    assert msgfmt(catalog) == ""


def test_the_settings_of_a_new_project_are_what_holds_without_them(
    declaration: Run, tmp_path: Path
) -> None:
    assert declaration(tmp_path, "init", ".")[0] == 0
    assert parse((tmp_path / "declaration.toml").read_text("utf-8")) == Settings()


def test_quiet_is_not_silent_about_errors(declaration: Run, project: Path) -> None:
    declaration(project, "new", "es")
    (project / "po" / "es" / "declaration.po").write_text("nonsense", "utf-8")
    for command in ("update", "status", "check", "drift", "review"):
        code, _, said = declaration(project, "-q", command)
        assert code == 2
        assert "declaration.po:1" in said


def test_nothing_that_exists_is_written_over(declaration: Run, project: Path) -> None:
    before = (project / "declaration.toml").read_bytes()
    code, _, said = declaration(project, "init", ".")
    assert code == 2
    assert "nothing is written over" in said
    assert (project / "declaration.toml").read_bytes() == before


def test_a_catalog_that_is_there_is_taken_up(declaration: Run, project: Path) -> None:
    assert declaration(project, "new", "es")[0] == 0
    catalog = project / "po" / "es" / "declaration.po"
    mine = catalog.read_bytes().replace(b'msgstr ""\n\n#. art', b'msgstr "Puertas"\n\n#. art', 1)
    catalog.write_bytes(mine)
    (project / "po" / "LINGUAS").write_text("", "utf-8")
    assert declaration(project, "new", "es")[0] == 0
    assert catalog.read_bytes() == mine


def test_a_language_is_begun_once(declaration: Run, project: Path) -> None:
    declaration(project, "new", "zh-Hans")
    code, _, said = declaration(project, "new", "zh_CN")
    assert code == 2
    assert "'zh_CN' is in po/LINGUAS already" in said
    assert declaration(project, "new", "en")[0] == 2


def test_a_release_says_what_it_made_and_then_that_there_is_nothing_to_do(
    declaration: Run, project: Path
) -> None:
    declaration(project, "new", "es")
    code, out, _ = declaration(project, "release", "--jobs", "1")
    assert code == 0
    assert "output/: 2 PDFs in 2 languages, 1 draft among them." in out
    code, out, _ = declaration(project, "release")
    assert (code, out) == (
        0,
        "Nothing to do: output/ is up to date (2 PDFs in 2 languages, 1 draft among them).\n",
    )


def test_words_of_a_page_that_nobody_knows_are_asked_for_and_then_used(
    declaration: Run, project: Path
) -> None:
    asked = "write under [languages.qu.words] in declaration.toml"
    assert asked not in declaration(project, "new", "es")[2]
    assert asked in declaration(project, "new", "qu")[2]
    assert asked in declaration(project, "release")[2]
    add_settings(project, '\n[languages.qu.words]\nnumber = "{n} ñiqin"\n')
    assert asked not in declaration(project, "release")[2]
    page = (project / "output" / "qu" / "declaration.html").read_text("utf-8")
    assert "1 ñiqin" in page
    printed = extract((project / "output" / "qu" / "declaration.pdf").read_bytes())
    assert "1 ñiqin" in " ".join(printed)
