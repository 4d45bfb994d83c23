"""Review as a reviewer does it: list, approve, and see the seal break."""

import json
from pathlib import Path

import pytest

from tests.changing import SPANISH, keys, translate


@pytest.fixture
def translated(spanish: Path, declaration) -> Path:
    """The project with a Spanish title."""
    declaration(spanish, "update")
    translate(spanish / SPANISH, "title", "Puertas abiertas")
    return spanish


def lacking(declaration, project: Path) -> list[str]:
    _, out, _ = declaration(project, "review", "es", "--json")
    (value,) = json.loads(out)
    return [m["key"] for m in value["messages"] if m["missing"]]


def test_a_seal_is_set_and_breaks_by_itself(translated, declaration, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772452800")
    assert lacking(declaration, translated) == ["title"]
    code, out, _ = declaration(translated, "approve", "es", "--reviewer", "Ana <a@example.org>")
    assert code == 0
    assert out == "po/es/declaration.review.tsv: 1 sealed\n"
    assert lacking(declaration, translated) == []

    translate(translated / SPANISH, "title", "Puertas")
    assert lacking(declaration, translated) == ["title"]
    _, out, _ = declaration(translated, "review", "es")
    assert "Ana <a@example.org> approved an earlier text on 2026-03-02" in out


def test_only_the_document_of_a_key_is_told_of(translated, declaration):
    (translated / "source" / "news.md").write_text("# News\n", "utf-8")
    declaration(translated, "update")
    key = keys(translated / SPANISH)[1]
    translate(translated / SPANISH, key, "Una frase.")
    code, out, _ = declaration(translated, "approve", "es", key, "--reviewer", "Ana")
    assert code == 0
    assert out == "po/es/declaration.review.tsv: 1 sealed\n"


def test_what_is_not_translated_is_not_sealed(translated, declaration):
    key = keys(translated / SPANISH)[1]
    code, _, err = declaration(translated, "approve", "es", key, "--reviewer", "Ana")
    assert code == 1
    assert f"{key}: not sealed" in err


def test_an_unknown_key_and_a_nameless_reviewer_are_errors(translated, declaration, monkeypatch):
    code, _, err = declaration(translated, "approve", "es", "nowhere", "--reviewer", "Ana")
    assert code == 2
    assert "no message has the key nowhere" in err
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    code, _, err = declaration(translated, "approve", "es")
    assert code == 2
    assert "nobody is named as the reviewer" in err


def test_a_release_that_asks_for_review_stays_a_draft_without_it(translated, declaration):
    settings = translated / "declaration.toml"
    settings.write_text(
        settings.read_text("utf-8")
        + '[release]\nreview = ["legal"]\ncoverage = 0\nrequired = []\n',
        "utf-8",
    )
    assert "without review (legal)" in declaration(translated, "status", "es")[1]
    declaration(translated, "approve", "es", "--class", "legal", "--reviewer", "Lex")
    assert "without review" not in declaration(translated, "status", "es")[1]


def test_a_torn_seal_file_names_the_line(translated, declaration):
    path = translated / "po" / "es" / "declaration.review.tsv"
    path.write_text("# about\n<<<<<<< HEAD\n", "utf-8")
    code, _, err = declaration(translated, "review", "es")
    assert code == 2
    assert "po/es/declaration.review.tsv:2: not a row of five cells" in err
