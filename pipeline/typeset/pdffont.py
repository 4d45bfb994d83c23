"""Fonts on ReportLab's document (ISO 32000-1, 9.6 and 9.7): TrueType and CFF, by cells.

A code is given to each pair of what is shown and what it says, so that ToUnicode is exact:
two codes may show one glyph.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import partial
from math import ceil
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from pipeline.typeset import truetype
from pipeline.typeset.archive import Raw, Stream
from pipeline.typeset.cells import SPACES, Cell, Form
from pipeline.typeset.cmap import SPACE, Codes, to_cids, to_unicode, written
from pipeline.typeset.fonts import Font
from pipeline.typeset.pen import adjusted, number
from pipeline.typeset.shape import Box

_CMAP = (
    b"/Type/CMap/CMapName/Codes/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
)
STRETCHES = "\ue002"
"""Stands in an encoded box behind a space that word spacing leaves alone."""
TOGETHER = "\ue003"
"""Stands in an encoded box between a letter and a sign that are not set apart."""

_GAP, _KERN, _STEP = 0.07, 0.03, 0.05
"""White between two glyphs that no reader takes for a space (poppler does from 0.1 em, PDFium
from a quarter of their widths); between those of a word, where letters may be set apart, too; and
by how much a glyph is made wider to have less. In ems."""


class PdfFont:
    """One font in one PDF document; `embed` adds it."""

    def __init__(self, font: Font, name: str, codes: Codes) -> None:
        self.font = font
        self.name = name
        self.codes = codes
        self._said: dict[str, int] = {}
        self._codes: dict[tuple[Form, str, int], int] = {}
        """Codes by what they show, what they say, and an advance of their own or -1."""
        self._widths: dict[int, int] = {}
        self._encoded: dict[Box, str] = {}
        self._cells: dict[Cell, str] = {}
        self._nominal: dict[int, int] = {}

    @property
    def characters(self) -> int:
        """How many different characters the font has set."""
        return len({each for _, text, _ in self._codes for each in text})

    def encode(self, box: Box) -> str:
        """A box as `Pen.show` shows it."""
        encoded = self._encoded.get(box)
        if encoded is None:
            if len(self._encoded) > 20_000:
                self._encoded.clear()
            encoded = self._encoded[box] = self.encode_cells(box.cells)
        return encoded

    def encode_cells(self, cells: Iterable[Cell]) -> str:
        """Some cells of a box, as `encode` does the whole."""
        known = self._cells.get
        return "".join([known(cell) or self._cell(cell) for cell in cells])

    def encode_wide(self, box: Box, white: float) -> tuple[str, float]:
        """A box with white behind it, in ems, as `encode` does; and the white left to be added.

        White that readers would take for a space is made part of the last glyph.
        """
        if white <= _GAP or not box.cells:
            return self.encode(box), white
        more = ceil((white - _GAP) / _STEP) * _STEP
        *cells, last = box.cells
        advance = last.advance + round(more * self.font.upem)
        wide = self._code(last.form, last.text, advance, own=True)
        return self.encode_cells(cells) + written(wide), white - more

    def _cell(self, cell: Cell) -> str:
        encoded = self._cells[cell] = self._encode_cell(cell)
        return encoded

    def _encode_cell(self, cell: Cell) -> str:
        if cell.parts:
            return TOGETHER.join(map(self._cell, cell.parts))
        code = self._code(cell.form, cell.text, cell.advance)
        shift = cell.advance - self._widths[code]
        if shift and self._wide(shift, cell.form) and code != SPACE:
            code, shift = self._code(cell.form, cell.text, cell.advance, own=True), 0
        text = written(code)
        if shift:
            text += self._adjust(shift)
        return text + STRETCHES if cell.text in SPACES and code != SPACE else text

    def _wide(self, shift: int, form: Form) -> bool:
        """Whether a glyph is so much wider or narrower here that readers might be misled.

        Glyphs made of several, whose marks may take room, are narrower without than with it:
        poppler would not see a space that stands where others go on (TextPage::addChar).
        """
        narrower = 0 if isinstance(form, int) else -shift
        return max(shift, narrower) > _KERN * self.font.upem

    def _code(self, form: Form, text: str, advance: int, own: bool = False) -> int:
        """The code that shows a form and says a text, with this very advance if it is to have
        its ``own``, else with the glyph's or the first that the form was seen with.
        """
        key = (form, text, advance if own else -1)
        code = self._codes.get(key)
        if code is None:
            width = max(0, advance)
            if isinstance(form, int) and not own:
                width = self._advance(form)
            nth = self._said.get(text, 0)
            code = self.codes.number(text, nth)
            self._said[text] = nth + 1
            self._widths[code] = width
            self._codes[key] = code
        return code

    def _advance(self, glyph: int) -> int:
        width = self._nominal.get(glyph)
        if width is None:
            width = self._nominal[glyph] = self.font.shaper.get_glyph_h_advance(glyph)
        return width

    def _adjust(self, units: int) -> str:
        return adjusted(-units * 1000 / self.font.upem)

    @property
    def count(self) -> int:
        """The number of the last code; those that only other faces use show nothing."""
        return max(self._widths, default=0)

    @property
    def simple(self) -> bool:
        """Whether it needs no CMap to say which glyph a code shows (9.6.3)."""
        return self.font.outlines == "glyf" and self.codes.short

    def embed(self, doc: Any, encoding: bytes, told: bytes) -> bytes:
        """Add the font to a ReportLab document, and return its reference.

        ``encoding`` refers to a CMap that shows for each code the glyph of its number, unless
        the font is `simple`; ``told`` to one that says its words.
        """
        forms: list[Form] = [()] * self.count
        for (form, _, _), code in self._codes.items():
            forms[code - 1] = form
        widths = [self._widths.get(code, 0) for code in range(1, self.count + 1)]
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
