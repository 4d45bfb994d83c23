"""UAX #9, judged by Unicode's own two conformance files."""

from __future__ import annotations

import lzma
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset import bidi
from pipeline.typeset.characters import bidi_classes
from pipeline.typeset.embeddings import ISOLATES, paragraph_level

DATA = Path(__file__).parent / "unicode"
# All 770,000 cases take 12 seconds; `make conformance` asks for them.
EVERY = 1 if os.environ.get("CONFORMANCE") else 11
REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
# A character of each class, for the file that speaks of classes only.
SAMPLES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "ES": "+", "ET": "#", "AN": "\u0660",
    "CS": ",", "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "LRO": "\u202d", "RLO": "\u202e",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip


def lines(name: str) -> Iterator[str]:
    with lzma.open(DATA / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        yield from (line.strip() for line in file if line.strip() and line[0] != "#")


def line_levels(text: str, embedding: Sequence[int], base: int) -> list[int]:
    """The levels of a line, with separators and the white space at its end reset (L1).

    Lines of ours leave that white space off, so that the files alone ask for this rule.
    """
    result = list(embedding)
    table = bidi_classes()
    trailing = True
    for at in range(len(text) - 1, -1, -1):
        each = table[text[at]]
        if each in ("B", "S"):
            trailing = True
            result[at] = base
        elif trailing and (each == "WS" or each in ISOLATES or each == "PDI"):
            result[at] = base
        elif each not in REMOVED:
            trailing = False
        elif trailing:
            result[at] = base
    return result


def resolved(
    text: str, classes: list[str], base: int | None, by_class: bool = False
) -> tuple[int, list[str], list[int]]:
    """The paragraph level, the levels of a line (x where removed) and its visual order."""
    level = base if base is not None else paragraph_level(classes) or 0
    found = bidi.class_levels(classes, level, "" if by_class else text)
    shown = line_levels(text, [each or 0 for each in found], level)
    kept = [at for at, each in enumerate(found) if each is not None]
    order = [kept[at] for at in bidi.visual_order([shown[at] for at in kept])]
    words = ["x" if each is None else str(shown[at]) for at, each in enumerate(found)]
    return level, words, order


def test_bidi_character_test() -> None:
    count = 0
    for line in lines("BidiCharacterTest"):
        codes, direction, level, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [bidi_classes()[character] for character in text]
        base = {"0": 0, "1": 1, "2": None}[direction]
        expected = int(level), levels.split(), [int(at) for at in order.split()]
        assert resolved(text, classes, base) == expected, line
        count += 1
    assert count > 90_000


def test_bidi_test() -> None:
    levels: list[str] = []
    order: list[int] = []
    count = 0
    for number, line in enumerate(lines("BidiTest")):
        if line.startswith("@Levels:"):
            levels = line[8:].split()
        elif line.startswith("@Reorder:"):
            order = [int(at) for at in line[9:].split()]
        elif number % EVERY == 0 and line[0] != "@":
            classes, bits = line.split(";")
            text = "".join(SAMPLES[each] for each in classes.split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    assert resolved(text, classes.split(), base, by_class=True)[1:] == (
                        levels,
                        order,
                    ), line
                    count += 1
    assert count > 700_000 / EVERY


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("English", None, [0] * 7),
        ("عربي", None, [1] * 4),
        ("car אבג", None, [0, 0, 0, 0, 1, 1, 1]),
        ("אב 12", None, [1, 1, 1, 2, 2]),
        ("a", 1, [2]),
        ("a אב\u00adג", None, [0, 0, 1, 1, 1, 1]),  # a soft hyphen is of its word
    ],
)
def test_levels(text: str, base: int | None, levels: list[int]) -> None:
    assert bidi.levels(text, base)[1] == levels


@given(st.text("aא1 (ا٠)\u2067\u2069,", max_size=30))
def test_every_character_has_a_level_and_one_place(text: str) -> None:
    base, levels = bidi.levels(text)
    assert len(levels) == len(text)
    assert all(level >= base for level in levels)
    assert sorted(bidi.visual_order(levels)) == list(range(len(text)))


def test_text_that_mixes_is_told_apart_cheaply() -> None:
    assert not bidi.mixes("Ünïcode Ελληνικά 中文")
    assert bidi.mixes("the word سلام")
    turning = {"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"}
    assigned = (chr(code) for code in range(0x110000) if category(chr(code)) != "Cn")
    assert all(map(bidi.mixes, (c for c in assigned if bidi_classes()[c] in turning)))
