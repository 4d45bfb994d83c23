"""The structure tree: what each mark on the page is (ISO 32000-1, 14.7; ISO 14289-1).

An `Element` knows its kind, its parent and its kids: other elements, marked content (page and
MCID) and annotations. `Tree.register` numbers them all in reading order and writes the parent
tree that leads back from a mark to its element.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from reportlab.pdfbase.pdfdoc import PDFObject

from pipeline.typeset.archive import Archive, Raw, byte_string, text_string

ROOT = "StructTreeRoot"
# MCIDs start anew on the page after one that began with so many, or more, of its own.
_GOES_ON = 300
# Types of ours, and the standard type that a reader may take them for.
ROLES = {"Title": "H1"}
_ATTRIBUTES: dict[str, bytes] = {
    "decimal": b"/A<</O/List/ListNumbering/Decimal>>",
    "disc": b"/A<</O/List/ListNumbering/Disc>>",
    "column-header": b"/A<</O/Table/Scope/Column>>",
    "row-header": b"/A<</O/Table/Scope/Row>>",
}


class Element(PDFObject):
    """A node of the structure tree."""

    __slots__ = (
        "actual", "alt", "attributes", "box", "ident", "kids", "kind", "lang", "parent",
        "reference",
    )  # fmt: skip
    __RefOnly__: ClassVar[int] = 1

    def __init__(
        self,
        kind: str,
        parent: Element | None = None,
        *,
        lang: str = "",
        ident: str = "",
        alt: str = "",
        attributes: str = "",
    ) -> None:
        self.kind, self.parent, self.lang, self.ident = kind, parent, lang, ident
        self.alt, self.attributes = alt, attributes
        self.actual = ""
        """Text that stands for the marks where their order or shape cannot say it."""
        self.box: tuple[float, float, float, float] | None = None
        self.kids: list[Element | tuple[int, int] | tuple[bytes, int]] = []
        """Elements; ``(page, mcid)`` for marks; ``(reference, page)`` for annotations."""
        self.reference = b""
        if parent is not None:
            parent.kids.append(self)

    def child(self, kind: str, *, lang: str = "", ident: str = "", attributes: str = "") -> Element:
        """A new last kid."""
        return Element(kind, self, lang=lang, ident=ident, attributes=attributes)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(k for k in reversed(element.kids) if isinstance(k, Element))

    def format(self, document: Archive) -> bytes:
        """The element as written, once all are numbered."""
        pages = document.pages
        above = self.parent.reference if self.parent is not None else document.reference(ROOT)
        parts = [b"<</S/", self.kind.encode(), b"/P ", above]
        home = next((k[0] for k in self.kids if isinstance(k, tuple) and isinstance(k[0], int)), -1)
        if home >= 0:
            parts += [b"/Pg ", pages[home]]
        kids = []
        for kid in self.kids:
            if isinstance(kid, Element):
                kids.append(kid.reference)
            elif isinstance(kid[0], bytes):
                kids.append(b"<</Type/OBJR/Obj %s/Pg %s>>" % (kid[0], pages[kid[1]]))
            elif kid[0] == home:
                kids.append(b"%d" % kid[1])
            else:
                kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[kid[0]], kid[1]))
        if kids:
            parts.append(b"/K[" + b" ".join(kids) + b"]")
        if self.lang:
            parts += [b"/Lang", text_string(self.lang)]
        if self.ident:
            parts += [b"/ID", byte_string(_bytes(self.ident))]
        if self.alt:
            parts += [b"/Alt", text_string(self.alt)]
        if self.actual:
            parts += [b"/ActualText", text_string(self.actual)]
        if self.box:
            edges = b" ".join(b"%.2f" % edge for edge in self.box)
            parts.append(b"/A<</O/Layout/Placement/Block/BBox[" + edges + b"]>>")
        elif self.attributes:
            parts.append(_ATTRIBUTES[self.attributes])
        parts.append(b">>")
        return b"".join(parts)


class Tree:
    """The structure of one file, and the marks on its pages.

    Pages and annotations draw their keys in the parent tree from one sequence, in the order in
    which they are made.
    """

    def __init__(self) -> None:
        self.root = Element("Document")
        self._entries: list[list[Element | None] | Element] = []
        self._pages: list[int] = []

    def page(self) -> int:
        """Begin the next page and return its StructParents key.

        Its MCIDs go on from those of the page before, up to a point. They need not; but PDFium
        takes a mark of one page for a mark of another where an element is on both.
        """
        last = self._entries[self._pages[-1]] if self._pages else []
        assert isinstance(last, list)
        blank = next((n for n, element in enumerate(last) if element), len(last))
        start = len(last) if blank < _GOES_ON else 0
        self._pages.append(len(self._entries))
        self._entries.append([None] * start)
        return self._pages[-1]

    def mark(self, element: Element, page: int) -> int:
        """Give an element some content of a page (counted from 0), and return its MCID."""
        marks = self._entries[self._pages[page]]
        assert isinstance(marks, list)
        marks.append(element)
        element.kids.append((page, len(marks) - 1))
        return len(marks) - 1

    def annotation(self, element: Element) -> int:
        """The StructParent key of a new annotation of an element."""
        self._entries.append(element)
        return len(self._entries) - 1

    def register(self, archive: Archive) -> bytes:
        """Number all elements and return the reference of the structure tree root."""
        home = Raw(b"")
        root = archive.add(home, ROOT)
        elements = list(self.root.walk())
        for element in elements:
            element.reference = archive.add(element)
        numbers = []
        for key, entry in enumerate(self._entries):
            if isinstance(entry, Element):
                numbers.append(b"%d %s" % (key, entry.reference))
            elif entry:
                array = (
                    b"[" + b" ".join(each.reference if each else b"null" for each in entry) + b"]"
                )
                numbers.append(b"%d %s" % (key, archive.add(array)))
        parents = archive.add(b"<</Nums[" + b" ".join(numbers) + b"]>>")
        roles = b"".join(b"/%s/%s" % (a.encode(), b.encode()) for a, b in ROLES.items())
        home.content = (
            b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d/RoleMap<<%s>>%s>>"
        ) % (self.root.reference, parents, len(self._entries), roles, _names(elements, archive))
        return root


def _names(elements: list[Element], archive: Archive) -> bytes:
    """The tree that finds an element by its identifier."""
    named = sorted((_bytes(e.ident), e.reference) for e in elements if e.ident)
    if not named:
        return b""
    pairs = b" ".join(byte_string(ident) + b" " + reference for ident, reference in named)
    limits = byte_string(named[0][0]) + byte_string(named[-1][0])
    kid = archive.add(b"<</Limits[" + limits + b"]/Names[" + pairs + b"]>>")
    return b"/IDTree " + archive.add(b"<</Kids[" + kid + b"]>>")


def _bytes(ident: str) -> bytes:
    return ident.encode("utf-8", "backslashreplace")


def opening(kind: str, mcid: int) -> str:
    """The operator that opens marked content."""
    return f"/{kind}<</MCID {mcid}>>BDC"


def artifact(kind: str = "", subtype: str = "") -> str:
    """The operator that opens content that is not read out (14.8.2.2)."""
    if not kind:
        return "/Artifact BMC"
    return f"/Artifact<</Type/{kind}" + (f"/Subtype/{subtype}" if subtype else "") + ">>BDC"
