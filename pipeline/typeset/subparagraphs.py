"""Sub-paragraphs: what they begin with hangs before them, ``(a)``, and the words stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.formats.inline import spans
from pipeline.model import Block, Item, List, Paragraph
from pipeline.text.enumerators import length, readings
from pipeline.typeset import blocks, prose
from pipeline.typeset.flow import WIDOW, Box, before, bound
from pipeline.typeset.paragraph import Style
from pipeline.typeset.runs import Apart
from pipeline.typeset.setting import Setting

# How far words stand in at least and at most, and the white before them, in sizes of the text.
_LEAST, _MOST, _GAP = 2.0, 5.0, 0.5
_NUMBERINGS = {"i": "lower-roman", "I": "upper-roman", "a": "lower-alpha", "A": "upper-alpha"}


class _Label(NamedTuple):
    """What an item begins with, as it is set."""

    words: str
    length: int
    """So many characters of the text are the label and the white space behind it."""
    style: Style
    width: float


def subparagraphs(setting: Setting, given: List, images: Mapping[str, bytes]) -> Iterator[Box]:
    """The items of a list whose texts begin with labels of their own."""
    return chain.from_iterable(items(setting, given, images))


def items(setting: Setting, given: List, images: Mapping[str, bytes]) -> Iterator[list[Box]]:
    """The same, item by item; those of a list within an item follow it one by one.

    The label is of the words of its text, whose element is the item. What a translation begins
    otherwise, or in the place of which there are words that run the other way, stands in whole.
    """
    labels = [_label(setting, item) for item in given.items]
    widest = max((each.width for each in labels if each), default=0.0)
    indent = max(_LEAST * setting.size, widest + _GAP * setting.size)
    home = setting.home.child("L", attributes=_numbering(labels))
    if setting.within(home, start=indent).start == setting.start:
        # Too narrow for both: the label is where it is in the text.
        labels = [None] * len(labels)
    for item, label in zip(given.items, labels, strict=True):
        element = home.child("LI")
        if label is None:
            inner = setting.within(element.child("LBody"), start=indent)
            yield from _unlabelled(inner, item.blocks, images)
            continue
        first, *rest = item.blocks
        assert isinstance(first, Paragraph)
        mark = element.child("Lbl", lang=_language(setting, first))
        inner = setting.within(element.child("LBody"), start=indent)
        body = inner.home.child("P") if rest else inner.home
        lines = prose.texts(
            inner, first.texts, body, inner.style(), apart=Apart(label.length, element)
        )
        lines = prose.hung(inner, lines, label.words, mark, label.style, indent - label.width)
        yield before(lines, setting.half)
        yield from _following(inner, rest, images)


def _unlabelled(
    setting: Setting, given: Sequence[Block], images: Mapping[str, bytes]
) -> Iterator[list[Box]]:
    """An item that stands in whole; the list within it faces its like nevertheless."""
    match given:
        case [Paragraph() as first, List(labelled=True) as nested]:
            lead = bound(blocks.flow(setting, (first,), images), WIDOW)
            yield before(lead, setting.half)
            yield from items(setting, nested, images)
        case _:
            yield before(blocks.content(setting, given, images), setting.half)


def _following(
    setting: Setting, rest: Sequence[Block], images: Mapping[str, bytes]
) -> Iterator[list[Box]]:
    """What an item has behind its first paragraph."""
    match rest:
        case [List(labelled=True) as nested]:
            yield from items(setting, nested, images)
        case [_, *_]:
            yield list(blocks.flow(setting, rest, images))


def _label(setting: Setting, item: Item) -> _Label | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or not first.texts:
        return None
    runs = spans(first.texts[0].markdown)
    words = "".join("\n" if run.line_break else run.text for run in runs)
    end = length(words)
    if not end or prose.reads_from_right(setting, first.texts) != setting.rtl:
        return None
    look = runs[0]
    style = setting.style(bold=setting.strong or look.strong)._replace(italic=look.emphasis)
    label = words[:end].rstrip()
    width = prose.label_width(setting, label, style)
    if width + _GAP * setting.size > _MOST * setting.size:
        return None
    return _Label(label, end, style, width)


def _language(setting: Setting, given: Paragraph) -> str:
    tag = given.texts[0].locale
    return tag if tag != setting.tag else ""


def _numbering(labels: Sequence[_Label | None]) -> str:
    """How the list counts, by its first label: letters of other scripts as numbers do."""
    label = next(filter(None, labels), None)
    if label is None:
        return "none"
    found = next(iter(sorted(readings(label.words), key=lambda each: not each.first)), None)
    if found is None:
        return "decimal" if any(map(str.isalnum, label.words)) else "none"
    if not found.value:
        return "none"
    return _NUMBERINGS.get(found.style.strip("()[]."), "decimal")
