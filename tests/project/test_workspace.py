"""Finding a project and what is in it."""

from pathlib import Path

import pytest

from pipeline.errors import DeclarationError, SettingsError, UsageError
from pipeline.project.workspace import Workspace


def test_a_project_is_found_from_a_folder_inside_it(project: Path) -> None:
    assert Workspace.open(project / "source").root == project


def test_outside_a_project_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="start one with 'declaration init DIR'"):
        Workspace.open(tmp_path)


def test_linguas_is_white_space_separated_with_comments(project: Path) -> None:
    (project / "po" / "LINGUAS").write_text("es zh_CN # two\n# none\nel\tzh-Hans\n", "utf-8")
    assert [x.bcp47 for x in Workspace.open(project).locales] == ["es", "zh-Hans", "el"]


@pytest.mark.parametrize("name", ["zh-Hans", "zh_CN.UTF-8", "zh_cn"])
def test_a_folder_that_would_be_overlooked_is_told(project: Path, name: str) -> None:
    (project / "po" / "LINGUAS").write_text("es zh-Hans", "utf-8")
    (project / "po" / name).mkdir()
    (project / "po" / "notes").mkdir()
    with pytest.raises(DeclarationError, match=rf"po/{name}/: .* Rename it to po/zh_CN/"):
        _ = Workspace.open(project).locales


def test_a_bad_name_in_linguas_names_the_line(project: Path) -> None:
    (project / "po" / "LINGUAS").write_text("es\n../../etc\n", "utf-8")
    with pytest.raises(
        DeclarationError, match=r"po/LINGUAS:2: '\.\./\.\./etc' is not a language name"
    ):
        _ = Workspace.open(project).locales


def test_a_language_is_chosen_in_either_spelling(project: Path) -> None:
    (project / "po" / "LINGUAS").write_text("es zh_CN", "utf-8")
    workspace = Workspace.open(project)
    assert [x.bcp47 for x in workspace.chosen(["zh-Hans"])] == ["zh-Hans"]
    assert workspace.chosen([]) == workspace.locales
    with pytest.raises(UsageError, match=r"'fr' is not in po/LINGUAS\. There are: es zh_CN\."):
        workspace.chosen(["fr"])


def test_a_document_of_the_settings_must_exist(project: Path) -> None:
    (project / "declaration.toml").write_text('[project]\ndocuments = ["x"]', "utf-8")
    with pytest.raises(
        SettingsError, match=r"toml:2: document 'x' has no source/x.md. There are: declaration."
    ):
        _ = Workspace.open(project).documents
