"""What people do to the files of a project: an edit, a translation, a line in the settings."""

from __future__ import annotations

import re
from pathlib import Path

SPANISH = Path("po", "es", "declaration.po")
"""The Spanish catalog of a project."""


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


def translate(path: Path, key: str, target: str) -> None:
    """Do what a translator's editor does: fill in one msgstr, or change it."""
    text = path.read_text("utf-8")
    made, found = re.subn(
        rf'(msgctxt "{key}"\nmsgid "[^\n]*"\nmsgstr )"[^\n]*"', rf'\1"{target}"', text
    )
    assert found == 1
    path.write_text(made, "utf-8")


def entry(path: Path, key: str) -> str:
    """The whole entry of a message."""
    entries = path.read_text("utf-8").split("\n\n")
    (found,) = [e for e in entries if f'\nmsgctxt "{key}"\n' in e and not e.startswith("#~")]
    return found


def keys(path: Path) -> list[str]:
    """The keys of a catalog's messages in use, in order."""
    return re.findall(r'^msgctxt "(.*)"$', path.read_text("utf-8"), re.MULTILINE)
