"""Photographs without what the camera says of itself and of the place (ITU-T T.81; Exif 3.0)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

SIGNATURE = b"\xff\xd8\xff"
# Segments that say how the colours are stored are kept: APP0 (JFIF) and APP14 (Adobe). Others from
# APP1 to APP15, and comments, tell the place, the owner, what was cut off the picture.
_TELLING = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_SCAN = 0xDA
_EXIF, _PROFILE = b"Exif\0\0", b"ICC_PROFILE\0"
_ORIENTATION = 0x0112


def bare(content: bytes) -> bytes:
    """The file with its pixels, untouched, and how to decode them; without colour profile."""
    return b"".join(segment for telling, segment in _segments(content) if not telling)


def for_a_page(content: bytes) -> bytes:
    """The same for a web page: with its colour profile, and with the same side up as before."""
    kept = []
    for telling, segment in _segments(content):
        data = segment[4:]
        if not telling or data.startswith(_PROFILE):
            kept.append(segment)
        elif data.startswith(_EXIF):
            kept.append(_turned(data))
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[bool, bytes]]:
    """The segments before the first scan, and all the rest; and whether each tells such things."""
    yield False, content[:2]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        yield content[at + 1] in _TELLING, content[at:end]
        at = end
    yield False, content[at:]


def _turned(data: bytes) -> bytes:
    """An Exif segment that says which side is up, and nothing else; none if that is the first."""
    from PIL import Image

    told, kept = Image.Exif(), Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told.load(data)
            side = told.get(_ORIENTATION, 1)
    except Exception:  # Pillow raises many kinds for broken data, which says nothing then
        return b""
    if side not in range(2, 9):
        return b""
    kept[_ORIENTATION] = side
    written: bytes = kept.tobytes()
    return b"\xff\xe1" + (len(written) + 2).to_bytes(2) + written
