"""Han characters, kana and what stands between them, set solid: square beside square (JLREQ 3.1).

What is cut out of the squares of punctuation, the white between Han and letters or digits of other
scripts, and in vertical lines the squares of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from pipeline.typeset import numerals, squares

if TYPE_CHECKING:
    from pipeline.typeset.measure import Run, Segment


def squeezed(
    text: str, segments: Sequence[Segment], runs: Sequence[tuple[Run, ...]], vertical: bool
) -> Iterator[Segment]:
    """The segments with what is cut out or added between Han characters and others."""
    for segment, own, following in zip_longest(segments, runs, runs[1:]):
        if not own or not following or segment.space:
            yield segment
            continue
        left, right = text[segment.end - 1], text[segment.end]
        last, first = own[-1], following[0]
        size = last.item.style.size
        cut = segment.trim and squares.cut(left, right, last.item.locale)
        if cut and squares.full(first.box):
            yield segment._replace(squeeze=size / 2)
        elif not squares.apart(left, right) or (vertical and numerals.beside(last, first)):
            yield segment
        else:
            yield segment._replace(squeeze=-squares.AUTOSPACE * size)


def standing(
    runs: Sequence[tuple[Run, ...]], segments: Sequence[Segment]
) -> tuple[list[tuple[Run, ...]], list[Segment]]:
    """Runs and segments whose numbers of one or two digits take a square, as in vertical lines."""
    turned = [tuple(map(numerals.squared, own)) for own in runs]
    grown = (
        sum((new.box.advance - old.box.advance) * new.scale for new, old in zip(a, b, strict=True))
        for a, b in zip(turned, runs, strict=True)
    )
    wider = [s._replace(width=s.width + more) for s, more in zip(segments, grown, strict=True)]
    return turned, wider
