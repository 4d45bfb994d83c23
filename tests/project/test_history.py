import os
import shutil
import subprocess

import pytest

from pipeline.project.history import committed, root, versions

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture
def git(tmp_path):
    """Runs git in a new repository, with dates that stand still."""

    def run(*words, day="2026-01-01"):
        stamp = f"{day}T12:00:00+0000"
        who = {f"GIT_{w}_{p}": "x" for w in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
        subprocess.run(
            ["git", *words], cwd=tmp_path, env={**os.environ, **who, **dates}, check=True
        )

    run("init", "-q", "-b", "main")
    return run


def test_every_version_of_a_file_is_remembered(git, tmp_path):
    path = tmp_path / "po" / "a file.pot"
    path.parent.mkdir()
    for day, content in (("2026-01-05", b"one\n"), ("2026-03-02", b"two\n\nlines")):
        path.write_bytes(content)
        git("add", "-A")
        git("commit", "-qm", "x", day=day)
    path.write_bytes(b"not committed")
    assert [(v.commit.day, v.data) for v in versions(path)] == [
        ("2026-01-05", b"one\n"),
        ("2026-03-02", b"two\n\nlines"),
    ]
    assert committed(path) == b"two\n\nlines"
    assert committed(path, versions(path)[0].commit.name) == b"one\n"
    assert root(path.parent).resolve() == tmp_path.resolve()


def test_a_commit_without_the_file_is_passed_over(git, tmp_path):
    path = tmp_path / "x.po"
    path.write_bytes(b"one")
    git("add", "-A")
    git("commit", "-qm", "x")
    git("rm", "-q", "x.po")
    git("commit", "-qm", "y")
    assert [v.data for v in versions(path)] == [b"one"]
    assert committed(path) is None


def test_where_there_is_no_git_there_is_no_history(tmp_path):
    path = tmp_path / "x.po"
    path.write_bytes(b"one")
    assert versions(path) == ()
    assert committed(path) is None
    assert versions(tmp_path / "no" / "folder.po") == ()


def test_a_revision_is_never_an_option(git, tmp_path):
    path = tmp_path / "x.po"
    path.write_bytes(b"one")
    git("add", "-A")
    git("commit", "-qm", "x")
    assert committed(path, "--batch-all-objects") is None
    assert committed(path, "HEAD:x.po\nHEAD") is None
