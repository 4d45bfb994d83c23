"""The numbers that LibreOffice counts for items and headings and does not write into the file.

OpenDocument 1.3 part 3, 5.3 and 19.780, 19.781: a list begins anew, unless it says that it goes on
with another. Its levels count as one: an item begins the levels below it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.formats.levels import Counts, Level, label, shown
from pipeline.formats.odt.names import ID, LOEXT, STYLE, TEXT, number
from pipeline.text.counters import form_of

_COUNTER = re.compile(r"%(\d+)%")
_UNCOUNTED = Level("")
_OUTLINE = " outline"
"""In the place of the name of a style of lists, none of which has a space in it."""


class _List(NamedTuple):
    """A list that is being read."""

    style: str
    counts: Counts
    """How far it and those around it have counted."""


@dataclass
class Numbering:
    """The styles of lists in a file, and how far each list has counted."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    """How a style of lists, or the outline, counts, by level from 1."""
    _counts: dict[str, Counts] = field(default_factory=dict)
    """By the identity of a list, and by its style."""
    _open: list[_List] = field(default_factory=list)
    """The lists that are being read, the outermost first."""

    def learn(self, root: Any) -> None:
        """Take in the styles of a part of the file."""
        for style in root.iter(f"{TEXT}list-style"):
            for element in style.iterfind(f"{TEXT}list-level-style-number"):
                depth = number(element, f"{TEXT}level", 1)
                self.levels[style.get(f"{STYLE}name", ""), depth] = _level(element, depth, "1")
        for element in root.iter(f"{TEXT}outline-level-style"):
            depth = number(element, f"{TEXT}level", 1)
            self.levels[_OUTLINE, depth] = _level(element, depth, "")

    @contextmanager
    def reading(self, element: Any) -> Iterator[Level]:
        """Read a list, within those that are being read; gives how it counts."""
        style = element.get(f"{TEXT}style-name", "")
        if self._open:
            outer = self._open[-1]
            self._open.append(_List(style or outer.style, outer.counts))
        else:
            self._open.append(_List(style, self._begun(element, style)))
        try:
            yield self._level(self._open[-1].style, len(self._open))
        finally:
            self._open.pop()

    def item(self, element: Any) -> tuple[int, str]:
        """Count one more item of the list that is being read: its number, and its label."""
        found = self._open[-1]
        depth = len(self._open)
        own = number(element, f"{TEXT}start-value", -1)
        level = self._level(found.style, depth)
        counted = found.counts.next(depth - 1, level, own if own >= 0 else None)
        return counted, label(*self._standing())

    def heading(self, element: Any, depth: int) -> str:
        """What is shown before a heading, by the list that it is in, or else by the outline."""
        if self._open:
            return shown(*self._standing())
        if element.get(f"{TEXT}is-list-header") == "true":
            return ""
        counts = self._counts.setdefault(_OUTLINE, Counts())
        levels = [self._level(_OUTLINE, at) for at in range(1, depth + 1)]
        counts.next(depth - 1, levels[-1])
        return shown(levels, counts.standing(levels))

    def _level(self, style: str, depth: int) -> Level:
        return self.levels.get((style, depth), _UNCOUNTED)

    def _begun(self, element: Any, style: str) -> Counts:
        """What a list has counted already, where it goes on with another."""
        before = element.get(f"{TEXT}continue-list", "")
        if not before and element.get(f"{TEXT}continue-numbering") == "true":
            before = style
        counts = self._counts.get(before, Counts()) if before else Counts()
        for name in (style, element.get(ID, "")):
            if name:
                self._counts[name] = counts
        return counts

    def _standing(self) -> tuple[list[Level], list[int]]:
        levels = [self._level(each.style, at) for at, each in enumerate(self._open, 1)]
        return levels, self._open[-1].counts.standing(levels)


def _level(element: Any, depth: int, otherwise: str) -> Level:
    """How a level counts (16.33, 19.502); LibreOffice's own way of saying it goes first."""
    form = element.get(f"{STYLE}num-format", otherwise)
    pattern = _COUNTER.sub(r"%\1", element.get(f"{LOEXT}num-list-format") or "")
    if not pattern:
        outermost = max(depth - number(element, f"{TEXT}display-levels", 1) + 1, 1)
        counters = ".".join(f"%{each}" for each in range(outermost, depth + 1))
        before, after = (element.get(f"{STYLE}num-{each}fix", "") for each in ("pre", "suf"))
        pattern = f"{before}{counters}{after}"
    return Level(
        form_of(form.partition(",")[0]) or ("decimal" if form else ""),
        number(element, f"{TEXT}start-value", 1),
        pattern,
        repeated=element.get(f"{STYLE}num-letter-sync") == "true",
    )
