"""Full-width punctuation and what stands between Han characters and others.

Chinese and Japanese punctuation fills half of its square; where two such marks meet, and at
the ends of a line, the empty halves are cut off (CLREQ 3.1.6, JLREQ 3.1.4 and 3.1.5).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.locales import Locale
from pipeline.typeset.characters import scripts

if TYPE_CHECKING:
    from pipeline.typeset.shape import Box

SCRIPTS = frozenset({"Hani", "Hira", "Kana", "Bopo"})
AUTOSPACE = 0.09
"""Ems between Han and Latin letters or digits; readers take 0.1 em for a space."""
TOP, BOTTOM = 0.88, -0.12
"""The edges of the square that a letter fills, above the baseline in ems (OpenType, BASE ideo)."""
_OPENING = frozenset("（［｛「『【《〈〔〖〘〝“‘")
_CLOSING = frozenset("）］｝」』】》〉〕〗〙〟”’")
_WESTERN = frozenset({"Latn", "Grek", "Cyrl"})


@lru_cache(64)
def _closing(locale: str) -> frozenset[str]:
    """Marks whose ink is in the first half of the square, as a language draws them."""
    written = Locale.parse(locale).written
    if written == "Hant":
        return _CLOSING  # commas and stops stand in the middle
    if written == "Hans":
        return _CLOSING | frozenset("、。，．：；！？")
    return _CLOSING | frozenset("、。，．")


def closes(character: str, locale: str) -> bool:
    """Whether the second half of a mark's square is empty."""
    return character in _closing(locale)


def opens(character: str) -> bool:
    """Whether the first half of a mark's square is empty."""
    return character in _OPENING


def full(box: Box) -> bool:
    """Whether the last cell is a full-width one (a quotation mark may be narrow)."""
    return bool(box.cells) and box.cells[-1].advance >= box.font.upem


def cut(left: str, right: str, locale: str) -> bool:
    """Whether half a square is cut out between two marks."""
    if closes(left, locale):
        return opens(right) or closes(right, locale)
    return opens(left) and opens(right)


def apart(left: str, right: str) -> bool:
    """Whether a Han character or kana meets a letter or digit of another script."""
    table = scripts()
    one, other = table[left], table[right]
    if one in SCRIPTS:
        return other in _WESTERN or right.isdecimal()
    return other in SCRIPTS and (one in _WESTERN or left.isdecimal())
