"""Findings put into the PO files for those who work there, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.catalogs import po
from pipeline.errors import CatalogError
from pipeline.locales import Locale
from pipeline.model import Catalog
from pipeline.project import files
from pipeline.project.workspace import Workspace
from pipeline.reports import inpo
from pipeline.stages.audit import Report


def put(workspace: Workspace, report: Report) -> tuple[str, ...]:
    """Write a report's findings into the catalogs that it is about; gives the files changed.

    Nothing else in a file changes, and what stood there of an earlier report is replaced.
    """
    found = {(audit.locale, audit.document): audit.all_findings for audit in report.audits}

    def annotated(catalog: Catalog) -> Catalog:
        return inpo.put(catalog, found.get((catalog.locale, catalog.document), ()))

    return rewrite(workspace, map(Locale.parse, report.locales), annotated)


def clean(workspace: Workspace, locales: Iterable[Locale]) -> tuple[str, ...]:
    """Take every finding out of the catalogs of these languages; gives the files changed."""
    return rewrite(workspace, locales, inpo.clean)


def rewrite(
    workspace: Workspace, locales: Iterable[Locale], change: Callable[[Catalog], Catalog]
) -> tuple[str, ...]:
    """Change the catalogs as they are on disk. One that cannot be read is told by the report."""
    changed = []
    with files.locked(workspace.root):
        for locale in locales:
            for name in workspace.documents:
                try:
                    catalog = workspace.read_catalog(name, locale)
                except CatalogError:
                    continue
                path = workspace.catalog_path(name, locale)
                if not catalog:
                    continue
                data = po.write(change(catalog), like=files.before(path))
                if files.write_whole(path, data):
                    changed.append(workspace.shown(path))
    return tuple(changed)
