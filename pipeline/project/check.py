"""What ``declaration check`` and ``declaration fix`` do with a project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from operator import attrgetter

from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Severity
from pipeline.project.workspace import Workspace
from pipeline.stages.audit import Report
from pipeline.stages.fix import Fixed


def threshold(workspace: Workspace) -> Severity:
    """From which severity on the project wants ``check`` to fail."""
    return Severity[workspace.settings.checks.threshold.upper()]


def failing(report: Report, least: Severity) -> int:
    """How many findings there are of at least this severity that nobody has waived."""
    return sum(finding.severity >= least and not finding.waived for finding in report.all_findings)


def fix(
    workspace: Workspace, locales: Iterable[Locale], only: Iterable[str] = (), *, dry: bool = False
) -> tuple[tuple[str, tuple[Fixed, ...]], ...]:
    """Apply the fixes that checks can prove; what was done, by file. ``dry`` writes nothing.

    All catalogs of a language are looked at together, as ``check`` does. Raises `UsageError` if
    there is no check of a name in ``only``.
    """
    from pipeline.checks import run
    from pipeline.checks.registry import CHECKS
    from pipeline.project import annotate, kept
    from pipeline.project.asked import asked
    from pipeline.stages import fix as stage

    known = {check.id for check in CHECKS}
    for name in only:
        if name not in known:
            raise UsageError(f"there is no check '{name}'", remedy="docs/checks.md lists them.")
    sure = frozenset(check.id for check in CHECKS if check.sure_fix)
    locales = tuple(locales)
    wanted = asked(workspace, locales)
    done: list[tuple[str, tuple[Fixed, ...]]] = []

    def mend(locale: Locale, catalogs: tuple[Catalog, ...]) -> tuple[Catalog, ...]:
        memory = kept.recall(workspace, locale, wanted[locale])
        find = partial(run, options=wanted[locale], memory=memory)
        mended, what = stage.fix(catalogs, find, sure=sure, only=frozenset(only))
        for document, fixes in groupby(what, attrgetter("document")):
            path = workspace.catalog_path(document, locale)
            done.append((workspace.shown(path), tuple(fixes)))
        return catalogs if dry else mended

    annotate.rewrite(workspace, locales, mend)
    return tuple(done)
