"""Everything that is known about the project's translations, gathered from its files.

The edge under the report, the checks and the release: it reads what the pure stages need and
gives their `Report`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from pathlib import Path

from pipeline import settings as declaration_toml
from pipeline.checks import Options, run
from pipeline.checks import waivers as waiver_files
from pipeline.checks.registry import CHECKS
from pipeline.checks.waivers import Waiver
from pipeline.errors import SettingsError
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, Severity
from pipeline.project import files, kept
from pipeline.project.current import Current
from pipeline.project.drift import drifts, revisions
from pipeline.project.glossary import glossary, terms
from pipeline.project.guards import guarded
from pipeline.project.history import tags
from pipeline.project.review import reviewed
from pipeline.project.spelling import speller
from pipeline.project.workspace import LINGUAS, Workspace
from pipeline.stages.audit import (
    Audit,
    Explanation,
    Failure,
    Release,
    Report,
    audit,
)
from pipeline.stages.blocking import policy_for
from pipeline.stages.drift import CatalogDrift
from pipeline.stages.guards import GUARDS


def survey(
    workspace: Workspace,
    standing: Sequence[Current],
    *,
    timeline: bool = True,
) -> Report:
    """The report on the documents and catalogs given; ``timeline`` costs a look at git."""
    audits: list[Audit] = []
    past = revisions(workspace, [each.document.name for each in standing])
    found_behind = drifts(workspace, standing, past, terms=terms(workspace), timeline=timeline)
    behind = {(drift.document, drift.locale): drift for drift in found_behind}
    for locale in _locales(workspace, standing):
        catalogs = [c for each in standing if (c := each.catalog(locale))]
        asked = options(workspace, locale)
        memory = kept.recall(workspace, locale, asked)
        slips = guarded(workspace, standing, locale, past)
        besides = [finding for finding in slips if finding.check not in asked.off]
        found = run(catalogs, asked, memory=memory, besides=besides)
        kept.keep(workspace, locale, memory)
        named = {catalog.document for catalog in catalogs[:1]}
        for each in standing:
            catalog = each.catalog(locale)
            if catalog:
                # What is about the language as a whole is told once, with its first document.
                mine = {each.document.name, *([""] if each.document.name in named else [])}
                own = [f for f in found if f.document in mine]
                drift = behind.get((each.document.name, locale.bcp47))
                audits.append(_audit(workspace, each, locale, catalog, own, drift))
    return Report(
        title=workspace.settings.project.name,
        date=_newest(standing),
        source_locale=workspace.source_locale.bcp47,
        audits=tuple(audits),
        failures=tuple(_failures(standing)),
        explanations=tuple(_explanations(audits)),
        releases=tuple(starmap(Release, tags(workspace.root))) if timeline else (),
    )


def _explanations(audits: Iterable[Audit]) -> Iterator[Explanation]:
    """What the checks mean that found something."""
    found = {finding.check for audit in audits for finding in audit.all_findings}
    for check in CHECKS:
        if check.id in found:
            yield Explanation(check.id, check.summary, check.rationale, check.severity)
    for name, (summary, rationale) in GUARDS.items():
        if name in found:
            yield Explanation(name, summary, rationale, Severity.WARNING)


def options(workspace: Workspace, locale: Locale) -> Options:
    """What the project asks of the checks in one language."""
    settings = workspace.settings
    _known(workspace)
    return Options(
        source=workspace.source_locale,
        off=frozenset((*settings.checks.disable, *settings.language(locale.bcp47).disable)),
        on=frozenset(settings.checks.enable),
        names=frozenset(settings.checks.names),
        glossary=glossary(workspace),
        speller=speller(workspace, locale) if "spelling" in settings.checks.enable else None,
        waivers=tuple(_waivers(workspace, locale)),
        today=datetime.datetime.now(datetime.UTC).date(),
    )


def _known(workspace: Workspace) -> None:
    """Raises `SettingsError` for a check or a language that the settings name and nobody has."""
    settings = workspace.settings
    named: dict[tuple[str, ...], tuple[str, ...]] = {
        ("checks", "disable"): settings.checks.disable,
        ("checks", "enable"): settings.checks.enable,
    }
    there = {workspace.source_locale.bcp47, *(each.bcp47 for each in workspace.locales)}
    for name, language in settings.languages.items():
        if Locale.parse(name).bcp47 not in there:
            raise SettingsError(
                f"'{name}' is not in {LINGUAS.as_posix()}",
                where=workspace.setting("languages", name),
                remedy=f"Begin it with 'declaration new {name}', or take its table out.",
            )
        named["languages", name, "disable"] = language.disable
    checks = {check.id for check in CHECKS} | GUARDS.keys()
    for steps, names in named.items():
        for name in names:
            if name not in checks:
                raise SettingsError(
                    f"there is no check '{name}'",
                    where=workspace.setting(*steps),
                    remedy="docs/checks.md lists them.",
                )


def _waivers(workspace: Workspace, locale: Locale) -> Iterable[Waiver]:
    for each in workspace.settings.checks.waivers:
        tag = Locale.parse(each.locale).bcp47 if each.locale else ""
        if tag in ("", locale.bcp47):
            yield Waiver(
                check=each.check,
                reason=each.reason,
                code=each.code,
                locale=tag,
                document=each.document,
                expires=each.expires,
                where=declaration_toml.FILE,
            )
    for name in workspace.documents:
        path = workspace.catalog_path(name, locale).with_suffix(".waivers.toml")
        if path.is_file():
            text = files.read(path, workspace.shown(path)).decode("utf-8", "replace")
            where = workspace.shown(path)
            yield from waiver_files.parse(text, where=where, locale=locale.bcp47, document=name)


def next_expiry(workspace: Workspace) -> str:
    """The next day, ISO 8601, on which a waiver ends; empty if none does."""
    today = datetime.datetime.now(datetime.UTC).date()
    waivers = (waiver for locale in workspace.locales for waiver in _waivers(workspace, locale))
    days = [waiver.expires for waiver in waivers if waiver.expires and waiver.expires > today]
    return min(days).isoformat() if days else ""


def _audit(
    workspace: Workspace,
    each: Current,
    locale: Locale,
    catalog: Catalog,
    findings: Iterable[Finding],
    drift: CatalogDrift | None,
) -> Audit:
    from pipeline.catalogs.lines import lines

    path = workspace.catalog_path(each.document.name, locale)
    return audit(
        each.template,
        catalog,
        findings,
        drift=drift,
        review=reviewed(workspace, each.template, catalog, locale),
        policy=policy_for(workspace.settings, locale.bcp47),
        title=plain(each.document.title.markdown),
        path=workspace.shown(path),
        lines=lines(_bytes(path)),
    )


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _failures(standing: Iterable[Current]) -> Iterable[Failure]:
    for each in standing:
        for locale, error in each.failures:
            yield Failure(each.document.name, locale.bcp47, error.where, error.what, error.remedy)


def _locales(workspace: Workspace, standing: Sequence[Current]) -> tuple[Locale, ...]:
    there = {locale for each in standing for locale, _ in each.catalogs}
    return tuple(locale for locale in workspace.locales if locale in there)


def _newest(standing: Iterable[Current]) -> str:
    """The date of the newest thing reported on: a source, or a translator's last revision."""
    dates = [each.document.meta.date for each in standing]
    for each in standing:
        dates += [catalog.field("PO-Revision-Date")[:10] for _, catalog in each.catalogs]
    return max((date for date in dates if date[:1].isdigit()), default="")
