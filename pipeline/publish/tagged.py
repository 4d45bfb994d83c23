"""What the tags of a PDF say, as PDFium reads them: the text of each structure element by its ID.

PDFium's structure tree interface (``fpdf_structtree.h``) by way of pypdfium2's raw bindings.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# What stands in a text without being of it: the call of a note, the number of an article. The label
# of an item that is a text is of its words.
_BESIDE = frozenset(["Reference", "Lbl"])
# PDFium turns the halves of a character round, too, with the line that it stands in.
_TURNED = re.compile("(?<![\ud800-\udbff])(?:[\udc00-\udfff][\ud800-\udbff])+")


@dataclass(slots=True)
class Tagged:
    """A structure element with an ID, over all pages on which it has content."""

    spoken: list[str] = field(default_factory=list)
    """Replacement texts (``/ActualText``), its own or its children's, in reading order."""
    alternative: str = ""
    """Alternative description (``/Alt``) of a picture."""
    drawn: list[str] = field(default_factory=list)
    """What the codes in its marked content map to, in the order in which they are drawn."""
    heard: list[str] = field(default_factory=list)
    """What is read out: the replacement texts, and what is drawn where there is none."""
    goes_on: bool = False
    """Whether it began on an earlier page, and nothing of this one has been heard yet."""

    def hear(self, words: str) -> None:
        """Read out what comes next."""
        self.heard.append(words)
        self.goes_on = False

    def speak(self, words: str) -> None:
        """Read out a replacement text, unless it is of what began on the page before."""
        if not (self.goes_on and self.heard[-1:] == [words]):
            self.spoken.append(words)
            self.heard.append(words)
        self.goes_on = False


def tagged(pdf: bytes) -> dict[str, Tagged]:
    """The elements that have an ID."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    found: dict[str, Tagged] = {}
    try:
        for page in document:
            _page(page, found)
    finally:
        document.close()
    return found


def _page(page: Any, found: dict[str, Tagged]) -> None:
    from pypdfium2 import raw

    drawn = _drawn(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            _element(raw.FPDF_StructTree_GetChildAtIndex(tree, index), None, drawn, found)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _element(
    element: Any,
    owner: Tagged | None,
    drawn: dict[int, list[str]],
    found: dict[str, Tagged],
    within: bool = False,
    named: bool = False,
) -> None:
    """Gather one element, and those within it, into the nearest that has an ID.

    ``within`` says that an element around it has a replacement text, which is heard instead;
    ``named`` that the one right around it has the ID.
    """
    from pypdfium2 import raw

    if not element:
        return
    kind = _string(raw.FPDF_StructElement_GetType, element)
    if kind in _BESIDE and not (named and kind == "Lbl"):
        owner = None
    name = _string(raw.FPDF_StructElement_GetID, element)
    if name:
        known = name in found
        owner = found.setdefault(name, Tagged())
        owner.goes_on = known
    if owner is not None:
        spoken = _string(raw.FPDF_StructElement_GetActualText, element)
        if spoken:
            owner.speak(spoken)
        owner.alternative = owner.alternative or _string(raw.FPDF_StructElement_GetAltText, element)
        for index in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element)):
            number = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
            for words in drawn.pop(number, ()):
                owner.drawn.append(words)
                if not (spoken or within):
                    owner.hear(words)
        within = within or bool(spoken)
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        _element(child, owner, drawn, found, within, bool(name))


def _drawn(page: Any) -> dict[int, list[str]]:
    """The characters of the page's text objects, lines or parts of them, by marked content ID."""
    from pypdfium2 import raw

    text = page.get_textpage()
    found: dict[int, list[str]] = {}
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
        number = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
        if number >= 0:
            found.setdefault(number, []).append(_words(thing.raw, text.raw))
    return found


def _words(thing: Any, text: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(thing, text, buffer, size)
    units = "".join(map(chr, buffer[: max(size // 2 - 1, 0)]))
    straight = _TURNED.sub(lambda found: found[0][::-1], units)
    return straight.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _string(read: Callable[..., int], element: Any) -> str:
    size = read(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
