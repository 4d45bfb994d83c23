"""Whether anything has changed since the last release, told without reading a single file.

The last release leaves in ``.cache/`` the size and time of every file that it read or wrote, and
the time of every folder. If all are as they were, there is nothing to do. This is a short cut and
nothing else: where it is missing or in doubt, the manifest's hashes decide.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

FILE = Path(".cache", "release.json")
_VERSION = 3
# What a release is made from, beside the program itself, and what it makes.
_TREES = ("source", "po", "output")
_FILES = ("declaration.toml", "fonts.lock", ".git/logs/HEAD")
_PACKAGE = str(Path(__file__).parents[1])

Stamps = dict[str, list[tuple[str, int, int]]]


def root(folder: Path) -> Path | None:
    """The project's folder, found as `Workspace.open` finds it but without reading settings."""
    folder = Path(os.path.abspath(folder))
    return next((f for f in (folder, *folder.parents) if (f / _FILES[0]).is_file()), None)


def unchanged(root: Path) -> str | None:
    """What the last release had to say, if nothing has changed since; else None."""
    try:
        with open(root / FILE, encoding="utf-8") as stream:
            left = json.load(stream)
        if left["version"] != _VERSION or left["surroundings"] != _surroundings():
            return None
        if left["until"] and time.strftime("%Y-%m-%d", time.gmtime()) >= left["until"]:
            return None
        # There may be tens of thousands: plain strings, as `Path` would cost more than `stat`.
        stat, inside, outside = os.stat, f"{root}{os.sep}", ""
        for base, stamps in ((inside, left["inside"]), (outside, left["outside"])):
            for path, changed, size in stamps:
                now = stat(base + path)
                if now.st_mtime_ns != changed or now.st_size != size:
                    return None
        return str(left["said"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(root: Path, said: str, *, more: Iterable[Path] = (), until: str = "") -> None:
    """Leave the stamps of everything as it is now, and what the release had to say.

    ``more`` are folders with fonts beside the project's own trees; ``until`` is the first day, in
    ISO 8601 and UTC, on which all is to be looked at again: a waiver ends.
    """
    from pipeline.project.files import write_whole

    left = {
        "version": _VERSION,
        "surroundings": _surroundings(),
        "said": said,
        "until": until,
        **_stamps(root, more),
    }
    write_whole(root / FILE, json.dumps(left, separators=(",", ":")).encode())


def forget(root: Path) -> None:
    """Have the next release look at everything again."""
    (root / FILE).unlink(missing_ok=True)


def _stamps(root: Path, more: Iterable[Path]) -> Stamps:
    stamps: Stamps = {"inside": [], "outside": []}

    def stamp(path: str) -> None:
        found = os.stat(path)
        within = path.startswith(f"{root}{os.sep}")
        name = os.path.relpath(path, root) if within else path
        side = stamps["inside" if within else "outside"]
        side.append((name, found.st_mtime_ns, found.st_size))

    trees = [root / name for name in _TREES] + [Path(_PACKAGE), *more]
    for tree in trees:
        for folder, folders, names in os.walk(tree):
            folders[:] = [name for name in folders if name != "__pycache__"]
            # Python leaves its caches beside the program, which changes the folder's time.
            if not folder.startswith(_PACKAGE):
                stamp(folder)
            for name in names:
                stamp(os.path.join(folder, name))
    # A library that is installed, or taken away, changes the folder of all.
    libraries = [path for path in sys.path if path.endswith("-packages")]
    for path in (*(str(root / name) for name in _FILES), *libraries):
        if os.path.exists(path):
            stamp(path)
    return stamps


def _surroundings() -> list[str]:
    """What else a release depends on: a clone may be built by the program of another."""
    return [_PACKAGE, sys.version, os.environ.get("SOURCE_DATE_EPOCH", "")]
