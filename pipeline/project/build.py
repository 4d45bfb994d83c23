"""One job of a release: a document in a language, as PDF and HTML, with its proof.

A job is a value that can be sent to another process; what comes back is values as well, and
nothing is read or written here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.errors import DeclarationError
from pipeline.model import Document
from pipeline.publish.proof import Proof
from pipeline.typeset.design import Design, Edition
from pipeline.typeset.imprint import FontUse, Imprint


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
    editions: tuple[Edited, ...]


def suffix(edition: Edition) -> str:
    """How the file of an edition ends."""
    return ".pdf" if edition is Edition.READING else f".{edition.value}.pdf"


def build(job: Job) -> Built | DeclarationError:
    """Do the job. What is wrong with the input comes back as a value, so that others go on."""
    from pipeline.publish.render import render

    try:
        downloads = tuple(
            (_download(edition), f"{job.document.name}{suffix(edition)}")
            for edition in job.editions
        )
        html = render(job.document, job.imprint, languages=job.languages, downloads=downloads)
        return Built(html, tuple(_edition(job, edition) for edition in job.editions))
    except DeclarationError as error:
        return error


def _edition(job: Job, edition: Edition) -> Edited:
    from pipeline import typeset
    from pipeline.publish.proof import prove

    design = replace(job.design, edition=edition)
    if edition is Edition.PARALLEL and job.beside:
        made = typeset.typeset_parallel(
            job.beside, job.document, imprint=job.imprint, design=design
        )
    else:
        made = typeset.typeset(job.document, imprint=job.imprint, design=design)
    proof = prove(made.pdf, made.texts)
    return Edited(suffix(edition), made.pdf, made.pages, made.fonts, made.conformance, proof)


def _download(edition: Edition) -> str:
    return "PDF" if edition is Edition.READING else f"PDF, {edition.value.replace('-', ' ')}"
