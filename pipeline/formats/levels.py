"""What programs show before the items of a list, and do not write into the file.

``1.`` is structure: the list is ordered, and each language has its own way to number it. ``(a)``,
``ii)`` and ``1.1`` are what a text is cited by, and as sub-paragraphs they are its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.formats.inline import escape, plain
from pipeline.model import Block, Item, Paragraph, Text, texts
from pipeline.text.counters import counted, is_number
from pipeline.text.enumerators import Reading, length, readings

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


def label(levels: Sequence[Level], numbers: Sequence[int]) -> str:
    """What is shown before an item, where that is words of its text; else nothing.

    ``levels`` are those that it is in, from the outermost to its own, and ``numbers`` what each
    has counted.
    """
    own = levels[-1]
    shown = own.shown.strip()
    if not own.form or not _COUNTER.search(shown) or any(map(str.isalpha, shown)):
        return ""
    structure = _NUMBER if len(levels) == 1 else _NUMBER_WITHIN
    if is_number(own.form) and structure.fullmatch(shown):
        return ""
    counters = [
        counted(number, level.form, repeated=level.repeated) if level.form else ""
        for level, number in zip(levels, numbers, strict=True)
    ]
    return _COUNTER.sub(lambda found: "".join(counters[int(found[1]) - 1 :][:1]), shown)


def labelled(item: Item, words: str) -> Item:
    """An item whose first paragraph begins with its label; as it is, if it does already."""
    for at, block in enumerate(item.blocks):
        if isinstance(block, Paragraph):
            return replace(
                item, blocks=(*item.blocks[:at], _begun(block, words), *item.blocks[at + 1 :])
            )
    return item


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
    words = plain(first.markdown)
    return tuple(each for each in readings(words[: length(words)].rstrip()) if not _alone(each))


def _alone(reading: Reading) -> bool:
    return reading.style in ("1", "") or not reading.value


def _begun(paragraph: Paragraph, words: str) -> Block:
    first, *rest = paragraph.texts
    if plain(first.markdown).startswith(words):
        return paragraph
    return Paragraph((replace(first, markdown=f"{escape(words)} {first.markdown}"), *rest))
