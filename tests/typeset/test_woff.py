"""WOFF: what comes out is the font that went in, or an error that says so."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FontError
from pipeline.typeset.library import default_files
from pipeline.typeset.woff import unpacked

FONT = Path(default_files()[0].path).read_bytes()


def packed(font: bytes) -> bytes:
    """A font as WOFF: tables compressed where that makes them smaller."""
    flavour, count = struct.unpack_from(">4sH", font)
    at = 44 + 20 * count
    directory, body = b"", b""
    for n in range(count):
        tag, checksum, offset, size = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        table = font[offset : offset + size]
        small = min(zlib.compress(table), table, key=len)
        directory += struct.pack(">4sIIII", tag, at + len(body), len(small), size, checksum)
        body += small + bytes(-len(small) % 4)
    length = at + len(body)
    head = struct.pack(">4s4sIHHI6I", b"wOFF", flavour, length, count, 0, len(font), *6 * [0])
    return head + directory + body


def test_there_and_back() -> None:
    back = unpacked(packed(FONT))
    assert hb.Face(back).glyph_count == hb.Face(FONT).glyph_count
    for tag in hb.Face(FONT).table_tags:
        assert hb.Face(back).reference_table(tag).data == hb.Face(FONT).reference_table(tag).data


def test_a_table_that_claims_to_be_huge_is_not_unpacked() -> None:
    content = bytearray(packed(FONT))
    struct.pack_into(">I", content, 44 + 12, 2**32 - 1)
    with pytest.raises(FontError, match="far larger"):
        unpacked(bytes(content))


@given(st.binary(max_size=200) | st.binary(max_size=99).map(lambda rest: packed(FONT)[:99] + rest))
def test_what_is_torn_is_refused(content: bytes) -> None:
    with pytest.raises(FontError, match="no whole WOFF file"):
        unpacked(content)
