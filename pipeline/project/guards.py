"""The guards over a project's catalogs, with what they need from git and from the seals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.catalogs import po
from pipeline.errors import CatalogError
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding
from pipeline.project.current import Current
from pipeline.project.history import latest
from pipeline.project.review import reviewed
from pipeline.project.workspace import Workspace
from pipeline.stages.guards import guard
from pipeline.stages.history import Past, Revision


def guarded(
    workspace: Workspace,
    standing: Sequence[Current],
    locale: Locale,
    past: Mapping[str, tuple[Revision, ...]],
) -> Iterator[Finding]:
    """What the guards find in one language; ``past`` is what `drift.revisions` gives."""
    folder = workspace.root / "po" / locale.gettext
    committed = latest(folder, [f"{each.document.name}.po" for each in standing])
    decided = workspace.read_accepted()
    for each in standing:
        name = each.document.name
        catalog = dict(each.files).get(locale)
        if catalog is None or each.filed is None or not catalog.messages:
            continue
        reviews = reviewed(workspace, each.filed, catalog, locale)
        vouched = {message.key for message in reviews.messages if message.valid}
        english = {(segment.key, segment.source) for segment in each.filed.segments}
        vouched |= {a.key for a in decided if a.document == name and (a.key, a.new) in english}
        yield from guard(
            catalog,
            each.filed,
            committed=_read(committed.get(f"{name}.po"), name, locale),
            past=Past(past.get(name, ())),
            vouched=vouched,
        )


def _read(data: bytes | None, document: str, locale: Locale) -> Catalog | None:
    try:
        return po.read(data, path="", document=document, locale=locale.bcp47) if data else None
    except CatalogError:
        return None  # what was committed broken tells nothing
