"""Codes of PDF fonts: how they are written, what they show and what they say (ISO 32000-1, 9.7.5).

A code has a number, its CID, from 1 on. Those up to 191 are written as one byte, the number
itself; the others as two, the first of which is 0xC0 or more. The space is 32, the one code
that word spacing widens (9.3.3; poppler asks for the CID 32 instead: TextPage::addChar).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

SPACE = 0x20
"""The number of the code for a space."""
_SINGLE = 0xC0
MOST = (0x100 - _SINGLE) * 0x100 + _SINGLE - 1
"""How many codes there are."""
_LONGEST = 2000
# Ghostscript 10.00 reads two line feeds in a row as one.
_ESCAPES = {byte: f"\\{chr(byte)}" for byte in b"()\\"} | {0x0A: "\\n", 0x0D: "\\r"}
_WRITTEN = [_ESCAPES.get(byte, chr(byte)) for byte in range(0x100)]
# In this order codes are given. Figures and capitals are what operators are written with: a page
# of fewer different bytes takes up to 7 % less room. What must be escaped comes last.
_ORDER = sorted(
    range(1, _SINGLE), key=lambda byte: (byte != SPACE, byte in _ESCAPES, byte < 0x2D, byte)
)
_ONE_BYTE = "1 begincodespacerange\n<00><FF>\n"
_EITHER = f"2 begincodespacerange\n<00><{_SINGLE - 1:02X}>\n<{_SINGLE:02X}00><FFFF>\n"
_HEAD = (
    "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>def\n"
    "/CMapName/{name} def\n/CMapType {kind} def\n{space}endcodespacerange\n"
)
_TAIL = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
_ROWS = 100


class Codes:
    """What the codes of some fonts say: one table for all of them, and one CMap.

    A font that shows a text by several glyphs has as many codes for it. The ``common`` letters
    have the first codes, the others in the order in which they are asked for.
    """

    def __init__(self, common: Iterable[str] = ()) -> None:
        self.words = {SPACE: " "}
        """By number."""
        self._numbers = {(" ", 0): SPACE}
        for letter in common:
            self.number(letter, 0)

    @property
    def full(self) -> bool:
        """Whether another line of text might need more codes than there are."""
        return len(self.words) > MOST - _LONGEST

    @property
    def short(self) -> bool:
        """Whether all codes are of one byte, and there are more."""
        return len(self.words) < len(_ORDER)

    def number(self, text: str, nth: int) -> int:
        """The code for the ``nth`` glyph, from 0, of a font that says a text."""
        number = self._numbers.get((text, nth))
        if number is None:
            given = len(self.words)
            number = _ORDER[given] if self.short else given + 1
            self.words[number] = text
            self._numbers[text, nth] = number
        return number


def written(number: int) -> str:
    """A code inside a literal string, a character for each byte."""
    if number < _SINGLE:
        return _WRITTEN[number]
    first, second = divmod(number - _SINGLE, 0x100)
    return _WRITTEN[_SINGLE + first] + _WRITTEN[second]


def to_unicode(words: Mapping[int, str]) -> bytes:
    """The ToUnicode CMap of codes that say these words (9.10.3)."""
    said = {
        number: words[number].encode("utf-16-be", "surrogatepass").hex() for number in sorted(words)
    }
    rows = [f"{_ends(run)}[<{'><'.join(said[each] for each in run)}>]" for run in _runs(said)]
    space = _ONE_BYTE if max(said) < _SINGLE else _EITHER
    head = _HEAD.format(ordering="UCS", name="UCS", kind=2, space=space)
    return (head + _blocks(rows, "bfrange") + _TAIL).encode("ascii")


def to_cids(count: int) -> bytes:
    """The CMap of as many codes, each of which shows the glyph of its number."""
    rows = [f"{_ends(run)}{run[0]}" for run in _runs(range(1, count + 1))]
    head = _HEAD.format(ordering="Identity", name="Codes", kind=1, space=_EITHER)
    return (head + _blocks(rows, "cidrange") + _TAIL).encode("ascii")


def _bytes(number: int) -> bytes:
    if number < _SINGLE:
        return bytes([number])
    first, second = divmod(number - _SINGLE, 0x100)
    return bytes([_SINGLE + first, second])


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Rising numbers in runs each of one more, whose codes differ in the last byte alone."""
    for _, run in groupby(
        enumerate(numbers), key=lambda each: (each[1] - each[0], _bytes(each[1])[:-1])
    ):
        yield [number for _, number in run]


def _ends(run: Sequence[int]) -> str:
    """The first and the last code of a run."""
    return f"<{_bytes(run[0]).hex()}><{_bytes(run[-1]).hex()}>"


def _blocks(rows: list[str], kind: str) -> str:
    blocks = (rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS))
    return "".join(f"{len(b)} begin{kind}\n" + "\n".join(b) + f"\nend{kind}\n" for b in blocks)
