"""What PDFium is told of a line, fitted to the strings in which the line is shown.

A string ends where the font changes, or the element. What is told of several belongs to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.typeset.cells import SPACES, Cell
from pipeline.typeset.measure import Run
from pipeline.typeset.stretches import any_leftwards, bare, runs_left


class Told(NamedTuple):
    """Cells ``start`` to ``end`` of a group, and what PDFium is told of them."""

    start: int
    end: int
    words: str


def ends_of(groups: Iterable[tuple[Run, ...]]) -> Iterator[int]:
    """Where the strings end in which cells are shown: where the font or the group changes."""
    at = 0
    for group in groups:
        item = group[0].item
        for run in group:
            one, item = item, run.item
            if item is not one and (one.font != item.font or one.style != item.style):
                yield at
            at += len(run.box.cells)
        yield at


def grown(found: Sequence[Told], cells: Sequence[Cell], ends: Sequence[int]) -> Iterator[Told]:
    """What is told, with spaces beside it that would be shown by themselves."""
    last = 0
    for start, end, words in found:
        left = max(last, *(each for each in (0, *ends) if each <= start))
        right = min(each for each in ends if each >= end)
        if not seen(cells[left:start]):
            words = "".join(cell.text for cell in cells[left:start]) + words
            start = left
        if not seen(cells[end:right]):
            words += "".join(cell.text for cell in cells[end:right])
            end = right
        yield Told(start, end, words)
        last = end


def held(found: Iterable[Told], cells: Sequence[Cell], ends: Sequence[int]) -> Iterator[Told]:
    """What is told, with what is seen before it where its first string is of spaces alone.

    PDFium overlooks such a string, sees white before the next, and adds a space to what is told.
    """
    last = 0
    for start, end, words in found:
        cut = min(each for each in ends if each > start)
        left = max(last, *(each for each in (0, *ends) if each <= start))
        if cut < end and not seen(cells[start:cut]) and seen(cells[left:start]):
            left = max(at for at in range(left, start) if seen(cells[at : at + 1]))
            words = bare("".join(cell.text for cell in cells[left:start])) + words
            start = left
        yield Told(start, end, words)
        last = end


def split(found: Iterable[Told], cells: Sequence[Cell], ends: Sequence[int]) -> Iterator[Told]:
    """What is told, cut where the strings end that are shown.

    PDFium measures the white before what follows from where what is told was shown first. It
    overlooks spaces that are shown by themselves, and takes such a hyphen for the end of a line if
    it comes behind another.
    """
    for start, end, words in found:
        for cut in (each for each in ends if start < each < end):
            following = next((each for each in ends if each > cut), end)
            if seen(cells[start:cut]) and seen(cells[cut : min(following, end)]):
                count = len(bare("".join(cell.text for cell in cells[start:cut])))
                count = min(count, len(words) - 1)
                if count > 1 and words[count - 1] == "-" == cells[cut].text:
                    count -= 1
                yield Told(start, cut, words[:count])
                start, words = cut, words[count:]
        yield Told(start, end, words)


def turned(given: Told, cells: Sequence[Cell], after_rtl: bool) -> Told:
    """What is told, turned round where PDFium will do so.

    It does if what is shown runs from right to left; or what is told does and what was shown
    before does (CPDF_TextPage::ProcessMarkedContent).
    """
    if not any_leftwards(given.words):
        return given
    if not runs_left(initials(cells[given.start : given.end])):
        before = bare("".join([cell.text for cell in cells[: given.start]]))
        followed = runs_left(before) if before else after_rtl
        if not (followed and runs_left(given.words)):
            return given
    return given._replace(words=given.words[::-1])


def initials(cells: Iterable[Cell]) -> str:
    """The first of the characters that each cell shows."""
    shown = [cell.text for cell in cells]
    return bare("".join([each if len(each) < 2 else bare(each)[:1] for each in shown]))


def seen(cells: Sequence[Cell]) -> bool:
    """Whether anything but spaces, and what shows nothing, is among the cells."""
    return any(cell.text not in SPACES and cell.form != () for cell in cells)
