"""Everything that is known about the project's translations, gathered from its files.

The edge under the report, the checks and the release: it reads what the pure stages need and
gives their `Report`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from pathlib import Path

from pipeline.checks import run, waivers
from pipeline.checks.registry import CHECKS
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, Severity
from pipeline.project import kept
from pipeline.project.asked import asked, next_expiry
from pipeline.project.current import Current
from pipeline.project.drift import drifts, revisions
from pipeline.project.glossary import terms
from pipeline.project.guards import guarded
from pipeline.project.history import tags
from pipeline.project.review import reviewed
from pipeline.project.workspace import Workspace
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
from pipeline.stages.review import REVIEWS


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
    wanted = asked(workspace, _locales(workspace, standing))
    told: list[frozenset[Finding]] = []
    for locale, options in wanted.items():
        catalogs = [c for each in standing if (c := each.catalog(locale))]
        memory = kept.recall(workspace, locale, options)
        slips = guarded(workspace, standing, locale, past)
        besides = [finding for finding in slips if finding.check not in options.off]
        found = run(catalogs, options, memory=memory, besides=besides)
        kept.keep(workspace, locale, memory)
        told.append(frozenset(finding for finding in found if not finding.locale))
        named = {catalog.document for catalog in catalogs[:1]}
        for each in standing:
            catalog = each.catalog(locale)
            if catalog:
                # What is about the language as a whole is told once, with its first document.
                mine = {each.document.name, *([""] if each.document.name in named else [])}
                own = [f for f in found if f.locale and f.document in mine]
                drift = behind.get((each.document.name, locale.bcp47))
                audits.append(_audit(workspace, each, locale, catalog, own, drift))
    common = _told_by_all(told, workspace)
    return Report(
        title=workspace.settings.project.name,
        date=_newest(standing),
        source_locale=workspace.source_locale.bcp47,
        audits=tuple(audits),
        failures=tuple(_failures(standing)),
        explanations=tuple(
            _explanations((*common, *(f for audit in audits for f in audit.all_findings)))
        ),
        releases=tuple(starmap(Release, tags(workspace.root))) if timeline else (),
        findings=common,
        until=next_expiry(wanted.values()),
    )


def _told_by_all(told: Sequence[frozenset[Finding]], workspace: Workspace) -> tuple[Finding, ...]:
    """What is about the project: its waivers that have ended, or match in no language.

    Each language says of them what it sees. Whether one matches nowhere is known only where all
    languages have been looked at.
    """
    common = frozenset.intersection(*told) if told else frozenset()
    whole = len(told) == len(workspace.locales)
    return tuple(
        sorted(
            (finding for finding in common if whole or finding.check != waivers.IDLE),
            key=lambda finding: (finding.where, finding.words),
        )
    )


def _explanations(findings: Iterable[Finding]) -> Iterator[Explanation]:
    """What the checks mean that found something."""
    gravest: dict[str, Severity] = {}
    for finding in findings:
        gravest[finding.check] = max(finding.severity, gravest.get(finding.check, Severity.INFO))
    for check in CHECKS:
        if check.id in gravest:
            yield Explanation(check.id, check.summary, check.rationale, check.severity)
    for name, (summary, rationale) in {**GUARDS, **REVIEWS, **waivers.EXPLAINED}.items():
        if name in gravest:
            yield Explanation(name, summary, rationale, gravest[name])


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
