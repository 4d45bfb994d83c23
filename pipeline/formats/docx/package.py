"""The parts of a Word file, wherever its relationships say that they are.

ECMA-376 part 2, 9.3: a part names its own by kind, and Word on the web calls them otherwise than
Word (``document2.xml``). Where nothing is said they are where Word puts them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.formats import archive

_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file; ``path`` is only for errors."""

    data: bytes
    path: str

    def main(self) -> Any:
        """The root of the text. Raises `ContributionError` where there is none."""
        return archive.xml(archive.member(self.data, self._main(), path=self.path), path=self.path)

    def part(self, kind: str) -> Any:
        """The root of a part of the text, such as its ``styles``; None where it has none."""
        main = self._main()
        named = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
        found = next((at for each, at in self._related(main) if each == kind), named)
        return self._read(found)

    def links(self) -> dict[str, str]:
        """Where the links of the text lead, by their identity."""
        root = self._read(_relationships(self._main()))
        return {
            each.get("Id", ""): each.get("Target", "")
            for each in (() if root is None else root)
            if each.get("TargetMode") == "External"
        }

    def _main(self) -> str:
        return next((at for each, at in self._related("") if each == "officeDocument"), _MAIN)

    def _related(self, name: str) -> Iterator[tuple[str, str]]:
        """The kind and the place of each part that one names (``""`` is the file as a whole)."""
        root = self._read(_relationships(name))
        for each in () if root is None else root:
            if each.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(name), each.get("Target", ""))
                yield each.get("Type", "").rpartition("/")[2], posixpath.normpath(target)[1:]

    def _read(self, name: str) -> Any:
        content = archive.member(self.data, name, path=self.path, needed=False)
        return archive.xml(content, path=self.path) if content else None


def _relationships(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
