"""Whether a font can be set and embedded at all: fonts come from strangers, and some are broken.

HarfBuzz never reads beyond a table and takes what is nonsense for something likely; what it gives
is then set wrong, or cannot be taken out of the font when the page is done. So a font is tried
before it is used: it must say a likely size of itself, and all its outlines must come out.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.typeset.composites import measured, outline
from pipeline.typeset.fonts import Font, broken
from pipeline.typeset.subset import subset
from pipeline.typeset.truetype import outlines_of

_EM = range(16, 16385)
"""What head.unitsPerEm may be (OpenType 1.9)."""
_HIGHEST = 10
"""Lines of Nastaliq ask for 2.7 ems, those of stacked Tibetan for 3."""
_LEAST = {"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4}
"""How many bytes these tables have at least."""
_DEEPEST, _MOST_POINTS = 8, 0xFFFF
"""Of glyphs made of others: two levels are usual, and maxp can say no more points."""


def check(font: Font, *, outlines: bool = True) -> None:
    """Raise `FontError` if a font cannot be used; ``outlines`` are looked at if that is asked for.

    65,535 outlines take half a second.
    """
    for fault in _faults(font):
        raise broken(font.file.path, fault)
    if outlines:
        _outlines(font)


def _faults(font: Font) -> Iterator[str]:
    """What is wrong with what a font says of itself."""
    head = font.face.reference_table("head").data
    upem = int.from_bytes(head[18:20], "big")
    for tag, least in _LEAST.items():
        if len(font.face.reference_table(tag).data) < least:
            yield f"its table '{tag}' is missing or cut off"
    if upem not in _EM:
        yield f"its em has {upem} units (head.unitsPerEm)"
    if font.outlines == "glyf" and int.from_bytes(head[50:52], "big") > 1:
        yield "nothing says how its glyphs are found (head.indexToLocFormat)"
    height = font.ascent + font.descent
    if font.ascent <= 0 or not 0 < height <= _HIGHEST * upem:
        yield f"its letters rise {font.ascent} and fall {font.descent} units of an em of {upem}"
    glyphs = {font.shaper.get_nominal_glyph(code) or 0 for code in font.coverage}
    if max(glyphs) >= font.face.glyph_count:
        yield f"its table 'cmap' names glyphs beyond the {font.face.glyph_count} that it has"
    if not any(map(font.shaper.get_glyph_h_advance, glyphs)):
        yield "none of its letters takes any room (hmtx)"


def _outlines(font: Font) -> None:
    """Raise `FontError` if the outlines do not come out of the font, or are endless.

    HarfBuzz leaves glyphs empty that are made of themselves: they are looked for in the font.
    """
    font.lacking(map(chr, font.coverage))  # so that letters are asked for as a text asks for them
    subset(font, range(font.face.glyph_count))
    if font.outlines == "glyf":
        try:
            glyphs = outlines_of(font.face)
            for glyph in glyphs:
                outline(glyph)
            extent = measured(glyphs)
        except ValueError as error:
            raise broken(font.file.path, str(error)) from None
        if extent.depth > _DEEPEST or extent.points > _MOST_POINTS:
            raise broken(font.file.path, "glyphs are made of far too many others")
