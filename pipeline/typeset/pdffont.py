"""Type 0 fonts on ReportLab's document (ISO 32000-1, 9.7): TrueType and CFF, by cells.

A code is given to each pair of what is shown and what it says, so that ToUnicode is exact:
two codes may show one glyph. Codes are given in the order of first use.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject

from pipeline.typeset import truetype
from pipeline.typeset.cmap import to_glyphs, to_unicode
from pipeline.typeset.fonts import Font
from pipeline.typeset.shape import SPACES, Box, Cell, Form

STRETCHES = "\0"
"""Stands in an encoded box behind every space, where a line adds what justifies it."""
RISES = re.compile("\1(-?[0-9]+)\2")
"""Stands where glyphs are raised by so many thousandths of an em (CFF only)."""


_CODES = {
    "Type": PDFName("CMap"),
    "CMapName": PDFName("Codes"),
    "CIDSystemInfo": PDFDictionary(
        {"Registry": b"(Adobe)", "Ordering": b"(Identity)", "Supplement": 0}
    ),
    "WMode": 0,
}


class PdfFont:
    """One font in one PDF document; ReportLab calls `addObjects` when it saves."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        self._codes: dict[tuple[Form, str], int] = {}
        self._widths: list[int] = []
        self._encoded: dict[Box, str] = {}
        self._cells: dict[Cell, str] = {}
        self._composes = font.outlines == "glyf"
        self._nominal: dict[int, int] = {}

    @property
    def characters(self) -> int:
        """How many different characters the font has set."""
        return len({each for _, text in self._codes for each in text})

    def encode(self, box: Box) -> str:
        """A box as the inside of a hexadecimal string in a TJ array.

        Adjustments are in it as ``>-20<``, and `STRETCHES` and `RISES` where they apply.
        """
        encoded = self._encoded.get(box)
        if encoded is None:
            if len(self._encoded) > 20_000:
                self._encoded.clear()
            show = self._cell if self._composes else self._cff_cell
            encoded = self._encoded[box] = "".join(map(show, box.cells))
        return encoded

    def encode_cells(self, cells: Iterable[Cell]) -> str:
        """Some cells of a box, as `encode` does the whole."""
        return "".join(map(self._cell if self._composes else self._cff_cell, cells))

    def _cell(self, cell: Cell) -> str:
        known = self._cells.get(cell)
        if known is None:
            known = self._cells[cell] = self._encode_cell(cell)
        return known

    def _encode_cell(self, cell: Cell) -> str:
        code = self._code(cell.form, cell.text, cell.advance)
        shift = cell.advance - self._widths[code - 1]
        text = f"{code:04X}"
        if shift:
            text += self._adjust(shift)
        return text + STRETCHES if cell.text in SPACES else text

    def _cff_cell(self, cell: Cell) -> str:
        """A cell of a font that cannot compose: its glyphs one by one."""
        form = cell.form
        if isinstance(form, int):
            return self._cell(cell)
        if not form:
            form = ((self._glyph(" "), 0, 0),)
        words = list(cell.text) if len(cell.text) == len(form) else [cell.text]
        text, pen = "", 0
        for at, (glyph, x, y) in enumerate(form):
            word = words[at] if at < len(words) else "\u200b"
            width = self._advance(glyph)
            if x != pen:
                text += self._adjust(x - pen)
            code = self._code(glyph, word, width)
            rise = f">\1{round(y * 1000 / self.font.upem)}\2<" if y else ""
            text += f"{rise}{code:04X}" + (">\1" + "0\2<" if y else "")
            pen = x + width
        return text + self._adjust(cell.advance - pen) if cell.advance != pen else text

    def _code(self, form: Form, text: str, advance: int) -> int:
        key = (form, text)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._codes) + 1
            self._widths.append(self._advance(form) if isinstance(form, int) else max(0, advance))
        return code

    def _advance(self, glyph: int) -> int:
        width = self._nominal.get(glyph)
        if width is None:
            width = self._nominal[glyph] = self.font.shaper.get_glyph_h_advance(glyph)
        return width

    def _glyph(self, character: str) -> int:
        return self.font.shaper.get_nominal_glyph(ord(character)) or 0

    def _adjust(self, units: int) -> str:
        return f">{_number(-units * 1000 / self.font.upem)}<"

    # ---------------------------------------------------------------- what is embedded

    def addObjects(self, doc: Any) -> None:
        """Add the font's objects to a ReportLab document."""
        forms = [form for form, _ in self._codes]
        if self._composes:
            program, kind = truetype.build(self.font, forms, self._widths), "FontFile2"
            encoding: Any = PDFName("Identity-H")
        else:
            program, cids = self._cff_program([form for form in forms if isinstance(form, int)])
            kind = "FontFile3"
            encoding = doc.Reference(
                Stream(to_glyphs([cids[f] for f in forms if isinstance(f, int)]), _CODES),
                f"{self.name}.m",
            )
        tag = _tag(program)
        base = PDFName(f"{tag}+{_postscript_name(self.font)}")
        scale = 1000 / self.font.upem
        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": PDFArray([round(each * scale) for each in self._bounds()]),
                "ItalicAngle": -12 if self.font.file.italic else 0,
                "Ascent": round(self.font.ascent * scale),
                "Descent": round(-self.font.descent * scale),
                "CapHeight": round(self.font.ascent * scale * 0.7),
                "StemV": 140 if self.font.file.weight >= 600 else 80,
            }
        )
        subtype = {} if kind == "FontFile2" else {"Subtype": PDFName("CIDFontType0C")}
        lengths = {"Length1": len(program)} if kind == "FontFile2" else {}
        descriptor[kind] = doc.Reference(Stream(program, {**subtype, **lengths}), f"{self.name}.f")
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2" if self._composes else "CIDFontType0"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": b"(Adobe)", "Ordering": b"(Identity)", "Supplement": 0}
                ),
                "FontDescriptor": doc.Reference(descriptor, f"{self.name}.d"),
                "DW": 0,
            }
        )
        widths = self._widths
        if self._composes:
            descendant["CIDToGIDMap"] = PDFName("Identity")
            descendant["W"] = (f"[1[{' '.join(_number(w * scale) for w in widths)}]]").encode()
        else:
            by_cid = {cids[f]: w for f, w in zip(forms, widths, strict=True) if isinstance(f, int)}
            rows = (f"{cid}[{_number(width * scale)}]" for cid, width in sorted(by_cid.items()))
            descendant["W"] = (f"[{' '.join(rows)}]").encode()
        words = [text for _, text in self._codes]
        whole = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": base,
                "Encoding": encoding,
                "DescendantFonts": PDFArray([doc.Reference(descendant, f"{self.name}.c")]),
                "ToUnicode": doc.Reference(Stream(to_unicode(words)), f"{self.name}.u"),
            }
        )
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[self.name] = doc.Reference(whole, self.name)

    def _cff_program(self, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
        face, numbers = truetype.subset(self.font, sorted({0, *glyphs}))
        return bytes(face.reference_table("CFF ").data), numbers

    def _bounds(self) -> tuple[int, int, int, int]:
        head = self.font.face.reference_table("head").data
        return struct.unpack(">4h", head[36:44])


class Stream(PDFObject):
    """A stream object, deflated, its end as PDF/A wants it (ISO 19005-2, 6.1.7.1)."""

    __RefOnly__ = 1

    def __init__(self, content: bytes, entries: dict[str, Any] | None = None) -> None:
        self.content = zlib.compress(content, 9)
        self.entries = {**(entries or {}), "Filter": PDFName("FlateDecode")}

    def format(self, document: Any) -> bytes:
        """The object's bytes."""
        entries = PDFDictionary({**self.entries, "Length": len(self.content)})
        head: bytes = entries.format(document)
        return head + b"\nstream\n" + self.content + b"\nendstream\n"


def _number(value: float) -> str:
    """A number as short as PDF allows, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _tag(program: bytes) -> str:
    """Six letters that tell one subset from another (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _postscript_name(font: Font) -> str:
    name = font.face.get_name(6) or font.file.name
    return re.sub("[^A-Za-z0-9-]", "", name)[:63] or "Font"
