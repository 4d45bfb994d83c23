"""Fonts with tables of a test's own: small ones, and such as nobody should have made."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import uharfbuzz as hb

from pipeline.typeset.library import default_files

_LATIN = next(file.path for file in default_files() if file.name == "Noto Serif")


def small(letters: str = "Ténot") -> bytes:
    """A TrueType font with a few letters, all its tables and the names of its family."""
    request = hb.SubsetInput()
    request.unicode_set.update(map(ord, letters))
    return bytes(hb.subset(hb.Face(hb.Blob.from_file_path(_LATIN)), request).blob.data)


def tables(font: bytes) -> dict[str, bytes]:
    """The tables of a font file, by tag."""
    face = hb.Face(font)
    return {tag: bytes(face.reference_table(tag).data) for tag in face.table_tags}


def with_tables(font: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The font with these tables instead of its own, or without them."""
    kept = {**tables(font), **changed}
    rows = [(tag, data) for tag, data in sorted(kept.items()) if data is not None]
    at = 12 + 16 * len(rows)
    head, body = struct.pack(">4sHHHH", font[:4], len(rows), 0, 0, 0), b""
    for tag, data in rows:
        head += struct.pack(">4sIII", tag.encode("ascii"), 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + body


def patched(font: bytes, tag: str, at: int, layout: str, *values: int) -> bytes:
    """The font with a few values of a table written over."""
    table = bytearray(tables(font)[tag])
    struct.pack_into(f">{layout}", table, at, *values)
    return with_tables(font, {tag: bytes(table)})


def named(font: bytes, names: Mapping[int, str]) -> bytes:
    """The font with these names (Windows, Unicode, English) and no others."""
    texts = [(number, text.encode("utf-16-be")) for number, text in sorted(names.items())]
    rows, texts_of_all = b"", b""
    for number, text in texts:
        rows += struct.pack(">6H", 3, 1, 0x409, number, len(text), len(texts_of_all))
        texts_of_all += text
    head = struct.pack(">HHH", 0, len(texts), 6 + len(rows))
    return with_tables(font, {"name": head + rows + texts_of_all})
