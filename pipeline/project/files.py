"""Files written whole or not at all, and one writer at a time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DeclarationError

LOCK = Path(".cache", "declaration.lock")


def before(path: Path) -> bytes:
    """What a file holds, and nothing where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _refused(error, path) from None


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file so that a reader sees the old content or the new, never a part.

    Temporary file in the same folder, fsync, rename. A file that has the content already is left
    alone. Returns whether anything was written. Raises `DeclarationError` where the system does
    not let us: a full disk, a folder without leave to write.
    """
    if path.exists() and before(path) == data:
        return False
    try:
        _write(path, data)
    except OSError as error:
        raise _refused(error, path) from None
    return True


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _refused(error: OSError, path: Path) -> DeclarationError:
    return DeclarationError(
        f"cannot be written: {error.strerror or error}",
        where=os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path),
        remedy="Nothing was half-written. Make room or allow writing, then run it again.",
    )


def read(path: Path, shown: str, *, remedy: str = "") -> bytes:
    """The bytes of a file. Raises `DeclarationError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DeclarationError(f"cannot be read: {reason}", where=shown, remedy=remedy) from None


@contextmanager
def locked(root: Path, *, patience: float = 60.0) -> Iterator[None]:
    """Hold the project for writing; waits up to ``patience`` seconds for another run to finish."""
    from filelock import FileLock, Timeout

    path = root / LOCK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise _refused(error, path) from None
    try:
        with FileLock(path, timeout=patience):
            yield
    except Timeout:
        raise DeclarationError(
            "another run is writing to this project",
            where=str(LOCK),
            remedy="Wait until it has finished, then run this again.",
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename alone has to do.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
