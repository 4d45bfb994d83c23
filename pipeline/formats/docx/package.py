"""The parts of a Word file, wherever its relationships say that they are.

ECMA-376 part 2, 9.3: a part names its own by kind, and Word on the web calls them otherwise than
Word (``document2.xml``). Where nothing is said they are where Word puts them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from pipeline.formats import archive

_MAIN = "word/document.xml"


class Package:
    """A Word file; ``path`` is only for errors.

    Raises `ContributionError` for what is none.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._main = _parts(self._relationships(""), "").get("officeDocument", _MAIN)
        related = self._relationships(self._main)
        self._parts = _parts(related, self._main)
        self.links: dict[str, str] = {
            each.get("Id", ""): each.get("Target", "") for each in related if _is_external(each)
        }
        """Where the links of the text lead, by their identity."""

    def main(self) -> Any:
        """The root of the text. Raises `ContributionError` where there is none."""
        content = archive.member(self._data, self._main, path=self._path)
        return archive.xml(content, path=self._path)

    def part(self, kind: str) -> Any:
        """The root of a part of the text, such as its ``styles``; None where it has none."""
        usual = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return self._read(self._parts.get(kind, usual))

    def _relationships(self, name: str) -> list[Any]:
        """What a part names (``""`` is the file as a whole)."""
        folder, base = posixpath.split(name)
        root = self._read(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [] if root is None else list(root)

    def _read(self, name: str) -> Any:
        content = archive.member(self._data, name, path=self._path, needed=False)
        return archive.xml(content, path=self._path) if content else None


def _parts(related: Iterable[Any], name: str) -> dict[str, str]:
    """The place of the first part of each kind."""
    places: dict[str, str] = {}
    for each in related:
        if not _is_external(each):
            target = posixpath.join("/", posixpath.dirname(name), each.get("Target", ""))
            kind = each.get("Type", "").rpartition("/")[2]
            places.setdefault(kind, posixpath.normpath(target)[1:])
    return places


def _is_external(relationship: Any) -> bool:
    return bool(relationship.get("TargetMode") == "External")
