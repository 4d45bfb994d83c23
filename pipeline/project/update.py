"""``po/`` brought to ``source/``: templates, then every language's catalogs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline import collector
from pipeline.catalogs import po
from pipeline.catalogs import template as templates
from pipeline.catalogs.accepted import Accepted
from pipeline.errors import CatalogError, DeclarationError, SettingsError
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, State, Template
from pipeline.project import files, renamed
from pipeline.project.accept import English, Read, decide
from pipeline.project.current import segmented
from pipeline.project.drift import record, revisions
from pipeline.project.glossary import terms
from pipeline.project.workspace import Workspace
from pipeline.stages.begin import begin
from pipeline.stages.history import Past, extend
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
    renamed: tuple[tuple[str, str], ...] = ()
    """Documents that have another name now: the old one and the new one."""
    orphans: tuple[str, ...] = ()
    """Templates whose source is gone."""


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
    with files.locked(workspace.root), collector.held_off():
        errors: list[DeclarationError] = []
        names = renamed.follow(workspace)
        orphans = renamed.orphans(workspace)
        read = {locale: _catalogs(workspace, locale, errors) for locale in workspace.locales}
        before = {name: workspace.read_template(name) for name in workspace.documents}
        after = {
            name: segmented(workspace, name, before[name], _of(read.values(), name))[1]
            for name in workspace.documents
        }
        accepted = workspace.read_accepted()
        if accept:
            accepted = decide(workspace, accept, why, English(before, after, read), accepted)
        written = []
        for name, template in after.items():
            path = workspace.template_path(name)
            written.append(
                (workspace.shown(path), files.write_whole(path, templates.write(template)))
            )
        record(workspace, after.values())
        policy, past = _policy(workspace, accepted), _past(workspace, after, read)
        brought: list[Brought] = []
        for locale in progress(chosen, len(chosen)):
            gone = tuple(workspace.readable(orphans, locale))
            brought += _language(workspace, locale, read[locale], after, policy, past, gone)
    left = tuple(workspace.shown(workspace.template_path(name)) for name in orphans)
    return Updated(tuple(written), tuple(brought), tuple(errors), names, left)


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


def _policy(workspace: Workspace, accepted: tuple[Accepted, ...]) -> Policy:
    return Policy(
        keep_cosmetic=workspace.settings.update.cosmetic == "keep",
        suggestions=workspace.settings.update.suggestions,
        accepted=accepted,
        source_locale=workspace.source_locale.bcp47,
        terms=terms(workspace),
    )


def _past(
    workspace: Workspace, after: dict[str, Template], read: dict[Locale, Read]
) -> dict[str, Past]:
    """The versions of the English of those documents in which a translation falls behind."""
    names = [
        name
        for name, template in after.items()
        if any(_falls_behind(catalog, template) for catalog in _of(read.values(), name))
    ]
    found = revisions(workspace, names) if names else {}
    return {name: Past(extend(past, after[name])) for name, past in found.items()}


def _falls_behind(catalog: Catalog, template: Template) -> bool:
    english = {segment.key: segment.source for segment in template.segments}
    return any(
        message.target and english.get(message.key, message.source) != message.source
        for message in catalog.live
    )


def _language(
    workspace: Workspace,
    locale: Locale,
    read: Read,
    after: dict[str, Template],
    policy: Policy,
    past: dict[str, Past],
    gone: tuple[Catalog, ...],
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
        memory = Memory.of([*others, *gone], more)
        brought, findings = bring(
            catalog, template, memory=memory, policy=policy, past=past.get(name)
        )
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
