"""PDFs of some documents in some languages, the same files that a release makes of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.errors import DeclarationError, SourceError
from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.build import MANY, Edited, Job, Volume, set_pages
from pipeline.project.current import current
from pipeline.project.plan import Planned, plans
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace
from pipeline.settings import FILE as SETTINGS

_Result = TypeVar("_Result")
# Processes cost half a second each to start.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Made:
    """PDFs made by themselves."""

    products: tuple[tuple[str, Edited], ...]
    """Path in the project, and what is there now."""
    errors: tuple[DeclarationError, ...]
    refused: tuple[str, ...] = ()
    """What could not be set as it is, so that a draft was made: a sentence for each text."""


def typeset(
    workspace: Workspace, documents: Sequence[str], locales: Sequence[Locale], *, workers: int = 0
) -> Made:
    """The PDFs of some documents in some languages, without the rest of a release."""
    translated = [locale for locale in locales if locale != workspace.source_locale]
    standing = tuple(current(workspace, locales=translated))
    errors: list[DeclarationError] = [e for each in standing for _, e in each.failures]
    wanted = {locale.bcp47 for locale in locales}
    asked = [each for each in standing if each.document.name in documents]
    report = survey(workspace, standing, timeline=False)
    chosen = [plan for plan in plans(workspace, asked, report) if plan.job.locale in wanted]
    products = []
    refused: list[str] = []
    with files.locked(workspace.root):
        jobs = [plan.job for plan in chosen]
        results = done(set_pages, jobs, workers or os.cpu_count() or 1)
        for plan, result in zip(chosen, results, strict=True):
            if isinstance(result, DeclarationError):
                errors.append(told(result, plan))
                continue
            path = (plan.catalog or plan.source).path
            refused += [f"{path}: {fault}" for fault in result.refused]
            for edited in result.editions:
                products.append((write_pdf(workspace, plan.job, edited), edited))
    return Made(tuple(products), once(errors), tuple(refused))


def done(
    work: Callable[[Job | Volume], _Result], jobs: Sequence[Job | Volume], workers: int
) -> Iterator[_Result]:
    """The results in the order of the jobs, whatever the number of workers."""
    if workers == 1 or len(jobs) < _FEW:
        yield from map(work, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(workers, len(jobs))) as pool:
        yield from pool.map(work, jobs)


def told(error: DeclarationError, plan: Planned) -> DeclarationError:
    """The error with the file it is about; the typesetter knows the locale and the key only.

    A font is told by its own path, what the settings ask for by theirs, a picture by the source.
    """
    if os.path.isabs(error.where) or error.where == SETTINGS:
        return error
    key = error.where.removeprefix(f"{plan.job.locale}: ")
    picture = isinstance(error, SourceError)
    path = (plan.source if picture else plan.catalog or plan.source).path
    error.where = f"{path}: {key}" if key else path
    return error


def once(errors: Iterable[DeclarationError]) -> tuple[DeclarationError, ...]:
    """Errors, those that several languages have said once."""
    return tuple({str(error): error for error in errors}.values())


def output_path(workspace: Workspace, job: Job | Volume, suffix: str) -> Path:
    """Where what a job makes is written."""
    if job.locale == MANY:
        return workspace.output / f"{job.name}{suffix}"
    return workspace.output_path(job.name, Locale.parse(job.locale), suffix)


def write_pdf(workspace: Workspace, job: Job | Volume, edited: Edited) -> str:
    """Write a PDF; its path in the project."""
    path = output_path(workspace, job, edited.suffix)
    files.write_whole(path, edited.pdf)
    return workspace.shown(path)
