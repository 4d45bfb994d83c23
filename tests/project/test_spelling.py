"""A dictionary of the project's own, and settings that name checks."""

from pathlib import Path

import pytest

from pipeline.errors import DeclarationError, SettingsError
from pipeline.locales import Locale
from pipeline.project.spelling import speller
from pipeline.project.survey import options
from pipeline.project.workspace import Workspace

SPANISH = Locale.parse("es")


@pytest.fixture
def dictionary(sample: Path) -> Path:
    folder = sample / "source" / "dictionaries"
    folder.mkdir()
    (folder / "es.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n", "utf-8")
    (folder / "es.dic").write_text("2\nmuseo/S\nacción\n", "utf-8")
    return folder


def add(sample: Path, text: str) -> Workspace:
    path = sample / "declaration.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return Workspace.open(sample)


def test_a_dictionary_knows_inflected_words(sample: Path, dictionary: Path):
    pytest.importorskip("hunspell", reason="chunspell (extra 'spelling') is not installed")
    known = speller(Workspace.open(sample), SPANISH)
    assert known is not None
    assert [known(word) for word in ("museo", "museos", "acción", "mvseo")] == [True] * 3 + [False]


def test_without_the_reader_the_error_says_how_to_get_it(sample, dictionary, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "hunspell", None)
    with pytest.raises(DeclarationError, match=r"pip install 'declaration-pipeline\[spelling\]'"):
        speller(Workspace.open(sample), SPANISH)


def test_a_language_without_a_dictionary_is_not_spelled(sample: Path):
    assert speller(Workspace.open(sample), Locale.parse("tlh")) is None


def test_spelling_is_asked_only_where_it_is_enabled(sample: Path, dictionary: Path):
    assert options(Workspace.open(sample), SPANISH).speller is None
    pytest.importorskip("hunspell", reason="chunspell (extra 'spelling') is not installed")
    enabled = options(add(sample, '\n[checks]\nenable = ["spelling"]\n'), SPANISH)
    assert enabled.speller is not None
    assert enabled.on == {"spelling"}


def test_a_check_that_does_not_exist_is_an_error_in_the_settings(sample: Path):
    workspace = add(sample, '\n[checks]\ndisable = ["speling"]\n')
    with pytest.raises(SettingsError, match=r"declaration\.toml:\d+: there is no check 'speling'"):
        options(workspace, SPANISH)


def test_a_language_that_the_project_does_not_have_is_an_error_in_the_settings(sample: Path):
    workspace = add(sample, "\n[languages.sp]\ncoverage = 80\n")
    with pytest.raises(SettingsError, match=r"declaration\.toml:\d+: 'sp' is not in po/LINGUAS"):
        options(workspace, SPANISH)


def test_a_waiver_of_the_whole_project(sample: Path):
    text = '\n[[checks.waivers]]\ncheck = "dash-style"\nreason = "house style"\nlocale = "es"\n'
    workspace = add(sample, text)
    (waiver,) = options(workspace, SPANISH).waivers
    assert (waiver.check, waiver.reason, waiver.locale) == ("dash-style", "house style", "es")
    assert options(workspace, Locale.parse("el")).waivers == ()
