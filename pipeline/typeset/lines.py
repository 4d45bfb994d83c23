"""Lines: a paragraph broken, justified and put in visual order.

A paragraph is first tried without hyphens, then with them, at last with whatever fits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.typeset.bidi import visual_order
from pipeline.typeset.cuts import hyphenated, hyphenated_run
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.justify import SPREAD, Sums, justified, sums
from pipeline.typeset.justify import tracking as tracking_of
from pipeline.typeset.measure import Measured, Run, Segment, measure, shaped
from pipeline.typeset.paragraph import Alignment, Paragraph
from pipeline.typeset.shape import shape
from pipeline.typeset.totalfit import choose, reached

# How far lines may be stretched in each pass, in units of their stretchability.
_FIRST, _SECOND = 1.3, 2.2
# The part of lines that may be left open before a whole paragraph is.
_OPEN = 0.2


class Line(NamedTuple):
    """A line ready to be drawn. Lengths are points; y grows upwards from the baseline."""

    runs: tuple[Run, ...]
    """From left to right."""
    text: str
    """Its characters in logical order, a hyphen that was added not among them."""
    start: int
    """Where its text starts in the paragraph's."""
    end: int
    x: float
    """Where its ink starts, from the left edge of the measure (the alignment is in it)."""
    width: float
    """From the first to the last letter; white space at the end is not counted."""
    ascent: float
    descent: float
    """Of the fonts, positive below the baseline."""
    space: float = 0.0
    """Points added to each space."""
    stretch: float = 1.0
    """The horizontal scale of the letters, near 1."""
    tracking: float = 0.0
    """Points added behind each code, before ``stretch``."""
    rtl: bool = False
    forced: bool = False
    """Whether the text itself ends the line here."""
    uniform: bool = False
    """Whether its runs are of one item."""
    hyphenated: bool = False
    """Whether it ends in a hyphen that is not in the text."""
    apart: bool = False
    """Whether points are added behind some of its runs."""


def set_lines(
    paragraph: Paragraph, widths: Sequence[float] | float, fonts: FontSet
) -> tuple[Line, ...]:
    """The lines of a paragraph. ``widths`` are those of the first lines; the last one goes on."""
    return fit(measure(paragraph, fonts), widths)


def fit(measured: Measured, widths: Sequence[float] | float) -> tuple[Line, ...]:
    """The best lines of a measured paragraph."""
    given = (widths,) if isinstance(widths, int | float) else tuple(widths)
    if not measured.segments:
        return ()
    if measured.paragraph.alignment is Alignment.JUSTIFY:
        lines = _justified(measured, given)
        full = [line for line in lines if not line.forced]
        open_ = sum(line.width < given[-1] - 0.5 for line in full)
        if open_ <= _OPEN * len(full):
            return lines
    # The words of the language are too long for the measure: an even rag looks better than
    # lines of which some are full and some are not.
    return _ragged(measured, given)


def _justified(measured: Measured, widths: tuple[float, ...]) -> tuple[Line, ...]:
    segments = measured.segments
    ends = choose(segments, widths, _FIRST)
    if ends is None:
        size = max(item.style.size for item in measured.itemised.items)
        among = reached(segments, widths[0], _SECOND, size) if len(widths) == 1 else None
        segments = hyphenated(measured, min(widths), among)
        ends = choose(segments, widths, _SECOND)
    if ends is None:
        segments = hyphenated(measured, min(widths))
        ends = choose(segments, widths, float("inf"))
    assert ends is not None
    return _composed(measured, segments, ends, widths, justify=True)


def _ragged(measured: Measured, widths: tuple[float, ...]) -> tuple[Line, ...]:
    segments = measured.segments
    if any(segment.width - min(0.0, segment.trim) > min(widths) for segment in segments):
        segments = hyphenated(measured, min(widths))
    balance = measured.paragraph.balance
    ends = choose(segments, widths, float("inf"), ragged=True, balance=balance)
    assert ends is not None
    return _composed(measured, segments, ends, widths, justify=False)


def _composed(
    measured: Measured,
    segments: Sequence[Segment],
    ends: Sequence[int],
    widths: tuple[float, ...],
    justify: bool,
) -> tuple[Line, ...]:
    lines = []
    start = 0
    whole = segments is measured.segments
    for number, end in enumerate(ends):
        width = widths[min(number, len(widths) - 1)]
        last = end == len(segments)
        line = segments[start:end]
        # Where no word is cut, a line has the runs that its segments have.
        runs = (
            [run for own in measured.runs[start:end] for run in own]
            if whole
            else _runs(measured, line[0].start, line[-1].end)
        )
        lines.append(_compose(measured, line, runs, width, last, justify))
        start = end
    return tuple(lines)


def _compose(
    measured: Measured,
    segments: Sequence[Segment],
    runs: list[Run],
    width: float,
    last: bool,
    justify: bool,
) -> Line:
    """A line of these segments, which are shaped into these runs in logical order."""
    itemised, paragraph = measured.itemised, measured.paragraph
    start, end = segments[0].start, segments[-1].end
    final = segments[-1]
    rtl = itemised.base == 1
    _end(runs, rtl)
    if final.hyphen:
        runs[-1] = hyphenated_run(runs[-1])
    total = sums(runs)
    squeezes = [segment.squeeze for segment in segments[:-1]]
    squeezed = sum(squeezes)
    natural = total.advance - total.trailing - segments[0].indent - squeezed
    if not final.hyphen:
        natural -= final.trim
    slack = width - natural
    ends_here = last or final.forced
    space, stretch, gaps, tracking = 0.0, 1.0, 0.0, 0.0
    if justify and not (ends_here and slack >= 0):
        space, stretch, gaps, tracking = _filled(segments, runs, total, natural, slack)
    apart = bool(gaps) or any(squeezes)
    if apart:
        runs = _set_apart(segments, runs, gaps)
    if itemised.levels:
        runs = [runs[at] for at in visual_order([run.item.level for run in runs])]
    added = sum(run.after for run in runs) + squeezed if apart else 0.0
    set_width = natural * stretch + added + space * total.spaces
    if tracking:
        set_width += tracking * (sum(len(run.box.cells) for run in runs) - 1) * stretch
    hang = (total.trailing + space * total.trailing_spaces) if rtl else 0.0
    x = _offset(paragraph.alignment, rtl, width - set_width) - hang - segments[0].indent
    return Line(
        runs=tuple(runs),
        text=itemised.text[start:end],
        start=start,
        end=end,
        x=x,
        width=set_width,
        ascent=total.ascent,
        descent=total.descent,
        space=space,
        stretch=stretch,
        tracking=tracking,
        rtl=rtl,
        forced=ends_here,
        uniform=len(itemised.items) == 1 and bool(runs),
        hyphenated=final.hyphen,
        apart=apart,
    )


def _filled(
    segments: Sequence[Segment], runs: list[Run], total: Sums, natural: float, slack: float
) -> tuple[float, float, float, float]:
    """How a line takes up its slack: points for each space, the scale of the letters, points for
    each gap without space, points behind each code."""
    space, stretch, gaps = justified(segments, total.spaces, natural, slack, total.size)
    left = slack - (stretch - 1) * natural - total.spaces * space
    if gaps and runs[0].item.script in SPREAD:
        tracking = tracking_of(runs, left / stretch)
        return space, stretch, 0.0 if tracking else gaps, tracking
    if gaps or left <= 0.01 * total.size:
        return space, stretch, gaps, 0.0
    tracking = tracking_of(runs, left / stretch)
    # What cannot be filled is not widened either.
    return (space, stretch, gaps, tracking) if tracking else (0.0, 1.0, gaps, 0.0)


def _runs(measured: Measured, start: int, end: int) -> list[Run]:
    """The runs between two characters, shaped anew where a word is cut."""
    runs: list[Run] = []
    first = bisect_right(measured.segments, start, key=_start) - 1
    for number in range(first, len(measured.segments)):
        segment = measured.segments[number]
        if segment.start >= end:
            break
        if segment.start >= start and segment.end <= end:
            runs += measured.runs[number]
        else:
            a, b = max(segment.start, start), min(segment.end, end)
            runs += shaped(measured.itemised, a, b)
    return runs


_start = attrgetter("start")


def _end(runs: list[Run], rtl: bool) -> None:
    """Leave white space off that runs otherwise than the paragraph (UAX #9, L1), in place."""
    while runs and runs[-1].box.rtl != rtl and runs[-1].box.trailing:
        run = runs.pop()
        inked = run.box.text.rstrip(" \u3000")
        if inked:
            item = run.item
            box = shape(item.font, inked, item.script, item.locale, run.box.rtl)
            runs.append(Run(box, item, run.start))


def _set_apart(segments: Sequence[Segment], runs: Sequence[Run], gaps: float) -> list[Run]:
    """The runs with what is added or cut out behind them."""
    behind = {
        segment.end: (gaps if segment.gap else 0.0) - segment.squeeze
        for segment in segments[:-1]
        if segment.squeeze or (gaps and segment.gap)
    }
    return [run._replace(after=behind.get(run.start + len(run.box.text), 0.0)) for run in runs]


def _offset(alignment: Alignment, rtl: bool, slack: float) -> float:
    if alignment is Alignment.CENTER:
        return slack / 2
    ends = alignment is Alignment.END
    return slack if ends != rtl else 0.0
