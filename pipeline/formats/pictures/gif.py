"""GIF without its comments (CompuServe, GIF89a)."""

from __future__ import annotations

from collections.abc import Iterator

_EXTENSION, _IMAGE = 0x21, 0x2C
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOKS = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"))
"""Applications' own blocks that change the look: how often it repeats, and its colours."""
_TABLE = 0x80
"""Where a flag byte says that a table of colours follows, and its last bits how large it is."""


def claims(content: bytes) -> bool:
    """Whether a file begins as one."""
    return content[:6] in (b"GIF87a", b"GIF89a")


def for_a_page(content: bytes) -> bytes:
    """The file with its frames, how long each is shown and how often all are."""
    start = 13 + _colours(content[10:11])
    return content[:start] + b"".join(
        block for block in _blocks(content, start) if not _telling(block)
    )


def _blocks(content: bytes, at: int) -> Iterator[bytes]:
    """The blocks, and what is left where they end, which may be nothing but the trailer."""
    while at < len(content) and content[at] in (_EXTENSION, _IMAGE):
        end = at + 2
        if content[at] == _IMAGE:
            end = at + 11 + _colours(content[at + 9 : at + 10])
        while end < len(content) and content[end]:
            end += 1 + content[end]
        yield content[at : end + 1]
        at = end + 1
    yield content[at : at + 1]


def _colours(flags: bytes) -> int:
    """How many bytes a table of colours takes."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & _TABLE else 0


def _telling(block: bytes) -> bool:
    """Whether a block holds anything but a picture and how it is shown."""
    if block[:1] != bytes([_EXTENSION]) or block[1:2] == bytes([_CONTROL]):
        return False
    return block[1:2] != bytes([_APPLICATION]) or block[3:14] not in _LOOKS
