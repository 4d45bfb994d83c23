"""Real English paragraphs to measure on: the package descriptions of Debian or Ubuntu.

They are read from apt's lists (set ``APT_CONFIG`` to use others than the system's), fetched by
``apt-get -o Acquire::Languages=en update``.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


def paragraphs(least: int = 40) -> list[str]:
    """The paragraphs of all descriptions, each once, of at least so many characters."""
    return list(dict.fromkeys(p for p in _paragraphs() if len(p) >= least))


def _paragraphs() -> Iterator[str]:
    found: list[str] = []
    for line in _lines():
        text = line.lstrip(" *-+o.\t")
        item = line.startswith("  ") or line[1:2] in ("*", "-")
        if found and (item or not line.startswith(" ") or not text):
            yield " ".join(found)
            found = []
        if line.startswith(" ") and text:
            found.append(text.strip())


def _lines() -> Iterator[str]:
    said = _said(["apt-config", "shell", "LISTS", "Dir::State::lists/d"])
    lists = Path(said.partition("'")[2].rpartition("'")[0])
    for name in sorted(lists.glob("*_i18n_Translation-en*")):
        yield from _said(["/usr/lib/apt/apt-helper", "cat-file", str(name)]).split("\n")


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
