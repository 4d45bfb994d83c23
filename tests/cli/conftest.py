"""Projects with one language in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.changing import SPANISH, translate

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def spanish(declaration: Run, project: Path) -> Path:
    """A project with Spanish begun."""
    assert declaration(project, "new", "es")[0] == 0
    return project


@pytest.fixture
def in_git(
    spanish: Path, declaration: Run, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The same with a Spanish title, all of it committed on 5 January 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767614400")
    declaration(spanish, "update")
    translate(spanish / SPANISH, "title", "Puertas abiertas")
    git(spanish, "init", "-q", "-b", "main")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "first", day="2026-01-05")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    return spanish
