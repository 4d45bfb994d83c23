"""PNG without its texts (W3C Recommendation, third edition; APNG is part of it)."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from pipeline.formats.pictures import exif

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LOOKS = frozenset(
    (
        *(b"cHRM", b"cICP", b"gAMA", b"iCCP", b"mDCV", b"cLLI", b"sBIT", b"sRGB"),
        *(b"bKGD", b"hIST", b"tRNS", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"),
    )
)
"""Ancillary chunks that change how a picture looks; all others may tell anything."""
_END = b"IEND"


def claims(content: bytes) -> bool:
    """Whether a file begins as one."""
    return content.startswith(_SIGNATURE)


def for_a_page(content: bytes) -> bytes:
    """The file with what changes its look; what follows its end, a part cut off it, goes, too."""
    kept = (_kept(kind, chunk) for kind, chunk in _chunks(content))
    return content[: len(_SIGNATURE)] + b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The types of the chunks to the end, and each whole."""
    at, kind = len(_SIGNATURE), b""
    while at < len(content) and kind != _END:
        kind = content[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(content[at : at + 4])
        yield kind, content[at:end]
        at = end


def _kept(kind: bytes, chunk: bytes) -> bytes:
    """What is left of a chunk."""
    if kind == b"eXIf":
        told = exif.turned(chunk[8:-4])
        body = kind + told
        return len(told).to_bytes(4) + body + crc32(body).to_bytes(4) if told else b""
    critical = kind[:1].isupper()
    return chunk if critical or kind in _LOOKS else b""
