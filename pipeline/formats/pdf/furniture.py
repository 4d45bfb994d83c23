"""Page furniture: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.formats.pdf.lines import Line

# Running heads and page numbers stand in the outer parts of a page.
_MARGIN = 0.12
_DIGITS = re.compile(r"\d{1,6}")
_NUMBER_ONLY = re.compile(
    r"[\W_]*(?:\d{1,4}|[ivxlc]{1,6})(?:[\W_]*(?:/|of|de|из|von)?[\W_]*\d{1,4})?[\W_]*"
)

_Likeness = tuple[str, int, float]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads, running feet and page numbers.

    An outermost line in the margin of a page is furniture if it stands at the same height on at
    least half of the pages, or if it is nothing but a number.
    """
    seen: dict[_Likeness, set[int]] = defaultdict(set)
    for page in pages:
        for line in page:
            for likeness in _likenesses(line):
                seen[likeness].add(line.page)
    often = max(2, (len(pages) - 1) // 2)
    return [_without(page, seen, often) for page in pages]


def _without(page: Sequence[Line], seen: dict[_Likeness, set[int]], often: int) -> list[Line]:
    """A page without what recurs, from its head inwards and from its foot inwards."""
    kept = list(page)
    for sign in 1, -1:
        for line in sorted(page, key=lambda line: -sign * line.base):
            recurs = max((len(seen[each]) for each in _likenesses(line)), default=0) >= often
            if not _outer(line) or not (recurs or _NUMBER_ONLY.fullmatch(line.text)):
                break
            if line in kept:
                kept.remove(line)
    return kept


def _outer(line: Line) -> bool:
    return not _MARGIN < line.base / line.page_height < 1 - _MARGIN


def _likenesses(line: Line) -> Iterator[_Likeness]:
    """What a line has in common with the running heads of other pages.

    With its height and size: a title is not the running head that repeats it. Of numbers, one may
    count with the pages; "Article 5" at the top of one page and "Article 9" at the top of another
    do not.
    """
    if not _outer(line):
        return
    words = {line.text}
    for number in _DIGITS.finditer(line.text):
        page = int(number[0]) - line.page
        words.add(f"{line.text[: number.start()]}\0{page}{line.text[number.end() :]}")
    for each in words:
        yield each, int(line.base // 3), line.size
        # The same line may fall to the other side of a border by a hair.
        yield each, int((line.base + 1.5) // 3) - 10_000, line.size
