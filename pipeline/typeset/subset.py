"""Outlines taken out of a font, by HarfBuzz."""

from __future__ import annotations

from collections.abc import Collection

import uharfbuzz as hb

from pipeline.typeset.fonts import Font, broken

_KEPT = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp", "CFF ", "CFF2"})
_NEEDED = frozenset({"head", "hhea", "hmtx", "maxp"})
_VARIABLE = frozenset({"fvar", "gvar", "avar", "HVAR"})
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.DOWNGRADE_CFF2
)


def subset(font: Font, glyphs: Collection[int]) -> tuple[hb.Face, dict[int, int]]:
    """A face with these glyphs' outlines only, and the new number of each glyph.

    A variable face comes out static, in the instance that the font stands for. Raises `FontError`
    if the font has not got them.
    """
    request = hb.SubsetInput()
    # Of characters HarfBuzz looks up the glyphs; of glyphs it looks up the characters, among all of
    # the face: 6 ms for 500 of 65,535.
    characters = font.characters(glyphs)
    request.unicode_set.update(characters.values())
    request.glyph_set.update({*glyphs} - {0, *characters})
    request.flags = _FLAGS
    for tag in set(font.face.table_tags) - _KEPT - _VARIABLE:
        request.drop_table_tag_set.add(int.from_bytes(tag.ljust(4).encode("latin-1"), "big"))
    if "fvar" in font.face.table_tags:
        request.pin_all_axes_to_default(font.face)
        for axis, value in font.file.variations:
            request.pin_axis_location(font.face, axis, value)
    try:
        plan = hb.SubsetPlan(font.face, request)
        face = plan.execute()
    except RuntimeError:  # HarfBuzz does not say why
        face = None
    if face is None or not _NEEDED.issubset(face.table_tags):
        raise broken(font.file.path, "its outlines cannot be taken out of it")
    mapping = plan.old_to_new_glyph_mapping
    numbers = {old: mapping[old] for old in {0, *glyphs} if old in mapping}
    if lacking := {*glyphs} - set(numbers):
        raise broken(font.file.path, f"its text is set with glyph {min(lacking)}, which it has not")
    return face, numbers
