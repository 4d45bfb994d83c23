"""What PDFium must be told so that right-to-left lines come out as they were put in.

PDFium parts the codes of a line into stretches, orders them and turns some round (`stretches`); but
a stretch that begins with an ActualText stays as it was told. So the order in which it wants the
stretches is known, and what differs from what the codes say is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.typeset.cells import SPACES, Cell
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.shape import mirrored
from pipeline.typeset.stretches import (
    MARKS,
    Stretch,
    any_beyond,
    bare,
    runs_left,
    stretches,
    way_of,
)
from pipeline.typeset.strings import Told, ends_of, grown, held, initials, seen, split, turned


class _Piece(NamedTuple):
    """Cells ``start`` to ``end`` of a line, and which of the stretches they should show."""

    start: int
    end: int
    first: int
    last: int


def told(
    line: Line, groups: Sequence[tuple[Run, ...]], r2l: bool, after_rtl: bool
) -> list[tuple[Told, ...]]:
    """What PDFium is told of each group of a line's runs.

    ``r2l`` is whether the file says that it is read from right to left; ``after_rtl`` whether
    what was shown before the line ran so.
    """
    runs = [run for group in groups for run in group]
    if _plain(line, runs, r2l):
        return [()] * len(groups)
    cells = [cell for run in runs for cell in run.box.cells]
    wanted = stretches(logical(line.runs), r2l)
    ends = tuple(ends_of(groups))
    bounds = tuple(accumulate(sum(len(run.box.cells) for run in group) for group in groups))
    joined = _joined(_differing(cells, wanted, ends), cells, wanted, bounds)
    found = [each for each in joined if _keeps_apart(each, cells, bounds)]
    if not found:
        return [()] * len(groups)
    if found[-1].end == len(cells):
        # Else a dash would be taken for a hyphen at the end of the line, and the space behind a
        # number in the margin for one behind the sign. No-break spaces run as numbers do.
        if found[-1].words.endswith("-"):
            found[-1] = found[-1]._replace(words=found[-1].words + "\u2003")
        elif line.start == 0 and not wanted[-1].way:
            found[-1] = found[-1]._replace(words=found[-1].words + "\u00a0")
    pieces = split(held(grown(found, cells, ends), cells, ends), cells, ends)
    return list(_by_group([turned(each, cells, after_rtl) for each in pieces], groups))


def hyphen(line: Line, group: tuple[Run, ...]) -> Told | None:
    """What PDFium is told of a hyphen that was added at the end of a line, if it would keep it.

    It joins what a hyphen parts if a letter that it knows stands before, or if it is told of the
    hyphen (CPDF_TextPage::IsHyphen); a mark is no letter, nor is what Unicode 5.2 had not.
    """
    last = line.text.rstrip("\u00ad")[-1:]
    if last.isalpha() and last <= "\uffff":
        return None
    end = sum(len(run.box.cells) for run in group)
    return Told(end - 1, end, "-")


def spaced(group: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs, spaces on the right of a sign, or between strings, set in the font beside them.

    PDFium overlooks a space that is shown by itself, and what is told of it; and it sees white
    behind what is told of several strings.
    """
    runs = list(group)
    for at in range(len(runs) - 1):
        left, right = runs[at], runs[at + 1]
        one, other = left.box, right.box
        if (
            left.item.font != right.item.font
            and one.cells
            and other.cells[:1]
            and other.cells[0].text in SPACES
            and (not way_of(one.cells[-1].text[-1]) or _alone(runs, at + 1))
        ):
            advance = round(other.cells[0].advance * right.scale / left.scale)
            space = Cell((), other.cells[0].text, advance)
            runs[at] = runs[at].showing(one.showing((*one.cells, space)))
            runs[at + 1] = runs[at + 1].showing(other.showing(other.cells[1:]))
    return tuple(runs)


def _alone(runs: Sequence[Run], at: int) -> bool:
    """Whether a run is of spaces that stand between strings in other fonts."""
    run = runs[at]
    following = runs[at + 1].item.font if at + 1 < len(runs) else None
    return following != run.item.font and not seen(run.box.cells)


def whole(words: str, group: tuple[Run, ...], r2l: bool, after_rtl: bool) -> str:
    """What PDFium is told of a group that is a line, so that it reads these words."""
    cells = [cell for run in group for cell in run.box.cells]
    told = "".join(each.told for each in stretches(words, r2l))
    return turned(Told(0, next(ends_of([group])), told), cells, after_rtl).words


def follows_rtl(group: tuple[Run, ...], whole: bool) -> bool:
    """Whether what follows a group comes after a string that runs from right to left for PDFium.

    What is told of a ``whole`` group belongs to the first of its strings.
    """
    cells = [cell for run in group for cell in run.box.cells]
    ends = [0, *ends_of([group])]
    start, end = (0, ends[1]) if whole else ends[-2:]
    return runs_left(initials(cells[start:end]))


def logical(runs: Iterable[Run]) -> str:
    """The words of runs in logical order."""
    return "".join(run.box.text for run in sorted(runs, key=lambda run: run.start))


def _plain(line: Line, runs: Sequence[Run], r2l: bool) -> bool:
    """Whether PDFium reads a line's codes rightly."""
    ways = {run.box.rtl for run in runs}
    if ways == {False} and not r2l and not line.rtl:
        return True
    if ways == {True} and not any(run.box.odd for run in runs):
        return True
    # No reader turns these round: they are drawn as they are read.
    return any_beyond(line.text)


def _differing(
    cells: Sequence[Cell], wanted: Sequence[Stretch], ends: Sequence[int]
) -> Iterator[_Piece]:
    """The cells of which PDFium does not read the stretches that are wanted.

    They are cut wherever as many of them show the characters of as many stretches.
    """
    shown = [cell.text for cell in cells]
    marked = not MARKS.isdisjoint("".join(shown))
    said = [bare(text) for text in shown] if marked else shown
    line = "".join(said)
    # How many characters are shown before each cell.
    before = [0, *accumulate(map(len, said))]
    start = end = first = need = 0
    for at, stretch in enumerate(wanted):
        need += len(stretch.words)
        end = bisect_left(before, before[start] + need, end, len(cells))
        while marked and end < len(cells) and shown[end] in MARKS:
            end += 1
        codes = line[before[start] : before[end]]
        right = at == first and stretch.shown_by(codes)
        if right or (len(codes) == need and _permuted(codes, wanted[first : at + 1])):
            if (
                not right
                or (marked and shown[start:end] != said[start:end])
                or (stretch.turned and not stretch.way and _torn(cells, start, end, ends))
            ):
                yield _Piece(start, end, first, at + 1)
            start, first, need = end, at + 1, 0
    if need:
        yield _Piece(start, len(cells), first, len(wanted))


def _torn(cells: Sequence[Cell], start: int, end: int, ends: Sequence[int]) -> bool:
    """Whether spaces among signs end the string before, where they might be told by themselves."""
    return any(not seen(cells[start:cut]) for cut in ends if start < cut < end)


def _permuted(codes: str, wanted: Sequence[Stretch]) -> bool:
    return sorted(codes) == sorted("".join([each.words for each in wanted]))


def _joined(
    pieces: Iterable[_Piece],
    cells: Sequence[Cell],
    wanted: Sequence[Stretch],
    bounds: Sequence[int],
) -> Iterator[Told]:
    """What is told of the pieces, those of a group at once that only signs part.

    PDFium overlooks a space that is shown by itself, and takes signs by themselves for a line of
    their own if they are so high that nothing beside them is as high.
    """
    held: _Piece | None = None
    for piece in pieces:
        if held and not (
            any(each.isalnum() for cell in cells[held.end : piece.start] for each in cell.text)
            or any(held.end <= each <= piece.start for each in bounds)
        ):
            held = _Piece(held.start, piece.end, held.first, piece.last)
            continue
        if held:
            yield _told(held, wanted)
        held = piece
    if held:
        yield _told(held, wanted)


def _told(piece: _Piece, wanted: Sequence[Stretch]) -> Told:
    words = "".join([each.told for each in wanted[piece.first : piece.last]])
    return Told(piece.start, piece.end, words)


def _keeps_apart(given: Told, cells: Sequence[Cell], bounds: Sequence[int]) -> bool:
    """Whether what is told leaves to each group its own characters, all of them.

    The call of a note behind a full stop would else be said of the paragraph, and the full stop of
    the note. And PDFium takes nothing beyond the Basic Multilingual Plane from what it is told.
    """
    start, end, words = given
    if max(words, default="") > "\uffff":
        return False
    for cut in (*(each for each in bounds if start < each < end), end):
        codes = bare("".join(cell.text for cell in cells[start:cut]))
        piece, words = words[: len(codes)], words[len(codes) :]
        if sorted(map(_unturned, codes)) != sorted(map(_unturned, piece)):
            return False
        start = cut
    return True


def _unturned(character: str) -> str:
    """A bracket and its mirror image as one."""
    return min(character, mirrored().get(character, character))


def _by_group(
    found: Sequence[Told], groups: Sequence[tuple[Run, ...]]
) -> Iterator[tuple[Told, ...]]:
    """What is told of each group, its cells counted from its first."""
    at = 0
    for group in groups:
        end = at + sum(len(run.box.cells) for run in group)
        yield tuple(
            Told(each.start - at, each.end - at, each.words)
            for each in found
            if at <= each.start and each.end <= end
        )
        at = end
