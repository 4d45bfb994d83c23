"""``po/`` brought to ``source/``: templates, then every language's catalogs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.catalogs import accepted as decisions
from pipeline.catalogs import po
from pipeline.catalogs import template as templates
from pipeline.catalogs.accepted import Accepted
from pipeline.errors import CatalogError, DeclarationError, SettingsError, UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, Message, State, Template
from pipeline.project import files
from pipeline.project.current import segmented
from pipeline.project.drift import record
from pipeline.project.glossary import terms
from pipeline.project.workspace import Workspace
from pipeline.stages.begin import begin
from pipeline.stages.memory import Memory, Unit, units
from pipeline.stages.remake import Policy
from pipeline.stages.update import update as bring


@dataclass(frozen=True, slots=True)
class Brought:
    """One catalog and what became of it."""

    path: str
    locale: str
    document: str
    changed: bool
    """Whether the file was written."""
    translated: int
    fuzzy: int
    untranslated: int
    obsolete: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did."""

    templates: tuple[tuple[str, bool], ...]
    """Path, and whether it was written."""
    catalogs: tuple[Brought, ...]
    errors: tuple[DeclarationError, ...]
    """Catalogs that could not be read; they were left as they are."""


Progress = Callable[[Iterable[Locale], int], Iterator[Locale]]


def update(
    workspace: Workspace,
    locales: Sequence[Locale] | None = None,
    *,
    accept: Sequence[str] = (),
    why: str = "",
    progress: Progress = lambda steps, _: iter(steps),
) -> Updated:
    """Bring the templates and the catalogs of these languages, or of all, to the sources.

    ``accept`` names keys whose present change of the English needs no new translation, for the
    reason ``why``; that is remembered in ``po/accepted.toml``. Raises `SourceError` where a
    source cannot be read, before anything is written.
    """
    chosen = workspace.locales if locales is None else tuple(locales)
    with files.locked(workspace.root):
        errors: list[DeclarationError] = []
        read = {locale: _catalogs(workspace, locale, errors) for locale in workspace.locales}
        before = {name: workspace.read_template(name) for name in workspace.documents}
        after = {
            name: segmented(workspace, name, before[name], _of(read.values(), name))[1]
            for name in workspace.documents
        }
        accepted = _accepted(workspace)
        if accept:
            accepted += _decided(accept, why, before, after, read, accepted)
            path = workspace.root / "po" / decisions.FILE
            files.write_whole(path, decisions.write(accepted))
        written = []
        for name, template in after.items():
            path = workspace.template_path(name)
            written.append(
                (workspace.shown(path), files.write_whole(path, templates.write(template)))
            )
        record(workspace, after.values())
        policy = Policy(
            keep_cosmetic=workspace.settings.update.cosmetic == "keep",
            suggestions=workspace.settings.update.suggestions,
            accepted=accepted,
            source_locale=workspace.source_locale.bcp47,
            terms=terms(workspace),
        )
        brought: list[Brought] = []
        for locale in progress(chosen, len(chosen)):
            brought += _language(workspace, locale, read[locale], after, policy)
    return Updated(tuple(written), tuple(brought), tuple(errors))


Read = dict[str, Catalog | None]
"""A language's catalogs by document; what could not be read is missing, None is not begun."""


def _catalogs(workspace: Workspace, locale: Locale, errors: list[DeclarationError]) -> Read:
    read: Read = {}
    for name in workspace.documents:
        try:
            read[name] = workspace.read_catalog(name, locale)
        except CatalogError as error:
            errors.append(error)
    return read


def _of(read: Iterable[Read], name: str) -> list[Catalog]:
    return [catalog for each in read if (catalog := each.get(name))]


def _language(
    workspace: Workspace,
    locale: Locale,
    read: Read,
    after: dict[str, Template],
    policy: Policy,
) -> Iterator[Brought]:
    more = tuple(_more(workspace, locale))
    for name, template in after.items():
        if name not in read:
            continue
        others = [catalog for other, catalog in read.items() if catalog and other != name]
        catalog = read[name]
        path = workspace.catalog_path(name, locale)
        if catalog is None:
            catalog = begin(template, locale)
        brought, findings = bring(catalog, template, memory=Memory.of(others, more), policy=policy)
        read[name] = brought
        changed = files.write_whole(path, po.write(brought, like=files.before(path)))
        counts = {state: sum(m.state is state for m in brought.messages) for state in State}
        yield Brought(
            workspace.shown(path),
            locale.bcp47,
            name,
            changed,
            counts[State.TRANSLATED],
            counts[State.FUZZY],
            counts[State.UNTRANSLATED],
            counts[State.OBSOLETE],
            findings,
        )


def _more(workspace: Workspace, locale: Locale) -> Iterator[Unit]:
    """The pairs of the memories that the settings name, for one language."""
    for name in workspace.settings.update.memory:
        paths = sorted(workspace.root.glob(name)) if "*" in name else [workspace.root / name]
        if not paths:
            raise SettingsError(
                f"no file is called '{name}'",
                where=workspace.setting("update", "memory"),
                remedy="Name '.tmx' or '.po' files, seen from the project's folder.",
            )
        for path in paths:
            shown = workspace.shown(path)
            data = files.read(path, shown, remedy="See 'memory' under [update] in the settings.")
            if path.suffix == ".tmx":
                from pipeline.catalogs import interchange

                source = workspace.source_locale.bcp47
                yield from (
                    Unit(pair.source, pair.target, path.name)
                    for pair in interchange.pairs(
                        data, path=shown, source=source, target=locale.bcp47
                    )
                )
                continue
            catalog = po.read(data, path=shown, document="", keyed=False)
            if Locale.parse(catalog.locale).bcp47 == locale.bcp47:
                yield from (unit._replace(origin=path.name) for unit in units(catalog))


def _accepted(workspace: Workspace) -> tuple[Accepted, ...]:
    path = workspace.root / "po" / decisions.FILE
    if not path.is_file():
        return ()
    return decisions.read(path.read_bytes(), path=workspace.shown(path))


def _decided(
    keys: Sequence[str],
    why: str,
    before: dict[str, Template | None],
    after: dict[str, Template],
    read: dict[Locale, Read],
    known: tuple[Accepted, ...],
) -> tuple[Accepted, ...]:
    """The manager's decisions: from every English that a translation was made for to today's."""
    if not why.strip():
        raise UsageError("--accept needs a reason", remedy='Say --why "…".')
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    today = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    decided: list[Accepted] = []
    for wanted in keys:
        document, _, key = wanted.rpartition(":")
        found = [
            (name, segment)
            for name, template in after.items()
            for segment in template.segments
            if segment.key == key and document in ("", name)
        ]
        if len(found) != 1:
            names = ", ".join(f"{name}:{key}" for name, _ in found)
            raise UsageError(
                f"'{wanted}' is the key of {'several segments' if found else 'no segment'}",
                remedy=f"Write one of: {names}." if found else "Keys are the msgctxt of messages.",
            )
        ((name, segment),) = found
        olds = {s.source for t in [before[name]] if t for s in t.segments if s.key == key}
        for catalogs in read.values():
            catalog = catalogs.get(name)
            messages = catalog.messages if catalog else ()
            olds |= {m.previous or m.source for m in messages if m.key == key and _held(m)}
        for old in sorted(olds - {segment.source}):
            decided.append(Accepted(name, key, old, segment.source, why, f"{today:%Y-%m-%d}"))
    new = [each for each in decided if replace(each, date="") not in _undated(known)]
    if not new:
        raise UsageError(
            f"nothing has changed under {', '.join(keys)}",
            remedy="Name keys that 'declaration drift' lists.",
        )
    return tuple(new)


def _held(message: Message) -> bool:
    """Whether there is a translation, if only quoted because its English changed so much."""
    if message.state is State.OBSOLETE:
        return False
    return bool(message.target or message.previous is not None)


def _undated(decided: Iterable[Accepted]) -> set[Accepted]:
    return {replace(each, date="") for each in decided}
