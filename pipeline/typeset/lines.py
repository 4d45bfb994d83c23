"""Lines chosen by the whole paragraph (Knuth and Plass, "Breaking Paragraphs into Lines", 1981).

Every way to break is weighed at once: tight and loose lines, hyphens, two hyphens in a row, a
tight line next to a loose one, a last line that is too short. A paragraph is first tried
without hyphens, then with them, at last with whatever fits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.typeset.bidi import visual_order
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.measure import (
    Measured,
    Part,
    Segment,
    hyphenated,
    hyphenated_part,
    measure,
    shaped,
)
from pipeline.typeset.paragraph import Alignment, Paragraph
from pipeline.typeset.shape import shape

# A line's letters may be widened or narrowed by this part of their width, which no reader sees
# (Thành, "Micro-typographic extensions to the TeX typesetting system", 2000).
FLEX = 0.015
# How far lines may be stretched in each pass, in units of their stretchability.
_FIRST, _SECOND = 1.3, 2.2
# The part of lines that may be left open before a whole paragraph is.
_OPEN = 0.2
# What a space may grow by, in ems. Beyond it a line is left ragged: readers of PDF take wider
# gaps for columns (poppler from 0.7 em in all).
_LOOSEST = 0.34
# What then is added behind each letter, in ems, in scripts whose letters stand apart.
_TRACKING = 0.04
_APART = frozenset(
    "Latn Cyrl Grek Armn Geor Cans Cher Mlym Taml Knda Telu Sinh Gujr Orya Ethi Hang Thai Laoo "
    "Khmr Mymr Tfng Olck Osge Vaii Lisu Yiii Java Bali Cham Goth Runr Dsrt Shaw Zyyy".split()
)
_DOUBLE_HYPHEN, _HYPHEN_AT_END, _UNEVEN, _SHORT = 4000.0, 8000.0, 3000.0, 15_000.0
_SHORTEST = 0.12
"""How much of the width the last line should fill."""


class Run(NamedTuple):
    """A shaped piece in its place on a line."""

    part: Part
    after: float = 0.0
    """Points added behind it on its right."""


@dataclass(frozen=True, slots=True)
class Line:
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
    hyphenated: bool = False
    """Whether it ends in a hyphen that is not in the text."""


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
    ends = _choose(segments, widths, _FIRST)
    if ends is None:
        segments = hyphenated(measured, min(widths))
        ends = _choose(segments, widths, _SECOND) or _choose(segments, widths, float("inf"))
    assert ends is not None
    return _composed(measured, segments, ends, widths, justify=True)


def _ragged(measured: Measured, widths: tuple[float, ...]) -> tuple[Line, ...]:
    segments = measured.segments
    if any(segment.width - min(0.0, segment.trim) > min(widths) for segment in segments):
        segments = hyphenated(measured, min(widths))
    balance = measured.paragraph.balance
    ends = _choose(segments, widths, float("inf"), ragged=True, balance=balance)
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
    for number, end in enumerate(ends):
        width = widths[min(number, len(widths) - 1)]
        last = end == len(segments)
        lines.append(_compose(measured, segments[start:end], width, last, justify))
        start = end
    return tuple(lines)


def _choose(
    segments: Sequence[Segment],
    widths: tuple[float, ...],
    tolerance: float,
    ragged: bool = False,
    balance: bool = False,
) -> list[int] | None:
    """Where lines end, as counts of segments; None if some line is looser than ``tolerance``."""
    count = len(segments)
    total = stretched = shrunk = 0.0
    before, elastic, compressible = [0.0], [0.0], [0.0]
    for segment in segments:
        total += segment.width + segment.space - segment.squeeze
        stretched += segment.stretch
        shrunk += segment.shrink
        before.append(total)
        elastic.append(stretched)
        compressible.append(shrunk)
    uniform, last_width = len(widths) == 1, widths[-1]
    desperate = tolerance == float("inf")
    # A node is (cost, segments so far, lines so far, looseness class, hyphen, previous node).
    first: _Node = (0.0, 0, 0, 1, False, None)
    active: list[_Node] = [first]
    for at in range(1, count + 1):
        segment = segments[at - 1]
        end = before[at] - segment.space + segment.squeeze - segment.trim
        final = segment.forced or at == count
        elastic_here = elastic[at] - segment.stretch
        compressible_here = compressible[at] - segment.shrink
        best: dict[tuple[int, int], _Node] = {}
        keep: list[_Node] = []
        overfull: list[tuple[float, _Node]] = []
        for node in active:
            cost, start, lines, looseness, hyphen, _ = node
            width = last_width if uniform else widths[min(lines, len(widths) - 1)]
            natural = end - before[start] - segments[start].indent
            slack = width - natural
            flex = 0.0 if ragged else FLEX * natural
            if slack < 0:
                shrink = 0.0 if ragged else compressible_here - compressible[start] + flex
                if slack < -shrink - 1e-6:
                    overfull.append((-slack, node))
                    if segment.trim <= 0:
                        continue
                    keep.append(node)
                    continue
                ratio = slack / shrink if shrink > 0 else 0.0
            elif final and not balance:
                ratio = 0.0
            else:
                stretch = 0.15 * width if ragged else elastic_here - elastic[start] + flex
                ratio = slack / stretch if stretch > 0 else 1e3
            if not final:
                keep.append(node)
            if ratio > tolerance:
                continue
            badness = min(100.0 * abs(ratio) ** 3, 1e6)
            if ragged:
                badness = 100.0 * ratio * ratio
            price = (1.0 + badness + segment.penalty) ** 2
            kind = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
            if abs(kind - looseness) > 1 and not ragged:
                price += _UNEVEN
            if segment.hyphen and hyphen:
                price += _DOUBLE_HYPHEN
            if final and lines:
                if natural < _SHORTEST * width:
                    price += _SHORT
                if hyphen:
                    price += _HYPHEN_AT_END
            key = (kind, 0 if uniform else min(lines + 1, len(widths)))
            total_cost = cost + price
            if key not in best or total_cost < best[key][0]:
                best[key] = (total_cost, at, lines + 1, kind, segment.hyphen, node)
        if not best and (final or not keep):
            if not desperate:
                return None
            # Nothing fits: the longest line that sticks out least.
            slack, node = min(overfull, key=lambda each: (each[0], each[1][0]))
            best[(0, 0)] = (node[0] + 1e12 * (1 + slack), at, node[2] + 1, 1, False, node)
        active = list(best.values()) if final else keep + list(best.values())
    node = min(active, key=lambda each: each[0])
    ends: list[int] = []
    while node[5] is not None:
        ends.append(node[1])
        node = node[5]
    return ends[::-1]


_Node = tuple[float, int, int, int, bool, "_Node | None"]


def _compose(
    measured: Measured, segments: Sequence[Segment], width: float, last: bool, justify: bool
) -> Line:
    """A line of these segments."""
    itemised, paragraph = measured.itemised, measured.paragraph
    start, end = segments[0].start, segments[-1].end
    final = segments[-1]
    parts = _line_parts(measured, start, end)
    if final.hyphen:
        parts[-1] = hyphenated_part(parts[-1])
    rtl = itemised.base == 1
    sums = _sums(parts)
    spaces, size = sums.spaces, sums.size
    squeezed = sum(segment.squeeze for segment in segments[:-1])
    natural = sums.advance - sums.trailing - segments[0].indent - squeezed
    if not final.hyphen:
        natural -= final.trim
    space, stretch, gaps, tracking = 0.0, 1.0, 0.0, 0.0
    slack = width - natural
    ends_here = last or final.forced
    if justify and not (ends_here and slack >= 0):
        space, stretch, gaps = _justify(segments, spaces, natural, slack, size)
        left = slack - (stretch - 1) * natural - spaces * space
        if not gaps and left > 0.01 * size:
            tracking = _tracking(parts, left / stretch)
            if not tracking:
                space, stretch = 0.0, 1.0
    runs = _runs(segments, parts, gaps)
    if itemised.levels:
        runs = [runs[at] for at in visual_order([part.item.level for part in parts])]
    added = sum(run.after for run in runs) + squeezed
    set_width = natural * stretch + added + space * spaces
    if tracking:
        set_width += tracking * (sum(len(part.box.cells) for part in parts) - 1) * stretch
    hang = (sums.trailing + space * sums.trailing_spaces) if rtl else 0.0
    x = _offset(paragraph.alignment, rtl, width - set_width) - hang - segments[0].indent
    return Line(
        runs=tuple(runs),
        text=itemised.text[start:end],
        start=start,
        end=end,
        x=x,
        width=set_width,
        ascent=sums.ascent,
        descent=sums.descent,
        space=space,
        stretch=stretch,
        tracking=tracking,
        rtl=rtl,
        forced=ends_here,
        hyphenated=final.hyphen,
    )


def _line_parts(measured: Measured, start: int, end: int) -> list[Part]:
    """The shaped pieces between two characters, white space at the end as the line needs it."""
    parts: list[Part] = []
    first = bisect_right(measured.segments, start, key=lambda each: each.start) - 1
    for number in range(first, len(measured.segments)):
        segment = measured.segments[number]
        if segment.start >= end:
            break
        if segment.start >= start and segment.end <= end:
            parts += measured.parts[number]
        else:
            a, b = max(segment.start, start), min(segment.end, end)
            parts += shaped(measured.itemised, a, b)
    rtl = measured.itemised.base == 1
    while parts and parts[-1].box.trailing and parts[-1].box.rtl != rtl:
        # White space at the end of a line runs in the paragraph's direction (UAX #9, L1).
        part = parts.pop()
        inked = part.box.text.rstrip(" \u3000")
        if inked:
            item = part.item
            box = shape(item.font, inked, item.script, item.locale, part.box.rtl)
            parts.append(Part(box, item, part.start))
    return parts


class _Sums(NamedTuple):
    """What the pieces of a line come to, in points."""

    advance: float
    trailing: float
    """White space at the end."""
    spaces: int
    """How many stretch, those at the end not counted."""
    trailing_spaces: int
    ascent: float
    descent: float
    size: float


def _sums(parts: Sequence[Part]) -> _Sums:
    advance = ascent = descent = size = 0.0
    spaces = 0
    item = None
    for part in parts:
        box = part.box
        if part.item is not item:
            item, font, style = part.item, box.font, part.item.style
            points = style.size / font.upem
            ascent = max(ascent, font.ascent * points + style.rise)
            descent = max(descent, font.descent * points - style.rise)
            size = max(size, style.size)
        advance += box.advance * points
        spaces += box.spaces + box.trailing_spaces
    trailing, trailing_spaces = 0.0, 0
    for part in reversed(parts):
        trailing += part.box.trailing * part.scale
        trailing_spaces += part.box.trailing_spaces
        if part.box.trailing < part.box.advance:
            break
    spaces -= trailing_spaces
    return _Sums(advance, trailing, spaces, trailing_spaces, ascent, descent, size)


def _runs(segments: Sequence[Segment], parts: Sequence[Part], gaps: float) -> list[Run]:
    """The pieces with what is added or cut out behind them."""
    behind = {
        segment.end: (gaps if segment.gap else 0.0) - segment.squeeze
        for segment in segments[:-1]
        if segment.squeeze or (gaps and segment.gap)
    }
    if not behind:
        return [Run(part) for part in parts]
    return [Run(part, behind.get(part.start + len(part.box.text), 0.0)) for part in parts]


def _justify(
    segments: Sequence[Segment], spaces: int, natural: float, slack: float, size: float
) -> tuple[float, float, float]:
    """Points for each space, the scale of the letters, and points for each gap without space."""
    inner = segments[:-1]
    flex = FLEX * natural
    if slack < 0:
        room = sum(segment.shrink for segment in inner) + flex
        ratio = min(1.0, -slack / room) if room else 0.0
        scale = 1.0 - FLEX * ratio
        left = -ratio * (room - flex)
        return (left / spaces if spaces else 0.0), scale, 0.0
    gaps = [segment.gap for segment in inner if segment.gap]
    room = sum(segment.stretch for segment in inner) + flex
    ratio = slack / room if room else 0.0
    scale = 1.0 + FLEX * min(ratio, 1.3)
    left = slack - natural * (scale - 1.0)
    between = left * sum(gaps) / (room - flex) if room > flex else 0.0
    for_space = (left - between) / spaces if spaces else 0.0
    for_gap = between / len(gaps) if gaps else 0.0
    if 2 * for_gap > _LOOSEST * size or (gaps and for_space > _LOOSEST * size):
        return 0.0, 1.0, 0.0
    return min(for_space, _LOOSEST * size), scale, for_gap


def _tracking(parts: Sequence[Part], slack: float) -> float:
    """Points behind each letter that fill a loose line; 0 where its script forbids that."""
    cells = 0
    for part in parts:
        if part.item.script not in _APART or part.box.rtl or part.box.font.outlines != "glyf":
            return 0.0
        cells += len(part.box.cells)
    tracking = slack / max(1, cells - 1)
    size = min(part.item.style.size for part in parts)
    return tracking if tracking <= _TRACKING * size else 0.0


def _offset(alignment: Alignment, rtl: bool, slack: float) -> float:
    if alignment is Alignment.CENTER:
        return slack / 2
    ends = alignment is Alignment.END
    return slack if ends != rtl else 0.0
