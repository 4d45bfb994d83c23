"""Where a segment stands in its document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """One step on the way to a segment."""

    TITLE = "title"
    ABOUT = "about"
    PREAMBLE = "preamble"
    HINGE = "hinge"
    NOTICE = "notice"
    SIGNATURES = "signatures"
    ARTICLE = "article"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FIGURE = "figure"
    ALTERNATIVE = "alternative"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands: ``article 7, paragraph 1``.

    Each step is a part and its ordinal, counted from 1 among its like (for an article: its
    number); 0 where there is only one of them. ``str()`` gives the words of the ``#.``
    comment, `reference` the ``#:`` reference; `parse` reads the former.
    """

    steps: tuple[tuple[Part, int], ...]

    def __str__(self) -> str:
        return ", ".join(f"{part} {number}" if number else str(part) for part, number in self.steps)

    @property
    def reference(self) -> str:
        """The place without spaces, ``article-7/paragraph-1``; it holds no line number."""
        steps = (f"{part}-{number}" if number else str(part) for part, number in self.steps)
        return "/".join(steps)

    @classmethod
    def parse(cls, words: str) -> Place | None:
        """The place that ``str()`` gave these words, or None if it did not."""
        steps: list[tuple[Part, int]] = []
        for step in words.split(", "):
            part, _, number = step.partition(" ")
            if part not in Part._value2member_map_ or not (number.isascii() or not number):
                return None
            if number and not number.isdigit():
                return None
            steps.append((Part(part), int(number or 0)))
        return cls(tuple(steps))

    @property
    def part(self) -> Part:
        """The last step's part: what the segment itself is."""
        return self.steps[-1][0] if self.steps else Part.PARAGRAPH

    @property
    def article(self) -> int | None:
        """The number of the article that holds the segment, or None."""
        return next((number for part, number in self.steps if part is Part.ARTICLE), None)

    @property
    def top(self) -> tuple[Part, int]:
        """The first step; segments with the same top are reported together."""
        return self.steps[0] if self.steps else (Part.PARAGRAPH, 0)
