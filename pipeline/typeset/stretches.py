"""How PDFium parts the characters of a line into stretches that run one way.

Numbers and marks run neither way, and all beyond the Basic Multilingual Plane counts as signs. The
stretches are put in the opposite order if the file says that it is read from right to left, or if
more of them run so. Then each that runs from right to left, and the signs behind it, are turned
round and mirrored (CPDF_TextPage::CloseTempLine, CFX_BidiString, as of 2026).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.typeset.characters import bidi_classes
from pipeline.typeset.shape import UNTURNED, mirrored

_WAYS = {"L": "L", "R": "R", "AL": "R"} | dict.fromkeys(UNTURNED, "W")
_NAMES = {"L": "L", "R": "R", "W": "W", "S": ""}
_STRETCH = re.compile("L+|R+|W+|S+")
# PDFium's tables are of Unicode 5.2. What came later counts as letters in the blocks of scripts
# that run from right to left, and as signs elsewhere, of which such words have the currencies.
_OTHERWISE = {
    "R": "[\u0604\u0605\u065f\u07fd\u0859-\u085b\u0890-\u089f\u08ca-\u08ff"
    "\ufd40-\ufd4f\ufdcf\ufdfe\ufdff]",
    "W": "[\u06de\u070f]",
    "S": "[\u20b9-\u20c0]|[^\\0-\uffff]",
}
# The blocks of such letters (DerivedBidiClass.txt).
_BEYOND = re.compile("[\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Signs by which other readers are told how words run; no part of the text.
MARKS = frozenset("\u202a\u202b")


_new = tuple.__new__


class Stretch(NamedTuple):
    """Characters that run one way: L, R, W for neither, or none for signs."""

    way: str
    words: str
    """In logical order."""
    turned: bool
    """Whether PDFium turns its codes round."""

    @property
    def told(self) -> str:
        """What must be told to be read as these words."""
        if not self.turned:
            return self.words
        return "".join(mirrored().get(each, each) for each in self.words)

    def shown_by(self, codes: str) -> bool:
        """Whether codes from left to right are read as these words."""
        if self.turned:
            return codes == self.words[::-1] and mirrored().keys().isdisjoint(codes)
        return codes == self.words


def stretches(words: str, r2l: bool) -> list[Stretch]:
    """The stretches of a line in the order in which PDFium must be shown them."""
    every = right = r2l or runs_left(words)
    found = []
    start = 0
    for letters in _parted(words):
        way, end = _NAMES[letters[0]], start + len(letters)
        right = way == "R" if way in ("L", "R") else right
        # A line with vowel signs has a hundred of them.
        found.append(_new(Stretch, (way, words[start:end], right and way != "W")))
        start = end
    return found[::-1] if every else found


def _parted(words: str) -> list[str]:
    """The ways of characters, together while they are the same: ``LL``, ``SSS``, ``R``."""
    return _STRETCH.findall(words.translate(_LETTERS))


def runs_left(words: str) -> bool:
    """Whether PDFium takes the codes of a string to run from right to left (IsRightToLeft)."""
    ways = [letters[0] for letters in _parted(words)]
    return ways.count("R") > ways.count("L")


class _Letters(dict[int, str]):
    """How characters run, a letter for each: their way, or S for signs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        otherwise = (way for way, those in _OTHERWISE.items() if re.match(those, character))
        self[code] = next(otherwise, "") or _WAYS.get(bidi_classes()[character], "S")
        return self[code]


_LETTERS = _Letters()


def way_of(character: str) -> str:
    """The way that a character runs, as `Stretch` has it."""
    return _NAMES[_LETTERS[ord(character)]]


def any_leftwards(words: str) -> bool:
    """Whether any of the characters runs from right to left."""
    return "R" in words.translate(_LETTERS)


def any_beyond(text: str) -> bool:
    """Whether letters beyond the Basic Multilingual Plane run from right to left in a text."""
    return _BEYOND.search(text) is not None


def bare(text: str) -> str:
    """A text without the signs that tell other readers how it runs."""
    for mark in MARKS:
        text = text.replace(mark, "")
    return text
