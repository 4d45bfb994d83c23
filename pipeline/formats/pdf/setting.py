"""How a text is set: its columns and their edges, its leading, the indents of its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.formats.pdf.characters import leftward
from pipeline.formats.pdf.lines import Line
from pipeline.formats.pdf.order import Frame
from pipeline.formats.pdf.wording import HAN

MARKER = re.compile(
    r"(?:\(?(?:(?P<number>\d{1,3})|[a-zA-Zα-ωа-я]|[ivxlcIVXLC]{1,5})[.)](?!\d)"
    r"|(?P<bullet>[•·▪◦‣–—*-])(?=\s)|第.{1,4}[条條章节節]|(?P<wide>\d{1,3})[、．]"
    r"|[一二三四五六七八九十]{1,3}[、．])\s*"
)
"""The number or the bullet that an item begins with."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end, mirrored for what is written to the left."""

    start: float
    end: float
    justified: bool


class Setting:
    """What was measured of a text, and its lines counted from where their columns begin.

    ``body`` is the size of its letters in points.
    """

    def __init__(self, frames: Sequence[Frame], body: float) -> None:
        lines = [line for frame in frames for line in frame]
        if leftward("".join(line.text for line in lines)):
            frames = [tuple(map(_mirrored, frame)) for frame in frames]
        # Where all is bold, or a font only says so, bold tells nothing.
        if 2 * sum(len(x.text) for x in lines if x.bold) > sum(len(x.text) for x in lines):
            frames = [tuple(replace(line, bold=False) for line in frame) for frame in frames]
        self.frames = frames
        self.body = body
        self.leading = _leading(frames, body)
        letters = "".join(line.text for line in lines)
        self.han = 2 * len(HAN.findall(letters)) > len(letters)
        self.columns = [self._column(frame) for frame in frames]
        justified = self._is_justified()
        # From here on, places are counted from where the column begins: a paragraph that goes on in
        # the next column begins there at the same place.
        self.frames = [
            tuple(_shifted(line, -column.start) for line in frame)
            for frame, column in zip(frames, self.columns, strict=True)
        ]
        self.columns = [Column(0.0, c.end - c.start, justified) for c in self.columns]
        self.indent = self._usual_indent()

    def _column(self, frame: Frame) -> Column:
        """The edges of a column; where it is short, those of the longest like it."""
        best = frame
        for other in self.frames:
            alike = (
                abs(_start(other) - _start(frame)) < 2.5 * self.body
                and _end(other) >= _end(frame) - 0.5 * self.body
            )
            on_page = other[0].page == frame[0].page
            if alike and len(best) < 4 and (on_page or len(other) > 2 * len(best)):
                best = other
        return Column(_start(best), self._edge(best), False)

    def _edge(self, frame: Frame) -> float:
        """Where the lines of a column end; of Han, punctuation may hang out beyond."""
        places = Counter(round(line.right) for line in frame)
        end = _end(frame)
        usual = [
            at for at, n in places.items() if n > len(frame) / 5 and at > end - 1.6 * self.body
        ]
        return float(max(usual)) if self.han and usual else end

    def _is_justified(self) -> bool:
        """Whether the lines within paragraphs end at the edge; of Han, within a character of it."""
        full = whole = 0
        slack = (1.1 if self.han else 0.3) * self.body
        for frame, column in zip(self.frames, self.columns, strict=True):
            for last, line in pairwise(frame):
                if (
                    abs(last.size - self.body) < 0.1 * self.body
                    and last.size == line.size
                    and self.step(last, line) < 1.22
                    and not self.indented(line, column)
                    and not MARKER.match(line.text)
                ):
                    whole += 1
                    full += last.right > column.end - slack
        return whole > 2 and full >= 0.6 * whole

    def _usual_indent(self) -> float:
        """How far the first lines of paragraphs are indented, 0 where they are told otherwise."""
        found: Counter[int] = Counter()
        apart = 0
        for frame, column in zip(self.frames, self.columns, strict=True):
            for last, line in pairwise(frame):
                if line.size != last.size or MARKER.match(line.text) or MARKER.match(last.text):
                    continue
                if self.step(last, line) > 1.22:
                    apart += 1
                elif self.indented(line, column) and not self.indented(last, column):
                    found[round(line.left - column.start)] += 1
        return found.most_common(1)[0][0] if found.total() > max(2, apart / 3) else 0.0

    def indented(self, line: Line, column: Column) -> bool:
        """Whether a line begins further in than its column, but not in the middle."""
        return 0.7 * line.size < line.left - column.start < 5 * line.size

    def first(self, line: Line, column: Column) -> bool:
        """Whether a line is indented as the first lines of paragraphs are."""
        return bool(self.indent) and abs(line.left - column.start - self.indent) < 0.3 * line.size

    def step(self, last: Line, line: Line) -> float:
        """The step down to a line in multiples of the usual one."""
        scale = max(1.0, line.size / self.body)
        return (last.base - line.base) / max(self.leading * scale, 0.8 * line.size)


def _mirrored(line: Line) -> Line:
    return replace(line, left=-line.right, right=-line.left)


def _shifted(line: Line, by: float) -> Line:
    return replace(line, left=line.left + by, right=line.right + by)


def _start(frame: Frame) -> float:
    """Where lines begin: the leftmost place where several do."""
    places = Counter(round(line.left) for line in frame)
    usual = [at for at, count in places.items() if count > 0.15 * len(frame)]
    return float(min(usual or places))


def _end(frame: Frame) -> float:
    return max(line.right for line in frame)


def _leading(frames: Sequence[Frame], body: float) -> float:
    """From baseline to baseline within paragraphs: the commonest step down in the text."""
    steps = Counter(
        round(2 * (last.base - line.base)) / 2
        for frame in frames
        for last, line in pairwise(frame)
        if abs(line.size - body) < 0.1 * body
        and abs(last.size - body) < 0.1 * body
        and 0.8 * body < last.base - line.base < 3 * body
    )
    if not steps:
        return 1.3 * body
    most = max(steps.values())
    # Where many paragraphs have one line, the white between them may be as common.
    return min(step for step, count in steps.items() if count >= 0.4 * most)
