"""The fonts at hand for a project, and the lock file that keeps them the same elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pipeline.project import files
from pipeline.project.workspace import Workspace
from pipeline.typeset import lockfile
from pipeline.typeset.imprint import FontUse


def fetch_fonts(say: Callable[[str], None]) -> tuple[tuple[Path, int], ...]:
    """Fetch the fonts of all scripts; each folder with its number of families.

    Raises `FontError` if they cannot be had.
    """
    from pipeline.typeset import fetch
    from pipeline.typeset.library import cache_folder, described

    folders = fetch.fetch(cache_folder() / "fonts", say)
    return tuple((folder, len({file.family for file in described(folder)})) for folder in folders)


def own_folders(workspace: Workspace) -> tuple[Path, ...]:
    """The folders with fonts of the project's own."""
    return tuple(workspace.root / name for name in workspace.settings.typography.fonts)


def font_folders(workspace: Workspace) -> tuple[Path, ...]:
    """Where fonts come from beside the package and the system: the project's own, the fetched."""
    from pipeline.typeset.library import cache_folder

    return (*own_folders(workspace), cache_folder() / "fonts")


def read_lock(root: Path) -> str:
    """The text of the project's lock file, empty where there is none."""
    path = root / lockfile.FILE
    return files.read(path, lockfile.FILE).decode("utf-8", "replace") if path.is_file() else ""


def write_lock(root: Path, uses: Mapping[str, Iterable[FontUse]]) -> None:
    """Record which fonts set which languages (BCP 47); other languages stay as they are."""
    before = lockfile.read(read_lock(root))
    after = lockfile.updated(before, uses)
    if after != before:
        files.write_whole(root / lockfile.FILE, lockfile.write(after).encode())
