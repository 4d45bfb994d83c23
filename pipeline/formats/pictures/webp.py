"""WebP without its metadata (RFC 9649)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.pictures import exif

_LOOKS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
"""Chunks that make the picture; all others may tell anything."""
_HEAD = 12
_EXIF, _XMP = 0x08, 0x04
"""What VP8X says of chunks that follow."""


def claims(content: bytes) -> bool:
    """Whether a file begins as one."""
    return content[:4] == b"RIFF" and content[8:_HEAD] == b"WEBP"


def for_a_page(content: bytes) -> bytes:
    """The file with its picture, its colours, and the side that is up."""
    kept = [(kind, _kept(kind, data)) for kind, data in _chunks(content)]
    body = b"".join(_written(kind, data) for kind, data in kept if data)
    told = any(kind == b"EXIF" and data for kind, data in kept)
    if body[:4] == b"VP8X":
        flags = body[8] & ~(_EXIF | _XMP) | (_EXIF if told else 0)
        body = body[:8] + bytes([flags]) + body[9:]
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The types and contents of the chunks, as far as the file says that it goes."""
    at = _HEAD
    last = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= last:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4], content[at + 8 : min(at + 8 + size, last)]
        at += 8 + size + size % 2


def _kept(kind: bytes, data: bytes) -> bytes:
    """What is left of a chunk's contents."""
    if kind == b"EXIF":
        return exif.turned(data)
    return data if kind in _LOOKS else b""


def _written(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2)
