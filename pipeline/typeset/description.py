"""What a font file says about itself: its family, weight, version, scripts, and its licence bits.

All of a face is looked at once, when a folder is read (see `library`), so that nothing is found to
be broken when a page is half set.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import uharfbuzz as hb

from pipeline.errors import FontError
from pipeline.typeset.characters import scripts
from pipeline.typeset.fonts import Font, FontFile, broken, opened, unreadable
from pipeline.typeset.soundness import check

# OS/2.fsType (OpenType 1.9): restricted licence, no subsetting, bitmaps only.
_RESTRICTED, _WHOLE_ONLY, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200
# What the name 5 begins with (OpenType 1.9, name).
_VERSION = re.compile(r"version\s+(\d+\.\d+)", re.IGNORECASE)
# What shows a glyph, which members of a collection often share.
_DRAWING = (b"glyf", b"loca", b"gvar", b"CFF ", b"CFF2")
_MOST_MEMBERS = 256


def describe(path: Path, origin: int = 0) -> Iterator[FontFile]:
    """The faces of a font file.

    A variable face with a weight axis is described as regular and as bold. Raises `FontError`
    if the file is no font, or one that cannot be set, or if its licence bits forbid embedding a
    subset.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path) from error
    digest = hashlib.sha256(content).hexdigest()
    drawn: set[tuple[object, ...]] = set()
    for index in range(min(_members(content), _MOST_MEMBERS) or 1):
        face = opened(path, index)
        tables = _directory(content, index)
        if any(start + length > len(content) for start, length in tables.values()):
            raise broken(path, "it is not whole: its file ends before its tables do")
        if not all(map(bytes.isascii, tables)):
            raise broken(path, "its tables have no names")
        _allowed(face, path)
        for file in _described(face, path, index, digest, origin):
            drawing = (file.variations, *map(tables.get, _DRAWING))
            check(Font(file), outlines=drawing not in drawn)
            drawn.add(drawing)
            yield file


def _members(content: bytes) -> int:
    """How many faces a file has: more than one if it is a collection (OpenType 1.9)."""
    return int.from_bytes(content[8:12], "big") if content[:4] == b"ttcf" else 1


def _directory(content: bytes, index: int) -> dict[bytes, tuple[int, int]]:
    """Where the tables of a face begin in its file, and how long they are, by tag."""
    at = 0
    if content[:4] == b"ttcf":
        at = int.from_bytes(content[12 + 4 * index : 16 + 4 * index], "big")
    count = int.from_bytes(content[at + 4 : at + 6], "big")
    records = (content[at + 12 + 16 * n : at + 28 + 16 * n] for n in range(count))
    whole = (struct.unpack(">4s4xLL", each) for each in records if len(each) == 16)
    return {tag: (start, length) for tag, start, length in whole}


def _allowed(face: hb.Face, path: Path) -> None:
    """Raise `FontError` if a face has no outlines, or may not be embedded."""
    if not {"glyf", "CFF ", "CFF2"}.intersection(face.table_tags):
        raise FontError(
            "the font has no outlines (it holds bitmaps or pictures only)",
            where=str(path),
            remedy="Use a font with TrueType or CFF outlines.",
        )
    permission = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    if permission & 0xF == _RESTRICTED or permission & (_BITMAP_ONLY | _WHOLE_ONLY):
        raise FontError(
            "the font's licence bits (OS/2 fsType) forbid embedding a subset of it in a document",
            where=str(path),
            remedy="Use a font with an open licence, such as Noto.",
        )


def _described(
    face: hb.Face, path: Path, index: int, digest: str, origin: int
) -> Iterator[FontFile]:
    family = _name(face, 16) or _name(face, 1) or path.stem
    version = _version(face)
    counts = Counter(map(scripts().__getitem__, map(chr, face.unicodes)))
    covered = {s: n for s, n in sorted(counts.items()) if s not in ("Zinh", "Zzzz")}
    italic = bool(int.from_bytes(face.reference_table("OS/2").data[62:64], "big") & 1)
    for weight, variations in _weights(face, path):
        yield FontFile(
            str(path), index, family, weight, italic, covered, digest, variations, origin, version
        )


def _name(face: hb.Face, number: int) -> str:
    """A name of a face, on one line whatever it holds."""
    return " ".join(
        "".join(c if c.isprintable() else " " for c in face.get_name(number) or "").split()
    )


def _axes(face: hb.Face, path: Path) -> dict[str, hb.OTVarAxisInfo]:
    """The axes of a variable face, by tag."""
    if "fvar" not in face.table_tags:
        return {}
    try:
        return {axis.tag: axis for axis in face.axis_infos}
    except UnicodeDecodeError:
        raise broken(path, "its axes have no names") from None


def _weights(face: hb.Face, path: Path) -> list[tuple[int, tuple[tuple[str, float], ...]]]:
    """The weight of a face; of a variable one, those at which it serves, and their axis."""
    axes = _axes(face, path)
    if "wght" in axes:
        low, high = axes["wght"].min_value, axes["wght"].max_value
        weights = sorted({min(max(each, low), high) for each in (400.0, 700.0)})
        return [(int(each), (("wght", each),)) for each in weights]
    weight = int.from_bytes(face.reference_table("OS/2").data[4:6], "big") or 400
    if weight < 600 and "Bold" in (_name(face, 17) or _name(face, 2)).split():
        weight = 700  # Noto Serif Myanmar Bold of 2020 says 400 in OS/2
    return [(weight, ())]


def _version(face: hb.Face) -> float:
    """What a face says of its version, to three decimals.

    Its name 5 has the word, as Windows takes it; head.fontRevision is left at 0 or 1 by some
    (Unifont), and of 373 fonts of Debian's and Noto's the two differ in five others by 0.001.
    """
    told = _VERSION.match(_name(face, 5))
    if told:
        return round(float(told[1]), 3)
    revision = int.from_bytes(face.reference_table("head").data[4:8], "big", signed=True)
    return round(revision / 0x10000, 3)
