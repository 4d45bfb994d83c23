"""A dictionary of the project's own."""

from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.locales import Locale
from pipeline.project.asked import asked
from pipeline.project.spelling import speller
from pipeline.project.workspace import Workspace
from tests.changing import add_settings

SPANISH = Locale.parse("es")


@pytest.fixture
def dictionary(sample: Path) -> Path:
    folder = sample / "source" / "dictionaries"
    folder.mkdir()
    (folder / "es.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n", "utf-8")
    (folder / "es.dic").write_text("2\nmuseo/S\nacción\n", "utf-8")
    return folder


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
    assert asked(Workspace.open(sample), [SPANISH])[SPANISH].speller is None
    pytest.importorskip("hunspell", reason="chunspell (extra 'spelling') is not installed")
    add_settings(sample, '\n[checks]\nenable = ["spelling"]\n')
    enabled = asked(Workspace.open(sample), [SPANISH])[SPANISH]
    assert enabled.speller is not None
    assert enabled.on == {"spelling"}
