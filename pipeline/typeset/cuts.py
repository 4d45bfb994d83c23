"""Words cut further for narrow lines: with hyphens where the language has them, or anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from unicodedata import category

from pipeline.typeset import breaks
from pipeline.typeset.hyphenation import hyphenates, hyphenation_points
from pipeline.typeset.itemise import graphemes
from pipeline.typeset.measure import (
    EMERGENCY_PENALTY,
    HYPHEN_PENALTY,
    Measured,
    Run,
    Segment,
    hyphen_sign,
    hyphen_width,
    shaped,
)
from pipeline.typeset.measure import segment as segment_of
from pipeline.typeset.shape import Box, shape

_new = tuple.__new__
_ADDRESS = re.compile(r"[/@_=&#%\\~]|[?.:]\w")


def hyphenated(
    measured: Measured, longest: float, among: Collection[int] | None = None
) -> tuple[Segment, ...]:
    """The segments with words cut further, for narrow lines.

    Words of letters are cut where the language hyphenates, if they are ``among`` those that lines
    may end in (by the numbers of their segments; None for all). A segment longer than ``longest``
    points that cannot be hyphenated is cut between grapheme clusters, without a hyphen.
    """
    result: list[Segment] = []
    hyphenate = measured.paragraph.hyphenate
    item, able, trim = None, False, 0.0
    for number, (segment, runs) in enumerate(zip(measured.segments, measured.runs, strict=True)):
        pieces = [segment]
        wanted = hyphenate and (among is None or number in among)
        if wanted and segment.end - segment.start > 4:
            if len(runs) == 1:
                run = runs[0]
                if run.item is not item:
                    item, able = run.item, hyphenates(run.item.locale)
                    trim = -hyphen_width(item) if able else 0.0
                places = _places(run.box, run.item.locale) if able else ()
                cuts = [(run.start + at, pen * run.scale, trim) for at, pen in places]
            else:
                cuts = list(_within(measured, segment, runs))
            if cuts and not _goes_on(measured, segment):
                pieces = _hyphenable(segment, cuts)
        for piece in pieces:
            if piece.width - min(0.0, piece.trim) > longest:
                result += _broken(measured, piece, longest)
            else:
                result.append(piece)
    return tuple(result)


def _goes_on(measured: Measured, segment: Segment) -> bool:
    """Whether a segment goes on with an address, in which lines may end behind such signs."""
    start = segment.start
    return start > 0 and measured.itemised.text[start - 1] in "/?&=#"


@lru_cache(8192)
def _places(box: Box, locale: str) -> tuple[tuple[int, int], ...]:
    """Where a word may be hyphenated, and how wide it is up to there, in font units.

    Not in addresses of pages and of mail: nobody could tell the hyphen from one of the address.
    """
    text = box.text
    if not text.isalpha() and _ADDRESS.search(text):
        return ()
    ends = {a + at for a, b in breaks.letters(text) for at in hyphenation_points(text[a:b], locale)}
    if not ends:
        return ()
    # Only between cells: not within a ligature.
    at = accumulate([len(cell.text) for cell in box.cells])
    pen = accumulate([cell.advance for cell in box.cells])
    return tuple([place for place in zip(at, pen, strict=True) if place[0] in ends])


def _within(
    measured: Measured, segment: Segment, runs: tuple[Run, ...]
) -> Iterator[tuple[int, float, float]]:
    """Where words of a segment of several runs are cut: at commas of other fonts, in emphasis.

    Each with how wide the segment is up to there, and, negative, the hyphen of the run that is cut.
    """
    text = measured.itemised.text[segment.start : segment.end]
    if _ADDRESS.search(text) or any(run.box.rtl for run in runs):
        return
    ends: set[int] = set()
    for a, b in breaks.letters(text):
        start, end = segment.start + a, segment.start + b
        over = [run for run in runs if run.start < end and run.start + len(run.box.text) > start]
        locales = {run.item.locale for run in over}
        if len(locales) == 1:
            ends.update(start + at for at in hyphenation_points(text[a:b], *locales))
    before = 0.0
    for run in runs:
        at, pen = run.start, 0
        for cell in run.box.cells:
            at, pen = at + len(cell.text), pen + cell.advance
            if at in ends:
                yield at, before + pen * run.scale, -hyphen_width(run.item)
        before += run.box.advance * run.scale


def _hyphenable(segment: Segment, cuts: Iterable[tuple[int, float, float]]) -> list[Segment]:
    """A segment cut at these places: how wide it is up to there, and what a hyphen trims."""
    pieces: list[Segment] = []
    start, before = segment.start, 0.0
    for end, width, trim in cuts:
        # In the order of `Segment`, which takes three times as long to make by names.
        own = start, end, width - before, 0.0, 0.0, 0.0, 0.0, trim
        pieces.append(_new(Segment, (*own, 0.0, 0.0, False, HYPHEN_PENALTY, True)))
        start, before = end, width
    pieces.append(segment._replace(start=start, width=segment.width - before, indent=0.0))
    return pieces


def _broken(measured: Measured, segment: Segment, longest: float) -> list[Segment]:
    """A segment cut between grapheme clusters into pieces that fit a line.

    A stop begins no line, and an opening bracket ends none, nor a hyphen, which readers take off;
    unless there is nothing else.
    """
    text = measured.itemised.text
    letters = text[segment.start : segment.end].rstrip()
    between = [segment.start + start for start, _ in graphemes(letters)][1:]
    if not between:
        return [segment]
    fit = [at for at in between if not _cling(category(text[at - 1]), category(text[at]))]
    pieces = _cut(measured, segment, fit)
    if all(piece.width <= longest for piece in pieces):
        return pieces
    return _cut(measured, segment, between)


def _cling(before: str, after: str) -> bool:
    """Whether two characters of these General_Categories stay together."""
    return before in ("Ps", "Pi", "Pd") or after in ("Po", "Pe", "Pf", "Pd")


def _cut(measured: Measured, segment: Segment, cuts: list[int]) -> list[Segment]:
    """A segment cut at these places without hyphens."""
    pieces = []
    for start, end in pairwise([segment.start, *cuts, segment.end]):
        runs = shaped(measured.itemised, start, end)
        piece = segment_of(measured.itemised.text, start, end, runs)
        if end == segment.end:
            pieces.append(
                segment._replace(
                    start=start,
                    width=piece.width,
                    stretch=piece.stretch,
                    shrink=piece.shrink,
                    gap=piece.gap,
                    indent=0.0,
                )
            )
        else:
            bare = piece._replace(trim=0.0, indent=0.0, hyphen=False)
            pieces.append(bare._replace(penalty=EMERGENCY_PENALTY))
    return pieces


def hyphenated_run(run: Run) -> Run:
    """The run with a hyphen behind it, which says U+002D in a code of its own.

    Readers take that off the end of a line and join the word (poppler leaves nothing, PDFium its
    own sign for a hyphen, U+FFFE), which they do not with U+2010, with no hyphen at all, or, in
    PDFium, with a soft hyphen before it: that is not said here.
    """
    box, item = run.box, run.item
    word = box.text.rstrip("\u00ad")
    drawn = shape(item.font, word + hyphen_sign(item), item.script, item.locale, box.rtl)
    if box.rtl or len(drawn.cells) < 2:
        return Run(drawn, item, run.start)
    cells = (*drawn.cells[:-1], drawn.cells[-1]._replace(text="-"))
    shown = Box(item.font, box.text, cells, drawn.advance, 0, drawn.spaces, 0, False)
    return Run(shown, item, run.start)
