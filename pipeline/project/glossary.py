"""The project's glossary, from ``source/``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.project import files
from pipeline.project.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.checks.glossary import Glossary


def glossary(workspace: Workspace) -> Glossary:
    """The terms of ``source/glossary.tbx`` and of ``source/glossary.csv``, which comes later."""
    from pipeline.checks import glossary as glossaries

    found = glossaries.Glossary()
    tbx, plain_csv = _paths(workspace)
    if tbx.is_file():
        source = workspace.source_locale.bcp47
        data = files.read(tbx, workspace.shown(tbx))
        found += glossaries.parse_tbx(data, where=workspace.shown(tbx), source=source)
    if plain_csv.is_file():
        text = files.read(plain_csv, workspace.shown(plain_csv)).decode("utf-8", "replace")
        found += glossaries.parse_csv(text, where=workspace.shown(plain_csv))
    return found


def terms(workspace: Workspace) -> frozenset[str]:
    """The defined terms: a change of the English that touches one is substantive."""
    if not any(path.is_file() for path in _paths(workspace)):
        return frozenset()
    return frozenset(term.source for term in glossary(workspace).terms)


def _paths(workspace: Workspace) -> tuple[Path, Path]:
    folder = workspace.root / "source"
    return folder / "glossary.tbx", folder / "glossary.csv"
