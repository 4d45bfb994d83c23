"""Photographs without what the camera says of itself and of the place (ITU-T T.81; Exif 3.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.pictures import exif

_SIGNATURE = b"\xff\xd8\xff"
# Segments that say how the colours are stored are kept: APP0 (JFIF) and APP14 (Adobe). Others from
# APP1 to APP15, and comments, tell the place, the owner, what was cut off the picture.
_TELLING = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_SCAN, _END = 0xDA, 0xD9
_PROFILE = b"ICC_PROFILE\0"
# Within a scan a marker is what follows it: neither a byte of its own, nor a restart (B.1.1.2).
_AFTER_SCAN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")


def claims(content: bytes) -> bool:
    """Whether a file begins as one."""
    return content.startswith(_SIGNATURE)


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
        elif data.startswith(exif.HEAD) and (told := exif.HEAD + exif.turned(data)) != exif.HEAD:
            kept.append(b"\xff\xe1" + (len(told) + 2).to_bytes(2) + told)
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[bool, bytes]]:
    """The segments, each scan with its own, and whether each tells such things.

    What follows the end is another file: a film, or a larger picture.
    """
    yield False, content[:2]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _END:
        if content[at + 1] == 0xFF:  # a byte that fills up (B.1.1.2)
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if content[at + 1] == _SCAN:
            after = _AFTER_SCAN.search(content, end)
            end = after.start() if after else len(content)
        yield content[at + 1] in _TELLING, content[at:end]
        at = end
    ended = content[at : at + 2] == bytes([0xFF, _END])
    yield False, content[at : at + 2] if ended else content[at:]
