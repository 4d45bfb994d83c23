"""The file being made: its pages, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.typeset.archive import Archive
from pipeline.typeset.draw import Ink
from pipeline.typeset.pen import Pen
from pipeline.typeset.tags import Tree


@dataclass(slots=True, eq=False, repr=False)
class Page:
    """A page of the book: its size and what is on it."""

    width: float
    height: float
    pen: Pen = field(default_factory=Pen)
    """Writes its content."""
    content: bytes = b""
    """What has been finished of it."""
    standing: bytes = b""
    """What is drawn after it, and may be the same on other pages: see `Sheet.standing`."""
    annotations: list[bytes] = field(default_factory=list)
    key: int = 0


class Book:
    """The file being made: its objects, its structure and its pages."""

    def __init__(self) -> None:
        self.archive = Archive()
        self.tree = Tree()
        self.pages: list[Page] = []
        self.ink = Ink()
        self.ink.attach(self.archive)
        self.images: list[tuple[bytes, bytes]] = []
        """Names and references of pictures."""
        self.places: dict[str, str] = {}
        """What links of the document lead to, by name, in words."""

    def picture(self, reference: bytes) -> str:
        """The name under which content may draw an XObject."""
        self.images.append((b"X%d" % (len(self.images) + 1), reference))
        return f"X{len(self.images)}"

    def add(self, width: float, height: float) -> int:
        """Make a new last page; where it is among the pages, from 0."""
        self.pages.append(Page(width, height, key=self.tree.page()))
        self.archive.pages.append(self.archive.reserve())
        return len(self.pages) - 1
