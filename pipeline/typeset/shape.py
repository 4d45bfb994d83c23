"""Words shaped by HarfBuzz into boxes of cells (see `cells`)."""

from __future__ import annotations

from functools import cache
from typing import Any

import uharfbuzz as hb

from pipeline.typeset import squares
from pipeline.typeset.advances import APART, carried, forwards, halved, kept_apart
from pipeline.typeset.cells import MAX_REMEMBERED, SPACES, Cell, cells_of
from pipeline.typeset.characters import bidi_classes, mirrors
from pipeline.typeset.fonts import Font
from pipeline.typeset.pdfjs import FORMATS


class Box:
    """A shaped word, in visual order. Lengths are in font units. Not to be changed.

    A plain class, as one is made for every word of a language: a frozen dataclass takes 1.6 µs
    to make, this 0.5.
    """

    __slots__ = (
        "advance", "cells", "font", "odd", "rtl", "spaces", "text", "trailing", "trailing_spaces",
    )  # fmt: skip

    def __init__(
        self,
        font: Font,
        text: str,
        cells: tuple[Cell, ...],
        advance: int,
        trailing: int,
        spaces: int,
        trailing_spaces: int,
        rtl: bool,
        odd: bool = False,
    ) -> None:
        self.font, self.text, self.cells, self.advance = font, text, cells, advance
        self.trailing = trailing
        """How much of the advance is white space at the logical end."""
        self.spaces = spaces
        """How many cells stretch, the trailing ones not counted."""
        self.trailing_spaces = trailing_spaces
        self.rtl, self.odd = rtl, odd
        """``odd``: whether readers may put its characters in a wrong order (see `readers`)."""

    def showing(self, cells: tuple[Cell, ...], text: str | None = None, wider: int = 0) -> Box:
        """A box of other cells, as wide or ``wider``."""
        spaces = self.trailing, self.spaces, self.trailing_spaces
        words = self.text if text is None else text
        return Box(self.font, words, cells, self.advance + wider, *spaces, self.rtl, self.odd)


def _buffer_for(level: hb.BufferClusterLevel) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.cluster_level = level
    return buffer


# Used again for every word.
_BY_GRAPHEMES = _buffer_for(hb.BufferClusterLevel.MONOTONE_GRAPHEMES)
_BY_CHARACTERS = _buffer_for(hb.BufferClusterLevel.MONOTONE_CHARACTERS)
# Scripts of marks that take room of their own (general category Mc).
_SPACED = frozenset(
    "Bali Batk Beng Cakm Cham Deva Gran Gujr Guru Java Khmr Knda Kthi Lana Lepc Limb Mlym Mtei "
    "Mymr Newa Orya Saur Sinh Sund Taml Telu Tirh".split()
)


class Boxes(dict[str, Box]):
    """The words shaped in one font, script, language and direction."""

    __slots__ = (
        "_buffer", "_direction", "_font", "_language", "_locale", "_rtl", "_script", "_spaced",
        "_square", "_step", "sized",
    )  # fmt: skip

    def __init__(self, font: Font, script: str, locale: str, rtl: bool) -> None:
        super().__init__()
        apart = script in _SPACED
        self._font, self._script, self._locale = font, script, locale
        self._rtl, self._direction = rtl, "rtl" if rtl else "ltr"
        self._language = locale.split("-x-")[0] or "und"
        self._buffer = _BY_CHARACTERS if rtl or apart else _BY_GRAPHEMES
        self._step, self._spaced = round(APART * font.upem), apart
        self._square = script in squares.SCRIPTS
        self.sized: dict[float, Any] = {}
        """What other rooms work out of them and remember as long, by size in points."""

    def __missing__(self, text: str) -> Box:
        global _count
        box = self[text] = self.shaped(text)
        _count += 1
        return box

    def shaped(self, text: str, before: str = "", after: str = "") -> Box:
        """A word shaped between what it joins to on either side. It is not remembered."""
        font, buffer, rtl = self._font, self._buffer, self._rtl
        buffer.clear_contents()
        shift = len(before)
        if shift or after:
            buffer.add_str(before + text + after, shift, len(text))
        else:
            buffer.add_str(text)
        buffer.direction = self._direction
        buffer.script = self._script
        buffer.language = self._language
        hb.shape(font.shaper, buffer)
        cells = cells_of(buffer, text, shift, rtl, self._step, self._spaced)
        # What is not printable are such characters, and white space besides U+0020.
        if not (rtl or text.isprintable()) and FORMATS.search(text):
            cells = list(carried(cells, self._step))
        if self._square and len(cells) > 1:
            cells = halved(cells, self._locale, font.upem)
        advances = [cell[2] for cell in cells]
        trailing = spaces = trailing_spaces = 0
        inked = text.rstrip(" \u3000\n")
        if left := len(text) - len(inked):
            for cell in cells if rtl else reversed(cells):
                left -= len(cell[1])
                trailing += cell[2]
                trailing_spaces += cell[1] in SPACES
                if left <= 0:
                    break
        if " " in inked or "\u00a0" in text:
            spaces = sum([cell[1] in SPACES for cell in cells]) - trailing_spaces
        least = min(advances, default=1)
        if rtl and least <= 0:
            cells = list(kept_apart(cells, self._step))
        elif least < 0:
            cells = list(forwards(cells))
        shown, advance, odd = tuple(cells), sum(advances), rtl and _is_odd(text)
        return Box(font, text, shown, advance, trailing, spaces, trailing_spaces, rtl, odd)


_remembered: dict[tuple[Font, str, str, bool], Boxes] = {}
_count = 0


def boxes(font: Font, script: str, locale: str, rtl: bool) -> Boxes:
    """The boxes remembered for a font, script, language and direction, by text."""
    global _count
    if _count > MAX_REMEMBERED:
        # What was worked out of the boxes holds them, too: parted, both go at once, and the
        # garbage collector need not look through all that is remembered.
        for each in _remembered.values():
            each.sized.clear()
        _remembered.clear()
        _count = 0
    key = (font, script, locale, rtl)
    found = _remembered.get(key)
    if found is None:
        found = _remembered[key] = Boxes(font, script, locale, rtl)
    return found


def shape(
    font: Font, text: str, script: str, locale: str, rtl: bool, before: str = "", after: str = ""
) -> Box:
    """Shape a word. ``before`` and ``after`` are what it joins to on either side."""
    known = boxes(font, script, locale, rtl)
    return known.shaped(text, before, after) if before or after else known[text]


# Classes that poppler takes for numbers.
NUMBERS = frozenset({"AN", "EN", "CS", "ES", "ET"})
# Signs that poppler takes for letters from left to right: its tables are of Unicode 4.0.
STRANGE = frozenset(map(chr, (*range(0x606, 0x609), 0x60B, *range(0x659, 0x660))))
# Classes that PDFium leaves in the order in which they stand (CFX_BidiChar, "kLeftWeak").
UNTURNED = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})


_QUOTES = {"\u2018": "\u2019", "\u2019": "\u2018", "\u201c": "\u201d", "\u201d": "\u201c"}


@cache
def mirrored() -> dict[str, str]:
    """What PDFium takes for another sign from right to left: Unicode's mirrors, and quotes."""
    return {**mirrors(), **_QUOTES}


class _Oddness(dict[str, int]):
    """How odd a character is: 2 by itself, 1 beside another of the kind, 0 not at all."""

    def __missing__(self, character: str) -> int:
        kind = bidi_classes()[character]
        odd = kind in NUMBERS or character in STRANGE or character in mirrored()
        self[character] = 2 if odd else int(kind in UNTURNED)
        return self[character]


_oddness = _Oddness()


def _is_odd(text: str) -> bool:
    """Whether a right-to-left word holds signs that readers treat each in its own way."""
    kinds = [_oddness[each] for each in set(text)]
    return 2 in kinds or kinds.count(1) > 1
