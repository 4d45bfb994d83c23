"""ReportLab's document, made to write PDF 1.7 files that last.

ReportLab numbers and formats the objects; what it does not do is done here: cross-reference
and object streams (ISO 32000-1, 7.5.7 and 7.5.8: half the size of a tagged file is its
structure elements), an end of line before ``endstream`` (ISO 19005-2, 6.1.7.1), a file
identifier that is a digest of the content, and a catalog that keeps the entries it is given.
"""

from __future__ import annotations

import hashlib
import re
from array import array

from deflate import zlib_compress
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

# Of libdeflate. To make a file a hundredth smaller, 8 takes a hundredth of all the time more, and
# 10, which looks for the shortest form, a twentieth.
_LEVEL = 6
# Objects in one object stream: many enough to compress well, few enough to open quickly.
_BATCH = 1000
# A binary comment says that the file is not text (ISO 19005-2, 6.1.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


# What PDFDocEncoding has where Latin-1 has it (Annex D.3), but for what begins like UTF-16.
_LATIN = re.compile("[\t\n\r -~\xa1-\xac\xae-\xfd]*")


class Raw(PDFObject):
    """An object that is already written."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: PDFDocument) -> bytes:
        """The object as it is written."""
        return self.content


class Stream(PDFObject):
    """A stream, compressed at once, so that a finished page takes little memory."""

    __RefOnly__ = 1

    def __init__(self, content: bytes, entries: bytes = b"", *, compress: bool = True) -> None:
        if compress:
            content = bytes(zlib_compress(content, _LEVEL))
            entries += b"/Filter/FlateDecode"
        self.content, self.entries = content, entries

    def format(self, document: PDFDocument) -> bytes:
        """Dictionary and content."""
        length = b"/Length %d" % len(self.content)
        return b"<<" + self.entries + length + b">>\nstream\n" + self.content + b"\nendstream"


class Archive(PDFDocument):
    """A document that is written while it is made: what is finished takes up its bytes alone.

    Objects are numbered by ReportLab's counter. What others register with ReportLab's
    ``Reference`` (fonts, the dictionary of them) is written when the document is saved.
    """

    def __init__(self) -> None:
        super().__init__(invariant=1, compression=1, pdfVersion=(1, 7))
        self.pages: list[bytes] = []
        """References of the pages, in order."""
        self._out = bytearray(_HEADER)
        self._batch: list[tuple[int, bytes]] = []
        # Where each object is, by number: see `_place`.
        self._places = array("Q", [0xFFFF])

    def reserve(self) -> bytes:
        """The reference, ``12 0 R``, of an object that is to be written later."""
        self.objectcounter += 1
        return b"%d 0 R" % self.objectcounter

    def add(self, content: Stream | bytes) -> bytes:
        """Write an object and return its reference."""
        reference = self.reserve()
        self.write(reference, content)
        return reference

    def write(self, reference: bytes, content: Stream | bytes) -> None:
        """Write an object, a dictionary or a stream, under a reference that was reserved."""
        number = int(reference.split()[0])
        if isinstance(content, Stream):
            self._write_stream(number, content.format(self))
            return
        self._batch.append((number, content))
        if len(self._batch) == _BATCH:
            self._pack()

    def reference(self, name: str) -> bytes:
        """The reference of an object that is registered with ReportLab under a name."""
        return b"%d 0 R" % self.idToObjectNumberAndVersion[name][0]

    def _write_stream(self, number: int, written: bytes) -> None:
        self._place(number, 1, len(self._out), 0)
        self._out += b"%d 0 obj\n%s\nendobj\n" % (number, written)

    def _place(self, number: int, kind: int, second: int, third: int) -> None:
        """Note the three fields of an object's entry in the cross-reference stream."""
        self._places.extend([0] * (number + 1 - len(self._places)))
        self._places[number] = kind << 62 | second << 16 | third

    def _pack(self) -> None:
        """Write an object stream of what has gathered (7.5.7)."""
        self.objectcounter += 1
        # Like beside like takes less room: what is said in words goes behind all else.
        self._batch.sort(key=lambda each: (b"/ActualText" in each[1], each[0]))
        heads, offset = [], 0
        for place, (number, written) in enumerate(self._batch):
            self._place(number, 2, self.objectcounter, place)
            heads.append(b"%d %d" % (number, offset))
            offset += len(written)
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(heads), len(head))
        # Dictionaries need no white space between them (7.2.3).
        packed = Stream(head + b"".join(written for _, written in self._batch), entries)
        self._write_stream(self.objectcounter, packed.format(self))
        self._batch.clear()

    def save(self, root: bytes, info: bytes) -> bytes:
        """The whole file. ``root`` and ``info`` are references to the catalog and its like."""
        for font in self.delayedFonts:
            font.addObjects(self)
        for name, held in self.idToObject.items():
            written = pdfdoc.format(held, self, toplevel=1).rstrip()
            number = self.idToObjectNumberAndVersion[name][0]
            if written.endswith(b"endstream"):
                self._write_stream(number, _ended(written))
            else:
                self._batch.append((number, written))
        self._pack()
        digest = byte_string(hashlib.sha256(self._out).digest()[:16])
        entries = b"/Root %s/Info %s/ID[%s%s]" % (root, info, digest, digest)
        self.objectcounter += 1
        start = len(self._out)
        self._write_stream(self.objectcounter, self._cross_references(entries))
        self._out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(self._out)

    def _cross_references(self, entries: bytes) -> bytes:
        """The cross-reference stream (7.5.8), each row less the one before it (PNG's Up)."""
        count = self.objectcounter + 1
        self._place(count - 1, 1, len(self._out), 0)
        wide = (len(self._out).bit_length() + 7) // 8
        columns = 3 + wide
        rows = b"".join(
            (place >> 62 << 8 * (columns - 1) | place & (1 << 62) - 1).to_bytes(columns, "big")
            for place in self._places
        )
        less = bytes(a - b & 0xFF for a, b in zip(rows, bytes(columns) + rows, strict=False))
        table = b"".join(b"\2" + less[at : at + columns] for at in range(0, len(less), columns))
        entries += b"/Type/XRef/Size %d/W[1 %d 2]" % (count, wide)
        entries += b"/DecodeParms<</Predictor 12/Columns %d>>" % columns
        return Stream(table, entries).format(self)


def _ended(stream: bytes) -> bytes:
    """A stream with an end of line before its last word, which `PDFStream` leaves out."""
    body = stream[: -len(b"endstream")]
    return (body if body.endswith(b"\n") else body + b"\n") + b"endstream"


def text_string(text: str) -> bytes:
    """A text string (ISO 32000-1, 7.9.2.2): in PDFDocEncoding if that has it, else as UTF-16."""
    if _LATIN.fullmatch(text):
        return byte_string(text.encode("latin-1"))
    # Half a surrogate pair is no character; it becomes the sign for what cannot be shown.
    whole = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    return byte_string(b"\xfe\xff" + whole.encode("utf-16-be"))


def byte_string(raw: bytes) -> bytes:
    """A literal string of any bytes. Of two line feeds in a row Ghostscript 10.00 loses one."""
    raw = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + raw.replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"


def name_object(name: str) -> bytes:
    """A name object; unlike ReportLab's, a slash inside it is escaped too (7.3.5)."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+"
    escaped = (bytes([b]) if b in plain else b"#%02x" % b for b in name.encode())
    return b"/" + b"".join(escaped)
