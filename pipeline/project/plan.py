"""What a release has to make: a job for each document in each language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.errors import SourceError
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Figure, walk
from pipeline.project import files
from pipeline.project.build import Job, Volume
from pipeline.project.current import Current
from pipeline.project.fonts import own_folders, read_lock
from pipeline.project.program import program
from pipeline.project.workspace import Workspace
from pipeline.publish.manifest import File, file_of
from pipeline.settings import TypographySettings
from pipeline.stages.audit import Audit, Report
from pipeline.stages.translate import credits, translate
from pipeline.typeset.design import Design, Edition, Margins, Paper
from pipeline.typeset.imprint import Attachment, Imprint

# Those that draw: other code, other pages.
_LIBRARIES = ("reportlab", "uharfbuzz", "icu4py", "pyphen")
# A picture of a document is small; what is larger is a mistake or a bomb.
_LARGEST_IMAGE = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Planned:
    """A job, and what is known about it before it is done."""

    job: Job | Volume
    source: File
    catalog: File | None
    percent: int = 100
    """Source words in a hundred that are translated; of a volume, those of all its languages."""
    blockers: tuple[str, ...] = ()
    """Why it may not be published, a sentence each."""

    @property
    def name(self) -> tuple[str, str]:
        """Document and locale."""
        return self.job.name, self.job.locale


def plans(workspace: Workspace, standing: Sequence[Current], report: Report) -> Iterator[Planned]:
    """The jobs, document by document: the source's language first, then the others in order."""
    settings = workspace.settings
    own_fonts = tuple(map(str, own_folders(workspace)))
    lock = read_lock(workspace.root)
    audits = {(audit.document, audit.locale): audit for audit in report.audits}
    for each in standing:
        name = each.document.name
        source = fingerprint(workspace, workspace.source_path(name))
        images = _images(workspace, each.document)
        readable = [locale for locale, _ in each.catalogs]
        locales = [workspace.source_locale, *readable]
        addresses = [(o.bcp47, f"../{o.gettext}/{name}.html") for o in locales]
        members: list[Planned] = []
        for locale in locales:
            catalog = None if locale == workspace.source_locale else each.catalog(locale)
            audit = audits.get((name, locale.bcp47)) if catalog else None
            path = workspace.catalog_path(name, locale)
            file = fingerprint(workspace, path) if catalog and path.is_file() else None
            imprint = _imprint(workspace, each, locale, catalog, audit, source, file, images)
            document = each.document
            if catalog:
                own = settings.language(locale.bcp47).own_words
                document = translate(document, catalog, stale=settings.release.stale, words=own)
            job = Job(
                document,
                imprint,
                design(settings.typography),
                _editions(settings.typography, translated=bool(catalog)),
                tuple(other for other in addresses if other[0] != locale.bcp47),
                beside=each.document if catalog else None,
                fonts=own_fonts,
                lock=lock,
            )
            members.append(_planned(job, source, file, audit))
            yield members[-1]
        if "all" in settings.typography.editions:
            jobs = [member.job for member in members if isinstance(member.job, Job)]
            texts = tuple((job.document, job.imprint) for job in jobs)
            volume = Volume(texts, jobs[0].imprint, design(settings.typography), own_fonts, lock)
            drafts = [member.job.locale for member in members if member.blockers]
            yield Planned(
                volume,
                source,
                None,
                sum(member.percent for member in members) // len(members),
                (f"Drafts are in it: {', '.join(drafts)}.",) if drafts else (),
            )


def _planned(job: Job, source: File, catalog: File | None, audit: Audit | None) -> Planned:
    if audit is None:
        return Planned(job, source, catalog)
    blockers = tuple(blocker.words for blocker in audit.blockers)
    return Planned(job, source, catalog, audit.coverage.tally.percent_words, blockers)


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


def _editions(settings: TypographySettings, *, translated: bool) -> tuple[Edition, ...]:
    """The editions of one language; the source has nothing to stand beside itself."""
    names = [name for name in dict.fromkeys(settings.editions) if name != "all"]
    return tuple(Edition(n) for n in names if translated or n != Edition.PARALLEL.value)


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
    for figure in (block for block in walk(document.blocks) if isinstance(block, Figure)):
        path = (folder / figure.source).resolve()
        where = f"source/{document.name}.md"
        if urlsplit(figure.source).netloc:
            raise SourceError(
                f"the picture '{figure.source}' is somewhere on the web",
                where=where,
                remedy="Nothing is fetched: put it in source/, and name it relative to that.",
            )
        if not path.is_relative_to(folder.resolve()):
            raise SourceError(
                f"the picture '{figure.source}' is not in source/",
                where=where,
                remedy="Put it there and name it relative to the document.",
            )
        if not path.is_file() or path.stat().st_size > _LARGEST_IMAGE:
            limit = f"is larger than {_LARGEST_IMAGE // 2**20} MiB"
            what = limit if path.is_file() else "does not exist"
            raise SourceError(
                f"the picture '{figure.source}' {what}",
                where=where,
                remedy="Put a PNG or JPEG of sensible size there.",
            )
        images[figure.source] = path.read_bytes()
    return images


def inputs(job: Job | Volume) -> str:
    """A hash over everything that a job's files are made from.

    It is taken over the values themselves, so that nothing that reaches the page is forgotten.
    The lock file is written from what was built, so it is not among them.
    """
    digest = hashlib.sha256(program((".",), _LIBRARIES).encode())
    known = replace(job, imprint=_hashed(job.imprint), fonts=(), lock="")
    if isinstance(known, Volume):
        members = tuple((document, _hashed(imprint)) for document, imprint in known.members)
        known = replace(known, members=members)
    digest.update(repr(known).encode("utf-8", "surrogatepass"))
    for folder in job.fonts:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _hashed(imprint: Imprint) -> Imprint:
    """The imprint with hashes in the place of what files hold."""
    return imprint._replace(
        images={name: _digest(content) for name, content in sorted(imprint.images.items())},
        attachments=tuple(a._replace(content=_digest(a.content)) for a in imprint.attachments),
    )


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def fingerprint(workspace: Workspace, path: Path) -> File:
    """A file of the project by its path and SHA-256."""
    shown = workspace.shown(path)
    return file_of(shown, files.read(path, shown))
