"""Numbers of one or two digits, which stand in vertical lines (JLREQ 3.2.5, *tate-chu-yoko*).

Each takes the square of one Han character. Longer numbers, and what is joined to letters or other
signs that lie on their side (``B-7``, ``1/2``, ``42%``), lie as those do.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.typeset.characters import orientations, scripts

if TYPE_CHECKING:
    from pipeline.typeset.measure import Run

STANDING = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo", "Yiii"})
"""Scripts whose letters stand upright."""
_NUMBER = re.compile(r"[0-9]+(?:\.$)?")  # with the full stop of an item's number
_DIGITS = 2


def upright(character: str) -> bool:
    """Whether a character stands in a vertical line (UAX #50; signs of no script do as squares)."""
    script = scripts()[character]
    return orientations()[character] in ("U", "Tu", "Tr") and (
        script in STANDING or script == "Zyyy"
    )


def numerals(run: Run) -> list[tuple[int, int]]:
    """Where numbers that stand begin and end in the text of a run."""
    if run.item.script not in STANDING:
        return []
    text = run.box.text
    return [
        (start, end)
        for start, end in (found.span() for found in _NUMBER.finditer(text))
        if len(text[start:end].rstrip(".")) <= _DIGITS
        and (start == 0 or _free(text[start - 1]))
        and (end == len(text) or _free(text[end]))
    ]


def _free(neighbour: str) -> bool:
    return neighbour.isspace() or upright(neighbour)


def squared(run: Run) -> Run:
    """A run whose numbers that stand are as long as a square, however many digits they have."""
    places = numerals(run)
    if not places:
        return run
    box = run.box
    starts = [0, *accumulate(len(cell.text) for cell in box.cells)]
    cells, wider = list(box.cells), 0
    for start, end in places:
        first, last = starts.index(start), starts.index(end) - 1
        white = box.font.upem - sum(cell.advance for cell in cells[first : last + 1])
        cells[last] = cells[last]._replace(advance=cells[last].advance + white)
        wider += white
    return run.showing(box.showing(tuple(cells), wider=wider))


def beside(left: Run, right: Run) -> bool:
    """Whether a number that stands ends the run on the left or begins that on the right."""
    return any(end == len(left.box.text) for _, end in numerals(left)) or any(
        start == 0 for start, _ in numerals(right)
    )
