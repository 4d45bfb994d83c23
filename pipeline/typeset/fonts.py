"""Fonts: one face of one file, opened by HarfBuzz."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from pipeline.errors import FontError

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
        self.face = opened(Path(file.path), file.member)
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


def unreadable(path: Path) -> FontError:
    """The error for a file that cannot be read."""
    return FontError(
        "the font cannot be read", where=str(path), remedy="Put the file back, or name another."
    )


def broken(path: Path | str, what: str) -> FontError:
    """The error for a font that cannot be used."""
    return FontError(
        f"the font is broken: {what}",
        where=str(path),
        remedy="Fetch it again, or use another version of it.",
    )


def opened(path: Path, index: int) -> hb.Face:
    """A face of a file. Raises `FontError` if there is none."""
    try:
        blob = hb.Blob.from_file_path(str(path))
    except (hb.HarfBuzzError, OSError) as error:
        raise unreadable(path) from error
    face = hb.Face(blob, index)
    if not face.glyph_count or not len(face.unicodes):
        raise FontError(
            "this is not a font that can be used",
            where=str(path),
            remedy="Use an OpenType font (.ttf, .otf or .ttc).",
        )
    return face
