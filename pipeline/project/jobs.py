"""Jobs done side by side, and their errors as a person is told them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.errors import DeclarationError, SourceError
from pipeline.project.build import Job, Volume
from pipeline.project.plan import Planned
from pipeline.settings import FILE as SETTINGS

_Result = TypeVar("_Result")
# Processes cost half a second each to start.
_FEW = 3


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
