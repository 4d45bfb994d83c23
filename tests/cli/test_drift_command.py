"""Drift as a manager sees it: a project, its English edited, with git and without."""

import json
from pathlib import Path

import pytest

from pipeline.project.current import current
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace
from tests.changing import SPANISH, add_settings, edit_english, keys, translate


@pytest.fixture
def spanish(project: Path, declaration, monkeypatch) -> Path:
    """The project with a finished Spanish catalog, on 5 January 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767614400")
    declaration(project, "new", "es")
    declaration(project, "update")
    path = project / SPANISH
    for number, key in enumerate(keys(path)):
        translate(path, key, f"Texto {number}.")
    return project


def behind(declaration, project: Path) -> dict:
    code, out, _ = declaration(project, "drift", "es", "--json")
    assert code == 0
    (value,) = json.loads(out)
    return value


def test_with_git_the_history_is_gits(spanish, declaration, git, monkeypatch):
    (spanish / "po" / "declaration.history.tsv").unlink()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    git(spanish, "init", "-q")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "first", day="2026-01-05")
    edit_english(spanish, "all 7 continents", "all 6 continents")
    git(spanish, "commit", "-qam", "English", day="2026-03-02")
    assert declaration(spanish, "update")[0] == 0
    git(spanish, "commit", "-qam", "update", day="2026-03-03")

    value = behind(declaration, spanish)
    assert value["summary"].endswith("1 paragraph behind, 1 substantive")
    (stale,) = [m for m in value["messages"] if m["currency"] == "stale"]
    assert (stale["version"], stale["since"]) == ("2026-01-05", "2026-03-02")
    assert stale["reasons"][0] == "a number"
    assert [p["text"] for p in stale["diff"] if p["op"] != "equal"] == ["7", "6"]
    assert [point["stale"] for point in value["timeline"]][-1] == 1
    assert not (spanish / "po" / "declaration.history.tsv").exists()


def test_without_git_the_template_keeps_its_own_record(spanish, declaration, monkeypatch):
    record = spanish / "po" / "declaration.history.tsv"
    assert record.is_file()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    edit_english(spanish, "**curiosity** comes", "**curiosity** always comes")
    declaration(spanish, "update")
    value = behind(declaration, spanish)
    (stale,) = [m for m in value["messages"] if m["currency"] == "stale"]
    assert (stale["since"], stale["changes"]) == ("2030-01-01", 1)
    before = record.read_bytes()
    declaration(spanish, "update")
    assert record.read_bytes() == before


def test_a_person_reads_since_when_and_which_words(spanish, declaration):
    edit_english(spanish, "We, the museums,", "We, the science museums,")
    declaration(spanish, "update")
    _, out, _ = declaration(spanish, "drift")
    assert "1 paragraph behind" in out
    assert "We, the {+science +}museums," in out


def test_the_report_and_the_status_know_it_too(spanish, declaration):
    edit_english(spanish, "We, the museums,", "We, the science museums,")
    declaration(spanish, "update")
    assert "3/4 segments     draft" in declaration(spanish, "status", "es")[1]
    report = json.loads(declaration(spanish, "report", "--json")[1])
    (document,) = report["languages"][0]["documents"]
    assert document["drift"].endswith("1 paragraph behind")
    (behind,) = [m["drift"] for m in document["messages"] if m["drift"]]
    assert (behind["made_for"], behind["grade"]) == ("We, the museums,", "editorial")


def test_the_survey_tells_what_nobody_meant(spanish, declaration, git):
    git(spanish, "init", "-q")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "first", day="2026-01-05")
    path = spanish / "po" / "es" / "declaration.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgid "We, the museums,"', 'msgid "We, museums,"'), "utf-8")
    workspace = Workspace.open(spanish)
    report = survey(workspace, tuple(current(workspace)))
    found = [f.check for f in report.audits[0].all_findings]
    assert found.count("msgid-edited") == 1
    (explained,) = [e for e in report.explanations if e.check == "msgid-edited"]
    assert "changed in the source document" in explained.rationale

    add_settings(spanish, '[checks]\ndisable = ["msgid-edited"]\n')
    workspace = Workspace.open(spanish)
    report = survey(workspace, tuple(current(workspace)))
    assert all(f.check != "msgid-edited" for f in report.audits[0].all_findings)


def test_what_the_guards_find_can_be_waived(spanish, declaration):
    path = spanish / "po" / "es" / "declaration.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgid "We, the museums,"', 'msgid "We, museums,"'), "utf-8")
    path.with_suffix(".waivers.toml").write_text(
        '[[waiver]]\ncheck = "msgid-edited"\nreason = "Wait for the authors."\n', "utf-8"
    )
    workspace = Workspace.open(spanish)
    report = survey(workspace, tuple(current(workspace)))
    (finding,) = [f for f in report.audits[0].all_findings if f.check == "msgid-edited"]
    assert finding.waived == "Wait for the authors."
    assert not [f for f in report.audits[0].all_findings if f.check == "waiver-idle"]
