"""The structure tree: what each mark on the page is (ISO 32000-1, 14.7; ISO 14289-1).

An `Element` knows its kind, its parent and its kids: other elements, marked content (page and
MCID) and annotations. `Tree.write` numbers them all and writes the parent tree that leads
back from a mark to its element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.typeset.archive import Archive, byte_string, text_string

# MCIDs start anew on the page after one that began with so many, or more, of its own.
_GOES_ON = 300
# So many names has a leaf of the tree of identifiers at most.
_LEAVES = 1000
# Types of ours, and the standard type that a reader may take them for.
ROLES = {"Title": "H1"}
ARTIFACTS = (
    b"/L<</Type/Layout>>/P<</Type/Pagination>>/W<</Type/Pagination/Subtype/Watermark>>"
    b"/H<</Type/Pagination/Subtype/Header>>/F<</Type/Pagination/Subtype/Footer>>"
)
"""Property lists of what is no part of the text (14.8.2.2), by the first letters of their kinds."""
_ATTRIBUTES: dict[str, bytes] = {
    "decimal": b"/A<</O/List/ListNumbering/Decimal>>",
    "lower-alpha": b"/A<</O/List/ListNumbering/LowerAlpha>>",
    "upper-alpha": b"/A<</O/List/ListNumbering/UpperAlpha>>",
    "lower-roman": b"/A<</O/List/ListNumbering/LowerRoman>>",
    "upper-roman": b"/A<</O/List/ListNumbering/UpperRoman>>",
    "disc": b"/A<</O/List/ListNumbering/Disc>>",
    "circle": b"/A<</O/List/ListNumbering/Circle>>",
    "none": b"/A<</O/List/ListNumbering/None>>",
    "column-header": b"/A<</O/Table/Scope/Column>>",
}


Kid: TypeAlias = "Element | tuple[int, int] | tuple[bytes, int]"
"""An element; ``(page, mcid)`` for a mark; ``(reference, page)`` for an annotation."""


class Element:
    """A node of the structure tree."""

    __slots__ = (
        "actual", "alt", "attributes", "box", "ident", "kids", "kind", "lang", "parent",
        "reference",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,
        parent: Element | None = None,
        *,
        lang: str = "",
        attributes: str = "",
    ) -> None:
        self.kind, self.parent, self.lang, self.attributes = kind, parent, lang, attributes
        self.ident = self.alt = ""
        self.actual = ""
        """Text that stands for the marks where their order or shape cannot say it."""
        self.box: tuple[float, float, float, float] | None = None
        self.kids: list[Kid] = []
        self.reference = b""
        if parent is not None:
            parent.kids.append(self)

    def child(self, kind: str, *, lang: str = "", attributes: str = "") -> Element:
        """A new last kid."""
        return Element(kind, self, lang=lang, attributes=attributes)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(k for k in reversed(element.kids) if isinstance(k, Element))

    def written(self, pages: Sequence[bytes], above: bytes) -> bytes:
        """The element as it stands in the file, once all are numbered.

        ``pages`` are their references, ``above`` is that of the parent.
        """
        parts = [b"<</S/", self.kind.encode(), b"/P ", above]
        home = next((k[0] for k in self.kids if isinstance(k, tuple) and isinstance(k[0], int)), -1)
        if home >= 0:
            parts += [b"/Pg ", pages[home]]
        kids = [_kid(kid, pages, home) for kid in self.kids]
        if len(kids) == 1 and not kids[0].startswith(b"<"):
            parts += [b"/K ", kids[0]]
        elif kids:
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


def _kid(kid: Kid, pages: Sequence[bytes], home: int) -> bytes:
    """A kid of an element whose content is on the page ``home`` unless it says another (14.7.4)."""
    if isinstance(kid, Element):
        return kid.reference
    if isinstance(kid[0], bytes):
        return b"<</Type/OBJR/Obj %s/Pg %s>>" % (kid[0], pages[kid[1]])
    if kid[0] == home:
        return b"%d" % kid[1]
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[kid[0]], kid[1])


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

    def write(self, archive: Archive) -> bytes:
        """Write all elements and return the structure tree root's reference."""
        root = archive.reserve()
        # Like beside like takes less room, and what comes in the order of its numbers.
        elements = sorted(self.root.walk(), key=lambda each: (each.actual != "", each.kind))
        for element in elements:
            element.reference = archive.reserve()
        for element in elements:
            above = element.parent.reference if element.parent else root
            archive.write(element.reference, element.written(archive.pages, above))
        roles = b"".join(b"/%s/%s" % (a.encode(), b.encode()) for a, b in ROLES.items())
        archive.write(
            root,
            b"<</Type/StructTreeRoot/K %s/RoleMap<<%s>>" % (self.root.reference, roles)
            + _names(archive, elements)
            + b"/ParentTree<</Nums["
            + b" ".join(self._parents())
            + b"]>>>>",
        )
        return root

    def dissolve(self) -> None:
        """Part elements that hold each other, so that all go without the garbage collector."""
        for element in tuple(self.root.walk()):
            element.kids.clear()
            element.parent = None
        self._entries.clear()

    def _parents(self) -> Iterator[bytes]:
        """The elements of each annotation and of each page's marks, by their keys (14.7.4.4)."""
        for key, entry in enumerate(self._entries):
            if isinstance(entry, Element):
                yield b"%d %s" % (key, entry.reference)
            elif entry:
                owners = b" ".join(each.reference if each else b"null" for each in entry)
                yield b"%d[%s]" % (key, owners)


def _names(archive: Archive, elements: Iterable[Element]) -> bytes:
    """The tree that finds an element by its identifier (7.9.6)."""
    named = sorted((_bytes(e.ident), e.reference) for e in elements if e.ident)
    if not named:
        return b""
    if len(named) <= _LEAVES:
        return b"/IDTree<<%s>>" % _leaf(named)
    leaves = []
    for at in range(0, len(named), _LEAVES):
        leaf = named[at : at + _LEAVES]
        limits = byte_string(leaf[0][0]) + byte_string(leaf[-1][0])
        leaves.append(archive.add(b"<</Limits[%s]%s>>" % (limits, _leaf(leaf))))
    return b"/IDTree<</Kids[" + b" ".join(leaves) + b"]>>"


def _leaf(named: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Names and what they refer to."""
    names = b"".join(byte_string(ident) + reference for ident, reference in named)
    return b"/Names[%s]" % names


def _bytes(ident: str) -> bytes:
    return ident.encode("utf-8", "backslashreplace")


def opening(mcid: int) -> str:
    """The operator that opens marked content. Its tag means nothing: the element has the type."""
    return f"/P<</MCID {mcid}>>BDC"


def artifact(kind: str) -> str:
    """The operator that opens content that is not read out, of one of the kinds of `ARTIFACTS`."""
    return f"/Artifact/{kind[0]} BDC"
