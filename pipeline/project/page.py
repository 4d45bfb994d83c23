"""Taking in a page that holds the source and translations of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import ContributionError, UsageError
from pipeline.formats import intake, markdown
from pipeline.project import files
from pipeline.project.adopt import Taken, take_part
from pipeline.project.workspace import Workspace
from pipeline.stages.page import slug
from pipeline.stages.page import take_apart as apart_of


@dataclass(frozen=True, slots=True)
class TakenApart:
    """What came of a page."""

    document: str
    written: tuple[str, ...]
    taken: tuple[Taken, ...]
    """One for each language but the source's."""
    notes: tuple[str, ...]


def take_apart(
    workspace: Workspace, path: Path, *, name: str = "", replacing: bool = False
) -> TakenApart:
    """Write ``source/NAME.md`` from a page, and a catalog for each other language that it holds.

    ``name`` is made from the title where it is empty. Raises `UsageError` where the document is
    there already, `ContributionError` where the page has nothing in the source's language.
    """
    contribution = intake.read(files.read(path, str(path)), path.name)
    apart = apart_of(
        contribution.passages,
        name or "document",
        workspace.source_locale,
        document=contribution.document,
    )
    if not apart.document.blocks:
        raise ContributionError(
            f"it holds no text in {workspace.source_locale.english_name}, the project's language",
            where=path.name,
            remedy="If it is a translation, leave --new away and add --into LANG.",
        )
    called = name or slug(apart.document.title.markdown)
    document = replace(apart.document, name=called)
    source = workspace.source_path(called)
    if source.exists():
        raise UsageError(
            f"{workspace.shown(source)} is there already",
            remedy="Name another document with --document, or use --into LANG instead of --new.",
        )
    files.write_whole(source, markdown.serialize(document).encode())
    fresh = Workspace.open(workspace.root)
    notes = list(apart.notes)
    if called not in fresh.documents:
        named = fresh.settings.project
        settings = replace(named, documents=(*named.documents, called))
        fresh = Workspace(fresh.root, replace(fresh.settings, project=settings))
        notes.append(f"add '{called}' to documents in declaration.toml to have it published")
    taken = []
    for part in apart.parts:
        try:
            taken.append(take_part(fresh, called, part, replacing=replacing, name=path.name))
        except ContributionError as error:
            notes.append(str(error))
        fresh = Workspace(fresh.root, fresh.settings)
    written = [workspace.shown(source), *(shown for each in taken for shown in each.written)]
    return TakenApart(called, tuple(dict.fromkeys(written)), tuple(taken), tuple(notes))
