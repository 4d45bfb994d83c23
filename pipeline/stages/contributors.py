"""Whom the versions of a catalog are from: the names beside their texts in a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Catalog
from pipeline.stages.combine import Version
from pipeline.stages.translate import NOBODY


def contributor(catalog: Catalog, otherwise: str) -> str:
    """Who made a catalog: its last translator, or the name of its file."""
    name = catalog.field("Last-Translator").partition("<")[0].strip()
    return name if name and not NOBODY.search(name) else otherwise


def told_apart(versions: Sequence[Version], files: Iterable[str]) -> list[Version]:
    """The versions, each with a name of its own: two of one person's have that of the file, too."""
    names = Counter(version.name for version in versions)
    return [
        replace(version, name=f"{version.name} ({file})") if names[version.name] > 1 else version
        for version, file in zip(versions, files, strict=True)
    ]
