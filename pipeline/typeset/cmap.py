"""Codes of PDF fonts: how they are written, what they show and what they say (ISO 32000-1, 9.7.5).

Codes are counted from 1, in the order of first use. The first 191 are written as one byte, the
others as two, the first of which is 0xC0 or more. Number 1 is the space and is written as 32,
the one code that word spacing widens (9.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

SPACE = 1
"""The number of the code for a space."""
_SINGLE = 0xC0
MOST = (0x100 - _SINGLE) * 0x100 + _SINGLE - 1
"""How many codes there are."""
_LONGEST = 2000
# No code has this number: poppler (TextPage::addChar) takes word spacing off from the glyph
# whose CID it is, as if that were its code.
_TAKEN = 32
_CODESPACE = f"2 begincodespacerange\n<00><{_SINGLE - 1:02X}>\n<{_SINGLE:02X}00><FFFF>\n"
_HEAD = (
    "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>def\n"
    "/CMapName/{name} def\n/CMapType {kind} def\n" + _CODESPACE + "endcodespacerange\n"
)
_TAIL = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
_ROWS = 100
_ESCAPES = {byte: f"\\{chr(byte)}" for byte in b"()\\"} | {0x0D: "\\r"}


class Codes:
    """What the codes of some fonts say: one table for all of them, and one CMap.

    A font that shows a text by several glyphs has as many codes for it.
    """

    def __init__(self) -> None:
        self.words = [" "]
        """By number, from 1."""
        self._numbers = {(" ", 0): SPACE}

    @property
    def full(self) -> bool:
        """Whether another line of text might need more codes than there are."""
        return len(self.words) > MOST - _LONGEST

    @property
    def short(self) -> bool:
        """Whether there are still codes of one byte."""
        return len(self.words) < _SINGLE - 1

    def number(self, text: str, nth: int) -> int:
        """The code for the ``nth`` glyph, from 0, of a font that says a text."""
        number = self._numbers.get((text, nth))
        if number is None:
            if len(self.words) == _TAKEN - 1:
                self.words.append(" ")
            self.words.append(text)
            number = self._numbers[text, nth] = len(self.words)
        return number


def written(number: int) -> str:
    """A code inside a literal string, a character for each byte."""
    return "".join(_ESCAPES.get(byte, chr(byte)) for byte in _bytes(number))


def to_unicode(words: Sequence[str]) -> bytes:
    """The ToUnicode CMap of codes 1, 2, … that say these words (9.10.3)."""
    said = [text.encode("utf-16-be").hex() for text in words]
    rows = [f"{ends}[<{'><'.join(said[a - 1 : b])}>]" for ends, a, b in _runs(len(said))]
    head = _HEAD.format(ordering="UCS", name="Adobe-Identity-UCS", kind=2)
    return (head + _blocks(rows, "bfrange") + _TAIL).encode("ascii")


def to_cids(count: int) -> bytes:
    """The CMap of as many codes, each of which shows the glyph of its number."""
    rows = [f"{ends}{first}" for ends, first, _ in _runs(count)]
    head = _HEAD.format(ordering="Identity", name="Codes", kind=1) + "/WMode 0 def\n"
    return (head + _blocks(rows, "cidrange") + _TAIL).encode("ascii")


def _bytes(number: int) -> bytes:
    if number == SPACE:
        return b" "
    if number < _SINGLE:
        return bytes([number - 1 if number <= 0x20 else number])
    return (number + (_SINGLE << 8) - _SINGLE).to_bytes(2, "big")


def _runs(count: int) -> Iterator[tuple[str, int, int]]:
    """Codes 1 to ``count`` in runs whose last bytes alone differ, each by one.

    Yields the first and the last code of a run as they are written, and their numbers.
    """
    for _, run in groupby(range(1, count + 1), key=_run):
        numbers = list(run)
        first, last = numbers[0], numbers[-1]
        yield f"<{_bytes(first).hex()}><{_bytes(last).hex()}>", first, last


def _run(number: int) -> tuple[bytes, int]:
    """What the codes of a run share: all bytes but the last, and how it differs from a number."""
    code = _bytes(number)
    return code[:-1], code[-1] - number


def _blocks(rows: list[str], kind: str) -> str:
    blocks = (rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS))
    return "".join(f"{len(b)} begin{kind}\n" + "\n".join(b) + f"\nend{kind}\n" for b in blocks)
