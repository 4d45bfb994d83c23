"""Fonts: one face of one file, opened by HarfBuzz, and what the file says about itself."""

from __future__ import annotations

import hashlib
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from pipeline.errors import FontError
from pipeline.typeset.characters import scripts

# OS/2.fsType (OpenType 1.9): restricted licence, no subsetting, bitmaps only.
_RESTRICTED, _WHOLE_ONLY, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200
# What the name 5 begins with (OpenType 1.9, name).
_VERSION = re.compile(r"version\s+(\d+\.\d+)", re.IGNORECASE)
# Characters without an outline of their own, which no font need cover (Default_Ignorable).
INVISIBLE = frozenset(
    map(
        chr,
        (
            *(0x0A, 0xAD, 0x34F, 0x61C, *range(0x180B, 0x1810), *range(0x200B, 0x2010)),
            *(*range(0x2028, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF),
            *range(0xE0100, 0xE01F0),
        ),
    )
)


class FontFile(NamedTuple):
    """One face in a font file, or one weight of a variable face."""

    path: str
    member: int
    """Of a collection; else 0."""
    family: str
    weight: int
    """OS/2 usWeightClass: 400 regular, 700 bold."""
    italic: bool
    scripts: Mapping[str, int]
    """ISO 15924 codes and how many of their characters the face covers."""
    sha256: str
    variations: tuple[tuple[str, float], ...] = ()
    """Where on its axes a variable face is used."""
    origin: int = 0
    """Where it was found; lower is preferred (see `suitability.Origin`)."""
    version: float = 0.0
    """2.007 is newer than 2.0; 0 if the file does not say."""

    def __hash__(self) -> int:
        # Of what tells files apart.
        return hash((self.path, self.member, self.variations))

    @property
    def name(self) -> str:
        """Family and style, for a person to read."""
        bold = " Bold" if self.weight >= 600 else ""
        return f"{self.family}{bold}{' Italic' if self.italic else ''}"


class Font:
    """An open face, ready to shape and to embed. Lengths are in units of the em, ``upem``."""

    __slots__ = (
        "_checked",
        "_hash",
        "ascent",
        "coverage",
        "descent",
        "face",
        "file",
        "outlines",
        "shaper",
        "upem",
    )

    def __init__(self, file: FontFile) -> None:
        self.file = file
        self.face = _face(Path(file.path), file.member)
        self.shaper = hb.Font(self.face)
        if file.variations:
            self.shaper.set_variations(dict(file.variations))
        self.upem: int = self.face.upem
        self.coverage = self.face.unicodes
        extents = self.shaper.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = -extents.descender
        tags = set(self.face.table_tags)
        self.outlines: str = next((t for t in ("glyf", "CFF ", "CFF2") if t in tags), "")
        self._checked: set[str] = set(INVISIBLE)
        self._hash = hash(file)

    def __eq__(self, other: object) -> bool:
        # A face that was closed and opened again is the same face, and is embedded once.
        return self is other or (isinstance(other, Font) and self.file == other.file)

    def __hash__(self) -> int:
        return self._hash

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """The box around all glyphs: left, bottom, right, top."""
        left, bottom, right, top = struct.unpack(
            ">4h", self.face.reference_table("head").data[36:44]
        )
        return left, bottom, right, top

    def characters(self, glyphs: Iterable[int]) -> dict[int, int]:
        """Code points, of those met so far, by which of these glyphs sets them if unshaped."""
        wanted = set(glyphs)
        codes = map(ord, self._checked - INVISIBLE)
        found = ((self.shaper.get_nominal_glyph(code), code) for code in codes)
        return {glyph: code for glyph, code in found if glyph in wanted}

    def covers(self, characters: Iterable[str]) -> bool:
        """Whether the face has a glyph for each of the characters."""
        return not self.lacking(characters)

    def lacking(self, characters: Iterable[str]) -> set[str]:
        """The characters for which the face has no glyph."""
        unknown = set(characters) - self._checked
        if unknown:
            known = {each for each in unknown if ord(each) in self.coverage}
            self._checked |= known
            unknown -= known
        return unknown


def _face(path: Path, index: int) -> hb.Face:
    try:
        blob = hb.Blob.from_file_path(str(path))
    except (hb.HarfBuzzError, OSError) as error:
        raise FontError(
            "the font cannot be read", where=str(path), remedy="Put the file back, or name another."
        ) from error
    face = hb.Face(blob, index)
    if not face.glyph_count or not len(face.unicodes):
        raise FontError(
            "this is not a font that can be used",
            where=str(path),
            remedy="Use an OpenType font (.ttf, .otf or .ttc).",
        )
    return face


def describe(path: Path, origin: int = 0) -> Iterator[FontFile]:
    """The faces of a font file.

    A variable face with a weight axis is described as regular and as bold. Raises `FontError`
    if the file is no font, or if its licence bits forbid embedding a subset.
    """
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    count = struct.unpack(">L", content[8:12])[0] if content[:4] == b"ttcf" else 1
    for index in range(min(count, 256)):
        face = _face(path, index)
        if _torn(content, index):
            raise FontError(
                "the font is not whole: its file ends before its tables do",
                where=str(path),
                remedy="Fetch it again.",
            )
        yield from _describe_face(face, path, index, digest, origin)


def _torn(content: bytes, index: int) -> bool:
    """Whether a table of a face lies beyond the end of its file (OpenType, table directory)."""
    at = 0
    if content[:4] == b"ttcf":
        at = int.from_bytes(content[12 + 4 * index : 16 + 4 * index], "big")
    count = int.from_bytes(content[at + 4 : at + 6], "big")
    records = (content[at + 12 + 16 * n : at + 28 + 16 * n] for n in range(count))
    whole = [struct.unpack(">LL", each[8:]) for each in records if len(each) == 16]
    return any(start + length > len(content) for start, length in whole)


def _describe_face(
    face: hb.Face, path: Path, index: int, digest: str, origin: int
) -> Iterator[FontFile]:
    tags = set(face.table_tags)
    weight, italic, permission = 400, False, 0
    if "OS/2" in tags and len(table := face.reference_table("OS/2").data) >= 64:
        weight, _, permission = struct.unpack(">HHH", table[4:10])
        italic = bool(struct.unpack(">H", table[62:64])[0] & 1)
    if weight < 600 and "Bold" in (face.get_name(17) or face.get_name(2) or "").split():
        weight = 700  # Noto Serif Myanmar Bold of 2020 says 400 in OS/2
    if not tags & {"glyf", "CFF ", "CFF2"}:
        raise FontError(
            "the font has no outlines (it holds bitmaps or pictures only)",
            where=str(path),
            remedy="Use a font with TrueType or CFF outlines.",
        )
    forbidden = permission & 0xF == _RESTRICTED or permission & (_BITMAP_ONLY | _WHOLE_ONLY)
    if forbidden:
        raise FontError(
            "the font's licence bits (OS/2 fsType) forbid embedding a subset of it in a document",
            where=str(path),
            remedy="Use a font with an open licence, such as Noto.",
        )
    family = face.get_name(16) or face.get_name(1) or path.stem
    version = _version(face)
    counts = Counter(map(scripts().__getitem__, map(chr, face.unicodes)))
    covered = {s: n for s, n in sorted(counts.items()) if s not in ("Zinh", "Zzzz")}
    axes = {axis.tag: axis for axis in face.axis_infos} if "fvar" in tags else {}
    settings: list[tuple[int, tuple[tuple[str, float], ...]]] = [(weight, ())]
    if "wght" in axes:
        low, high = axes["wght"].min_value, axes["wght"].max_value
        weights = sorted({min(max(each, low), high) for each in (400.0, 700.0)})
        settings = [(int(each), (("wght", each),)) for each in weights]
    for weight, variations in settings:
        yield FontFile(
            str(path), index, family, weight, italic, covered, digest, variations, origin, version
        )


def _version(face: hb.Face) -> float:
    """What a face says of its version, to three decimals.

    Its name 5 has the word, as Windows takes it; head.fontRevision is left at 0 or 1 by some
    (Unifont), and of 373 fonts of Debian's and Noto's the two differ in five others by 0.001.
    """
    told = _VERSION.match(face.get_name(5) or "")
    if told:
        return round(float(told[1]), 3)
    revision = int.from_bytes(face.reference_table("head").data[4:8], "big", signed=True)
    return round(revision / 0x10000, 3)
