"""The project as it stands: sources segmented, catalogs read and brought to them in memory.

What reports, PDFs and releases are made from. Nothing is written here: where ``po/`` is behind
the source, `Current.behind` says so and ``declaration update`` mends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.errors import CatalogError
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, State, Template
from pipeline.project import dates
from pipeline.project.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Current:
    """One document with all its catalogs."""

    document: Document
    """The source, its texts with keys."""
    template: Template
    """Of the source as it is now."""
    catalogs: tuple[tuple[Locale, Catalog], ...]
    """Those that could be read, in the project's order of languages."""
    failures: tuple[tuple[Locale, CatalogError], ...] = ()
    """Those that could not."""
    behind: bool = False
    """Whether the source has changed since ``po/`` was last updated."""
    filed: Template | None = None
    """The template in ``po/`` as it is there."""
    files: tuple[tuple[Locale, Catalog], ...] = ()
    """The catalogs as they are in ``po/``, not brought to the template."""

    def catalog(self, locale: Locale) -> Catalog | None:
        """The catalog in a locale, if there is one that can be read."""
        return next((catalog for known, catalog in self.catalogs if known == locale), None)


def current(
    workspace: Workspace,
    documents: Iterable[str] = (),
    locales: Iterable[Locale] | None = None,
) -> Iterator[Current]:
    """The documents so named, or all of them, in the locales given, or all of them.

    A language without a catalog has an empty one: everything in it is untranslated. Raises
    `SourceError` where a source cannot be read; a catalog that cannot is among the failures.
    """
    from pipeline.stages.begin import begin
    from pipeline.stages.follow import follow

    chosen = workspace.locales if locales is None else tuple(locales)
    for name in tuple(documents) or workspace.documents:
        catalogs: list[tuple[Locale, Catalog]] = []
        failures: list[tuple[Locale, CatalogError]] = []
        for locale in chosen:
            try:
                catalog = workspace.read_catalog(name, locale)
            except CatalogError as error:
                failures.append((locale, error))
                continue
            catalogs.append((locale, catalog or Catalog(name, locale.bcp47, ())))
        previous = workspace.read_template(name)
        document, template = segmented(workspace, name, previous, [c for _, c in catalogs])
        behind = previous is None or previous.segments != template.segments
        brought = tuple(
            (locale, follow(catalog, template) if catalog.messages else begin(template, locale))
            for locale, catalog in catalogs
        )
        yield Current(
            document, template, brought, tuple(failures), behind, previous, tuple(catalogs)
        )


def segmented(
    workspace: Workspace,
    name: str,
    previous: Template | None,
    catalogs: Iterable[Catalog],
) -> tuple[Document, Template]:
    """A source document with its keys, and its template with a whole header."""
    from pipeline.catalogs import template as templates
    from pipeline.stages.begin import template_header
    from pipeline.stages.segment import segment

    settings = workspace.settings
    retired = {(m.key, m.source) for c in catalogs for m in c.messages if m.state is State.OBSOLETE}
    document, template = segment(
        workspace.read_document(name),
        previous,
        sentences=settings.segmentation.unit == "sentence",
        retired=sorted(retired),
    )
    header = template_header(settings.project.name, settings.project.bugs)
    date = dates.gettext_date(dates.written(workspace.source_path(name)))
    return document, templates.settle(replace(template, header=header), previous, date=date)
