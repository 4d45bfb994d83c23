"""A small TrueType font with one glyph for each code of a PDF font (OpenType 1.9, glyf).

HarfBuzz takes out the outlines that are needed; here they are put in the order of the codes,
and glyphs that stand in one grapheme cluster are stacked into one composite glyph, so that a
PDF needs neither text rise nor backward moves, and a reader gets one code for one cluster.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import uharfbuzz as hb

from pipeline.typeset.cells import Form, stacked
from pipeline.typeset.composites import (
    COMPOSITE,
    MORE,
    OFFSETS,
    WORDS,
    Extent,
    components,
    measured,
)
from pipeline.typeset.fonts import Font
from pipeline.typeset.subset import subset


def build(
    font: Font, forms: Sequence[Form], widths: Sequence[int], *, coded: bool = False
) -> bytes:
    """A font whose glyph ``n`` shows ``forms[n - 1]`` with the advance ``widths[n - 1]``.

    Glyph 0 is the font's own ``.notdef``. If it is to be ``coded``, a simple font of a PDF finds
    the glyph of each code, which has its number.
    """
    used = {glyph for form in forms for glyph, _, _ in stacked(form)}
    face, numbers = subset(font, sorted({0, *used}))
    outlines = outlines_of(face)
    advances = _advances(face, len(outlines))

    # The first code that shows a glyph as it is stands for it in composites too.
    place: dict[int, int] = {numbers[0]: 0}
    for code, form in enumerate(forms, 1):
        if isinstance(form, int):
            place.setdefault(numbers[form], code)
    extra = [new for new in range(len(outlines)) if new not in place]
    place.update((new, len(forms) + 1 + at) for at, new in enumerate(extra))

    stacks = {
        form: [(numbers[g], x, y) for g, x, y in form if len(outlines[numbers[g]]) >= 10]
        for form in forms
        if not isinstance(form, int)
    }
    bounds = _bounds(stacks.values(), outlines)
    glyphs = [
        _renumbered(outlines[numbers[form]], bounds, place)
        if isinstance(form, int)
        else _stacked(stacks[form], bounds, place)
        for form in (0, *forms)
    ]
    glyphs += [_renumbered(outlines[new], bounds, place) for new in extra]
    widths = [advances[numbers[0]], *widths, *(advances[new] for new in extra)]
    left = struct.unpack_from(">h", bounds)[0]
    metrics = [
        struct.pack(">Hh", min(width, 0xFFFF), left if len(glyph) >= 10 else 0)
        for width, glyph in zip(widths, glyphs, strict=True)
    ]
    made = {
        code: [place[glyph] for glyph, _, _ in stacks[form]]
        for code, form in enumerate(forms, 1)
        if not isinstance(form, int)
    }
    more = {"cmap": _symbols(len(forms))} if coded else {}
    return _font(face, glyphs, metrics, measured(glyphs, made), more)


def outlines_of(face: hb.Face) -> list[bytes]:
    """The glyphs of a face, by number."""
    long = struct.unpack(">h", face.reference_table("head").data[50:52])[0]
    loca, glyf = face.reference_table("loca").data, face.reference_table("glyf").data
    if long:
        offsets = struct.unpack_from(f">{len(loca) // 4}L", loca)
    else:
        offsets = tuple(2 * at for at in struct.unpack_from(f">{len(loca) // 2}H", loca))
    return [glyf[a:b] for a, b in pairwise(offsets)]


def _advances(face: hb.Face, count: int) -> list[int]:
    long: int = struct.unpack(">H", face.reference_table("hhea").data[34:36])[0]
    table = face.reference_table("hmtx").data
    advances: list[int] = [struct.unpack(">H", table[4 * at : 4 * at + 2])[0] for at in range(long)]
    return advances + advances[-1:] * (count - long)


def _renumbered(glyph: bytes, bounds: bytes, place: dict[int, int]) -> bytes:
    """A glyph with the box of all, whose components are found at their new places."""
    if len(glyph) < 10:
        return glyph
    result = bytearray(glyph)
    result[2:10] = bounds
    if glyph[:1] >= COMPOSITE:
        for at, number in components(glyph):
            struct.pack_into(">H", result, at, place[number])
    return bytes(result)


_Stack = list[tuple[int, int, int]]
"""Glyphs of the subset that show something, and where."""


def _bounds(stacks: Iterable[_Stack], outlines: list[bytes]) -> bytes:
    """The box around all glyphs and stacks, each of which gives it as its own.

    What shows a glyph measures its outlines, and moves them by its side bearing less this box's
    left edge: one for all takes a tenth of a font's room.
    """
    own = [struct.unpack(">4h", each[2:10]) if len(each) >= 10 else None for each in outlines]
    boxes = [each for each in own if each]
    for glyph, x, y in {placed for stack in stacks for placed in stack}:
        left, bottom, right, top = own[glyph] or (0, 0, 0, 0)
        boxes.append((left + x, bottom + y, right + x, top + y))
    left, bottom, right, top = zip(*boxes, strict=True) if boxes else ((0,),) * 4
    return struct.pack(">4h", *map(_clamp, (min(left), min(bottom), max(right), max(top))))


def _stacked(stack: _Stack, bounds: bytes, place: dict[int, int]) -> bytes:
    """A composite glyph; empty if it shows nothing."""
    parts = []
    for at, (glyph, x, y) in enumerate(stack, 1):
        wide = not (-0x80 <= x < 0x80 and -0x80 <= y < 0x80)
        flags = OFFSETS | WORDS * wide | MORE * (at < len(stack))
        parts.append(struct.pack(">HH", flags, place[glyph]))
        parts.append(struct.pack(">hh" if wide else ">bb", _clamp(x), _clamp(y)))
    return struct.pack(">h", -1) + bounds + b"".join(parts) if parts else b""


def _clamp(value: int) -> int:
    return max(-0x8000, min(0x7FFF, value))


def _font(
    face: hb.Face,
    glyphs: list[bytes],
    metrics: list[bytes],
    extent: Extent,
    more: dict[str, bytes],
) -> bytes:
    """The file, from its glyphs, the rest of the face's tables, and ``more`` tables.

    ``metrics`` are the rows of the table hmtx, ``extent`` is that of its composite glyphs.
    """
    padded = [glyph + bytes(len(glyph) % 2) for glyph in glyphs]
    offsets = [0, *accumulate(map(len, padded))]
    short = offsets[-1] < 0x20000
    head = bytearray(face.reference_table("head").data)
    hhea = bytearray(face.reference_table("hhea").data)
    maxp = bytearray(face.reference_table("maxp").data)
    struct.pack_into(">L", head, 8, 0)
    head[20:36] = bytes(16)  # when the whole font was made
    struct.pack_into(">h", head, 50, not short)
    struct.pack_into(">H", hhea, 34, len(glyphs))
    struct.pack_into(">H", maxp, 4, len(glyphs))
    if len(maxp) >= 32:
        points, contours, depth, parts = (min(each, 0xFFFF) for each in extent)
        struct.pack_into(">2H", maxp, 10, points, contours)
        struct.pack_into(">2H", maxp, 28, parts, depth)
    return _file(
        {
            "glyf": b"".join(padded),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(metrics),
            "loca": _locations(offsets, short),
            "maxp": bytes(maxp),
            **more,
        }
    )


def _symbols(count: int) -> bytes:
    """The table ``cmap`` of a symbolic font (ISO 32000-1, 9.6.6.4): U+F000 and up, as counted."""
    head = struct.pack(">HHHHL", 0, 1, 3, 0, 12)
    ends, starts, deltas = (0xF000 + count, 0xFFFF), (0xF001, 0xFFFF), (0x1000, 1)
    return head + struct.pack(
        ">7H2HH2H2H2H", 4, 32, 0, 4, 4, 1, 0, *ends, 0, *starts, *deltas, 0, 0
    )


def _locations(offsets: list[int], short: bool) -> bytes:
    """The table ``loca``, in its short form of halved offsets if it may be that."""
    if short:
        return struct.pack(f">{len(offsets)}H", *(offset // 2 for offset in offsets))
    return struct.pack(f">{len(offsets)}L", *offsets)


def _sum(content: bytes) -> int:
    """The checksum of some whole words of four bytes."""
    words: tuple[int, ...] = struct.unpack(f">{len(content) // 4}L", content)
    return sum(words) & 0xFFFFFFFF


def _file(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, in order of their tags."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(
        ">LHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    at = 12 + 16 * count
    directory, content, total = b"", b"", 0
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        checksum = _sum(padded)
        total += checksum
        directory += struct.pack(">4sLLL", tag.encode(), checksum, at + len(content), len(data))
        content += padded
    whole = bytearray(header + directory + content)
    total += _sum(header + directory)
    head = directory.index(b"head")
    start = struct.unpack(">L", directory[head + 8 : head + 12])[0]
    struct.pack_into(">L", whole, start + 8, (0xB1B0AFBA - total) & 0xFFFFFFFF)
    return bytes(whole)
