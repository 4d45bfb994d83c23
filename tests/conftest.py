"""What several tests need: a project in a folder of its own, and the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main

ROOT = Path(__file__).resolve().parents[1]

SOURCE = """\
---
kind: declaration
date: 2026-03-02
official-language: en
---
# Open doors

::: preamble
We, the museums,
:::

1. We believe that science belongs to all 7 continents.

2. We believe that **curiosity** comes before instruction.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project without languages."""
    (tmp_path / "source").mkdir()
    (tmp_path / "po").mkdir()
    (tmp_path / "source" / "declaration.md").write_text(SOURCE, "utf-8")
    (tmp_path / "po" / "LINGUAS").write_text("# languages\n", "utf-8")
    (tmp_path / "declaration.toml").write_text('[project]\nname = "Open Doors"\n', "utf-8")
    return tmp_path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of this repository's own project."""
    for name in ("source", "po"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "declaration.toml", tmp_path)
    return tmp_path


@pytest.fixture
def declaration(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in a folder: exit code, standard output, standard error."""

    def run(folder: Path, *words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = main(["-C", str(folder), *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capfd.readouterr()
        return code, said.out, said.err

    return run
