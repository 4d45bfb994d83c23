"""git is asked as a program that may run nothing of the repository's."""

from pathlib import Path

from pipeline.project import git as asking


def test_nothing_that_the_settings_of_a_repository_name_is_run(git, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    monitor = tmp_path / "monitor"
    monitor.write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
    monitor.chmod(0o755)
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "a.md").write_text("one", "utf-8")
    git(folder, "add", "-A")
    git(folder, "config", "core.fsmonitor", str(monitor))
    assert asking.said(folder, "status", "--porcelain") == b"A  a.md\n"
    assert not ran.exists()
    git(folder, "status")
    assert ran.exists()


def test_names_are_said_as_they_are(git, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "declaración.md").write_text("una", "utf-8")
    git(tmp_path, "add", "-A")
    assert asking.said(tmp_path, "ls-files") == "declaración.md\n".encode()


def test_what_fails_is_nothing(tmp_path: Path) -> None:
    assert asking.said(tmp_path, "no-such-command") is None
    assert asking.said(tmp_path / "nowhere", "status") is None
