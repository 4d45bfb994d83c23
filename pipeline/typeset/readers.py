"""What readers of PDF need to be told so that right-to-left text comes out as it was put in.

A page holds glyphs from left to right, and readers turn lines of right-to-left text round by
the characters' bidirectional class. Each knows other classes (measured with poppler 22 and
PDFium 2026): poppler none but those of Hebrew, Arabic, Syriac and Thaana; PDFium none beyond
the Basic Multilingual Plane.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from pipeline.typeset.characters import bidi_classes, mirrors
from pipeline.typeset.lines import Line, Run
from pipeline.typeset.measure import Part
from pipeline.typeset.shape import (
    EMBEDS,
    NUMBERS,
    SPACES,
    UNTURNED,
    Aside,
    Box,
    Cell,
    Form,
    stacked,
)

TURNED = frozenset({"Arab", "Aran", "Hebr", "Syrc", "Thaa"})
"""Scripts that all readers turn round. A file that says it is read from right to left has PDFium
turn all of its lines, of whatever script: those of others must not say so."""
# Scripts that PDFium turns round but poppler does not.
_PDFIUM_ONLY = frozenset({"Nkoo", "Mand", "Samr"})
# Ways of PDFium's: left, right, weak, and none.
_WAYS = {"L": "L", "R": "R", "AL": "R"} | dict.fromkeys(UNTURNED, "W")
# How wide a glyph made of many may be, in ems. PDFium takes lines for one that lie nearer to
# each other than half the width of a character.
_WIDEST = 2
# Poppler reads no more than 62 UTF-16 units of what a code says.
_MOST = 30


def actual_text(words: str) -> str:
    """A property list with this ActualText (ISO 32000-1, 14.9.4)."""
    return f"<</ActualText<FEFF{words.encode('utf-16-be').hex().upper()}>>>"


def opening(group: tuple[Run, ...]) -> str:
    """Begins the two spans around runs that poppler does not turn round; else empty.

    The outer one says them in logical order. PDFium takes the inner one, and turns it round.
    """
    if not _has(group, _PDFIUM_ONLY):
        return ""
    logical = _logical(group)
    return f"/Span{actual_text(logical)}BDC /NonStruct{actual_text(_turned(logical))}BDC"


def _turned(words: str) -> str:
    """What PDFium makes these words of, if it is told so in a file read from left to right.

    It turns each stretch round, but not their order: all of them where more run from right to
    left than from left to right, else those from right to left and the signs behind them. Signs
    that are no part of words from left to right are mirrored (CPDF_TextPage::CloseTempLine).
    """
    classes, mirror = bidi_classes(), mirrors()
    stretches = [
        (way, "".join(run)) for way, run in groupby(words, key=lambda e: _WAYS.get(classes[e], ""))
    ]
    ways = [way for way, _ in stretches]
    every = right = ways.count("R") > ways.count("L")
    told = ""
    for way, stretch in stretches:
        right = way == "R" if way in ("L", "R") else right
        if every or (right and way != "W"):
            stretch = stretch[::-1]
            if not way and right:
                stretch = "".join(mirror.get(each, each) for each in stretch)
        told += stretch
    return told


def as_read(line: Line, group: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs as they must be drawn.

    What no reader turns round is made a few wide glyphs which from left to right say the words
    in logical order.
    """
    plain = line.uniform and not group[0].part.box.rtl
    backwards = [] if plain else [run for run in group if run.part.box.rtl]
    if not backwards:
        spelt = line.text[1:2] == " " and all(len(word) == 1 for word in line.text.split())
        return _spelt(line, group) if spelt and group[0] is line.runs[0] else group
    if _has(group, _PDFIUM_ONLY):  # all is said around them
        return tuple(_with(run, run.part.box.showing(run.part.box.cells)) for run in group)
    turned = any(max(run.part.box.text, default="") > "\uffff" for run in backwards)
    if not turned:
        mixed = len(backwards) < len(group) or any(run.part.box.asides for run in backwards)
        return tuple(_fenced(group)) if mixed else group
    words = _logical(group)
    result = []
    for _, same in groupby(group, key=lambda run: (run.part.item.font, run.part.item.style)):
        runs = list(same)
        cells = []
        for form, advance, count in _fused(line, runs):
            cells.append(Cell(form, words[:count], advance))
            words = words[count:]
        part = runs[0].part
        text = "".join(cell.text for cell in cells)
        box = part.box.showing(tuple(cells), text=text)
        result.append(Run(part._replace(box=box)))
    return tuple(result)


def foreign(line: Line, group: tuple[Run, ...]) -> dict[int, tuple[int, str]]:
    """Runs from left to right in a line that is read from the right, and what PDFium is told.

    By the first of neighbours, where they end. PDFium takes words, numbers and signs in the
    opposite order, and does not turn them round, if no more stretches of the line run from left
    to right than from right to left (CPDF_TextPage::CloseTempLine, CFX_BidiString).
    """
    if not line.rtl or all(run.part.box.rtl for run in group) or _has(group, _PDFIUM_ONLY):
        return {}
    classes = bidi_classes()
    ways = [way for way, _ in groupby(line.text, key=lambda each: _WAYS.get(classes[each], ""))]
    if ways.count("L") > ways.count("R"):
        return {}
    found = {}
    at = 0
    for words, count, signs in _together(group):
        told = _opposite(words)
        if signs or told != words:
            found[at] = (at + count, told)
        at += count
    return found


class _Stretch(NamedTuple):
    """Words from left to right, or a run of the other direction."""

    words: str
    """In logical order."""
    runs: int
    """How many."""
    rtl: bool
    left: bool
    """Whether it begins on the left with a digit or a sign."""
    right: bool


def _together(group: tuple[Run, ...]) -> Iterator[tuple[str, int, bool]]:
    """What is told of neighbouring runs together, their number, and whether signs are in it.

    Numbers belong together with the signs that touch them: PDFium leaves both as they stand, so
    that a sign would come out on the other side of its number. No words for other runs.
    """
    chain: list[_Stretch] = []
    for stretch in _stretches(group):
        last = chain[-1] if chain else stretch
        if chain and not (last.rtl != stretch.rtl and last.right and stretch.left):
            yield _told(chain)
            chain = []
        chain.append(stretch)
    yield _told(chain)


def _told(chain: list[_Stretch]) -> tuple[str, int, bool]:
    words = "".join(each.words for each in reversed(chain))
    alone = all(each.rtl for each in chain)
    return "" if alone else words, sum(each.runs for each in chain), len(chain) > 1


def _stretches(group: tuple[Run, ...]) -> Iterator[_Stretch]:
    for rtl, run in groupby(group, key=lambda each: each.part.box.rtl):
        boxes = [each.part.box for each in run]
        if rtl:
            for box in boxes:
                yield _Stretch(box.text, 1, rtl, _weak(box.cells, 0), _weak(box.cells, -1))
        else:
            words = "".join(box.text for box in boxes)
            number = all(bidi_classes()[each] in UNTURNED for each in words)
            yield _Stretch(words, len(boxes), rtl, number, number)


def _opposite(words: str) -> str:
    classes, mirror = bidi_classes(), mirrors()
    told, after_letters = "", False
    for way, run in groupby(words, key=lambda each: _WAYS.get(classes[each], "")):
        stretch = "".join(run)
        after_letters |= way == "L"
        if not way and not after_letters:
            stretch = "".join(mirror.get(each, each) for each in stretch)
        told = stretch + told
    return told


def _spelt(line: Line, group: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a line of letters by themselves, the first space said with its letter.

    Poppler would take them for the letters of one word that are set apart (TextLine::coalesce).
    """
    run = group[0]
    box = run.part.box
    if len(box.cells) < 2 or box.cells[1].text != " ":
        return group
    letter, space, *rest = box.cells
    advance = letter.advance + space.advance + round(line.space / run.part.scale)
    cells = (Cell(letter.form, letter.text + " ", advance), *rest)
    said = box.showing(cells)
    return (_with(run, said), *group[1:])


def _fenced(group: tuple[Run, ...]) -> Iterator[Run]:
    """The runs, what stands at their edges kept from being turned round with its neighbours."""
    for left, run, right in zip((None, *group), group, (*group[1:], None), strict=False):
        box = run.part.box
        if box.rtl and box.cells:
            before = left is not None and not left.part.box.rtl
            after = right.part.box.cells[:1] if right else ()
            weak = bool(after) and bidi_classes()[after[0].text[-1]] in UNTURNED
            spaced = bool(after) and after[0].text == " "
            if before or weak or spaced or (right and not right.part.box.rtl):
                strange = weak or (right is not None and not right.part.box.rtl)
                fenced = _fence(box, before, strange, spaced)
                yield from (_with(run, each) for each in _parted(fenced, before, strange))
                continue
        yield run


@lru_cache(4096)
def _parted(box: Box, left: bool, right: bool) -> tuple[Box, ...]:
    """A box whose signs at an edge, next to words from left to right, are boxes of their own."""
    cells, asides = box.cells, box.asides
    start, end = 0, len(cells)
    if left and asides and not asides[0].start and _weak(cells[: asides[0].end], 0):
        start = asides[0].end
    if right and asides and asides[-1].end == end and _weak(cells[asides[-1].start :], -1):
        end = max(start, asides[-1].start)
    parts = [(0, start), (start, end), (end, len(cells))]
    return tuple(_between(box, a, b) for a, b in parts if a < b)


def _between(box: Box, start: int, end: int) -> Box:
    """Some of a box's cells, with what is told of them."""
    asides = tuple(
        replace(each, start=each.start - start, end=each.end - start)
        for each in box.asides
        if start <= each.start and each.end <= end
    )
    cells = box.cells[start:end]
    text = "".join(cell.text.removeprefix(EMBEDS) for cell in reversed(cells))
    return box.showing(cells, asides, text)


def _weak(cells: tuple[Cell, ...], edge: int) -> bool:
    """Whether cells are signs or digits, and spaces at most beside them but for the one edge."""
    words = "".join(cell.text for cell in cells).replace(EMBEDS, "")
    signs = [bidi_classes()[each] in UNTURNED for each in words if each not in SPACES]
    return bool(signs) and all(signs) and words[edge] not in SPACES


@lru_cache(4096)
def _fence(box: Box, left: bool, right: bool, spaced: bool) -> Box:
    """A box with words from left to right on the left of it or on its right, or with a space.

    For poppler see `shape`; PDFium takes a sign that embeds words for no part of a number. A
    bracket that it is told it puts before the space in front of it, but not if that is no-break.
    """
    classes, cells, asides = bidi_classes(), box.cells, list(box.asides)
    if right and classes[cells[-1].text[-1]] not in ("R", "AL"):
        start, told = len(cells) - 1, cells[-1].text
        if asides and asides[-1].end == len(cells):
            start, told = asides[-1].start, asides.pop().told
        weak = classes[cells[-1].text[-1]] in UNTURNED
        cells = (*cells, Cell((), EMBEDS, 0))
        asides.append(Aside(start, len(cells), told + EMBEDS * weak, ""))
    elif spaced and asides and asides[-1].said and asides[-1].end == len(cells):
        asides.append(replace(asides.pop(), told=box.asides[-1].told + "\u00a0"))
    if left and classes[cells[0].text[-1]] in NUMBERS:
        end, told = 1, cells[0].text
        if asides and not asides[0].start:
            end, told = asides[0].end, asides.pop(0).told
        cells = (Cell((), EMBEDS, 0), *cells)
        moved = (replace(each, start=each.start + 1, end=each.end + 1) for each in asides)
        asides = [Aside(0, end + 1, EMBEDS + told, ""), *moved]
    return box.showing(cells, tuple(asides))


def _fused(line: Line, runs: list[Run]) -> Iterator[tuple[Form, int, int]]:
    """Wide glyphs: form, advance, and the number of characters; the line's space is in them."""
    form: list[tuple[int, int, int]] = []
    pen, count = 0.0, 0
    widest = (_WIDEST - 1) * runs[0].part.box.font.upem
    for run in runs:
        unit = run.part.scale * line.stretch
        for cell in run.part.box.cells:
            if count + len(cell.text) > _MOST or pen > widest:
                yield tuple(form), round(pen), count
                form, pen, count = [], 0.0, 0
            form += [(glyph, round(pen) + x, y) for glyph, x, y in stacked(cell.form)]
            pen += cell.advance + (line.space / unit if cell.text in SPACES else 0.0)
            count += len(cell.text)
        pen += run.after / unit
    yield tuple(form), round(pen), count


def _with(run: Run, box: Box) -> Run:
    return run._replace(part=run.part._replace(box=box))


def _has(group: tuple[Run, ...], scripts: frozenset[str]) -> bool:
    return any(run.part.box.rtl and run.part.item.script in scripts for run in group)


def _logical(group: tuple[Run, ...]) -> str:
    """The words of a group in logical order."""
    return "".join(part.box.text for part in sorted((run.part for run in group), key=_start))


def _start(part: Part) -> int:
    return part.start
