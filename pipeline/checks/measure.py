"""How long a language's translations are, and how many marks they have: its own measure.

Lengths of translations vary about a ratio that belongs to the language and its translator; what
lies far from it, by this language's own median and spread, has lost or gained something
(after Gale and Church 1993, on logarithms and with robust statistics).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

import regex

from pipeline.checks.kept import once
from pipeline.checks.unit import Language, Side, Unit
from pipeline.text.punctuation import SHAD, TERMINAL, last_mark

LEAST = 12
"""So many paragraphs must there be before a language's habits can be told."""
SHORT = 40
"""Characters of source below which lengths say nothing."""

# Ends of sentences that stand for nothing else, and marks inside sentences.
_ENDS = (TERMINAL | SHAD) - {"."}
_MARKS = frozenset(",،、，;；፣:፤፥·၊")
_UNSPACED = regex.compile(r"(?<=\p{L}|\p{M}) (?=\p{Thai}|\p{Lao}|\p{Khmer})")


class Extent(NamedTuple):
    """How much a text has: characters, ends of sentences, marks inside sentences."""

    size: int
    ends: int
    marks: int


@dataclass(frozen=True)
class Measure:
    """What is usual in one language."""

    ratio: float
    """Characters of target for one of source (the median)."""
    spread: float
    """Standard deviation of the logarithm of a paragraph's ratio."""
    sentences_kept: bool
    """Whether translations usually have as many sentences as the source, or more."""
    marks: float
    """Marks of the target for one of the source."""
    marks_spread: float

    @cached_property
    def name(self) -> str:
        """Tells one measure from another."""
        return " ".join(map(str, astuple(self)))

    def length(self, source: Extent, target: Extent) -> float:
        """How many standard deviations longer (shorter: negative) than usual."""
        wider = max(0.8, math.sqrt(0.5 + 75 / max(source.size, 1)))
        usual = self.ratio * max(source.size, 1)
        return math.log(max(target.size, 1) / usual) / (self.spread * wider)

    def punctuation(self, source: Extent, target: Extent) -> float:
        """How many standard deviations more (fewer: negative) marks than usual."""
        usual = self.marks * (source.marks + source.ends)
        return (target.marks + target.ends - usual) / math.sqrt(usual + 1) / self.marks_spread


def extent(side: Side) -> Extent:
    """How much a side has."""
    text, chars = side.text, side.chars
    greek = side.locale.language == "el"
    ends = sum(map(text.count, chars & _ENDS)) + text.count(". ") + text.count('."')
    ends += last_mark(text) == "."
    marks = sum(map(text.count, chars & _MARKS))
    if greek and ";" in chars:  # the Greek question mark
        ends, marks = ends + text.count(";"), marks - text.count(";")
    if side.locale.written in ("Thai", "Laoo", "Khmr"):
        marks += len(_UNSPACED.findall(text))
    return Extent(len(text), ends, marks)


@once
def extents(unit: Unit) -> tuple[Extent, Extent]:
    """The extents of both sides."""
    # What was noted may come from a file, as plain lists.
    source, target = unit.noted("extents", lambda: (extent(unit.source), extent(unit.target)))
    return Extent(*source), Extent(*target)


def deviation(usual: Measure, unit: Unit) -> tuple[float, float]:
    """How many standard deviations longer than usual a translation is, and how many more marks
    it has."""

    def work_out() -> tuple[float, float]:
        sides = extents(unit)
        return round(usual.length(*sides), 2), round(usual.punctuation(*sides), 2)

    return unit.noted("deviation", work_out, usual.name)


@once
def of(language: Language) -> Measure | None:
    """What is usual in this language, or None if there is too little to tell."""
    pairs = [extents(u) for u in language.settled if len(u.message.source) >= SHORT]
    return usual(pairs) if len(pairs) >= LEAST else None


def usual(pairs: Sequence[tuple[Extent, Extent]]) -> Measure:
    """What is usual among these paragraphs. There must be some."""
    ratio = median(target.size / source.size for source, target in pairs)
    logs = [math.log(max(target.size, 1) / (ratio * source.size)) for source, target in pairs]
    several = [target.ends >= source.ends for source, target in pairs if source.ends >= 2]
    asked = sum(source.marks + source.ends for source, _ in pairs)
    marks = max(0.05, sum(target.marks + target.ends for _, target in pairs) / max(1, asked))
    off = [
        abs(t.marks + t.ends - marks * (s.marks + s.ends))
        / math.sqrt(marks * (s.marks + s.ends) + 1)
        for s, t in pairs
    ]
    # Rounded, so that a measure hardly ever changes with a message.
    return Measure(
        ratio=round(ratio, 2),
        # 1.4826 makes the median of absolute deviations a standard deviation; no
        # language is so even that a tenth more or less would tell anything.
        spread=round(max(0.08, 1.4826 * median(map(abs, logs))), 2),
        sentences_kept=bool(several) and sum(several) >= 0.8 * len(several),
        marks=round(marks, 2),
        marks_spread=round(max(0.5, 1.4826 * median(off)), 1),
    )
