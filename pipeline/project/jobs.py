"""Jobs done side by side, and their errors as a person is told them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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

    with (
        _terminable(),
        ProcessPoolExecutor(min(workers, len(jobs)), initializer=_worker) as pool,
    ):
        yield from pool.map(work, jobs)


@contextmanager
def _terminable() -> Iterator[None]:
    """What asks the program to end (SIGTERM) interrupts it, so that its workers end, too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _worker() -> None:
    """What a worker does before its first job."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent has: one that was killed can tell its workers nothing."""
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


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
