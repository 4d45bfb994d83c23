"""Fonts as the web has them, unpacked: WOFF 1.0 to OpenType (W3C Recommendation, 2012)."""

from __future__ import annotations

import struct
import zlib

from pipeline.errors import FontError

_HEADER = struct.Struct(">4s4sIHH")
"""Signature, flavour, length, number of tables, reserved (section 3)."""
_HEADER_SIZE = 44
_ENTRY = struct.Struct(">4sIIII")
"""Tag, offset, length as packed, length, checksum of a table (section 4)."""
_LARGEST = 64 * 2**20


def unpacked(content: bytes) -> bytes:
    """The OpenType font in a WOFF file. Raises `FontError` for what is none, or is torn."""
    try:
        return _unpacked(content)
    except (struct.error, zlib.error, ValueError) as error:
        raise FontError(f"this is no whole WOFF file: {error}", remedy="Fetch it again.") from None


def _unpacked(content: bytes) -> bytes:
    signature, flavour, _, count, _ = _HEADER.unpack_from(content)
    if signature != b"wOFF" or not count:
        raise ValueError("it begins otherwise")
    entries = [_ENTRY.unpack_from(content, _HEADER_SIZE + _ENTRY.size * n) for n in range(count)]
    if sum(size for _, _, _, size, _ in entries) > _LARGEST:
        raise ValueError("it claims to be far larger than a font")
    at = 12 + 16 * count
    directory, body = b"", b""
    for tag, offset, packed, size, checksum in entries:
        table = _table(content[offset : offset + packed], size)
        directory += struct.pack(">4sIII", tag, checksum, at + len(body), size)
        body += table + bytes(-size % 4)
    power = count.bit_length() - 1
    around = 16 << power
    head = struct.pack(">4sHHHH", flavour, count, around, power, 16 * count - around)
    return head + directory + body


def _table(packed: bytes, size: int) -> bytes:
    """A table; it is compressed only where that makes it smaller."""
    table = packed if len(packed) == size else zlib.decompressobj().decompress(packed, size)
    if len(table) != size:
        raise ValueError("a table is cut off")
    return table
