"""What a job made, as files in ``output/`` and as an entry of the manifest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.build import Built, Edited, Job, Volume
from pipeline.project.plan import Planned
from pipeline.project.workspace import Workspace
from pipeline.publish.manifest import MANY, Entry, Product


def write_all(workspace: Workspace, plan: Planned, hashed: str, built: Built) -> Entry:
    """Write the files of a job; ``hashed`` stands for everything that they are made from."""
    products = [
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
        for edited in built.editions
    ]
    if built.html:
        products.append(_write_page(workspace, plan.job, built.html))
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


def write_pdf(workspace: Workspace, job: Job | Volume, edited: Edited) -> str:
    """Write a PDF; its path in the project."""
    path = _output_path(workspace, job, edited.suffix)
    files.write_whole(path, edited.pdf)
    return workspace.shown(path)


def _write_page(workspace: Workspace, job: Job | Volume, html: str) -> Product:
    path = _output_path(workspace, job, ".html")
    data = html.encode("utf-8", "replace")
    files.write_whole(path, data)
    return Product(workspace.shown(path), hashlib.sha256(data).hexdigest(), len(data))


def _output_path(workspace: Workspace, job: Job | Volume, suffix: str) -> Path:
    if job.locale == MANY:
        return workspace.output / f"{job.name}{suffix}"
    return workspace.output_path(job.name, Locale.parse(job.locale), suffix)


def intact(workspace: Workspace, entry: Entry) -> bool:
    """Whether the files of an entry are still as it says."""
    return all(_hash(workspace.root / p.path) == p.sha256 for p in entry.products)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
