"""``output/`` from ``source/`` and ``po/``: build what is not up to date, then seal it.

What is up to date is decided from the manifest of the last release: an entry whose inputs have
the same hash, and whose files are still as it says, is not built again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import collector
from pipeline.errors import DeclarationError
from pipeline.formats.inline import plain
from pipeline.project import files, freshness
from pipeline.project.build import MANY, Built, build, label, suffix
from pipeline.project.current import current
from pipeline.project.fonts import write_lock
from pipeline.project.plan import Planned, inputs, plans
from pipeline.project.report import put
from pipeline.project.survey import survey
from pipeline.project.typeset import done, once, output_path, told, write_pdf
from pipeline.project.workspace import Workspace
from pipeline.publish import manifest as manifests
from pipeline.publish.index import Download, Publication, index
from pipeline.publish.manifest import Entry, File, Manifest, Product, file_of
from pipeline.settings import ReleaseSettings
from pipeline.stages.audit import Report
from pipeline.typeset.design import Edition
from pipeline.typeset.imprint import FontUse
from pipeline.version import VERSION

MANIFEST = "manifest.json"

Progress = Callable[[Iterable[Planned], int], Iterator[Planned]]


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
        planned = list(plans(workspace, standing, report))
        hashes = [inputs(plan.job) for plan in planned]
    errors: list[DeclarationError] = [e for each in standing for _, e in each.failures]
    before = _entries(workspace)
    entries: dict[int, Entry] = {}
    todo: list[int] = []
    for number, plan in enumerate(planned):
        entry = before.get((plan.job.name, plan.job.locale))
        if entry and entry.inputs == hashes[number] and _intact(workspace, entry):
            entries[number] = entry
        else:
            todo.append(number)
    jobs = [planned[number] for number in todo]
    results = done(build, [plan.job for plan in jobs], workers)
    uses: dict[str, list[FontUse]] = {}
    for number, plan, result in zip(todo, progress(jobs, len(jobs)), results, strict=True):
        if isinstance(result, DeclarationError):
            errors.append(told(result, plan))
        else:
            entries[number] = _written(workspace, plan, hashes[number], result)
            uses.setdefault(plan.job.locale, []).extend(
                font for edited in result.editions for font in edited.fonts
            )
    uses.pop(MANY, None)
    write_lock(workspace.root, uses)
    kept = tuple(entries[number] for number in sorted(entries))
    with collector.held_off():
        others = tuple(_others(workspace, kept, report))
    sealed = Manifest(workspace.settings.project.name, f"declaration {VERSION}", kept, others)
    files.write_whole(workspace.output / MANIFEST, manifests.write(sealed))
    _sweep(workspace, sealed)
    built = tuple((p.job.name, p.job.locale) for p in jobs)
    behind = tuple(each.document.name for each in standing if each.behind)
    return Released(sealed, built, once(errors), behind, report)


# ------------------------------------------------------------------------ what is up to date


def _entries(workspace: Workspace) -> dict[tuple[str, str], Entry]:
    """What the last release made, by document and locale."""
    path = workspace.output / MANIFEST
    found = manifests.read(path.read_bytes()) if path.is_file() else None
    return {(entry.document, entry.locale): entry for entry in found.entries} if found else {}


def _intact(workspace: Workspace, entry: Entry) -> bool:
    return all(_hash(workspace.root / p.path) == p.sha256 for p in entry.products)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


# ------------------------------------------------------------------------ writing


def _written(workspace: Workspace, plan: Planned, hashed: str, built: Built) -> Entry:
    products = []
    for edited in built.editions:
        products.append(
            Product(
                write_pdf(workspace, plan.job, edited),
                hashlib.sha256(edited.pdf).hexdigest(),
                len(edited.pdf),
                edited.pages,
                edited.conformance,
                edited.proof.segments,
                edited.proof.missing,
                edited.proof.by_tags,
                tuple((font.family, font.sha256) for font in edited.fonts),
            )
        )
    if built.html:
        path = output_path(workspace, plan.job, ".html")
        html = built.html.encode("utf-8", "replace")
        files.write_whole(path, html)
        products.append(Product(workspace.shown(path), hashlib.sha256(html).hexdigest(), len(html)))
    return Entry(
        plan.job.name,
        plan.job.locale,
        plan.source,
        plan.catalog,
        final=not (plan.blockers or built.refused),
        percent=plan.percent,
        inputs=hashed,
        products=tuple(products),
        title=plain(plan.job.title.markdown),
        title_locale=plan.job.title.locale,
        blockers=(*plan.blockers, *built.refused),
    )


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
