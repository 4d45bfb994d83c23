"""A small CFF font with one glyph for each code of a PDF font (Adobe Technical Notes 5176, 5177).

The counterpart of `truetype`: HarfBuzz takes out the charstrings that are needed, here they are
put in the order of the codes, each with the advance of its code. Glyphs that stand in one
grapheme cluster are drawn anew as one. The font is keyed by CID, and a CID is the code's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import uharfbuzz as hb

from pipeline.typeset.cells import Form, stacked
from pipeline.typeset.fonts import Font
from pipeline.typeset.subset import subset

# Operators of a charstring (5177, Appendix A), and how many numbers stand before those it begins
# with, a width apart.
_RLINETO, _RRCURVETO, _RMOVETO, _ENDCHAR = 5, 8, 21, 14
_FIRST = {_RMOVETO: 2, 4: 1, 22: 1, _ENDCHAR: 0}
# Operators of a DICT (5176, Table 9, 10 and 23); those of two bytes begin with 12.
_BOX, _CHARSET, _CHARSTRINGS, _PRIVATE, _DEFAULT_WIDTH = b"\5", b"\17", b"\21", b"\22", b"\24"
_MATRIX, _ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT = (bytes([12, n]) for n in (7, 30, 34, 36, 37))
_STANDARD_STRINGS = 391


def build(font: Font, forms: Sequence[Form], widths: Sequence[int]) -> bytes:
    """A font whose glyph ``n`` shows ``forms[n - 1]`` with the advance ``widths[n - 1]``.

    Glyph 0 is the font's own ``.notdef``.
    """
    used = {glyph for form in forms for glyph, _, _ in stacked(form)}
    face, numbers = subset(font, sorted({0, *used}))
    outlines = _charstrings(face.reference_table("CFF ").data)
    usual = Counter(widths).most_common(1)[0][0]
    glyphs = []
    for form, width in zip((0, *forms), (font.shaper.get_glyph_h_advance(0), *widths), strict=True):
        outline = _outline(outlines[numbers[form]]) if isinstance(form, int) else None
        if outline is None:
            outline = _drawn(font, form)
        glyphs.append((_number(width) if width != usual else b"") + outline)
    return _file(glyphs, usual, font.upem, font.bounds)


def _charstrings(table: bytes) -> list[bytes]:
    """The charstrings of a CFF table whose Top DICT has integers before operators only."""
    _, at = _index(table, table[2])
    (top, *_), _ = _index(table, at)
    return _index(table, _value(top, _CHARSTRINGS))[0]


def _index(table: bytes, at: int) -> tuple[list[bytes], int]:
    """The members of an INDEX (5176, 5), and where it ends."""
    count = int.from_bytes(table[at : at + 2], "big")
    if not count:
        return [], at + 2
    size, first = table[at + 2], at + 3
    places = range(first, first + (count + 1) * size, size)
    offsets = [int.from_bytes(table[p : p + size], "big") for p in places]
    data = first + (count + 1) * size - 1
    members = [table[data + a : data + b] for a, b in pairwise(offsets)]
    return members, data + offsets[-1]


def _value(entries: bytes, wanted: bytes) -> int:
    """The integer before an operator of a DICT (5176, 4)."""
    at, last = 0, 0
    while at < len(entries):
        first = entries[at]
        if first <= 21:
            end = at + (2 if first == 12 else 1)
            if entries[at:end] == wanted:
                return last
        elif first == 30:  # a real number ends with the nibble f
            end = next(n for n in range(at + 1, len(entries)) if entries[n] & 0xF == 0xF) + 1
        else:
            end = _after(entries, at, dictionary=True)
            last = int.from_bytes(entries[at + 1 : end], "big")
        at = end
    raise ValueError("the font has no charstrings")


def _after(code: bytes, at: int, *, dictionary: bool = False) -> int:
    """Where a number ends that begins here (5176, 4, Table 3; 5177, 3.2)."""
    first = code[at]
    if first == 28:
        return at + 3
    if first == (29 if dictionary else 255):
        return at + 5
    return at + (1 if first <= 246 else 2)


def _outline(charstring: bytes) -> bytes | None:
    """A charstring without its width; None for one that refers to others."""
    at, numbers = 0, []
    while at < len(charstring) and (charstring[at] == 28 or charstring[at] >= 32):
        numbers.append(at)
        at = _after(charstring, at)
    if at >= len(charstring):
        return None
    spare = len(numbers) - _FIRST.get(charstring[at], len(numbers) - 9)
    if spare not in (0, 1):
        return None
    return charstring[_after(charstring, 0) :] if spare else charstring


def _drawn(font: Font, form: Form) -> bytes:
    """Glyphs drawn as one, by HarfBuzz."""
    strokes: list[tuple[int, tuple[tuple[float, float], ...]]] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, _: strokes.append((_RMOVETO, ((x, y),))))
    pen.set_line_to_func(lambda x, y, _: strokes.append((_RLINETO, ((x, y),))))
    pen.set_cubic_to_func(
        lambda a, b, c, d, x, y, _: strokes.append((_RRCURVETO, ((a, b), (c, d), (x, y))))
    )
    code, here = b"", (0, 0)
    for glyph, x, y in stacked(form):
        strokes.clear()
        font.shaper.draw_glyph(glyph, pen, None)
        for operator, points in strokes:
            for each in points:
                to = round(each[0]) + x, round(each[1]) + y
                code += _number(to[0] - here[0]) + _number(to[1] - here[1])
                here = to
            code += bytes([operator])
    return code + bytes([_ENDCHAR])


def _number(value: int) -> bytes:
    """An integer, as charstrings and DICTs have it."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= abs(value) <= 1131:
        high, low = divmod(abs(value) - 108, 256)
        return bytes([high + (247 if value > 0 else 251), low])
    return b"\x1c" + max(-0x8000, min(0x7FFF, value)).to_bytes(2, "big", signed=True)


def _offset(value: int) -> bytes:
    """An integer that takes five bytes whatever it is, so that what follows stays where it is."""
    return b"\x1d" + value.to_bytes(4, "big")


def _real(value: float) -> bytes:
    nibbles = f"{value:.8f}".rstrip("0").replace(".", "a") + "f"
    return b"\x1e" + bytes.fromhex(nibbles + "f" * (len(nibbles) % 2))


def _file(glyphs: list[bytes], usual: int, upem: int, box: Iterable[int]) -> bytes:
    """The file (5176, 2): header, four INDEXes, and what the Top DICT leads to."""
    count = len(glyphs)
    private = _number(usual) + _DEFAULT_WIDTH
    parts = [
        b"\2\0\1" + (count - 2).to_bytes(2, "big"),  # the charset: CIDs from 1 on
        b"\3\0\1\0\0\0" + count.to_bytes(2, "big"),  # FDSelect: all glyphs in the one Font DICT
        private,
        _packed([_number(len(private)) + _offset(0) + _PRIVATE]),
        _packed(glyphs),
    ]
    heads = b"\1\0\4\4" + _packed([b"Font"])
    tails = _packed([b"Adobe", b"Identity"]) + _packed([])

    def top(places: Sequence[int]) -> bytes:
        charset, select, _, array, charstrings = map(_offset, places)
        strings = _number(_STANDARD_STRINGS) + _number(_STANDARD_STRINGS + 1)
        entries = strings + _number(0) + _ROS + b"".join(map(_number, box)) + _BOX
        entries += _number(count) + _CID_COUNT + charset + _CHARSET + charstrings + _CHARSTRINGS
        if upem != 1000:
            scale = _real(1 / upem)
            entries += scale + _number(0) * 2 + scale + _number(0) * 2 + _MATRIX
        return _packed([entries + array + _FD_ARRAY + select + _FD_SELECT])

    start = len(heads) + len(top([0] * len(parts))) + len(tails)
    places = list(accumulate(map(len, parts), initial=start))
    parts[3] = _packed([_number(len(private)) + _offset(places[2]) + _PRIVATE])
    return b"".join((heads, top(places[:-1]), tails, *parts))


def _packed(members: Sequence[bytes]) -> bytes:
    """An INDEX of these members."""
    if not members:
        return b"\0\0"
    offsets = list(accumulate(map(len, members), initial=1))
    size = (offsets[-1].bit_length() + 7) // 8
    places = b"".join(offset.to_bytes(size, "big") for offset in offsets)
    return len(members).to_bytes(2, "big") + bytes([size]) + places + b"".join(members)
