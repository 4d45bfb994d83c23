"""How the translations of a project stand towards the English and its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import CatalogError
from pipeline.locales import Locale
from pipeline.model import Catalog, Template
from pipeline.project import files
from pipeline.project.current import Current
from pipeline.project.history import Version, histories, root
from pipeline.project.workspace import Workspace
from pipeline.stages import history
from pipeline.stages.drift import CatalogDrift, drift
from pipeline.stages.history import Revision


def drifts(
    workspace: Workspace,
    standing: Sequence[Current],
    past: Mapping[str, tuple[Revision, ...]],
    *,
    terms: frozenset[str] = frozenset(),
    timeline: bool = False,
) -> Iterator[CatalogDrift]:
    """The drift of the documents in each of their languages, language by language.

    ``past`` is what `revisions` gives for the documents, ``terms`` are defined terms. With
    ``timeline``, the catalogs' own history is read from git as well.
    """
    names = [each.document.name for each in standing]
    for locale in dict.fromkeys(locale for each in standing for locale, _ in each.catalogs):
        earlier = snapshots(workspace, names, locale) if timeline else {}
        for each in standing:
            name = each.document.name
            if catalog := each.catalog(locale):
                found = earlier.get(name, ())
                yield drift(each.template, catalog, past[name], terms=terms, snapshots=found)


def revisions(workspace: Workspace, names: Sequence[str]) -> dict[str, tuple[Revision, ...]]:
    """The versions of the documents' English: those on record, then those git has since."""
    paths = {name: workspace.template_path(name) for name in names}
    committed = histories(workspace.root / "po", [path.name for path in paths.values()])
    past = {}
    for name, path in paths.items():
        found = _recorded(workspace, name)
        recorded = found[-1].date if found else ""
        templates = (_template(v, name) for v in committed.get(path.name, ()))
        newer = (t for t in templates if t and t.field("POT-Creation-Date") > recorded)
        past[name] = history.chain(found, newer)
    return past


def record(workspace: Workspace, templates: Iterable[Template]) -> None:
    """Add the templates' versions to the records beside them, if git does not keep them.

    A record that is there is kept up even so, for somebody wants it.
    """
    in_git = root(workspace.root) is not None
    for template in templates:
        path = record_path(workspace, template.document)
        if not in_git or path.is_file():
            revisions = history.extend(_recorded(workspace, template.document), template)
            files.write_whole(path, history.write(revisions).encode())


def record_path(workspace: Workspace, document: str) -> Path:
    """``po/NAME.history.tsv``."""
    return workspace.template_path(document).with_suffix(".history.tsv")


def snapshots(
    workspace: Workspace, names: Sequence[str], locale: Locale
) -> dict[str, list[tuple[str, Catalog]]]:
    """The committed states of a language's catalogs, the last of each day, oldest first."""
    from pipeline.catalogs import po

    paths = {workspace.catalog_path(name, locale): name for name in names}
    folder = workspace.root / "po" / locale.gettext
    committed = histories(folder, [path.name for path in paths], daily=True)
    found: dict[str, list[tuple[str, Catalog]]] = {}
    for path, name in paths.items():
        for version in committed.get(path.name, ()):
            try:
                catalog = po.read(
                    version.data,
                    path=workspace.shown(path),
                    document=name,
                    locale=locale.bcp47,
                )
            except CatalogError:
                continue  # what once was broken tells nothing
            found.setdefault(name, []).append((version.commit.date, catalog))
    return found


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
