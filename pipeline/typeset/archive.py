"""ReportLab's document, made to write PDF 1.7 files that last.

ReportLab numbers and formats the objects; what it does not do is done here: cross-reference
and object streams (ISO 32000-1, 7.5.7 and 7.5.8: half the size of a tagged file is its
structure elements), an end of line before ``endstream`` (ISO 19005-2, 6.1.7.1), a file
identifier that is a digest of the content, and a catalog that keeps the entries it is given.
"""

from __future__ import annotations

import hashlib
import zlib

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

# Objects in one object stream: many enough to compress well, few enough to open quickly.
_BATCH = 200
# A binary comment says that the file is not text (ISO 19005-2, 6.1.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Raw(PDFObject):
    """An object that is already written."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: Archive) -> bytes:
        """The object as it is written."""
        return self.content


class Stream(PDFObject):
    """A stream, compressed at once, so that a finished page takes little memory."""

    __RefOnly__ = 1

    def __init__(self, content: bytes, entries: bytes = b"", *, compress: bool = True) -> None:
        if compress:
            content, entries = zlib.compress(content, 9), entries + b"/Filter/FlateDecode"
        self.content, self.entries = content, entries

    def format(self, document: Archive | None) -> bytes:
        """Dictionary and content."""
        length = b"/Length %d" % len(self.content)
        return b"<<" + self.entries + length + b">>\nstream\n" + self.content + b"\nendstream"


class Archive(PDFDocument):
    """A document whose objects are added one by one and saved once."""

    def __init__(self) -> None:
        super().__init__(invariant=1, compression=1, pdfVersion=(1, 7))
        self.pages: list[bytes] = []
        """References of the pages, in order."""

    def add(self, content: PDFObject | bytes, name: str | None = None) -> bytes:
        """Number an object and return its reference, ``12 0 R``."""
        held = Raw(content) if isinstance(content, bytes) else content
        return self.reference(self.Reference(held, name).name)  # type: ignore[no-untyped-call]

    def write(self, name: str, content: bytes) -> None:
        """Give an object that has been added under a name its content."""
        held = self.idToObject[name]
        assert isinstance(held, Raw)
        held.content = content

    def reference(self, name: str) -> bytes:
        """The reference of an object that has been added under a name."""
        return b"%d 0 R" % self.idToObjectNumberAndVersion[name][0]

    def save(self, root: bytes, info: bytes) -> bytes:
        """The whole file. ``root`` and ``info`` are references to the catalog and its like."""
        for font in self.delayedFonts:
            font.addObjects(self)
        out = bytearray(_HEADER)
        # By object number: type, offset or number of the stream, generation or place in it.
        table: list[tuple[int, int, int]] = [(0, 0, 65535)]
        packed: list[tuple[int, bytes]] = []
        number = 0
        while (name := self.numberToId.get(number + 1)) is not None:
            number += 1
            written = pdfdoc.format(self.idToObject[name], self, toplevel=1)
            if not written.rstrip().endswith(b"endstream"):
                packed.append((number, written))
                table.append((2, 0, 0))
                continue
            table.append((1, len(out), 0))
            out += b"%d 0 obj\n" % number + _ended(written) + b"\nendobj\n"
        for start in range(0, len(packed), _BATCH):
            batch = packed[start : start + _BATCH]
            number += 1
            for place, (member, _) in enumerate(batch):
                table[member] = (2, number, place)
            table.append((1, len(out), 0))
            out += b"%d 0 obj\n" % number + _object_stream(batch) + b"\nendobj\n"
        table.append((1, len(out), 0))
        digest = hashlib.sha256(out).hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[<%s><%s>]"
        cross = Stream(
            b"".join(bytes([a]) + b.to_bytes(4, "big") + c.to_bytes(2, "big") for a, b, c in table),
            entries % (len(table), root, info, digest, digest),
        )
        offset = len(out)
        out += b"%d 0 obj\n" % (number + 1) + cross.format(self)
        out += b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % offset
        return bytes(out)


def _ended(stream: bytes) -> bytes:
    """A stream with an end of line before its last word, which `PDFStream` leaves out."""
    body = stream.rstrip()[: -len(b"endstream")]
    return (body if body.endswith(b"\n") else body + b"\n") + b"endstream"


def _object_stream(batch: list[tuple[int, bytes]]) -> bytes:
    heads, bodies, offset = [], [], 0
    for number, written in batch:
        heads.append(b"%d %d" % (number, offset))
        bodies.append(written)
        offset += len(written) + 1
    head = b" ".join(heads) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(batch), len(head))
    return Stream(head + b"\n".join(bodies), entries).format(None)


def text_string(text: str) -> bytes:
    """A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, all else as UTF-16."""
    if text.isascii():
        return byte_string(text.encode())
    # Half a surrogate pair is no character; it becomes the sign for what cannot be shown.
    whole = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    return byte_string(b"\xfe\xff" + whole.encode("utf-16-be"))


def byte_string(raw: bytes) -> bytes:
    """A literal string of any bytes."""
    for byte, escaped in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r")):
        raw = raw.replace(byte, escaped)
    return b"(" + raw + b")"


def name_object(name: str) -> bytes:
    """A name object; unlike ReportLab's, a slash inside it is escaped too (7.3.5)."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+"
    escaped = (bytes([b]) if b in plain else b"#%02x" % b for b in name.encode())
    return b"/" + b"".join(escaped)
