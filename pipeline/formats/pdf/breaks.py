"""Where paragraphs begin.

A line begins a paragraph if there is more white above it than between lines, if it is indented, if
it begins with the next number or a bullet, or if its first word would have found room on the line
above: whoever broke the lines there did so on purpose.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.formats.pdf.lines import Line
from pipeline.formats.pdf.setting import MARKER, Column, Setting
from pipeline.text.punctuation import CLOSING, ends_clause, ends_sentence


@dataclass(frozen=True, slots=True)
class Breaks:
    """Finds where the paragraphs of a text begin that is set in this way."""

    setting: Setting

    def groups(self) -> Iterator[tuple[Line, ...]]:
        """The lines of each block."""
        group: list[Line] = []
        before: Column | None = None
        for frame, column in zip(self.setting.frames, self.setting.columns, strict=True):
            for at, line in enumerate(frame):
                if group and (
                    self._begins(line, group, column)
                    if at
                    else self._begins_column(line, group, column, before or column)
                ):
                    yield tuple(group)
                    group = []
                group.append(line)
            before = column
        if group:
            yield tuple(group)

    def _differs(self, line: Line, group: Sequence[Line]) -> bool:
        last = group[-1]
        if abs(line.size - last.size) > 0.08 * max(last.size, line.size):
            return True
        return line.bold != last.bold and len(group) < 3 and len({x.bold for x in group}) == 1

    def _begins(self, line: Line, group: Sequence[Line], column: Column) -> bool:
        """Whether a line begins a new block after these, in the same column."""
        last = group[-1]
        if line.left > max(x.right for x in group) or line.right < min(x.left for x in group):
            # From one cell of a table to another, or to what stands in a margin.
            return True
        if self._differs(line, group):
            return not _goes_on_bold(last, column)
        step = self.setting.step(last, line)
        if step < 0.3:
            # Another cell of a table, or what stands in a margin.
            return True
        larger = line.size >= 1.12 * self.setting.body
        if step > (1.35 if larger else 1.22):
            return True
        if larger:
            return False
        room = column.end - last.right
        if self._marked(line, group, room):
            return True
        hanging = bool(MARKER.match(group[0].text))
        indent = line.left - last.left
        if indent > 0.7 * line.size and not (hanging and len(group) == 1):
            centred = last.left - column.start > 0.3 * line.size and (
                abs((line.left + line.right) - (last.left + last.right)) < line.size
            )
            if _ends(last.text) or (column.justified and self.setting.indent and not centred):
                return True
        if self.setting.first(line, column) and len(group) == 1 and not hanging:
            return True
        if len(group) > 1 and line.left < min(x.left for x in group) - 0.7 * line.size:
            return True
        # Nobody indents a first line that far: it was a cell, or set in the middle.
        return line.left < last.left - 5.5 * line.size or self._had_room(line, last, column)

    def _had_room(self, line: Line, last: Line, column: Column) -> bool:
        """Whether the first word of a line would have stood on the line above."""
        room = column.end - last.right
        if column.justified:
            if self.setting.han:
                return room > 0.6 * line.size + line.opening
            # Where a font does not say how wide its letters are, places are not exact.
            on = _goes_on(line) and not _ends(last.text)
            return room > (line.opening + 0.3 * line.size if on else 0.6 * line.size)
        lower = _goes_on(line)
        if ends_sentence(last.text):
            return room > line.opening + (1.0 if not lower else 4.0) * line.size
        if _ends(last.text):
            return not lower and room > line.opening + 2 * line.size
        wide = column.end - column.start
        return not lower and room > max(line.opening + 3 * line.size, 0.35 * wide)

    def _marked(self, line: Line, group: Sequence[Line], room: float) -> bool:
        """Whether a line begins with the number or bullet of a new item."""
        marker = MARKER.match(line.text)
        if not marker or line.left > group[0].left + 3 * line.size:
            return False
        if line.left < group[-1].left - 0.5 * line.size or room > line.opening + line.size:
            return line.left < group[0].left + 0.6 * line.size
        first = MARKER.match(group[0].text)
        number, bullet = marker["number"] or marker["wide"], marker["bullet"]
        if first and number and (first["number"] or first["wide"]):
            return int(number) == int(first["number"] or first["wide"]) + 1
        if line.left > group[0].left + 0.6 * line.size:
            return False
        if first and bullet:
            return first["bullet"] == bullet
        return _ends(group[-1].text)

    def _begins_column(
        self, line: Line, group: Sequence[Line], column: Column, before: Column
    ) -> bool:
        """Whether a line at the top of a column or page begins a new block after these."""
        last = group[-1]
        if self._differs(line, group):
            return True
        if line.size >= 1.12 * self.setting.body:
            return line.page != last.page
        if self._marked(line, group, before.end - last.right):
            return True
        if (before.justified or ends_sentence(last.text)) and self._had_room(line, last, before):
            return True
        hanging = MARKER.match(group[0].text) or _indent_of(group) > 0.7 * line.size
        if self.setting.indent and not hanging:
            return self.setting.indented(line, column)
        if before.justified and not self.setting.indent:
            return ends_sentence(last.text) and before.end - last.right > 0.3 * line.size
        return _ends(last.text) and not _goes_on(line)


def _ends(text: str) -> bool:
    """Whether a paragraph may end with a line: with a clause, or with a bracket or quotation.

    A signature in brackets or a heading in quotation marks has no other mark.
    """
    return ends_clause(text) or text.rstrip().endswith(tuple(CLOSING))


def _goes_on_bold(last: Line, column: Column) -> bool:
    """A run of bold words may fill a line of a paragraph: the next line goes on all the same."""
    return last.bold and column.justified and last.right > column.end - 0.3 * last.size


def _indent_of(group: Sequence[Line]) -> float:
    """How much further the second line of a group begins than the first: a hanging indent."""
    return group[1].left - group[0].left if len(group) > 1 else 0.0


def _goes_on(line: Line) -> bool:
    """Whether a line begins with a small letter, as in the middle of a sentence."""
    first = next((c for c in line.text if c.isalpha()), "")
    return unicodedata.category(first) == "Ll" if first else False
