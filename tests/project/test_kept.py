"""A language is not checked again where nothing has changed, and a broken cache changes nothing."""

from pathlib import Path

import pytest

from pipeline.checks import runner
from pipeline.project import kept
from pipeline.project.report import gather
from pipeline.project.workspace import Workspace
from tests.changing import add_settings


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The targets that the checks of single messages are asked about."""
    seen: list[str] = []
    real = runner._hits

    def hits(unit, checks):
        seen.append(unit.message.target)
        return real(unit, checks)

    monkeypatch.setattr(runner, "_hits", hits)
    return seen


def findings(sample: Path):
    workspace = Workspace.open(sample)
    report = gather(workspace, workspace.locales)
    return [audit.all_findings for audit in report.audits]


def change(sample: Path, old: str, new: str) -> None:
    path = sample / "po" / "es" / "declaration.po"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_after_a_change_only_the_message_that_changed_is_looked_at(sample: Path, asked: list[str]):
    first = findings(sample)
    assert asked
    asked.clear()
    assert findings(sample) == first
    assert asked == []
    change(sample, "Declaración", "Declaracion")
    findings(sample)
    assert len(asked) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"0" * 400])
def test_a_broken_cache_is_made_anew(sample: Path, asked: list[str], content: bytes):
    first = findings(sample)
    for path in (sample / kept.FOLDER).iterdir():
        path.write_bytes(content)
    asked.clear()
    assert findings(sample) == first
    assert asked
    asked.clear()
    findings(sample)
    assert asked == []


def test_a_cache_that_cannot_be_written_is_done_without(sample: Path):
    folder = sample / kept.FOLDER
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where a folder ought to be")
    assert findings(sample)
    assert folder.is_file()


def test_other_settings_are_another_question(sample: Path, asked: list[str]):
    findings(sample)
    asked.clear()
    add_settings(sample, '\n[checks]\ndisable = ["quote-style"]\n')
    findings(sample)
    assert asked
