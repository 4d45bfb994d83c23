"""Lines whose words a reader may not take from the page: the element they belong to says them."""

from __future__ import annotations

import re

from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Part

# PDFium takes these apart.
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# How wide letters may be, in ems.
_WIDE = 1.55


def misread(line: Line) -> bool:
    """Whether readers may not take the words of a line as they stand."""
    return _backwards(line) or _dashed(line) or _wide(line) or bool(_LIGATURES.search(line.text))


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
    first, last = line.runs[0].part, line.runs[-1].part
    edges = [_widest(first, 0), _widest(last, -1)]
    if not line.uniform and any(part.box.text == " " for part, _ in line.runs):
        edges += [_widest(part, 0) for part, _ in line.runs]
    return max(edges) > _WIDE


def _widest(part: Part, end: int) -> float:
    """How wide the letter at an end of a piece is, in ems."""
    cells = part.box.cells
    return cells[end].advance / part.item.font.upem if cells else 0.0


def _backwards(line: Line) -> bool:
    """Whether any of a line's words run from right to left."""
    runs = line.runs[:1] if line.uniform else line.runs
    return any(run.part.item.level & 1 for run in runs)
