"""A paragraph measured: its shaped words, and how far each gap may stretch and shrink."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from pipeline.typeset import breaks, squares
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.itemise import Item, Itemised, itemise
from pipeline.typeset.paragraph import Paragraph
from pipeline.typeset.shape import Box, Boxes, boxes, shape

_new = tuple.__new__
# How far a space stretches and shrinks, in its own width (Knuth and Plass 1981, table I).
STRETCH, SHRINK = 0.5, 0.33
HYPHEN_PENALTY = 50.0
"""What a line costs that ends in a hyphen where its language allows one (see `totalfit`)."""
EMERGENCY_PENALTY = 2000.0
"""What it costs where no language would: in a word that is wider than the line."""
# Scripts set without spaces, and how far the gap between two of their words stretches, in ems.
_GAPS = {
    **dict.fromkeys(("Hani", "Hira", "Kana", "Bopo", "Yiii", "Tang", "Nshu"), 0.05),
    **dict.fromkeys(("Thai", "Khmr", "Laoo", "Mymr", "Tibt", "Lana", "Talu", "Tale", "Tavt"), 0.04),
    **dict.fromkeys(("Java", "Bali", "Cham"), 0.04),
    "Ethi": 0.12,
}


class Run(NamedTuple):
    """A shaped piece of text."""

    box: Box
    item: Item
    start: int
    """Where its text starts in the paragraph."""
    after: float = 0.0
    """Points added behind it, on its right, where it stands on a line."""

    @property
    def scale(self) -> float:
        """Points for a font unit."""
        return self.item.style.size / self.box.font.upem

    def showing(self, box: Box) -> Run:
        """The same run of another box."""
        return Run(box, self.item, self.start, self.after)


class Segment(NamedTuple):
    """Words between two places where a line may end. Lengths are points."""

    start: int
    end: int
    width: float
    """Without the white space at its end."""
    space: float = 0.0
    """The white space at its end, which vanishes where the line ends."""
    stretch: float = 0.0
    shrink: float = 0.0
    gap: float = 0.0
    """How much of ``stretch`` is a gap without white space behind it."""
    trim: float = 0.0
    """What is cut off where the line ends after it; negative for a hyphen that is added."""
    indent: float = 0.0
    """What is cut off where the line starts with it."""
    squeeze: float = 0.0
    """What is cut out between it and the next on the same line; negative for white added."""
    forced: bool = False
    """The line must end after it."""
    penalty: float = 0.0
    hyphen: bool = False


class Measured(NamedTuple):
    """A paragraph ready to be broken into lines."""

    paragraph: Paragraph
    itemised: Itemised
    segments: tuple[Segment, ...]
    runs: tuple[tuple[Run, ...], ...]
    """The shaped runs of each segment, in logical order."""


def measure(paragraph: Paragraph, fonts: FontSet) -> Measured:
    """Shape and measure a paragraph. Raises `FontError` as `itemise` does."""
    itemised = itemise(paragraph, fonts)
    text = itemised.text
    ranges = breaks.opportunities(text, paragraph.locale) if text else []
    if any(span.whole for span in paragraph.spans):
        ranges = breaks.unbroken(ranges, _whole(paragraph))
    items = itemised.items
    if len(items) == 1 and text[-1] != "\u00ad":
        runs, segments = _words_of(text, ranges, items[0])
    else:
        runs, segments = _runs_of(itemised, ranges)
    if paragraph.vertical or any(item.script in squares.SCRIPTS for item in items):
        from pipeline.typeset import solid

        if paragraph.vertical:
            runs, segments = solid.standing(runs, segments)
        segments = list(solid.squeezed(text, segments, runs, paragraph.vertical))
    return Measured(paragraph, itemised, tuple(segments), tuple(runs))


def _words_of(
    text: str, ranges: list[tuple[int, int]], item: Item
) -> tuple[list[tuple[Run, ...]], list[Segment]]:
    """The runs and segments of a text that is one item, as most are."""
    known = _words(item)
    found = [known[text[start:end]] for start, end in ranges]
    # `tuple.__new__` takes a third of the time of a named tuple's own.
    runs: list[tuple[Run, ...]] = [
        (_new(Run, (box, item, start, 0.0)),)
        for (box, _), (start, _) in zip(found, ranges, strict=True)
    ]
    segments = [
        _new(Segment, place + measures) for (_, measures), place in zip(found, ranges, strict=True)
    ]
    return runs, segments


def _runs_of(
    itemised: Itemised, ranges: list[tuple[int, int]]
) -> tuple[list[tuple[Run, ...]], list[Segment]]:
    """The runs and segments of a text of several items."""
    text, items = itemised.text, itemised.items
    runs: list[tuple[Run, ...]] = []
    segments: list[Segment] = []
    at, last = -1, len(items) - 1
    item_end = 0
    for start, end in ranges:
        while at < last and item_end <= start:
            at += 1
            item = items[at]
            item_end = item.end
            known = _words(item)
        if item_end >= end and (end < len(text) or text[-1] != "\u00ad"):
            box, measures = known[text[start:end]]
            runs.append((_new(Run, (box, item, start, 0.0)),))
            segments.append(_new(Segment, (start, end, *measures)))
        else:
            own = shaped(itemised, start, end)
            runs.append(own)
            segments.append(segment(text, start, end, own))
    return runs, segments


def _whole(paragraph: Paragraph) -> set[int]:
    """The places inside of spans that stay whole."""
    inside: set[int] = set()
    at = 0
    for span in paragraph.spans:
        if span.whole:
            inside.update(range(at + 1, at + len(span.text)))
        at += len(span.text)
    return inside


class _Words(dict[str, tuple[Box, tuple[float, ...]]]):
    """Words of one size, shaped and measured once: the box, and a `Segment` but for its place."""

    __slots__ = ("_boxes", "_item", "_points")

    def __init__(self, item: Item, boxes: Boxes) -> None:
        super().__init__()
        self._item, self._boxes = item, boxes
        self._points = item.style.size / item.font.upem

    def __missing__(self, text: str) -> tuple[Box, tuple[float, ...]]:
        word = text[:-1] if text[-1] == "\n" else text
        box = self._boxes[word]
        if box.spaces or word[-1:] == "\u00ad" or self._item.script in _GAPS:
            # One letter goes on behind it: a soft hyphen at the end of a text is none.
            whole = segment(text + ".", 0, len(text), (Run(box, self._item, 0),))
            measures: tuple[float, ...] = whole[2:]
        else:
            space = box.trailing * self._points
            width = box.advance * self._points - space
            forced = len(word) < len(text)
            measures = (width, space, STRETCH * space, SHRINK * space, 0, 0, 0, 0, forced, 0, False)
        self[text] = box, measures
        return box, measures


def _words(item: Item) -> _Words:
    """The words remembered for an item's font, script, language, direction and size."""
    known = boxes(item.font, item.script, item.locale, item.level & 1 == 1)
    size = item.style.size
    found = known.sized.get(size)
    if found is None:
        found = known.sized[size] = _Words(item, known)
    return found


def shaped(itemised: Itemised, start: int, end: int) -> tuple[Run, ...]:
    """Characters ``start`` to ``end``, shaped item by item; a final newline is left out."""
    text, items = itemised.text, itemised.items
    if end > start and text[end - 1] == "\n":
        end -= 1
    runs = []
    at = bisect_right(items, start, key=lambda item: item.start) - 1
    while at < len(items) and items[at].start < end:
        item = items[at]
        a, b = max(start, item.start), min(end, item.end)
        before = after = ""
        if a > start and not text[a - 1].isspace():
            before = text[max(start, a - 3) : a]
        if b < end and not text[b].isspace():
            after = text[b : min(end, b + 3)]
        rtl = item.level & 1 == 1
        box = shape(item.font, text[a:b], item.script, item.locale, rtl, before, after)
        runs.append(Run(box, item, a))
        at += 1
    return tuple(runs)


def segment(text: str, start: int, end: int, runs: tuple[Run, ...]) -> Segment:
    """The measures of characters ``start`` to ``end``, given their runs."""
    if not runs:
        return Segment(start, end, 0.0, forced=text[end - 1] == "\n")
    last = runs[-1]
    if len(runs) == 1:
        scale = last.scale
        box = last.box
        width, space = (box.advance - box.trailing) * scale, box.trailing * scale
        inner = box.spaces
    else:
        width = sum(run.box.advance * run.scale for run in runs)
        space, inner = 0.0, 0
        for run in reversed(runs):
            space += run.box.trailing * run.scale
            if run.box.trailing < run.box.advance:
                break
        inner = sum(run.box.spaces for run in runs)
        width -= space
    stretch, shrink = STRETCH * space, SHRINK * space
    size = last.item.style.size
    trim = indent = 0.0
    gap = _GAPS.get(last.item.script, 0.0) * size if not space else 0.0
    if gap:
        stretch = gap
        locale = last.item.locale
        if squares.closes(text[end - 1], locale) and squares.full(last.box):
            trim = size / 2
        if squares.opens(text[start]) and squares.full(runs[0].box):
            indent = size / 2
    if inner:
        each = 0.26 * size * inner
        stretch, shrink = stretch + STRETCH * each, shrink + SHRINK * each
    if text[end - 1] == "\u00ad" and end < len(text):
        hyphen = -hyphen_width(last.item)
        return Segment(start, end, width, trim=hyphen, penalty=HYPHEN_PENALTY, hyphen=True)
    return Segment(
        start,
        end,
        width,
        space,
        stretch,
        shrink,
        gap,
        trim=trim,
        indent=indent,
        forced=text[end - 1] == "\n",
    )


def hyphen_sign(item: Item) -> str:
    """The character that a hyphen at the end of a line is drawn with.

    Armenian has its own, the yentamna, and another for compounds; Android sets it, too (Minikin).
    """
    wanted = "\u058a" if item.script == "Armn" else "\u2010"
    return wanted if item.font.covers(wanted) else "-"


def hyphen_width(item: Item) -> float:
    """How wide a hyphen is, in points."""
    box = shape(item.font, hyphen_sign(item), item.script, item.locale, item.level & 1 == 1)
    return box.advance * item.style.size / item.font.upem
