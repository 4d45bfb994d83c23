"""Which program it is: what is kept from one run to the next holds for this one only."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


@cache
def program(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """SHA-256 over files and folders of the package, and the versions of libraries."""
    digest = hashlib.sha256()
    for part in parts:
        path = _PACKAGE / part
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(_PACKAGE).as_posix().encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    for library in libraries:
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()
