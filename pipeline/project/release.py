"""``output/`` from ``source/`` and ``po/``: build what is not up to date, then seal it.

What is up to date is decided from the manifest of the last release: an entry whose inputs have
the same hash, and whose files are still as it says, is not built again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline import collector
from pipeline.errors import DeclarationError
from pipeline.project import files, freshness
from pipeline.project.build import Built, build, label, suffix
from pipeline.project.current import current
from pipeline.project.fonts import write_lock
from pipeline.project.jobs import done, once, told
from pipeline.project.plan import Planned, inputs, plans
from pipeline.project.products import intact, write_all
from pipeline.project.report import put
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace
from pipeline.publish import manifest as manifests
from pipeline.publish.index import Download, Publication, index
from pipeline.publish.manifest import MANY, Entry, File, Manifest, file_of
from pipeline.settings import ReleaseSettings
from pipeline.stages.audit import Report
from pipeline.typeset.design import Edition
from pipeline.typeset.imprint import FontUse
from pipeline.version import VERSION

MANIFEST = "manifest.json"

Hashed = tuple[Planned, str]
"""A job, and the hash over everything that its files are made from."""
Progress = Callable[[Iterable[Hashed], int], Iterator[Hashed]]


@dataclass(frozen=True, slots=True)
class Released:
    """What a release did."""

    manifest: Manifest
    built: tuple[tuple[str, str], ...]
    """Document and locale of what was made anew."""
    errors: tuple[DeclarationError, ...]
    behind: tuple[str, ...]
    """Documents whose catalogs on disk are behind the source."""
    report: Report

    @property
    def drafts(self) -> tuple[Entry, ...]:
        """What was built but may not be published."""
        return tuple(entry for entry in self.manifest.entries if not entry.final)

    def failed(self, policy: ReleaseSettings) -> bool:
        """Whether the policy forbids what was built, or a PDF does not say what was translated."""
        unproven = any(p.missing for entry in self.manifest.entries for p in entry.products)
        return unproven or (bool(self.drafts) and not policy.drafts)


def as_json(released: Released) -> dict[str, Any]:
    """What a release came to, for machines: the manifest, and what was built anew."""
    built = [{"document": document, "locale": locale} for document, locale in released.built]
    return {**asdict(released.manifest), "built": built, "behind": list(released.behind)}


def release(
    workspace: Workspace, *, workers: int = 0, progress: Progress = lambda steps, _: iter(steps)
) -> Released:
    """Build everything that is not up to date. Errors of one language do not stop the others."""
    with files.locked(workspace.root):
        return _release(workspace, workers or os.cpu_count() or 1, progress)


def _release(workspace: Workspace, workers: int, progress: Progress) -> Released:
    freshness.forget(workspace.root)
    with collector.held_off():
        standing = tuple(current(workspace))
        report = survey(workspace, standing)
        planned = [(plan, inputs(plan.job)) for plan in plans(workspace, standing, report)]
    entries = _up_to_date(workspace, planned)
    todo = [(plan, hashed) for plan, hashed in planned if plan.name not in entries]
    errors: list[DeclarationError] = [e for each in standing for _, e in each.failures]
    built: list[tuple[str, str]] = []
    uses: dict[str, list[FontUse]] = {}
    for plan, hashed, result in _made(todo, workers, progress):
        if isinstance(result, DeclarationError):
            errors.append(told(result, plan))
            continue
        entries[plan.name] = write_all(workspace, plan, hashed, result)
        built.append(plan.name)
        if plan.job.locale != MANY:
            fonts = [font for edited in result.editions for font in edited.fonts]
            uses.setdefault(plan.job.locale, []).extend(fonts)
    write_lock(workspace.root, uses)
    kept = tuple(entries[plan.name] for plan, _ in planned if plan.name in entries)
    sealed = _seal(workspace, kept, report)
    behind = tuple(each.document.name for each in standing if each.behind)
    return Released(sealed, tuple(built), once(errors), behind, report)


def _up_to_date(workspace: Workspace, planned: Iterable[Hashed]) -> dict[tuple[str, str], Entry]:
    """What the last release made of the same inputs, where its files are still as they were."""
    path = workspace.output / MANIFEST
    last = manifests.read(path.read_bytes()) if path.is_file() else None
    entries = {(entry.document, entry.locale): entry for entry in last.entries} if last else {}
    return {
        plan.name: entry
        for plan, hashed in planned
        if (entry := entries.get(plan.name)) and entry.inputs == hashed and intact(workspace, entry)
    }


def _made(
    todo: Sequence[Hashed], workers: int, progress: Progress
) -> Iterator[tuple[Planned, str, Built | DeclarationError]]:
    """The jobs done, in their order."""
    results = done(build, [plan.job for plan, _ in todo], workers)
    for (plan, hashed), result in zip(progress(todo, len(todo)), results, strict=True):
        yield plan, hashed, result


# ------------------------------------------------------------------------ sealing


def _seal(workspace: Workspace, entries: tuple[Entry, ...], report: Report) -> Manifest:
    """Write the manifest and what is about everything; delete what is in no entry."""
    with collector.held_off():
        others = tuple(_others(workspace, entries, report))
    name = workspace.settings.project.name
    sealed = Manifest(name, f"declaration {VERSION}", entries, others)
    files.write_whole(workspace.output / MANIFEST, manifests.write(sealed))
    _sweep(workspace, sealed)
    return sealed


def _others(workspace: Workspace, entries: Sequence[Entry], report: Report) -> Iterator[File]:
    """The report and the index, which are about everything and so are always written."""
    yield from put(workspace, report)
    index_page = index(
        workspace.settings.project.name,
        [_publication(workspace, entry) for entry in entries],
        source_locale=workspace.source_locale.bcp47,
        report="report.html",
    )
    data = index_page.encode("utf-8", "replace")
    path = workspace.output / "index.html"
    files.write_whole(path, data)
    yield file_of(workspace.shown(path), data)


def _publication(workspace: Workspace, entry: Entry) -> Publication:
    def address(path: str) -> str:
        return (workspace.root / path).relative_to(workspace.output).as_posix()

    names = {suffix(edition): label(edition) for edition in Edition}
    downloads = []
    page = ""
    for product in entry.products:
        ending = product.path.rpartition("/")[2].removeprefix(entry.document)
        if ending == ".html":
            page = address(product.path)
        else:
            downloads.append(Download(names[ending], address(product.path), product.bytes))
    return Publication(
        entry.document,
        entry.locale,
        entry.title,
        entry.percent,
        entry.final,
        page,
        entry.title_locale,
        downloads=tuple(downloads),
    )


def _sweep(workspace: Workspace, sealed: Manifest) -> None:
    """Delete what an earlier release made and this one did not: a language that was dropped."""
    mine = {product.path for entry in sealed.entries for product in entry.products}
    mine |= {file.path for file in sealed.others} | {f"output/{MANIFEST}"}
    for path in sorted(workspace.output.rglob("*"), reverse=True):
        if path.is_file() and workspace.shown(path) not in mine:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
