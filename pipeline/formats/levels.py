"""What programs show before the items of a list, and do not write into the file.

``1.`` is structure: the list is ordered, and each language has its own way to number it. ``(a)``,
``ii)`` and ``1.1`` are what a text is cited by, and as sub-paragraphs they are its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.formats.inline import escape, plain
from pipeline.model import Item, Paragraph, Text, texts
from pipeline.text.counters import counted, is_number
from pipeline.text.enumerators import Reading, enumerator, readings

_COUNTER = re.compile(r"%(\d)")
_NUMBER = re.compile(r"%\d[^\w\s]{0,2}")
_NUMBER_WITHIN = re.compile(r"%\d[.．、]?")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts."""

    form: str = "decimal"
    """As `pipeline.text.counters` names it; empty where nothing is counted: a bullet."""
    start: int = 1
    shown: str = "%1."
    """``%1`` stands for the counter of the outermost level: ``(%2)``, ``%1.%2``, ``Article %1``."""
    repeated: bool = False
    """Whether ``bb`` comes after ``aa``."""


@dataclass
class Counts:
    """How far the levels of a list have counted, from 0: an item begins those below it anew."""

    _numbers: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, level: Level, own: int | None = None) -> int:
        """Count one more item, which may have a number of its ``own``."""
        for below in [at for at in self._numbers if at > depth]:
            del self._numbers[below]
        following = self._numbers.get(depth, level.start - 1) + 1
        self._numbers[depth] = following if own is None else own
        return self._numbers[depth]

    def standing(self, levels: Sequence[Level]) -> list[int]:
        """What each level shows; one that has counted nothing, where it would begin."""
        return [self._numbers.get(at, level.start) for at, level in enumerate(levels)]


def shown(levels: Sequence[Level], numbers: Sequence[int]) -> str:
    """What is shown before an item: ``1.``, ``(a)``, ``Article 7``; nothing for a bullet.

    ``levels`` are those that it is in, from the outermost to its own, and ``numbers`` what each
    has counted.
    """
    own = levels[-1]
    if not own.form or not _COUNTER.search(own.shown):
        return ""
    counters = [
        counted(number, level.form, repeated=level.repeated) if level.form else ""
        for level, number in zip(levels, numbers, strict=True)
    ]
    words = _COUNTER.sub(lambda found: "".join(counters[int(found[1]) - 1 :][:1]), own.shown)
    return words.strip()


def label(levels: Sequence[Level], numbers: Sequence[int]) -> str:
    """What is `shown` before an item, where that is words of its text; else nothing."""
    own, pattern = levels[-1], levels[-1].shown.strip()
    structure = _NUMBER if len(levels) == 1 else _NUMBER_WITHIN
    if any(map(str.isalpha, pattern)) or (is_number(own.form) and structure.fullmatch(pattern)):
        return ""
    return shown(levels, numbers)


def labelled(item: Item, words: str) -> Item:
    """An item whose first paragraph begins with its label; as it is, if it does already."""
    for at, block in enumerate(item.blocks):
        if isinstance(block, Paragraph):
            first, *rest = block.texts
            begun = Paragraph((begin(first, words), *rest))
            return replace(item, blocks=(*item.blocks[:at], begun, *item.blocks[at + 1 :]))
    return item


def begin(text: Text, words: str) -> Text:
    """A text that begins with its label; as it is, if it does already."""
    if not words or plain(text.markdown).startswith(words):
        return text
    return replace(text, markdown=f"{escape(words)} {text.markdown}")


def typed(items: Sequence[Item]) -> bool:
    """Whether each item begins with a label of its own, as lists without markers do.

    A number alone is what the list counts, written twice.
    """
    found = [_labels(item) for item in items]
    return (
        len(found) > 1
        and any(each.first for each in found[0])
        and all(
            any(one.follows(other) for one in following for other in each)
            for each, following in pairwise(found)
        )
    )


def _labels(item: Item) -> tuple[Reading, ...]:
    first = next(texts(item), Text(""))
    found = readings(enumerator(plain(first.markdown)))
    return tuple(each for each in found if not _alone(each))


def _alone(reading: Reading) -> bool:
    return reading.style in ("1", "") or not reading.value
