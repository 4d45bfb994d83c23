"""What people do to the files of a project: an edit, a line more in the settings."""

from __future__ import annotations

from pathlib import Path


def edit(path: Path, old: str, new: str) -> None:
    """Other words in a file that must have the old ones, wherever it has them."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} does not say {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def edit_english(project: Path, old: str, new: str) -> None:
    """Other words in the source of a project."""
    edit(project / "source" / "declaration.md", old, new)


def add_settings(project: Path, text: str) -> None:
    """More at the end of a project's settings."""
    path = project / "declaration.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
