"""How a line is made as wide as its measure, as its script does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.typeset.measure import Run, Segment
from pipeline.typeset.totalfit import FLEX

# What a space may grow by, in ems. Beyond it a line is left ragged: readers of PDF take wider
# gaps for columns (poppler from 0.7 em in all).
_LOOSEST = 0.4
# So many spaces make up for half a hundredth of a line's width.
_ENOUGH = 6
# What then is added behind each letter, in ems, in scripts whose letters stand apart.
_TRACKING = 0.065
_APART = frozenset(
    "Latn Cyrl Grek Armn Geor Cans Cher Mlym Taml Knda Telu Sinh Gujr Orya Ethi Hang Thai Laoo "
    "Khmr Mymr Tfng Olck Osge Vaii Lisu Yiii Java Bali Cham Goth Runr Dsrt Shaw Zyyy".split()
)

# Scripts without a space between words, in which a space means what a comma does elsewhere: white
# between words would look like it. All letters of a line are set apart instead, by very little
# (in word processors, "Thai distributed"; in CSS, ``text-justify: inter-character``).
SPREAD = frozenset("Thai Laoo Khmr Mymr Java Bali Cham".split())


class Sums(NamedTuple):
    """What the runs of a line come to, in points."""

    advance: float
    trailing: float
    """White space at the end."""
    spaces: int
    """How many stretch, those at the end not counted."""
    trailing_spaces: int
    ascent: float
    descent: float
    size: float


def sums(runs: Sequence[Run]) -> Sums:
    """Add up the runs of a line."""
    advance = ascent = descent = size = 0.0
    trailing, spaces, trailing_spaces = 0.0, 0, 0
    item = None
    for box, itself, _, _ in runs:
        if itself is not item:
            item, font, style = itself, box.font, itself.style
            points = style.size / font.upem
            ascent = max(ascent, font.ascent * points + style.rise)
            descent = max(descent, font.descent * points - style.rise)
            size = max(size, style.size)
        advance += box.advance * points
        spaces += box.spaces + box.trailing_spaces
    for run in reversed(runs):
        box = run.box
        trailing += box.trailing * run.scale
        trailing_spaces += box.trailing_spaces
        if box.trailing < box.advance:
            break
    spaces -= trailing_spaces
    return Sums(advance, trailing, spaces, trailing_spaces, ascent, descent, size)


def justified(
    segments: Sequence[Segment], spaces: int, natural: float, slack: float, size: float
) -> tuple[float, float, float]:
    """Points for each space, the scale of the letters, and points for each gap without space."""
    inner = segments[:-1]
    flex = FLEX * natural
    if slack < 0:
        room = sum([segment.shrink for segment in inner]) + flex
        ratio = min(1.0, -slack / room) if room else 0.0
        scale = _stepped(1.0 - FLEX * ratio, spaces)
        left = -ratio * room - natural * (scale - 1.0)
        return (left / spaces if spaces else 0.0), scale, 0.0
    gaps = [segment.gap for segment in inner if segment.gap]
    room = sum([segment.stretch for segment in inner]) + flex
    ratio = slack / room if room else 0.0
    scale = _stepped(1.0 + FLEX * min(ratio, 1.3), spaces)
    left = slack - natural * (scale - 1.0)
    between = left * sum(gaps) / (room - flex) if room > flex else 0.0
    for_space = (left - between) / spaces if spaces else 0.0
    for_gap = between / len(gaps) if gaps else 0.0
    if 2 * for_gap > _LOOSEST * size or (gaps and for_space > _LOOSEST * size):
        return 0.0, 1.0, 0.0
    return min(for_space, _LOOSEST * size), scale, for_gap


def _stepped(scale: float, spaces: int) -> float:
    """The nearest of few scales: of five, if there are spaces enough to make up for it unseen."""
    return round(scale, 2 if spaces >= _ENOUGH else 3) if spaces else scale


def tracking(runs: Sequence[Run], slack: float) -> float:
    """Points behind each letter that fill a loose line; 0 where its script forbids that."""
    cells = 0
    for run in runs:
        if run.item.script not in _APART or run.box.rtl:
            return 0.0
        cells += len(run.box.cells)
    tracking = slack / max(1, cells - 1)
    size = min(run.item.style.size for run in runs)
    return tracking if tracking <= _TRACKING * size else 0.0
