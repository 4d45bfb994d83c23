"""``output/`` from ``source/`` and ``po/``: build what is not up to date, then seal it.

What is up to date is decided from the manifest of the last release: an entry whose inputs have
the same hash, and whose files are still as it says, is not built again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import DeclarationError, SourceError
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Figure
from pipeline.project import files, freshness
from pipeline.project.build import Built, Job, build, suffix
from pipeline.project.current import Current, current
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace
from pipeline.publish import manifest as manifests
from pipeline.publish.index import Download, Publication, index
from pipeline.publish.manifest import Entry, File, Manifest, Product
from pipeline.settings import ReleaseSettings, TypographySettings
from pipeline.stages.audit import Audit, Report
from pipeline.stages.translate import credits, translate
from pipeline.typeset.design import Design, Edition, Margins, Paper
from pipeline.typeset.imprint import Attachment, Imprint
from pipeline.version import VERSION

MANIFEST = "manifest.json"
# A picture of a document is small; what is larger is a mistake or a bomb.
_LARGEST_IMAGE = 32 * 2**20
# Processes cost half a second each to start.
_FEW = 3

Progress = Callable[[Iterable["Planned"], int], Iterator["Planned"]]


@dataclass(frozen=True, slots=True)
class Planned:
    """A job, and what is known about it before it is done."""

    job: Job
    source: File
    catalog: File | None
    audit: Audit | None
    inputs: str


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
    standing = tuple(current(workspace))
    report = survey(workspace, standing)
    errors: list[DeclarationError] = [e for each in standing for _, e in each.failures]
    planned = list(_plans(workspace, standing, report))
    before = _manifest(workspace)
    entries: dict[int, Entry] = {}
    todo: list[int] = []
    for number, plan in enumerate(planned):
        entry = before.entry(plan.job.document.name, plan.job.document.locale) if before else None
        if entry and entry.inputs == plan.inputs and _intact(workspace, entry):
            entries[number] = entry
        else:
            todo.append(number)
    jobs = [planned[number] for number in todo]
    results = _built([plan.job for plan in jobs], workers)
    for number, plan, result in zip(todo, progress(jobs, len(jobs)), results, strict=True):
        if isinstance(result, DeclarationError):
            errors.append(_told(result, plan))
        else:
            entries[number] = _written(workspace, plan, result)
    kept = tuple(entries[number] for number in sorted(entries))
    others = tuple(_others(workspace, kept, report))
    sealed = Manifest(workspace.settings.project.name, f"declaration {VERSION}", kept, others)
    files.write_whole(workspace.output / MANIFEST, manifests.write(sealed))
    _sweep(workspace, sealed)
    built = tuple((p.job.document.name, p.job.document.locale) for p in jobs)
    behind = tuple(each.document.name for each in standing if each.behind)
    return Released(sealed, built, tuple(errors), behind, report)


# ------------------------------------------------------------------------ plans


def _plans(workspace: Workspace, standing: Sequence[Current], report: Report) -> Iterator[Planned]:
    program = _program_hash()
    for each in standing:
        name = each.document.name
        source = _file(workspace, workspace.source_path(name))
        images = _images(workspace, each.document)
        readable = [locale for locale, _ in each.catalogs]
        locales = [workspace.source_locale, *readable]
        for locale in locales:
            catalog = None if locale == workspace.source_locale else each.catalog(locale)
            audit = _audit_of(report, name, locale) if catalog else None
            path = workspace.catalog_path(name, locale)
            file = _file(workspace, path) if catalog and path.is_file() else None
            imprint = _imprint(workspace, each, locale, catalog, audit, source, file, images)
            settings = workspace.settings
            document = each.document
            if catalog:
                stale = "fallback" if settings.release.stale == "fallback" else "mark"
                document = translate(document, catalog, stale=stale)  # type: ignore[arg-type]
            job = Job(
                document,
                imprint,
                design(settings.typography),
                tuple(map(Edition, _single_editions(settings.typography))),
                tuple((o.bcp47, f"../{o.gettext}/{name}.html") for o in locales if o != locale),
            )
            yield Planned(job, source, file, audit, _inputs(job, program))


def design(settings: TypographySettings) -> Design:
    """The design of the page that the settings ask for."""
    margin = settings.margin
    return Design(
        paper=Paper.A4 if settings.paper == "A4" else Paper.LETTER,
        margins=Margins(top=margin + 2, bottom=margin + 2, start=margin + 9, end=margin + 3),
        body=settings.size,
        columns=settings.columns,
        faces=tuple((script, (family,)) for script, family in settings.faces.items()),
        vertical=settings.vertical,
    )


def _single_editions(settings: TypographySettings) -> list[str]:
    known = {"reading": "reading", "large-print": "large-print", "review": "review"}
    return [known[name] for name in settings.editions if name in known]


def _imprint(
    workspace: Workspace,
    each: Current,
    locale: Locale,
    catalog: Catalog | None,
    audit: Audit | None,
    source: File,
    file: File | None,
    images: dict[str, bytes],
) -> Imprint:
    meta = each.document.meta
    own = workspace.settings.language(locale.bcp47).credits
    tally = audit.coverage.tally if audit else None
    share = tally.translated.words / tally.total.words if tally and tally.total.words else 1.0
    attachments: tuple[Attachment, ...] = ()
    if workspace.settings.typography.attachments:
        attachments = tuple(_attachments(workspace, each, locale, file))
    return Imprint(
        draft=bool(audit and audit.blockers),
        coverage=share,
        source_version=meta.date,
        source_hash=source.sha256,
        catalog_hash=file.sha256 if file else "",
        date=catalog.field("PO-Revision-Date")[:10] if catalog else meta.date,
        translators=((own,) if own else credits(catalog)) if catalog else (),
        licence=meta.licence or workspace.settings.project.licence,
        attachments=attachments,
        images=images,
    )


def _attachments(
    workspace: Workspace, each: Current, locale: Locale, file: File | None
) -> Iterator[Attachment]:
    name = each.document.name
    source = workspace.source_path(name).read_bytes()
    yield Attachment(f"{name}.md", "text/markdown", source, "The source text")
    if file:
        content = workspace.catalog_path(name, locale).read_bytes()
        yield Attachment(f"{name}.po", "text/x-gettext-translation", content, "The translation")


def _images(workspace: Workspace, document: Document) -> dict[str, bytes]:
    """The bytes of the document's figures; they lie in ``source/`` and nowhere else."""
    folder = workspace.root / "source"
    images: dict[str, bytes] = {}
    for figure in _figures(document.blocks):
        path = (folder / figure.source).resolve()
        where = f"source/{document.name}.md"
        if not path.is_relative_to(folder.resolve()):
            raise SourceError(
                f"the picture '{figure.source}' is not in source/",
                where=where,
                remedy="Put it there and name it relative to the document.",
            )
        if not path.is_file() or path.stat().st_size > _LARGEST_IMAGE:
            what = "is larger than 32 MiB" if path.is_file() else "does not exist"
            raise SourceError(
                f"the picture '{figure.source}' {what}",
                where=where,
                remedy="Put a PNG or JPEG of sensible size there.",
            )
        images[figure.source] = path.read_bytes()
    return images


def _figures(node: object) -> Iterator[Figure]:
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _figures(child)
    else:
        for name in ("blocks", "items"):
            yield from _figures(getattr(node, name, ()))


def _audit_of(report: Report, document: str, locale: Locale) -> Audit | None:
    found = (a for a in report.audits if (a.document, a.locale) == (document, locale.bcp47))
    return next(found, None)


# ------------------------------------------------------------------------ what is up to date


def _inputs(job: Job, program: str) -> str:
    """A hash over everything that a job's files are made from.

    It is taken over the values themselves, so that nothing that reaches the page is forgotten.
    """
    digest = hashlib.sha256(program.encode())
    for part in (job.document, job.imprint, job.design, job.editions, job.languages, job.fonts):
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
    for name, content in sorted(job.imprint.images.items()):
        digest.update(name.encode() + hashlib.sha256(content).digest())
    for attachment in job.imprint.attachments:
        digest.update(hashlib.sha256(attachment.content).digest())
    return digest.hexdigest()


def _program_hash() -> str:
    """A hash of the program itself and of the libraries that draw: other code, other pages."""
    from importlib.metadata import version

    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in ("reportlab", "uharfbuzz", "icu4py", "pyphen"):
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()


def _manifest(workspace: Workspace) -> Manifest | None:
    path = workspace.output / MANIFEST
    return manifests.read(path.read_bytes()) if path.is_file() else None


def _intact(workspace: Workspace, entry: Entry) -> bool:
    return all(_hash(workspace.root / p.path) == p.sha256 for p in entry.products)


def _file(workspace: Workspace, path: Path) -> File:
    data = files.read(path, workspace.shown(path))
    return File(workspace.shown(path), hashlib.sha256(data).hexdigest(), len(data))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


# ------------------------------------------------------------------------ building and writing


def _built(jobs: Sequence[Job], workers: int) -> Iterator[Built | DeclarationError]:
    """The results in the order of the jobs, whatever the number of workers."""
    if workers == 1 or len(jobs) < _FEW:
        yield from map(build, jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs))) as pool:
        yield from pool.map(build, jobs)


def _told(error: DeclarationError, plan: Planned) -> DeclarationError:
    """The error with the file it is about, where it does not say so itself."""
    if not error.where:
        error.where = (plan.catalog or plan.source).path
    return error


def _written(workspace: Workspace, plan: Planned, built: Built) -> Entry:
    document = plan.job.document
    locale = Locale.parse(document.locale)
    products = []
    for edited in built.editions:
        path = workspace.output_path(document.name, locale, edited.suffix)
        files.write_whole(path, edited.pdf)
        products.append(
            Product(
                workspace.shown(path),
                hashlib.sha256(edited.pdf).hexdigest(),
                len(edited.pdf),
                edited.pages,
                edited.conformance,
                edited.proof.segments,
                edited.proof.missing,
                tuple((font.family, font.sha256) for font in edited.fonts),
            )
        )
    path = workspace.output_path(document.name, locale, ".html")
    html = built.html.encode("utf-8", "replace")
    files.write_whole(path, html)
    products.append(Product(workspace.shown(path), hashlib.sha256(html).hexdigest(), len(html)))
    audit = plan.audit
    return Entry(
        document.name,
        document.locale,
        plan.source,
        plan.catalog,
        final=not (audit and audit.blockers),
        percent=audit.coverage.tally.percent_words if audit else 100,
        inputs=plan.inputs,
        products=tuple(products),
        title=plain(document.title.markdown),
        blockers=tuple(blocker.words for blocker in audit.blockers) if audit else (),
    )


def _others(workspace: Workspace, entries: Sequence[Entry], report: Report) -> Iterator[File]:
    """The report and the index, which are about everything and so are always written."""
    from pipeline.project.report import pages

    index_page = index(
        workspace.settings.project.name,
        [_publication(workspace, entry) for entry in entries],
        source_locale=workspace.source_locale.bcp47,
        report="report.html",
    )
    written = {**pages(workspace, report), "index.html": index_page.encode("utf-8", "replace")}
    for name, data in written.items():
        path = workspace.output / name
        files.write_whole(path, data)
        yield File(workspace.shown(path), hashlib.sha256(data).hexdigest(), len(data))


def _publication(workspace: Workspace, entry: Entry) -> Publication:
    def address(path: str) -> str:
        return (workspace.root / path).relative_to(workspace.output).as_posix()

    pdfs = [product for product in entry.products if product.path.endswith(".pdf")]
    page = next(product for product in entry.products if product.path.endswith(".html"))
    names = {suffix(edition): edition for edition in Edition}
    downloads = []
    for product in pdfs:
        ending = product.path.rpartition("/")[2].removeprefix(entry.document)
        kind = names.get(ending, Edition.READING)
        name = "PDF" if kind is Edition.READING else f"PDF, {kind.value.replace('-', ' ')}"
        downloads.append(Download(name, address(product.path), product.bytes))
    return Publication(
        entry.document,
        entry.locale,
        entry.title,
        entry.percent,
        entry.final,
        address(page.path),
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
