"""Starting a project, and beginning a language in one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path

from pipeline.errors import DeclarationError, UsageError
from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.workspace import LINGUAS, Workspace, with_language

# Where each file of the skeleton goes.
_SKELETON = {
    "declaration.toml": Path("declaration.toml"),
    "declaration.md": Path("source", "declaration.md"),
    "gitignore": Path(".gitignore"),
}
_LINGUAS = b"# The languages of this project, separated by white space.\n"


def init(folder: Path) -> tuple[str, ...]:
    """Start a project; returns the files written. Raises `DeclarationError` if one is there."""
    places = [*_SKELETON.values(), LINGUAS]
    there = [path for path in places if (folder / path).exists()]
    if there:
        raise DeclarationError(
            f"{there[0].as_posix()} is there already",
            where=str(folder),
            remedy="Name an empty folder: nothing is written over.",
        )
    skeleton = resources("pipeline.project") / "data" / "skeleton"
    for name, path in _SKELETON.items():
        files.write_whole(folder / path, (skeleton / name).read_bytes())
    files.write_whole(folder / LINGUAS, _LINGUAS)
    return tuple(path.as_posix() for path in places)


@dataclass(frozen=True, slots=True)
class Begun:
    """A language that was begun."""

    locale: Locale
    catalogs: tuple[str, ...]
    """The catalogs written, relative to the project."""


def new(workspace: Workspace, name: str) -> Begun:
    """Add a language to ``po/LINGUAS`` and write its empty catalogs.

    Raises `UsageError` for the source language and for a language that is there already.
    """
    locale = Locale.parse(name)
    if locale == workspace.source_locale:
        raise UsageError(f"'{name}' is the language of the source", remedy="Name another one.")
    if locale in workspace.locales:
        raise UsageError(
            f"'{locale.gettext}' is in {LINGUAS.as_posix()} already",
            remedy="Translate the files in its folder, or name another language.",
        )
    path = workspace.root / LINGUAS
    with files.locked(workspace.root):
        catalogs = tuple(_catalogs(workspace, locale))
        linguas = path.read_bytes() if path.is_file() else _LINGUAS
        files.write_whole(path, with_language(linguas, locale))
    return Begun(locale, catalogs)


def _catalogs(workspace: Workspace, locale: Locale) -> list[str]:
    from pipeline.catalogs import po, template
    from pipeline.project.current import segmented
    from pipeline.stages.begin import begin

    written = []
    for name in workspace.documents:
        previous = workspace.read_template(name)
        _, found = segmented(workspace, name, previous, ())
        if previous is None:
            files.write_whole(workspace.template_path(name), template.write(found))
            previous = found
        path = workspace.catalog_path(name, locale)
        # A catalog that is there already is somebody's work: it is taken up, never replaced.
        if not path.exists():
            files.write_whole(path, po.write(begin(previous, locale)))
            written.append(workspace.shown(path))
    return written
