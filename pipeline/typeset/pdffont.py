"""Fonts on ReportLab's document (ISO 32000-1, 9.6 and 9.7): TrueType and CFF, by their codes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from pipeline.typeset import truetype
from pipeline.typeset.archive import Raw, Stream
from pipeline.typeset.cells import Form
from pipeline.typeset.cmap import Codes, to_cids, to_unicode
from pipeline.typeset.coding import Coding
from pipeline.typeset.fonts import Font
from pipeline.typeset.paragraph import Style
from pipeline.typeset.pen import Pen, number

_CMAP = (
    b"/Type/CMap/CMapName/Codes/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
)
_EMBOLDEN = 0.028
"""How thick letters are drawn round, in ems, where a family has no bold face."""


class PdfFont:
    """One font in one PDF document; `embed` adds it."""

    def __init__(self, font: Font, name: str, codes: Codes) -> None:
        self.font = font
        self.name = name
        self.coding = Coding(font, codes)
        self._styles: dict[Style, tuple[tuple[str, str], ...]] = {}

    @property
    def codes(self) -> Codes:
        """The table of its codes, which fonts of a family share."""
        return self.coding.codes

    @property
    def characters(self) -> int:
        """How many different characters the font has set."""
        return self.coding.characters

    def choose(self, pen: Pen, style: Style) -> None:
        """Have a pen show what comes next in this font, with the size and colour of a style."""
        known = self._styles.get(style)
        if known is None:
            known = self._styles[style] = tuple(self._styled(style))
        for operator, operands in known:
            pen.set(operator, operands)

    def _styled(self, style: Style) -> Iterator[tuple[str, str]]:
        colour = " ".join(number(each) for each in style.colour)
        bold = style.bold and self.font.file.weight < 600
        yield "Tf", f"/{self.name} {number(style.size, 3)}"
        yield "Ts", number(style.rise)
        yield "rg", colour
        yield "Tr", "2" if bold else "0"
        if bold:
            yield "RG", colour
            yield "w", number(_EMBOLDEN * style.size)

    @property
    def count(self) -> int:
        """The number of the last code; those that only other faces use show nothing."""
        return max(self.coding.widths, default=0)

    @property
    def simple(self) -> bool:
        """Whether it needs no CMap to say which glyph a code shows (9.6.3)."""
        return self.font.outlines == "glyf" and self.codes.short

    def embed(self, doc: Any, encoding: bytes, told: bytes) -> bytes:
        """Add the font to a ReportLab document, and return its reference.

        ``encoding`` refers to a CMap that shows for each code the glyph of its number, unless
        the font is `simple`; ``told`` to one that says its words.
        """
        given, wide = self.coding.forms, self.coding.widths
        codes = range(1, self.count + 1)
        forms: list[Form] = [given.get(code, ()) for code in codes]
        widths = [wide.get(code, 0) for code in codes]
        if self.font.outlines == "glyf":
            program = truetype.build(self.font, forms, widths, coded=self.simple)
            entries, file = b"/Length1 %d" % len(program), b"/FontFile2 "
        else:
            from pipeline.typeset import cff

            program = cff.build(self.font, forms, widths)
            entries, file = b"/Subtype/CIDFontType0C", b"/FontFile3 "
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        name = f"{tag}+{_postscript_name(self.font)}".encode()
        add = partial(_add, doc, self.name)
        file += add("f", Stream(program, entries))
        base = b"/BaseFont/%s" % name
        described = (
            base + b"/FontDescriptor " + add("d", Raw(self._descriptor(name) + file + b">>"))
        )
        rows = " ".join(number(width * 1000 / self.font.upem) for width in widths).encode()
        if self.simple:
            how = b"/Subtype/TrueType%s/FirstChar 1/LastChar %d/Widths[%s]" % (
                described,
                self.count,
                rows,
            )
        else:
            below = add("c", Raw(_descendant(self.font.outlines, described, rows)))
            how = b"/Subtype/Type0%s/Encoding %s/DescendantFonts[%s]" % (base, encoding, below)
        return add("", Raw(b"<</Type/Font%s/ToUnicode %s>>" % (how, told)))

    def _descriptor(self, name: bytes) -> bytes:
        """The font descriptor but for its font file (9.8)."""
        font, scale = self.font, 1000 / self.font.upem
        box = " ".join(str(round(each * scale)) for each in font.bounds)
        return (
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s]" % (name, box.encode())
            + b"/ItalicAngle %d" % (-12 if font.file.italic else 0)
            + b"/Ascent %d/Descent %d" % (round(font.ascent * scale), round(-font.descent * scale))
            + b"/CapHeight %d" % round(font.ascent * scale * 0.7)
            + b"/StemV %d" % (140 if font.file.weight >= 600 else 80)
        )


def embed(doc: Any, fonts: Sequence[PdfFont]) -> None:
    """Add fonts to a ReportLab document, which names them in the resources of its pages."""
    if not fonts:
        return
    encoding = b""
    if count := max((font.count for font in fonts if not font.simple), default=0):
        encoding = _add(doc, "Codes", "", Stream(to_cids(count), _CMAP))
    told: dict[Codes, bytes] = {}
    for font in fonts:
        if font.codes not in told:
            told[font.codes] = _add(doc, font.name, "u", Stream(to_unicode(font.codes.words)))
        reference = font.embed(doc, encoding, told[font.codes])
        doc.idToObject["BasicFonts"].dict[font.name] = Raw(reference)


def _descendant(outlines: str, described: bytes, rows: bytes) -> bytes:
    """A CIDFont (9.7.4)."""
    return (
        b"<</Type/Font/Subtype/CIDFontType%s"
        % (b"2/CIDToGIDMap/Identity" if outlines == "glyf" else b"0")
        + b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        + b"%s/DW 0/W[1[%s]]>>" % (described, rows)
    )


def _add(doc: Any, name: str, part: str, content: PDFObject) -> bytes:
    """Add an object to a ReportLab document; its reference."""
    reference = doc.Reference(content, f"{name}.{part}")
    return b"%d %d R" % doc.idToObjectNumberAndVersion[reference.name]


def _postscript_name(font: Font) -> str:
    name = font.face.get_name(6) or font.file.name
    return re.sub("[^A-Za-z0-9-]", "", name)[:63] or "Font"
