"""Documents that go by another name now: what translators made of them goes along.

A source file that was renamed is a new document to everyone who looks at names alone, and the old
one's catalogs would lie beside it, complete and unread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.catalogs import po
from pipeline.errors import CatalogError
from pipeline.model import Template, texts
from pipeline.project import files
from pipeline.project.workspace import Workspace

_ALIKE = 0.5
"""The share of paragraphs, of both together, that two names of one document have in common."""
_OF_A_TEMPLATE = (".pot", ".history.tsv")
_OF_A_CATALOG = (".po", ".review.tsv", ".waivers.toml", ".alignment.tsv", ".leftovers.txt")


def orphans(workspace: Workspace) -> dict[str, Template]:
    """The templates in ``po/`` whose source is gone, by name; unreadable ones are left out."""
    found = {}
    for path in sorted((workspace.root / "po").glob("*.pot")):
        if not workspace.source_path(path.stem).exists():
            try:
                template = workspace.read_template(path.stem)
            except CatalogError:
                continue
            if template:
                found[path.stem] = template
    return found


def follow(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """Give what belongs to a renamed document its new name; returns old and new names.

    A document without a template goes by the name of the orphan that it resembles most. No file
    is overwritten. Raises `SourceError` where a source cannot be read, before anything is done.
    """
    new = [name for name in workspace.documents if not workspace.template_path(name).exists()]
    left = orphans(workspace) if new else {}
    if not left:
        return ()
    sources = {name: workspace.read_document(name) for name in workspace.documents}
    renamed = []
    for name in new:
        words = Counter(text.markdown for text in texts(sources[name]))
        likeness = {old: _alike(words, template) for old, template in left.items()}
        old = max(likeness, key=lambda each: likeness[each], default="")
        if old and likeness[old] >= _ALIKE:
            del left[old]
            _rename(workspace, old, name)
            renamed.append((old, name))
    return tuple(renamed)


def _alike(words: Counter[str], template: Template) -> float:
    theirs = Counter(segment.source for segment in template.segments)
    both = words.total() + theirs.total()
    return 2 * (words & theirs).total() / both if both else 0.0


def _rename(workspace: Workspace, old: str, new: str) -> None:
    for before, after in _moves(workspace, old, new):
        if not before.exists() or after.exists():
            continue
        data = files.read(before, workspace.shown(before))
        if before.suffix in (".po", ".pot"):
            data = _referring(data, workspace.shown(before), old, new)
        files.write_whole(after, data)
        before.unlink()


def _moves(workspace: Workspace, old: str, new: str) -> Iterator[tuple[Path, Path]]:
    """Each file that may belong to a document, and its name from now on."""
    for locale in workspace.locales:
        folder = workspace.catalog_path(old, locale).parent
        yield from ((folder / f"{old}{end}", folder / f"{new}{end}") for end in _OF_A_CATALOG)
    folder = workspace.template_path(old).parent
    # The template last: while it is there, what was interrupted is begun again.
    for end in reversed(_OF_A_TEMPLATE):
        yield folder / f"{old}{end}", folder / f"{new}{end}"


def _referring(data: bytes, shown: str, old: str, new: str) -> bytes:
    """A catalog whose references name the document as it is called now."""
    try:
        catalog = po.read(data, path=shown, document=old)
    except CatalogError:
        return data  # who reads it under its new name is told what is wrong with it
    return po.write(replace(catalog, document=new), like=data)
