"""Reviews on disk: the seals beside each catalog, and new ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Template
from pipeline.project import dates, files
from pipeline.project.current import Current, current
from pipeline.project.history import author
from pipeline.project.workspace import Workspace
from pipeline.stages import seals as tables
from pipeline.stages.review import CatalogReview, ReviewClass, Seal, review
from pipeline.stages.review import approve as sealed


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval did to one catalog's seals."""

    path: str
    document: str
    keys: tuple[str, ...]
    """Messages that the reviewer stands for now and did not before."""
    refused: tuple[str, ...]
    """Messages that cannot be sealed: not translated, or fuzzy."""


def seals_path(workspace: Workspace, document: str, locale: Locale) -> Path:
    """``po/LANG/NAME.review.tsv``."""
    return workspace.catalog_path(document, locale).with_suffix(".review.tsv")


def seals(workspace: Workspace, document: str, locale: Locale) -> tuple[Seal, ...]:
    """The seals of a catalog, whether they hold or not. Raises `CatalogError`."""
    path = seals_path(workspace, document, locale)
    if not path.is_file():
        return ()
    shown = workspace.shown(path)
    return tables.read(files.read(path, shown).decode("utf-8", "replace"), path=shown)


def reviewed(
    workspace: Workspace, template: Template, catalog: Catalog, locale: Locale
) -> CatalogReview:
    """How a catalog stands with its reviewers."""
    return review(template, catalog, seals(workspace, template.document, locale))


def approve(
    workspace: Workspace,
    locale: Locale,
    keys: Collection[str],
    *,
    reviewer: str,
    kind: ReviewClass,
    documents: Collection[str] = (),
) -> tuple[Approved, ...]:
    """Seal messages of a language; all that can be, where no key is named.

    What was done is told of the documents that have a named key, or of all.
    Raises `UsageError` for a key that no document has, and for a reviewer without a name.
    """
    reviewer = reviewer.strip() or author(workspace.root)
    if not reviewer or any(char in reviewer for char in "\t\n\r"):
        raise UsageError(
            "nobody is named as the reviewer", remedy='Say --reviewer "Name <address>".'
        )
    with files.locked(workspace.root):
        standing = tuple(current(workspace, documents, [locale]))
        known = {segment.key for each in standing for segment in each.template.segments}
        if unknown := sorted(set(keys) - known):
            raise UsageError(
                f"no message has the key {', '.join(unknown)}",
                remedy=f"'declaration review {locale.gettext}' lists the keys.",
            )
        return tuple(
            _approved(workspace, each, locale, keys, reviewer, kind)
            for each in standing
            if not keys or any(segment.key in keys for segment in each.template.segments)
        )


def _approved(
    workspace: Workspace,
    each: Current,
    locale: Locale,
    keys: Collection[str],
    reviewer: str,
    kind: ReviewClass,
) -> Approved:
    name = each.document.name
    for failed, error in each.failures:
        if failed == locale:
            raise error
    catalog = each.catalog(locale) or Catalog(name, locale.bcp47, ())
    before = seals(workspace, name, locale)
    reviews = review(each.template, catalog, before)
    wanted = [m for m in reviews.messages if not keys or m.key in keys]
    messages = catalog.by_key()
    able = [messages[m.key] for m in wanted if m.translated]
    after = sealed(before, able, reviewer, dates.today(), kind)
    path = seals_path(workspace, name, locale)
    if after != before:
        files.write_whole(path, tables.write(after).encode())
    return Approved(
        workspace.shown(path),
        name,
        tuple(sorted({seal.key for seal in set(after) - set(before)})),
        tuple(m.key for m in wanted if not m.translated),
    )
