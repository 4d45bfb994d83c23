"""Glyphs made of other glyphs of a TrueType font (OpenType 1.9, glyf)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

# Flags of a component.
WORDS, OFFSETS, MORE = 0x1, 0x2, 0x20
_SCALE, _XY_SCALE, _TWO_BY_TWO = 0x8, 0x40, 0x80
_HEADER = 10
_DEEPEST = 64


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
    more = len(glyph) >= _HEADER and glyph[0] >= 0x80
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


def measured(glyphs: Sequence[bytes]) -> Extent:
    """The extent of all composite glyphs of a font.

    Raises `ValueError` if one of them is made of itself or of what is not there. The numbers may be
    large: a few bytes can ask for billions of points.
    """
    known: dict[int, Extent] = {}
    most = Extent()
    for number, glyph in enumerate(glyphs):
        if inner := components(glyph):
            extent = _measured(number, glyphs, known)._replace(components=len(inner))
            most = Extent(*map(max, most, extent))
    return most


def _measured(
    number: int, glyphs: Sequence[bytes], known: dict[int, Extent], deep: int = 0
) -> Extent:
    """The extent of a glyph, remembered in ``known``."""
    if number in known:
        return known[number]
    if number >= len(glyphs) or deep > _DEEPEST:
        raise ValueError(f"a glyph is made of glyph {number}, which is made of it or is not there")
    inner = [_measured(part, glyphs, known, deep + 1) for _, part in components(glyphs[number])]
    extent = outline(glyphs[number])
    if inner:
        points, contours = sum(each.points for each in inner), sum(each.contours for each in inner)
        extent = Extent(points, contours, 1 + max(each.depth for each in inner))
    known[number] = extent
    return extent


def outline(glyph: bytes) -> Extent:
    """The extent of a glyph with an outline of its own: its last contour says its last point.

    Raises `ValueError` if it is cut off.
    """
    if len(glyph) < _HEADER or glyph[0] >= 0x80:
        return Extent()
    contours = int.from_bytes(glyph[:2], "big")
    last = _HEADER + 2 * contours
    if not contours:
        return Extent()
    if last > len(glyph):
        raise ValueError("a glyph ends before its contours do")
    return Extent(int.from_bytes(glyph[last - 2 : last], "big") + 1, contours)
