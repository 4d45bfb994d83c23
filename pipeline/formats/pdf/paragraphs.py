"""Columns of lines in reading order → headings and paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import escape
from pipeline.formats.pdf.breaks import Breaks
from pipeline.formats.pdf.joining import Joiner
from pipeline.formats.pdf.lines import Line
from pipeline.formats.pdf.order import Frame
from pipeline.formats.pdf.setting import Setting
from pipeline.formats.prose import enumerated
from pipeline.model import Block, Heading, Text


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that make one block."""

    lines: tuple[Line, ...]

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
    body = _body_size(lines)
    text, notes = _apart(frames, body)
    groups = [
        _Group(group)
        for part in (text, notes)
        if part
        for group in Breaks(Setting(part, body)).groups()
    ]
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


def _body_size(lines: Sequence[Line]) -> float:
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
