"""declaration check and declaration fix."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.changing import SPANISH, translate

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def catalog(spanish: Path) -> Path:
    """A Spanish catalog whose title has a doubled space, and a year that the English has not."""
    path = spanish / SPANISH
    translate(path, "title", "Una  declaración de 1948")
    return path


def test_it_prints_one_line_a_finding_and_fails_from_the_threshold_on(declaration, catalog):
    project = catalog.parents[2]
    code, out, err = declaration(project, "check", "es")
    assert code == 0
    assert "[doubled-space] title" in out
    assert err.endswith("No findings of severity error.\n")
    assert declaration(project, "check", "es", "--fail-on", "warning")[0] == 1


def test_a_waiver_in_the_repository_is_heeded(declaration, catalog):
    project = catalog.parents[2]
    waivers = catalog.with_suffix(".waivers.toml")
    waivers.write_text('[[waiver]]\ncheck = "number-mismatch"\nkey = "title"\nreason = "why"\n')
    assert declaration(project, "check", "es", "--fail-on", "warning")[0] == 0
    waivers.write_text("[[waiver]]\n")
    code, _, err = declaration(project, "check", "es")
    assert code == 2
    assert "po/es/declaration.waivers.toml:1: a waiver without 'check'" in err


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_machines_get_their_own_forms(declaration, catalog, form):
    project = catalog.parents[2]
    code, out, _ = declaration(project, "check", "es", f"--{form}")
    assert code == 0
    if form in ("json", "sarif"):
        json.loads(out)
    assert form == "junit" or "doubled-space" in out  # JUnit knows failures only


def test_junit_fails_where_the_command_does(declaration, catalog):
    project = catalog.parents[2]
    code, out, _ = declaration(project, "check", "es", "--junit", "--fail-on", "warning")
    assert (code, "<failure" in out) == (1, True)
    code, out, _ = declaration(project, "check", "es", "--junit")
    assert (code, "<failure" in out) == (0, False)


def test_findings_go_into_the_catalog_and_out_again(declaration, catalog):
    project, before = catalog.parents[2], catalog.read_bytes()
    assert "po/es/declaration.po" in declaration(project, "check", "es", "--to-po")[1]
    assert b"[doubled-space]" in catalog.read_bytes()
    declaration(project, "check", "es", "--clean")
    assert b"[doubled-space]" not in catalog.read_bytes()
    assert before.count(b"msgstr") == catalog.read_bytes().count(b"msgstr")


def test_fix_shows_first_and_mends_then(declaration, catalog):
    project, before = catalog.parents[2], catalog.read_bytes()
    code, out, _ = declaration(project, "fix", "es", "--diff")
    assert code == 0
    assert "title [doubled-space]" in out
    assert catalog.read_bytes() == before
    declaration(project, "fix", "es")
    assert 'msgstr "Una declaración de 1948"' in catalog.read_text("utf-8")
    assert declaration(project, "fix", "es")[1] == ""


def test_fix_leaves_what_check_calls_a_habit_of_the_language(declaration, project):
    """A short document has no habits of its own; those of the longer one are its language's."""
    long, short = project / "source" / "declaration.md", project / "source" / "news.md"
    paragraphs = (f"We agree {word} times.\n" for word in "two three four five six".split())
    long.write_text("\n".join(("# A title\n", *paragraphs)), "utf-8")
    short.write_text("# News\n\nWe meet again today.\n", "utf-8")
    assert declaration(project, "new", "es")[0] == 0
    catalogs = [project / "po" / "es" / f"{path.stem}.po" for path in (long, short)]
    for path in catalogs:
        doubled = re.sub(
            r'(msgid "(\w+) .*\n)msgstr ""', r'\1msgstr "\2  x"', path.read_text("utf-8")
        )
        path.write_text(doubled, "utf-8")
    before = [path.read_bytes() for path in catalogs]
    assert (
        "two spaces in a row, here and in 6 more messages" in declaration(project, "check", "es")[1]
    )
    assert declaration(project, "fix", "es")[1] == ""
    assert [path.read_bytes() for path in catalogs] == before


def test_a_check_that_does_not_exist_is_a_wrong_word(declaration, catalog):
    code, _, err = declaration(catalog.parents[2], "fix", "--only", "no-such-check")
    assert code == 2
    assert "there is no check 'no-such-check'" in err


@pytest.mark.parametrize("command", ["status", "check"])
def test_a_project_without_a_language_says_how_to_begin_one(declaration, project, command):
    code, out, err = declaration(project, command)
    assert (code, out) == (0, "")
    assert err.startswith("There is no language yet: 'declaration new LANG' begins one.\n")
