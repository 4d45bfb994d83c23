"""Fonts that nobody should have made: each is refused, once and clearly, or set like any other."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FontError
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.composites import components, measured
from pipeline.typeset.description import describe
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import default_files, described
from tests.typeset.documents import simple
from tests.typeset.mutants import patched, small, tables, with_tables

FONT = small("Light is for all. 1/")
COUNT = struct.unpack_from(">H", tables(FONT)["maxp"], 4)[0]


def composite(*parts: int) -> bytes:
    """A glyph made of these."""
    rows = (
        struct.pack(">HHbb", 0x2 | 0x20 * (at < len(parts)), part, 1, 1)
        for at, part in enumerate(parts, 1)
    )
    return struct.pack(">5h", -1, 0, 0, 500, 500) + b"".join(rows)


def of_glyphs(*glyphs: bytes) -> bytes:
    """The font with these glyphs for its own, the last of them as often as is needed."""
    glyphs += glyphs[-1:] * (COUNT - len(glyphs))
    places = [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    head = tables(FONT)["head"]
    return with_tables(
        FONT,
        {
            "glyf": b"".join(glyphs),
            "loca": struct.pack(f">{len(places)}L", *places),
            "head": head[:50] + struct.pack(">h", 1) + head[52:],
        },
    )


def high(font: bytes, ascender: int, descender: int) -> bytes:
    """The font with another height in all the tables that tell one."""
    font = patched(font, "hhea", 4, "3h", ascender, descender, 0)
    return patched(font, "OS/2", 68, "3h2H", ascender, descender, 0, 0, 0)


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "an em of nothing": (lambda: patched(FONT, "head", 18, "H", 0), "its em has 0 units"),
    "an em of much": (lambda: patched(FONT, "head", 18, "H", 65535), "its em has 65535 units"),
    "glyphs found somehow": (lambda: patched(FONT, "head", 50, "h", 7), "indexToLocFormat"),
    "a height of pages": (lambda: high(FONT, 32000, -32000), "rise 32000 and fall 32000"),
    "fewer glyphs": (lambda: patched(FONT, "maxp", 4, "H", 3), "beyond the 3 that it has"),
    "no widths": (lambda: with_tables(FONT, {"hmtx": None}), "'hmtx' is missing"),
    "widths of nothing": (
        lambda: with_tables(FONT, {"hmtx": bytes(len(tables(FONT)["hmtx"]))}),
        "takes any room",
    ),
    "a head cut off": (lambda: with_tables(FONT, {"head": bytes(20)}), "'head' is missing or cut"),
    "no outlines in it": (lambda: with_tables(FONT, {"glyf": b""}), "cannot be taken out"),
    "a glyph made of itself": (lambda: of_glyphs(composite(0)), "made of glyph 0"),
    "glyphs made of each other": (
        lambda: of_glyphs(composite(1), composite(2), composite(0)),
        "made of glyph",
    ),
    "a glyph made of none that is": (lambda: of_glyphs(composite(COUNT + 9)), "is not there"),
    "a glyph of billions": (
        lambda: of_glyphs(b"", *(composite(*30 * (n,)) for n in range(COUNT - 1))),
        "far too many others",
    ),
    "a glyph cut off": (lambda: of_glyphs(composite(0)[:12]), "before its components do"),
    "tables without names": (
        lambda: FONT[:12] + FONT[12:].replace(b"OS/2", b"O\xff/2", 1),
        "tables have no names",
    ),
    "contours without end": (
        lambda: of_glyphs(struct.pack(">5h", 30000, 0, 0, 9, 9) + bytes(8)),
        "before its contours do",
    ),
}


@pytest.mark.parametrize(("made", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_font_is_refused_in_ones_own_folder_and_passed_over_elsewhere(
    made: Callable[[], bytes], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "broken.ttf").write_bytes(made())
    assert described(folder) == []
    with pytest.raises(FontError, match=said) as told:
        described(folder, strict=True)
    assert str(folder / "broken.ttf") in str(told.value)


def test_a_sound_font_is_not_refused(tmp_path: Path) -> None:
    (tmp_path / "sound.ttf").write_bytes(of_glyphs(b"", small_outline(), composite(1, 1)))
    assert len(list(describe(tmp_path / "sound.ttf"))) == 1


def small_outline() -> bytes:
    """A triangle."""
    points = bytes(3 * [0x01]) + struct.pack(">6h", 0, 300, -300, 0, 0, 600)
    return struct.pack(">5hHH", 1, 0, 0, 300, 600, 2, 0) + points + b"\0"


@given(st.binary(max_size=60).map(lambda rest: composite(1)[:10] + rest))
def test_a_glyph_is_made_of_something_or_cut_off(glyph: bytes) -> None:
    try:
        parts = components(glyph)
    except ValueError:
        return
    assert parts
    assert all(10 < part.at <= len(glyph) - 2 for part in parts)


def test_glyphs_in_glyphs_are_measured_once_each() -> None:
    extent = measured([small_outline(), *(composite(*9 * (n,)) for n in range(30))])
    assert extent == (3 * 9**30, 9**30, 30, 9)


@pytest.mark.parametrize("seed", range(25))
def test_a_spoilt_font_is_set_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(FONT)
    for _ in range(chance.choice((1, 4, 16))):
        content[chance.randrange(len(content))] = chance.choice((0, 0x7F, 0x80, 0xFF))
    (tmp_path / "spoilt.ttf").write_bytes(content)
    try:
        own = list(describe(tmp_path / "spoilt.ttf"))
    except FontError:
        return
    assert typeset(simple(), imprint=Imprint(), fonts=FontSet([*own, *default_files()])).pdf
