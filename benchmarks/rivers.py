"""White rivers in justified text: gaps between words that run on down through the lines.

    python -m benchmarks.rivers

Sets every paragraph of the languages at hand (`benchmarks.udhr`) to the measures of one column
and of two, and counts the rivers: gaps of so many lines in a row of which each overlaps the next
by half of the narrower one (Mittelbach and Rowley, "The Pursuit of Quality", 1992, name rivers as
what the total fit does not see). Beside them stands what chance alone would give: the same lines,
the gaps of each shifted round by some part of the measure (the seed is fixed).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.declarations import FOLDER
from benchmarks.udhr import read
from pipeline.typeset.cells import SPACES
from pipeline.typeset.glosses import placed
from pipeline.typeset.library import font_set
from pipeline.typeset.lines import Line, set_lines
from pipeline.typeset.paragraph import Paragraph, Span

MEASURES = {"one column": 414.0, "two columns": 196.0}
LENGTHS = (3, 4, 5, 6)


class Gap(NamedTuple):
    """White between two words of a line, from the left edge of the measure, in points."""

    left: float
    right: float

    def meets(self, other: Gap) -> bool:
        """Whether white runs on from one line to the next: by half of the narrower gap."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared >= 0.5 * min(self.right - self.left, other.right - other.left)


def gaps(line: Line) -> list[Gap]:
    """The gaps between the words of a line, from left to right."""
    end = line.x + line.width - 0.01
    cells = ((cell.text, line.x + left, room) for _, cell, left, room in placed(line, line.runs))
    return [
        Gap(left, left + room)
        for text, left, room in cells
        if text in SPACES and left > 0.0 and left + room < end
    ]


def rivers(lines: Sequence[Sequence[Gap]]) -> list[int]:
    """How many lines each river runs through, the longest way for each gap where one ends."""
    ended: list[int] = []
    above: list[tuple[Gap, int]] = []
    for line in lines:
        here = [
            (gap, 1 + max((length for upper, length in above if upper.meets(gap)), default=0))
            for gap in line
        ]
        ended += [length for upper, length in above if not any(upper.meets(gap) for gap in line)]
        above = here
    return ended + [length for _, length in above]


def main() -> None:
    """Print rivers by length in a thousand lines, and how long the longest is."""
    fonts = font_set(system=False)
    pages = [read(path) for path in sorted(FOLDER.glob("*.html"))]
    for name, width in MEASURES.items():
        lines = 0
        found: Counter[int] = Counter()
        chance: Counter[int] = Counter()
        for page in pages:
            for text in (text for texts in page.parts.values() for text in texts):
                paragraph = Paragraph((Span(text),), page.locale.bcp47)
                rows = [gaps(line) for line in set_lines(paragraph, width, fonts)]
                lines += len(rows)
                found.update(rivers(rows))
                chance.update(rivers(_shifted(rows, width)))
        print(f"{name}: {lines} lines; longest {max(found)}, by chance {max(chance)}")
        for length in LENGTHS:
            seen, random_ = (_longer(each, length) * 1000 / lines for each in (found, chance))
            print(f"  {length} lines or more: {seen:.2f} in 1,000 lines, by chance {random_:.2f}")


def _shifted(rows: Sequence[Sequence[Gap]], width: float) -> list[list[Gap]]:
    """The same gaps, those of each line shifted round together."""
    source = random.Random(len(rows))
    result = []
    for row in rows:
        by = source.uniform(0, width)
        lefts = ((gap, (gap.left + by) % width) for gap in row)
        result.append([Gap(left, left + gap.right - gap.left) for gap, left in lefts])
    return result


def _longer(counts: Counter[int], length: int) -> int:
    return sum(number for each, number in counts.items() if each >= length)


if __name__ == "__main__":
    main()
