"""A page's characters as PDFium reads them, with where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HYPHEN = "\u00ad"
"""A hyphen that is there because the line ends, or may be."""
# Fonts draw these with the glyphs of other characters, and then PDFs say these: ligatures, Kangxi
# radicals (for 人, 生, 用 …), positional forms of Arabic letters.
_BORROWED = re.compile("[\u2e80-\u2fdf\ufb00-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its box, in points; ``base`` is its baseline."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    made: bool
    """Whether PDFium made it up from a gap."""


def characters(text: Any) -> Iterator[Character | None]:
    """Characters with their boxes; None where PDFium says that a line ends."""
    import ctypes
    from math import hypot

    from pypdfium2 import raw

    high = 0
    x, base, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (0x0A, 0x0D):
            yield None
            continue
        character = HYPHEN if code in (0x02, 0xAD, 0xFFFE) else chr(code)
        if character != HYPHEN and unicodedata.category(character) in ("Cc", "Cs"):
            continue
        if 0xF000 <= code <= 0xF0FF:
            # Symbol fonts have their bullets here; nothing else of theirs is text.
            character = "•"
        elif _BORROWED.match(character):
            character = unicodedata.normalize("NFKC", character)
        left, _, right, _ = text.get_charbox(index, loose=True)
        raw.FPDFText_GetCharOrigin(text.raw, index, x, base)
        raw.FPDFText_GetMatrix(text.raw, index, matrix)
        # The font's size as it is on paper: browsers set 14 and scale by three quarters.
        size = raw.FPDFText_GetFontSize(text.raw, index) * (hypot(matrix.c, matrix.d) or 1.0)
        bold = raw.FPDFText_GetFontWeight(text.raw, index) >= 600
        made = raw.FPDFText_IsGenerated(text.raw, index) == 1
        yield Character(character, left, right, base.value, size, bold, made)


def gap(last: Character, character: Character) -> float:
    """The white between two characters, whichever stands on the left."""
    return max(character.left - last.right, last.left - character.right)


def leftward(text: str) -> bool:
    """Whether most letters of a text are written from right to left (UAX #9, R and AL)."""
    kinds = Counter(unicodedata.bidirectional(character) for character in text)
    return kinds["R"] + kinds["AL"] > kinds["L"]
