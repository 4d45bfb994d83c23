"""Findings put into the PO files for those who work there, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.catalogs import po
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

    def annotated(_: Locale, catalogs: tuple[Catalog, ...]) -> Iterator[Catalog]:
        for each in catalogs:
            yield inpo.put(each, found.get((each.locale, each.document), ()))

    return rewrite(workspace, map(Locale.parse, report.locales), annotated)


def clean(workspace: Workspace, locales: Iterable[Locale]) -> tuple[str, ...]:
    """Take every finding out of the catalogs of these languages; gives the files changed."""
    return rewrite(workspace, locales, lambda _, catalogs: map(inpo.clean, catalogs))


def rewrite(
    workspace: Workspace,
    locales: Iterable[Locale],
    change: Callable[[Locale, tuple[Catalog, ...]], Iterable[Catalog]],
) -> tuple[str, ...]:
    """Change the catalogs of each language as they are on disk; gives the files changed.

    One that cannot be read is told by the report.
    """
    changed = []
    with files.locked(workspace.root):
        for locale in locales:
            readable = tuple(workspace.readable(workspace.documents, locale))
            for catalog in change(locale, readable):
                path = workspace.catalog_path(catalog.document, locale)
                data = po.write(catalog, like=files.before(path))
                if files.write_whole(path, data):
                    changed.append(workspace.shown(path))
    return tuple(changed)
