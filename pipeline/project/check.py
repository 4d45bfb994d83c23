"""What ``declaration check`` and ``declaration fix`` do to files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Severity
from pipeline.project import files
from pipeline.project.workspace import Workspace
from pipeline.stages.audit import Report
from pipeline.stages.fix import Fixed


def threshold(workspace: Workspace) -> Severity:
    """From which severity on the project wants ``check`` to fail."""
    return Severity[workspace.settings.checks.threshold.upper()]


def failing(report: Report, least: Severity) -> int:
    """How many findings there are of at least this severity that nobody has waived."""
    return sum(
        finding.severity >= least and not finding.waived
        for audit in report.audits
        for finding in audit.all_findings
    )


def annotate(workspace: Workspace, report: Report) -> tuple[str, ...]:
    """Write the findings into the catalogs as comments; the files that changed."""
    from pipeline.reports import inpo

    found = {(audit.document, audit.locale): audit for audit in report.audits}

    def put(catalog: Catalog) -> Catalog:
        audit = found.get((catalog.document, catalog.locale))
        return inpo.put(catalog, audit.all_findings) if audit else catalog

    return _rewrite(workspace, map(Locale.parse, report.locales), put)


def clean(workspace: Workspace, locales: Iterable[Locale]) -> tuple[str, ...]:
    """Take the comments of `annotate` out of the catalogs; the files that changed."""
    from pipeline.reports import inpo

    return _rewrite(workspace, locales, inpo.clean)


def fix(
    workspace: Workspace, locales: Iterable[Locale], only: Iterable[str] = (), *, dry: bool = False
) -> tuple[tuple[str, tuple[Fixed, ...]], ...]:
    """Apply the fixes that checks can prove; what was done, by file. ``dry`` writes nothing."""
    from pipeline.checks import run
    from pipeline.checks.registry import CHECKS
    from pipeline.project.survey import options
    from pipeline.stages.fix import fix as fixed

    known = {check.id for check in CHECKS}
    for name in only:
        if name not in known:
            raise UsageError(f"there is no check '{name}'", remedy="docs/checks.md lists them.")
    sure = frozenset(check.id for check in CHECKS if check.sure_fix)
    done: dict[str, tuple[Fixed, ...]] = {}

    def mend(catalog: Catalog) -> Catalog:
        asked = options(workspace, Locale.parse(catalog.locale))
        mended, what = fixed(
            catalog, lambda each: run([each], asked), sure=sure, only=frozenset(only)
        )
        path = workspace.catalog_path(catalog.document, Locale.parse(catalog.locale))
        if what:
            done[workspace.shown(path)] = what
        return catalog if dry else mended

    _rewrite(workspace, locales, mend)
    return tuple(done.items())


def _rewrite(
    workspace: Workspace, locales: Iterable[Locale], change: Callable[[Catalog], Catalog]
) -> tuple[str, ...]:
    """Change the catalogs of some languages in place; the files that are new."""
    from pipeline.catalogs import po

    written = []
    with files.locked(workspace.root):
        for locale in locales:
            for document in workspace.documents:
                catalog = workspace.read_catalog(document, locale)
                if catalog is None:
                    continue
                changed = change(catalog)
                path = workspace.catalog_path(document, locale)
                if changed != catalog and files.write_whole(path, po.write(changed)):
                    written.append(workspace.shown(path))
    return tuple(written)
