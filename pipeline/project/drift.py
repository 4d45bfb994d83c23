"""How the translations of a project stand towards the English and its history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import CatalogError
from pipeline.locales import Locale
from pipeline.model import Catalog, Template
from pipeline.project import files
from pipeline.project.current import Current
from pipeline.project.history import Version, root, versions
from pipeline.project.workspace import Workspace
from pipeline.stages import history
from pipeline.stages.drift import CatalogDrift, drift
from pipeline.stages.history import Revision


def drifts(
    workspace: Workspace, each: Current, *, timeline: bool = False
) -> Iterator[tuple[Locale, CatalogDrift]]:
    """The drift of one document in each of its languages.

    With ``timeline``, the catalogs' own history is read from git as well.
    """
    past = revisions(workspace, each.document.name)
    for locale, catalog in each.catalogs:
        earlier = tuple(snapshots(workspace, each.document.name, locale)) if timeline else ()
        yield locale, drift(each.template, catalog, past, snapshots=earlier)


def revisions(workspace: Workspace, document: str) -> tuple[Revision, ...]:
    """The versions of a document's English: those on record, then those that git has since."""
    found = _recorded(workspace, document)
    recorded = found[-1].date if found else ""
    path = workspace.template_path(document)
    for version in versions(path):
        template = _template(version, document)
        if template and dict(template.header).get("POT-Creation-Date", "") > recorded:
            found = history.extend(found, template)
    return found


def record(workspace: Workspace, template: Template) -> bool:
    """Add the template's version to the record beside it, if git does not keep one.

    A record that is there is kept up even so, for somebody wants it. Returns whether it was
    written.
    """
    path = record_path(workspace, template.document)
    if root(workspace.root) and not path.is_file():
        return False
    known = _recorded(workspace, template.document)
    revisions = history.extend(known, template)
    return files.write_whole(path, history.write(revisions).encode())


def record_path(workspace: Workspace, document: str) -> Path:
    """``po/NAME.history.tsv``."""
    return workspace.template_path(document).with_suffix(".history.tsv")


def snapshots(workspace: Workspace, document: str, locale: Locale) -> Iterator[tuple[str, Catalog]]:
    """The committed states of a catalog with their dates, the last of each day, oldest first."""
    from pipeline.catalogs import po

    path = workspace.catalog_path(document, locale)
    last_of_day = {version.commit.day: version for version in versions(path)}
    for version in last_of_day.values():
        try:
            catalog = po.read(version.data, path=workspace.shown(path), document=document)
        except CatalogError:
            continue  # what once was broken tells nothing
        yield version.commit.date, catalog


def _recorded(workspace: Workspace, document: str) -> tuple[Revision, ...]:
    path = record_path(workspace, document)
    if not path.is_file():
        return ()
    shown = workspace.shown(path)
    return history.read(files.read(path, shown).decode("utf-8", "replace"), path=shown)


def _template(version: Version, document: str) -> Template | None:
    from pipeline.catalogs import template

    try:
        return template.read(version.data, path="", document=document)
    except CatalogError:
        return None
