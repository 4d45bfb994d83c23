"""What Unicode says about a character: direction, brackets, script, orientation, line starts.

Tables of the Unicode Character Database (``data/unicode.txt``), so that the same text is set
the same way under every version of Python. Looked up by character and remembered.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path


class Property(dict[str, str]):
    """A property of characters, read as ``property[character]``.

    A dictionary that fills itself, so that known characters cost one look-up.
    """

    def __init__(self, name: str, default: str) -> None:
        super().__init__()
        rows = _section(name)
        self._starts = [int(start, 16) for start, _, _ in rows]
        self._ends = [int(end, 16) for _, end, _ in rows]
        self._values = [value for _, _, value in rows]
        self._default = default

    def __missing__(self, character: str) -> str:
        code = ord(character)
        at = bisect_right(self._starts, code) - 1
        value = self._values[at] if at >= 0 and code <= self._ends[at] else self._default
        self[character] = value
        return value


def _section(name: str) -> list[list[str]]:
    """The rows of a table: two words and the rest."""
    text = Path(__file__).with_name("data").joinpath("unicode.txt").read_text("utf-8")
    section = text.partition(f"[{name}]\n")[2].partition("\n[")[0]
    return [row.split(None, 2) for row in section.splitlines()]


@cache
def bidi_classes() -> Property:
    """Bidi_Class, ``L`` or ``AL`` (UAX #9, table 4)."""
    return Property("bidi", "L")


@cache
def scripts() -> Property:
    """Script as an ISO 15924 code; ``Zyyy`` common, ``Zinh`` inherited, ``Zzzz`` unknown."""
    return Property("script", "Zzzz")


@cache
def nonstarters() -> Property:
    """``NS`` for what begins no line, even after a space: stops and repetition marks."""
    return Property("nonstarters", "")


@cache
def script_extensions() -> Property:
    """Script_Extensions as codes with spaces between, empty where they are the script alone."""
    return Property("extensions", "")


@cache
def orientations() -> Property:
    """Vertical_Orientation: ``U``, ``R``, ``Tu`` or ``Tr`` (UAX #50)."""
    return Property("vertical", "R")


@cache
def mirrors() -> dict[str, str]:
    """Characters that look like another one seen in a mirror (Bidi_Mirroring_Glyph)."""
    return {chr(int(one, 16)): chr(int(other, 16)) for one, other in _section("mirrors")}


@cache
def brackets() -> dict[str, tuple[str, str]]:
    """Paired brackets: the other one, and ``o`` or ``c`` (UAX #9, BD14 and BD15)."""
    rows = _section("brackets")
    return {chr(int(one, 16)): (chr(int(other, 16)), kind) for one, other, kind in rows}
