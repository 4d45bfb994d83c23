"""One job of a release: a document in a language, or a volume of all languages, with its proof.

A job is a value that can be sent to another process; what comes back is values as well. Nothing
is read or written here but fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DeclarationError, FontError
from pipeline.locales import Locale
from pipeline.model import Document, Text
from pipeline.publish.manifest import MANY
from pipeline.publish.proof import Proof
from pipeline.typeset import lockfile
from pipeline.typeset.design import Design, Edition
from pipeline.typeset.imprint import FontUse, Imprint, Typeset

if TYPE_CHECKING:
    from pipeline.typeset.fontset import FontSet


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of one document in one language."""

    document: Document
    """Translated."""
    imprint: Imprint
    design: Design
    editions: tuple[Edition, ...]
    languages: tuple[tuple[str, str], ...] = ()
    """The other languages of this document: BCP 47 tag, address relative to the page."""
    beside: Document | None = None
    """The source, for the edition that sets both languages beside each other."""
    fonts: tuple[str, ...] = ()
    """Folders with fonts of the project's own, absolute."""
    lock: str = ""
    """The text of the lock file of fonts."""

    @property
    def name(self) -> str:
        """The document's."""
        return self.document.name

    @property
    def locale(self) -> str:
        """BCP 47 tag."""
        return self.document.locale

    @property
    def title(self) -> Text:
        """As it stands in this language."""
        return self.document.title


@dataclass(frozen=True, slots=True)
class Volume:
    """All languages of one document behind a table of contents."""

    members: tuple[tuple[Document, Imprint], ...]
    """The source first."""
    imprint: Imprint
    design: Design
    fonts: tuple[str, ...] = ()
    lock: str = ""

    @property
    def name(self) -> str:
        """The document's."""
        return self.members[0][0].name

    @property
    def locale(self) -> str:
        """`MANY`."""
        return MANY

    @property
    def title(self) -> Text:
        """The source's."""
        document, _ = self.members[0]
        return replace(document.title, locale=document.locale)


@dataclass(frozen=True, slots=True)
class Edited:
    """One PDF."""

    suffix: str
    """``.pdf``, or ``.large-print.pdf`` and the like."""
    pdf: bytes = field(repr=False)
    pages: int
    fonts: tuple[FontUse, ...]
    conformance: tuple[str, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Built:
    """What a job made."""

    html: str = field(repr=False)
    """Empty for a volume, and where PDFs alone are made."""
    editions: tuple[Edited, ...]
    refused: tuple[str, ...] = ()
    """Why it is no more than a draft: a sentence for each text that could not be set as it is."""


def suffix(edition: Edition) -> str:
    """How the file of an edition ends."""
    return ".pdf" if edition is Edition.READING else f".{edition.value}.pdf"


def label(edition: Edition) -> str:
    """What a link to the file of an edition says."""
    return "PDF" if edition is Edition.READING else f"PDF, {edition.value.replace('-', ' ')}"


def build(job: Job | Volume) -> Built | DeclarationError:
    """Do the job. What is wrong with the input comes back as a value, so that others go on."""
    return _done(job, page=True)


def set_pages(job: Job | Volume) -> Built | DeclarationError:
    """The PDFs of a job alone."""
    return _done(job, page=False)


def _done(job: Job | Volume, *, page: bool) -> Built | DeclarationError:
    try:
        return _made(job, page=page)
    except FontError as error:
        try:
            draft, refused = _draft(job)
            return replace(_made(draft, page=page), refused=refused) if refused else error
        except DeclarationError as still:
            return still
    except DeclarationError as error:
        return error


def _made(job: Job | Volume, *, page: bool) -> Built:
    return Built(_html(job) if page and isinstance(job, Job) else "", _editions(job))


def _draft(job: Job | Volume) -> tuple[Job | Volume, tuple[str, ...]]:
    """The job with translations that can be set, as drafts, and what could not; see `showable`.

    What cannot be set in the source itself is an error.
    """
    from pipeline.typeset.showable import showable

    fonts = _fonts(job.design.faces, job.fonts, job.lock)
    if isinstance(job, Job):
        document, faults = showable(job.document, fonts) if job.beside else (job.document, ())
        return replace(job, document=document, imprint=job.imprint._replace(draft=True)), faults
    source, *translated = job.members
    members, refused = [source], list[str]()
    for document, imprint in translated:
        shown, faults = showable(document, fonts)
        members.append((shown, imprint._replace(draft=True) if faults else imprint))
        refused += [f"{document.locale}: {fault}" for fault in faults]
    return replace(job, members=tuple(members)), tuple(refused)


def _html(job: Job) -> str:
    from pipeline.publish.render import render

    downloads = tuple((label(each), f"{job.name}{suffix(each)}") for each in job.editions)
    return render(job.document, job.imprint, languages=job.languages, downloads=downloads)


def _editions(job: Job | Volume) -> tuple[Edited, ...]:
    return (_volume(job),) if isinstance(job, Volume) else tuple(_language(job))


def _language(job: Job) -> Iterator[Edited]:
    from pipeline import typeset

    fonts = _fonts(job.design.faces, job.fonts, job.lock)
    lockfile.require(
        lockfile.read(job.lock),
        fonts.files,
        {job.locale, *([job.beside.locale] if job.beside else [])},
    )
    for edition in job.editions:
        design = job.design._replace(edition=edition)
        if edition is Edition.PARALLEL and job.beside:
            pair = job.beside, job.document
            made = typeset.typeset_parallel(*pair, imprint=job.imprint, design=design, fonts=fonts)
            yield _proved(edition, made, pair)
        else:
            document, imprint = job.document, job.imprint
            made = typeset.typeset(document, imprint=imprint, design=design, fonts=fonts)
            yield _proved(edition, made, (document,))


def _volume(job: Volume) -> Edited:
    from pipeline import typeset

    design = job.design._replace(edition=Edition.VOLUME)
    fonts = _fonts(job.design.faces, job.fonts, job.lock)
    lockfile.require(
        lockfile.read(job.lock), fonts.files, {document.locale for document, _ in job.members}
    )
    made = typeset.typeset_volume(job.members, imprint=job.imprint, design=design, fonts=fonts)
    documents = [document for document, _ in job.members]
    return _proved(Edition.VOLUME, made, documents)


def _proved(edition: Edition, made: Typeset, documents: Sequence[Document]) -> Edited:
    from pipeline.publish.proof import left_out, prove

    proof = prove(made.pdf, made.texts)
    several = edition in (Edition.PARALLEL, Edition.VOLUME)
    for each in documents:
        scope = f"{Locale.parse(each.locale).bcp47}/" if several else ""
        lost = left_out(each, made.texts, scope)
        if lost:
            proof = replace(proof, missing=(*proof.missing, *lost))
    return Edited(suffix(edition), made.pdf, made.pages, made.fonts, made.conformance, proof)


@cache
def _fonts(
    faces: tuple[tuple[str, tuple[str, ...]], ...], own: tuple[str, ...], lock: str
) -> FontSet:
    """The fonts at hand, looked for once in a process."""
    from pipeline.typeset.library import font_set

    return font_set(dict(faces), tuple(map(Path, own)), lock=lock)
