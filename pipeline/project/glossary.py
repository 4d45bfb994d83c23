"""The project's glossary, from ``source/``."""

from __future__ import annotations

from pipeline.checks import glossary as glossaries
from pipeline.checks.glossary import Glossary
from pipeline.project import files
from pipeline.project.workspace import Workspace


def glossary(workspace: Workspace) -> Glossary:
    """The terms of ``source/glossary.tbx`` and of ``source/glossary.csv``, which comes later."""
    found = Glossary()
    tbx, plain_csv = (workspace.root / "source" / f"glossary.{end}" for end in ("tbx", "csv"))
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
    return frozenset(term.source for term in glossary(workspace).terms)
