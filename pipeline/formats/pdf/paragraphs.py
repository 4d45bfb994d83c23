"""Columns of lines in reading order → headings and paragraphs.

A line begins a paragraph if there is more white above it than between lines, if it is indented, if
it begins with the next number or a bullet, or if its first word would have found room on the line
above: whoever broke the lines there did so on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.formats.inline import escape
from pipeline.formats.pdf.joining import Joiner
from pipeline.formats.pdf.lines import HAN, Line
from pipeline.formats.pdf.order import Frame, rightwards
from pipeline.formats.prose import enumerated
from pipeline.model import Block, Heading, Text

_FINAL = re.compile(r"[.!?…。！？؟۔।॥።;:：；»”\"’)\]）]\s*$")
_SENTENCE = re.compile(r"[.!?…。！？؟۔।॥።։][»”\"’)\]）]*\s*$")
_MARKER = re.compile(
    r"(?:\(?(?:(?P<number>\d{1,3})|[a-zA-Zα-ωа-я]|[ivxlcIVXLC]{1,5})[.)](?!\d)"
    r"|(?P<bullet>[•·▪◦‣–—*-])(?=\s)|第.{1,4}[条條章节節]|(?P<wide>\d{1,3})[、．]"
    r"|[一二三四五六七八九十]{1,3}[、．])\s*"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the lines of a column begin and end, mirrored for what is written to the left."""

    start: float
    end: float
    justified: bool


@dataclass
class _Group:
    """Lines that make one block."""

    lines: list[Line]

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def blocks(frames: Sequence[Frame]) -> Iterator[Block]:
    """The blocks of these columns.

    Headings are what is larger than the text, or short and bold; level 2 is the largest.
    """
    lines = [line for frame in frames for line in frame]
    joiner = Joiner(lines)
    body = body_size(lines)
    text, notes = _apart(frames, body)
    groups = [group for part in (text, notes) if part for group in _Breaker(part, body).groups()]
    larger = sorted({g.size for g in groups if g.size >= 1.12 * body}, reverse=True)
    for group in groups:
        words = joiner.join([line.text for line in group.lines])
        if not words:
            continue
        level = larger.index(group.size) + 2 if group.size in larger else 0
        short = len(group.lines) <= 2 and len(words) < 120 and not words.endswith((".", ",", ";"))
        if not level and group.bold and short:
            level = len(larger) + 2
        if level and len(group.lines) <= 4:
            yield Heading(min(level, 6), Text(escape(words)))
        else:
            yield enumerated(words)


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _apart(frames: Sequence[Frame], body: float) -> tuple[list[Frame], list[Frame]]:
    """The text, and the notes at the foot of its pages: a paragraph goes on beneath them."""
    text: list[Frame] = []
    notes: list[Frame] = []
    for frame in frames:
        at = len(frame)
        while at and frame[at - 1].size < 0.93 * body and _low(frame[at - 1]):
            at -= 1
        # At least the first line of a page is text.
        at = at or int(not text or text[-1][0].page != frame[0].page)
        text += [frame[:at]] if at else []
        notes += [frame[at:]] if at < len(frame) else []
    return text, notes


def _low(line: Line) -> bool:
    return line.base < 0.4 * line.page_height


class _Breaker:
    """Finds where paragraphs begin."""

    def __init__(self, frames: Sequence[Frame], body: float) -> None:
        lines = [line for frame in frames for line in frame]
        if rightwards(lines):
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
        self.columns = [_Column(0.0, c.end - c.start, justified) for c in self.columns]
        self.indent = self._usual_indent()

    def _column(self, frame: Frame) -> _Column:
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
        return _Column(_start(best), self._edge(best), False)

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
                    and self._step(last, line) < 1.22
                    and not self._indented(line, column)
                    and not _MARKER.match(line.text)
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
                if line.size != last.size or _MARKER.match(line.text) or _MARKER.match(last.text):
                    continue
                if self._step(last, line) > 1.22:
                    apart += 1
                elif self._indented(line, column) and not self._indented(last, column):
                    found[round(line.left - column.start)] += 1
        return found.most_common(1)[0][0] if found.total() > max(2, apart / 3) else 0.0

    def _indented(self, line: Line, column: _Column) -> bool:
        return 0.7 * line.size < line.left - column.start < 5 * line.size

    def _first(self, line: Line, column: _Column) -> bool:
        """Whether a line is indented as the first lines of paragraphs are."""
        return bool(self.indent) and abs(line.left - column.start - self.indent) < 0.3 * line.size

    def _step(self, last: Line, line: Line) -> float:
        """The step down to a line in multiples of the usual one."""
        scale = max(1.0, line.size / self.body)
        return (last.base - line.base) / max(self.leading * scale, 0.8 * line.size)

    def groups(self) -> Iterator[_Group]:
        """The lines of each block."""
        group: list[Line] = []
        before: _Column | None = None
        for frame, column in zip(self.frames, self.columns, strict=True):
            for at, line in enumerate(frame):
                if group and (
                    self._begins(line, group, column)
                    if at
                    else self._begins_column(line, group, column, before or column)
                ):
                    yield _Group(group)
                    group = []
                group.append(line)
            before = column
        if group:
            yield _Group(group)

    def _differs(self, line: Line, group: Sequence[Line]) -> bool:
        last = group[-1]
        if abs(line.size - last.size) > 0.08 * max(last.size, line.size):
            return True
        return line.bold != last.bold and len(group) < 3 and len({x.bold for x in group}) == 1

    def _begins(self, line: Line, group: Sequence[Line], column: _Column) -> bool:
        """Whether a line begins a new block after these, in the same column."""
        last = group[-1]
        if line.left > max(x.right for x in group) or line.right < min(x.left for x in group):
            # From one cell of a table to another, or to what stands in a margin.
            return True
        if self._differs(line, group):
            return not _goes_on_bold(last, line, column)
        step = self._step(last, line)
        if step < 0.3:
            # Another cell of a table, or what stands in a margin.
            return True
        larger = line.size >= 1.12 * self.body
        if step > (1.35 if larger else 1.22):
            return True
        if larger:
            return False
        room = column.end - last.right
        if self._marked(line, group, room):
            return True
        hanging = bool(_MARKER.match(group[0].text))
        indent = line.left - last.left
        if indent > 0.7 * line.size and not (hanging and len(group) == 1):
            centred = last.left - column.start > 0.3 * line.size and (
                abs((line.left + line.right) - (last.left + last.right)) < line.size
            )
            if _FINAL.search(last.text) or (column.justified and self.indent and not centred):
                return True
        if self._first(line, column) and len(group) == 1 and not hanging:
            return True
        if len(group) > 1 and line.left < min(x.left for x in group) - 0.7 * line.size:
            return True
        # Nobody indents a first line that far: it was a cell, or set in the middle.
        return line.left < last.left - 5.5 * line.size or self._had_room(line, last, column)

    def _had_room(self, line: Line, last: Line, column: _Column) -> bool:
        """Whether the first word of a line would have stood on the line above."""
        room = column.end - last.right
        if column.justified:
            if self.han:
                return room > 0.6 * line.size + line.opening
            # Where a font does not say how wide its letters are, places are not exact.
            on = _goes_on(line) and not _FINAL.search(last.text)
            return room > (line.opening + 0.3 * line.size if on else 0.6 * line.size)
        lower = _goes_on(line)
        if _SENTENCE.search(last.text):
            return room > line.opening + (1.0 if not lower else 4.0) * line.size
        if _FINAL.search(last.text):
            return not lower and room > line.opening + 2 * line.size
        wide = column.end - column.start
        return not lower and room > max(line.opening + 3 * line.size, 0.35 * wide)

    def _marked(self, line: Line, group: Sequence[Line], room: float) -> bool:
        """Whether a line begins with the number or bullet of a new item."""
        marker = _MARKER.match(line.text)
        if not marker or line.left > group[0].left + 3 * line.size:
            return False
        if line.left < group[-1].left - 0.5 * line.size or room > line.opening + line.size:
            return line.left < group[0].left + 0.6 * line.size
        first = _MARKER.match(group[0].text)
        number, bullet = marker["number"] or marker["wide"], marker["bullet"]
        if first and number and (first["number"] or first["wide"]):
            return int(number) == int(first["number"] or first["wide"]) + 1
        if line.left > group[0].left + 0.6 * line.size:
            return False
        if first and bullet:
            return first["bullet"] == bullet
        return bool(_FINAL.search(group[-1].text))

    def _begins_column(
        self, line: Line, group: Sequence[Line], column: _Column, before: _Column
    ) -> bool:
        """Whether a line at the top of a column or page begins a new block after these."""
        last = group[-1]
        if self._differs(line, group):
            return True
        if line.size >= 1.12 * self.body:
            return line.page != last.page
        if self._marked(line, group, before.end - last.right):
            return True
        if (before.justified or _SENTENCE.search(last.text)) and self._had_room(line, last, before):
            return True
        hanging = _MARKER.match(group[0].text) or _indent_of(group) > 0.7 * line.size
        if self.indent and not hanging:
            return self._indented(line, column)
        if before.justified and not self.indent:
            return bool(_SENTENCE.search(last.text)) and before.end - last.right > 0.3 * line.size
        return bool(_FINAL.search(last.text)) and not _goes_on(line)


def _goes_on_bold(last: Line, line: Line, column: _Column) -> bool:
    """A run of bold words may fill a line of a paragraph: the next line goes on all the same."""
    del line
    return last.bold and column.justified and last.right > column.end - 0.3 * last.size


def _indent_of(group: Sequence[Line]) -> float:
    """How much further the second line of a group begins than the first: a hanging indent."""
    return group[1].left - group[0].left if len(group) > 1 else 0.0


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


def _goes_on(line: Line) -> bool:
    first = next((c for c in line.text if c.isalpha()), "")
    return unicodedata.category(first) == "Ll" if first else False
