"""Lines whose words a reader may not take from the page: the element they belong to says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run

# PDFium takes these apart.
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# How wide letters may be, in ems.
_WIDE = 1.55


def misread(lines: Sequence[Line]) -> bool:
    """Whether readers may not take the words of lines as they stand."""
    return (
        any(map(_dashed, lines))
        or any(map(_backwards, lines))
        or any(map(_wide, lines))
        or _LIGATURES.search("".join([line.text for line in lines])) is not None
    )


def _dashed(line: Line) -> bool:
    """Whether a line ends in a hyphen, which readers take for one that is not in the text."""
    return line.hyphenated or line.text.endswith(("-", "- "))


def _wide(line: Line) -> bool:
    """Whether letters are so wide that PDFium overlooks white beside them.

    It goes by a part of their width: for the ends of lines, and for spaces that are shown by
    themselves (CPDF_TextPage::ProcessInsertObject).
    """
    if not line.runs:
        return False
    if _widest(line.runs[0], 0) > _WIDE or _widest(line.runs[-1], -1) > _WIDE:
        return True
    if line.uniform or not any(run.box.text == " " for run in line.runs):
        return False
    return any(_widest(run, 0) > _WIDE for run in line.runs)


def _widest(run: Run, end: int) -> float:
    """How wide the letter at an end of a piece is, in ems."""
    cells = run.box.cells
    return cells[end].advance / run.item.font.upem if cells else 0.0


def _backwards(line: Line) -> bool:
    """Whether any of a line's words run from right to left."""
    if line.uniform:
        return line.runs[0].item.level & 1 == 1
    return any(run.item.level & 1 for run in line.runs)
