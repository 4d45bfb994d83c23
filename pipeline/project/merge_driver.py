"""Catalogs merged message by message for git, as its merge driver.

See "Defining a custom merge driver" in gitattributes(5).
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from pipeline.catalogs import po
from pipeline.errors import CatalogError, DeclarationError
from pipeline.project import files
from pipeline.project.history import root
from pipeline.stages.combine import Combined, Version, merge
from pipeline.stages.contributors import contributor, told_apart

DRIVER = "declaration"
ATTRIBUTES = (
    "po/*.pot merge=declaration",
    "po/*/*.po merge=declaration",
    "po/LINGUAS merge=union",
    "po/*.history.tsv merge=union",
    "po/*/*.review.tsv merge=union",
)
"""Lines of ``.gitattributes``: which files git merges how."""


def drive(base: Path, ours: Path, theirs: Path, path: str) -> Combined:
    """Merge for git: read three files, and write the result in place of ``ours``.

    ``path`` is where the catalog stands in the repository. Raises `CatalogError` where a side
    cannot be read; ``ours`` is then left as it is.
    """
    document = Path(path).stem
    sides = []
    for file, side in ((base, "base"), (ours, "ours"), (theirs, "theirs")):
        where = f"{path} ({side})"
        data = files.read(file, where)
        empty = side == "base" and not data.strip()
        read = po.read(data, path=where, document=document, locale=_locale(path))
        sides.append(None if empty else read)
    ancestor, one, other = sides
    if one is None or other is None:  # only an ancestor may be missing
        raise CatalogError("is empty", where=path, remedy="Restore it from git.")
    versions = [
        Version(one, contributor(one, "ours")),
        Version(other, contributor(other, "theirs")),
    ]
    named = told_apart(versions, ["ours", "theirs"])
    merged = merge(named[0], named[1], ancestor)
    ours.write_bytes(po.write(merged.catalog, like=files.before(ours)))
    return merged


def install(folder: Path) -> tuple[Path, bool]:
    """Have git merge the catalogs of the repository around a folder with `drive`.

    Adds what is missing to ``.gitattributes``, which is committed, and names the program in the
    repository's own settings, which are not. Returns the attributes' path and whether it was
    written. Raises `DeclarationError` where there is no repository.
    """
    top = root(folder)
    if top is None:
        raise DeclarationError(
            "this is not in a git repository", where=str(folder), remedy="Run 'git init' first."
        )
    settings = {
        f"merge.{DRIVER}.name": "merge gettext catalogs by message",
        f"merge.{DRIVER}.driver": f"{_program()} merge-driver %O %A %B %P",
    }
    for name, value in settings.items():
        done = subprocess.run(["git", "config", name, value], cwd=top, check=False)
        if done.returncode:
            raise DeclarationError(
                f"git cannot set {name}", where=str(top), remedy="See what git says above."
            )
    path = folder / ".gitattributes"
    before = path.read_text("utf-8") if path.is_file() else ""
    missing = [line for line in ATTRIBUTES if line not in before.splitlines()]
    if not missing:
        return path, False
    gap = "" if before.endswith("\n") or not before else "\n"
    files.write_whole(path, f"{before}{gap}{chr(10).join(missing)}\n".encode())
    return path, True


def _program() -> str:
    """This program for a shell, whether it is installed or run from its sources."""
    python = Path(sys.executable)
    for name in ("declaration", "declaration.exe"):
        if (script := python.with_name(name)).is_file():
            return shlex.quote(script.as_posix())
    sources = Path(__file__).parents[2].as_posix()
    return f"PYTHONPATH={shlex.quote(sources)} {shlex.quote(python.as_posix())} -m pipeline"


def _locale(path: str) -> str:
    """The language of a catalog by its folder; a template's is that of its source."""
    return "" if path.endswith(".po") else "en"
