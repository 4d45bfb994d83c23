"""Lines in reading order → headings and paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.formats.inline import escape
from pipeline.formats.pdf.lines import HYPHEN, Line
from pipeline.formats.prose import enumerated
from pipeline.model import Block, Heading, Text

_FINAL = re.compile(r"[.!?…。！？؟۔।॥։።;:：；»”\"’)\]）]\s*$")
_WIDE = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
_MARKER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,5})[.)]|[•·▪◦‣–—*-]|第.{1,4}[条條章节節]|\d{1,3}[、．])\s*"
)


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


def blocks(lines: Sequence[Line], body: float) -> Iterator[Block]:
    """The blocks of these lines. ``body`` is the size of the text.

    Headings are what is larger than the text, or short and bold; level 2 is the largest.
    """
    groups = list(_groups(lines, body))
    joiner = _Joiner(lines)
    larger = sorted({g.size for g in groups if g.size >= 1.12 * body}, reverse=True)
    for group in groups:
        words = joiner.join([line.text for line in group.lines])
        if not words:
            continue
        level = larger.index(group.size) + 2 if group.size in larger else 0
        short = len(group.lines) == 1 and len(words) < 90 and not words.endswith((".", ",", ";"))
        if not level and group.bold and short:
            level = len(larger) + 2
        if level and len(group.lines) <= 4:
            yield Heading(min(level, 6), Text(escape(words)))
        else:
            yield enumerated(words)


def _groups(lines: Sequence[Line], body: float) -> Iterator[_Group]:
    leading = _leading(lines)
    group: list[Line] = []
    for line in lines:
        if group and _begins(line, group, leading * max(1.0, line.size / body)):
            yield _Group(group)
            group = []
        group.append(line)
    if group:
        yield _Group(group)


def _leading(lines: Sequence[Line]) -> float:
    """From baseline to baseline within paragraphs: the usual step down from line to line."""
    steps = [
        one.middle - other.middle
        for one, other in pairwise(lines)
        if one.page == other.page and 0.8 * one.size < one.middle - other.middle < 4 * one.size
    ]
    if not steps:
        return 14.0
    # Steps between paragraphs are wider, those within them many and alike.
    return median(sorted(steps)[: max(1, 2 * len(steps) // 3)])


def _begins(line: Line, group: Sequence[Line], leading: float) -> bool:
    """Whether a line begins a new block after these."""
    last = group[-1]
    if abs(line.size - last.size) > 0.08 * last.size or (
        line.bold != last.bold and len(group) == 1
    ):
        return True
    if _MARKER.match(line.text) and line.left <= group[0].left + 0.6 * line.size:
        return True
    beside = line.page == last.page and abs(line.middle - last.middle) < 0.5 * line.size
    apart = line.left > max(each.right for each in group) or line.right < group[0].left
    if beside or (apart and line.page == last.page and line.middle < last.middle):
        # Another cell of a table, or what stands in a margin.
        return True
    below = line.page == last.page and line.middle < last.middle
    if not below:
        # At the top of a column or page: the paragraph goes on unless it had come to an end.
        return bool(_FINAL.search(last.text)) and not _goes_on(line)
    step = last.middle - line.middle
    if step > 1.28 * max(leading, 0.9 * line.size):
        return True
    column_left = min(each.left for each in group)
    column_right = max(each.right for each in group)
    ragged = column_right - last.right
    indent = line.left - (group[1].left if len(group) > 1 else last.left)
    if indent > 0.8 * line.size and _FINAL.search(last.text):
        return True
    width = max(column_right - column_left, line.right - line.left, 1.0)
    outdent = group[0].left - line.left
    if outdent > 1.5 * line.size and last.right < line.right - 0.3 * width:
        # From the last cell of a table to the text below it.
        return True
    return ragged > 0.3 * width and bool(_FINAL.search(last.text)) and len(group) > 1


def _goes_on(line: Line) -> bool:
    first = next((c for c in line.text if c.isalpha()), "")
    return unicodedata.category(first) == "Ll" if first else False


class _Joiner:
    """Joins lines, and knows of a hyphen at a line's end whether it belongs to the word."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.words = {
            word.casefold() for line in lines for word in re.findall(r"[\w’'-]+", line.text)
        }

    def join(self, lines: Sequence[str]) -> str:
        """The text of some lines."""
        text = ""
        for line in lines:
            if not text:
                text = line
            elif text.endswith((HYPHEN, "-", "\u2010")) and text[-2:-1].isalpha():
                text = self._mended(text, line)
            elif _WIDE.match(text[-1]) and _WIDE.match(line[:1] or " "):
                text += line
            else:
                text = f"{text} {line}"
        return " ".join(text.replace(HYPHEN, "").split(" ")).strip()

    def _mended(self, text: str, line: str) -> str:
        before = re.search(r"\w+$", text[:-1])
        after = re.match(r"\w+", line)
        if before and after:
            whole = f"{before[0]}-{after[0]}".casefold()
            split = not after[0][0].islower() or before[0].isupper()
            plain = f"{before[0]}{after[0]}".casefold() in self.words
            if not plain and (whole in self.words or (split and not text.endswith(HYPHEN))):
                return f"{text[:-1]}-{line}"
        return text[:-1] + line
