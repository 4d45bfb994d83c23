"""Lines whose words a reader may not take from the page: the element they belong to says them."""

from __future__ import annotations

import re

from pipeline.typeset.lines import Line

# PDFium takes these apart.
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# How wide letters may be, in ems.
_WIDE = 1.3


def misread(line: Line) -> bool:
    """Whether readers may not take the words of a line as they stand."""
    return _backwards(line) or _dashed(line) or _wide(line) or bool(_LIGATURES.search(line.text))


def _dashed(line: Line) -> bool:
    """Whether a line ends in a hyphen, which readers take for one that is not in the text."""
    return line.hyphenated or line.text.endswith(("-", "- "))


def _wide(line: Line) -> bool:
    """Whether letters at the ends of strings are so wide that PDFium overlooks white beside them.

    It goes by a part of their width: for spaces that are shown by themselves, and for the ends of
    lines (CPDF_TextPage::ProcessInsertObject).
    """
    for part, _ in line.runs:
        cells = part.box.cells
        if cells and max(cells[0].advance, cells[-1].advance) > _WIDE * part.item.font.upem:
            return True
    return False


def _backwards(line: Line) -> bool:
    """Whether any of a line's words run from right to left."""
    runs = line.runs[:1] if line.uniform else line.runs
    return any(run.part.item.level & 1 for run in runs)
