"""Glyphs made of other glyphs of a TrueType font (OpenType 1.9, glyf)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

# Flags of a component.
WORDS, OFFSETS, MORE = 0x1, 0x2, 0x20
_SCALE, _XY_SCALE, _TWO_BY_TWO = 0x8, 0x40, 0x80
_HEADER = 10
COMPOSITE = b"\x80"
"""The first byte of a glyph made of others, or a greater one: it has no number of contours."""
_DEEPEST = 64
_NONE: Mapping[int, Sequence[int]] = MappingProxyType({})


class Extent(NamedTuple):
    """How large a glyph is, or the largest of several in each respect."""

    points: int = 0
    contours: int = 0
    depth: int = 0
    components: int = 0


class Component(NamedTuple):
    """A glyph in a composite glyph: where its number stands, and the number."""

    at: int
    number: int


def components(glyph: bytes) -> list[Component]:
    """What a glyph is made of; nothing if it has an outline of its own, or none at all.

    Raises `ValueError` if it is cut off.
    """
    found: list[Component] = []
    more = len(glyph) >= _HEADER and glyph[:1] >= COMPOSITE
    at = _HEADER
    while more:
        if at + 4 > len(glyph):
            raise ValueError("a glyph ends before its components do")
        flags, number = struct.unpack_from(">HH", glyph, at)
        found.append(Component(at + 2, number))
        at += 8 if flags & WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE) + 8 * bool(flags & _TWO_BY_TWO)
        more = bool(flags & MORE)
    return found


def measured(glyphs: Sequence[bytes], made: Mapping[int, Sequence[int]] = _NONE) -> Extent:
    """The extent of all composite glyphs of a font.

    ``made`` are the components of those of which they are known. Raises `ValueError` if one is made
    of itself or of what is not there. The numbers may be large: a few bytes can ask for billions
    of points.
    """
    parts: dict[int, Sequence[int]] = {
        number: [part for _, part in components(glyph)]
        for number, glyph in enumerate(glyphs)
        if glyph[:1] >= COMPOSITE and number not in made
    }
    parts.update(made)
    if not parts:
        return Extent()
    known: dict[int, Extent] = {}
    found = [_measured(number, glyphs, parts, known) for number in parts]
    points, contours, depth, _ = map(max, zip(*found, strict=True))
    return Extent(points, contours, depth, max(map(len, parts.values())))


def _measured(
    number: int,
    glyphs: Sequence[bytes],
    parts: Mapping[int, Sequence[int]],
    known: dict[int, Extent],
    deep: int = 0,
) -> Extent:
    """The extent of a glyph, remembered in ``known``; ``parts`` are those of composite ones."""
    if number in known:
        return known[number]
    if number >= len(glyphs) or deep > _DEEPEST:
        raise ValueError(f"a glyph is made of glyph {number}, which is made of it or is not there")
    if inner := parts.get(number):
        extents = [
            known.get(part) or _measured(part, glyphs, parts, known, deep + 1) for part in inner
        ]
        points, contours, depth, _ = zip(*extents, strict=True)
        extent = Extent(sum(points), sum(contours), 1 + max(depth))
    else:
        extent = outline(glyphs[number])
    known[number] = extent
    return extent


def outline(glyph: bytes) -> Extent:
    """The extent of a glyph with an outline of its own: its last contour says its last point.

    Raises `ValueError` if it is cut off.
    """
    if len(glyph) < _HEADER or glyph[:1] >= COMPOSITE:
        return Extent()
    contours = int.from_bytes(glyph[:2], "big")
    last = _HEADER + 2 * contours
    if not contours:
        return Extent()
    if last > len(glyph):
        raise ValueError("a glyph ends before its contours do")
    return Extent(int.from_bytes(glyph[last - 2 : last], "big") + 1, contours)
