"""What PDFium must be told so that right-to-left lines come out as they were put in.

It reads the codes of a line from left to right and parts them into stretches that run one way;
numbers and marks run neither way, and all beyond the Basic Multilingual Plane counts as signs. It
puts the stretches in the opposite order if the file says that it is read from right to left, or if
more of them run so. Then it turns round each that runs from right to left, and the signs behind it,
and mirrors them; but a stretch that begins with an ActualText stays as it was told
(CPDF_TextPage::CloseTempLine, CFX_BidiString, as of 2026). So the order in which it wants the
stretches is known, and what differs from what the codes say is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.typeset.cells import SPACES, Cell
from pipeline.typeset.characters import bidi_classes
from pipeline.typeset.lines import Line, Run
from pipeline.typeset.shape import UNTURNED, Box, mirrored

_WAYS = {"L": "L", "R": "R", "AL": "R"} | dict.fromkeys(UNTURNED, "W")
_NAMES = {"L": "L", "R": "R", "W": "W", "S": ""}
_STRETCH = re.compile("L+|R+|W+|S+")
# Signs by which other readers are told how words run; no part of the text.
MARKS = frozenset("\u202a\u202b")


class Told(NamedTuple):
    """Cells ``start`` to ``end`` of a group, and what PDFium is told of them."""

    start: int
    end: int
    words: str


class _Stretch(NamedTuple):
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
    cells = [cell for run in runs for cell in run.part.box.cells]
    stretches = _wanted(logical(line.runs), r2l)
    found = list(_joined(_differing(cells, stretches), cells))
    bounds = tuple(accumulate(sum(len(run.part.box.cells) for run in group) for group in groups))
    found = [each for each in found if _keeps_apart(each, cells, bounds)]
    if found and found[-1].end == len(cells):
        words = found[-1].words
        # Else the space behind a number in the margin would be taken for one behind the sign, and
        # a dash for a hyphen at the end of the line.
        if words.endswith("-") or (line.start == 0 and not stretches[-1].way):
            found[-1] = found[-1]._replace(words=words + "\u00a0")
    ends = tuple(_ends(groups))
    pieces = _split(_grown(found, cells, ends), cells, ends)
    turned = [_turned(each, cells, after_rtl) for each in pieces]
    return list(_by_group(turned, groups))


def spaced(group: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs, spaces on the right of a sign set in its font.

    PDFium overlooks a space that is shown by itself, and what is told of it; and it sees white
    behind what is told of several strings.
    """
    runs = list(group)
    for at in range(len(runs) - 1):
        left, right = runs[at].part, runs[at + 1].part
        one, other = left.box, right.box
        if (
            left.item.font != right.item.font
            and one.cells
            and other.cells[:1]
            and other.cells[0].text in SPACES
            and not _way(one.cells[-1].text[-1])
        ):
            advance = round(other.cells[0].advance * right.scale / left.scale)
            space = Cell((), other.cells[0].text, advance)
            runs[at] = _with(runs[at], one.showing((*one.cells, space)))
            runs[at + 1] = _with(runs[at + 1], other.showing(other.cells[1:]))
    return tuple(runs)


def _with(run: Run, box: Box) -> Run:
    return run._replace(part=run.part._replace(box=box))


def whole(words: str, group: tuple[Run, ...], r2l: bool, after_rtl: bool) -> str:
    """What PDFium is told of a group that is a line, so that it reads these words."""
    cells = [cell for run in group for cell in run.part.box.cells]
    told = "".join(each.told for each in _wanted(words, r2l))
    return _turned(Told(0, next(_ends([group])), told), cells, after_rtl).words


def runs_left(words: str) -> bool:
    """Whether PDFium takes the codes of a string to run from right to left (IsRightToLeft)."""
    ways = [way for way, _ in _parted(words)]
    return ways.count("R") > ways.count("L")


def follows_rtl(group: tuple[Run, ...], whole: bool) -> bool:
    """Whether what follows a group comes after a string that runs from right to left for PDFium.

    What is told of a ``whole`` group belongs to the first of its strings.
    """
    cells = [cell for run in group for cell in run.part.box.cells]
    ends = [0, *_ends([group])]
    start, end = (0, ends[1]) if whole else ends[-2:]
    return runs_left("".join(_initial(cell.text) for cell in cells[start:end]))


def logical(runs: Iterable[Run]) -> str:
    """The words of runs in logical order."""
    parts = sorted((run.part for run in runs), key=lambda part: part.start)
    return "".join(part.box.text for part in parts)


def _plain(line: Line, runs: Sequence[Run], r2l: bool) -> bool:
    """Whether PDFium reads a line's codes rightly."""
    ways = {run.part.box.rtl for run in runs}
    if ways == {False} and not r2l and not line.rtl:
        return True
    # No reader turns these round: they are drawn as they are read.
    if max(line.text, default="") > "\uffff":
        return True
    return ways == {True} and not any(run.part.box.odd for run in runs)


def _wanted(words: str, r2l: bool) -> list[_Stretch]:
    """The stretches of a line in the order in which PDFium must be shown them."""
    parted = _parted(words)
    ways = [way for way, _ in parted]
    every = right = r2l or ways.count("R") > ways.count("L")
    stretches = []
    for way, stretch in parted:
        right = way == "R" if way in ("L", "R") else right
        stretches.append(_Stretch(way, stretch, right and way != "W"))
    return stretches[::-1] if every else stretches


def _parted(words: str) -> list[tuple[str, str]]:
    ways = words.translate(_LETTERS)
    return [
        (_NAMES[ways[found.start()]], words[found.start() : found.end()])
        for found in _STRETCH.finditer(ways)
    ]


class _Letters(dict[int, str]):
    """How characters run, a letter for each: their way, or S for signs."""

    def __missing__(self, code: int) -> str:
        sign = code > 0xFFFF
        self[code] = "S" if sign else _WAYS.get(bidi_classes()[chr(code)], "S")
        return self[code]


_LETTERS = _Letters()


def _way(character: str) -> str:
    return _NAMES[_LETTERS[ord(character)]]


def _differing(cells: Sequence[Cell], stretches: Sequence[_Stretch]) -> Iterator[Told]:
    """Where cells do not show what is wanted; as few of them as have the same characters."""
    shown = [cell.text for cell in cells]
    marked = not MARKS.isdisjoint("".join(shown))
    bare = [_bare(text) for text in shown] if marked else shown
    line = "".join(bare)
    # How many characters are shown before each cell.
    before = [0, *accumulate(map(len, bare))]
    start = end = need = 0
    wanted = list[_Stretch]()
    for stretch in stretches:
        wanted.append(stretch)
        need += len(stretch.words)
        end = bisect_left(before, before[start] + need, end, len(cells))
        while marked and end < len(cells) and shown[end] in MARKS:
            end += 1
        codes = line[before[start] : before[end]]
        if len(codes) == need and _permuted(codes, wanted):
            signs = marked and not MARKS.isdisjoint("".join(shown[start:end]))
            if signs or len(wanted) > 1 or not stretch.shown_by(codes):
                yield Told(start, end, "".join(each.told for each in wanted))
            start, need, wanted = end, 0, []
    if wanted:
        yield Told(start, len(cells), "".join(each.told for each in wanted))


def _permuted(codes: str, wanted: Sequence[_Stretch]) -> bool:
    if len(wanted) == 1 and wanted[0].words[::-1] == codes:
        return True
    return Counter(codes) == Counter("".join(each.words for each in wanted))


def _bare(text: str) -> str:
    return text if MARKS.isdisjoint(text) else "".join(e for e in text if e not in MARKS)


def _initial(text: str) -> str:
    """The first of the characters that a cell shows."""
    first = text[:1]
    return _bare(text)[:1] if first in MARKS else first


def _joined(found: Iterable[Told], cells: Sequence[Cell]) -> Iterator[Told]:
    """What is told of neighbours, or of those that a space parts, told at once.

    PDFium overlooks a space that is shown by itself.
    """
    last: Told | None = None
    for each in found:
        if last and not _seen(cells[last.end : each.start]):
            space = "".join(cell.text for cell in cells[last.end : each.start])
            last = Told(last.start, each.end, last.words + space + each.words)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _keeps_apart(given: Told, cells: Sequence[Cell], bounds: Sequence[int]) -> bool:
    """Whether what is told leaves to each group its own characters.

    The call of a note behind a full stop would else be said of the paragraph, and the full stop of
    the note.
    """
    start, end, words = given
    for cut in (*(each for each in bounds if start < each < end), end):
        codes = _bare("".join(cell.text for cell in cells[start:cut]))
        piece, words = words[: len(codes)], words[len(codes) :]
        if Counter(map(_unturned, codes)) != Counter(map(_unturned, piece)):
            return False
        start = cut
    return True


def _unturned(character: str) -> str:
    """A bracket and its mirror image as one."""
    return min(character, mirrored().get(character, character))


def _ends(groups: Iterable[tuple[Run, ...]]) -> Iterator[int]:
    """Where the strings end in which cells are shown: where the font or the group changes."""
    at = 0
    for group in groups:
        for run, following in zip(group, (*group[1:], None), strict=True):
            at += len(run.part.box.cells)
            one, other = run.part.item, following and following.part.item
            if not other or one.font != other.font or one.style != other.style:
                yield at


def _grown(found: Sequence[Told], cells: Sequence[Cell], ends: Sequence[int]) -> Iterator[Told]:
    """What is told, with spaces beside it that would be shown by themselves."""
    last = 0
    for start, end, words in found:
        left = max(last, *(each for each in (0, *ends) if each <= start))
        right = min(each for each in ends if each >= end)
        if not _seen(cells[left:start]):
            words = "".join(cell.text for cell in cells[left:start]) + words
            start = left
        if not _seen(cells[end:right]):
            words += "".join(cell.text for cell in cells[end:right])
            end = right
        yield Told(start, end, words)
        last = end


def _split(found: Iterable[Told], cells: Sequence[Cell], ends: Sequence[int]) -> Iterator[Told]:
    """What is told, cut where the strings end that are shown.

    PDFium measures the white before what follows from where what is told was shown first. It
    overlooks spaces that are shown by themselves, and takes such a hyphen for the end of a line if
    it comes behind another.
    """
    for start, end, words in found:
        for cut in (each for each in ends if start < each < end):
            following = next((each for each in ends if each > cut), end)
            if _seen(cells[start:cut]) and _seen(cells[cut : min(following, end)]):
                count = len(_bare("".join(cell.text for cell in cells[start:cut])))
                count = min(count, len(words) - 1)
                if count > 1 and words[count - 1] == "-" == cells[cut].text:
                    count -= 1
                yield Told(start, cut, words[:count])
                start, words = cut, words[count:]
        yield Told(start, end, words)


def _seen(cells: Sequence[Cell]) -> bool:
    return any(cell.text not in SPACES for cell in cells)


def _turned(given: Told, cells: Sequence[Cell], after_rtl: bool) -> Told:
    """What is told, turned round where PDFium will do so.

    It does if what is shown runs from right to left; or what is told does and what was shown
    before does (CPDF_TextPage::ProcessMarkedContent).
    """
    if not any(_way(each) == "R" for each in given.words):
        return given
    shown = "".join(_initial(cell.text) for cell in cells[given.start : given.end])
    before = _bare("".join(cell.text for cell in cells[: given.start]))
    followed = runs_left(before) if before else after_rtl
    if runs_left(shown) or (followed and runs_left(given.words)):
        return given._replace(words=given.words[::-1])
    return given


def _by_group(
    found: Sequence[Told], groups: Sequence[tuple[Run, ...]]
) -> Iterator[tuple[Told, ...]]:
    """What is told of each group, its cells counted from its first."""
    at = 0
    for group in groups:
        end = at + sum(len(run.part.box.cells) for run in group)
        yield tuple(
            Told(each.start - at, each.end - at, each.words)
            for each in found
            if at <= each.start and each.end <= end
        )
        at = end
