"""Boxes onto sheets: the setting of a document, and the pouring of its text into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from pipeline.errors import FontError
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Document, texts
from pipeline.typeset import gutter
from pipeline.typeset.book import Book
from pipeline.typeset.cells import Form, stacked
from pipeline.typeset.columns import Column, balanced, columns, draw_all, place
from pipeline.typeset.design import Design, Edition, optical
from pipeline.typeset.flow import Box
from pipeline.typeset.fonts import Font
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.itemise import Itemised, itemise
from pipeline.typeset.paragraph import Paragraph, Span, Style
from pipeline.typeset.rag import ragged
from pipeline.typeset.setting import THIN, Log, Setting
from pipeline.typeset.shape import shape
from pipeline.typeset.sheet import Sheet, Turn
from pipeline.typeset.tags import Element

# Baseline to baseline in sizes of the text, where a script's readers are used to more.
_LEADINGS = {
    "Hans": 1.7, "Hant": 1.7, "Jpan": 1.75, "Kore": 1.65, "Arab": 1.75, "Thai": 1.65, "Laoo": 1.65,
    "Deva": 1.6, "Beng": 1.6, "Khmr": 1.7, "Mymr": 1.8, "Tibt": 1.7,
}  # fmt: skip
# Scripts whose lines run from top to bottom, and follow each other to the right.
_TURNED = frozenset({"Mong", "Phag"})
# The margin that numbers of articles hang in is at least so wide, in sizes of the text.
_HANGING = 3.6


def setting(
    book: Book,
    document: Document,
    design: Design,
    fonts: FontSet,
    *,
    log: Log | None = None,
    home: Element | None = None,
    level: bool = False,
) -> Setting:
    """How a document is set by itself; with ``level``, in no vertical lines."""
    locale = Locale.parse(document.locale)
    design = design._replace(body=design.body * optical(locale.bcp47))
    tall = _metrics(document, locale, design, fonts)
    loose = _looseness(design, locale, tall.ascent + tall.descent)
    turned = Turn.NONE if level else _turn(locale, design)
    grid = design.grid(rtl=locale.rtl, looseness=loose, turned=bool(turned))
    margin = grid.width - grid.right if locale.rtl else grid.left
    depth = (grid.leading - tall.ascent - tall.descent) / 2 + tall.ascent
    if turned is Turn.RIGHTWARDS:  # the tops of letters point to the next line
        depth = grid.leading - depth
    return Setting(
        book=book,
        fonts=fonts,
        design=design,
        locale=locale,
        grid=grid,
        home=home or book.tree.root,
        tag=locale.bcp47,
        own=document.words,
        width=grid.measure,
        size=design.size,
        log=log or Log(),
        depth=depth,
        squeeze=tall.squeeze,
        margin=grid.left if locale.rtl else grid.width - grid.right,
        hanging=grid.columns == 1 and margin >= _HANGING * design.size,
        turned=turned,
        speaks=locale.rtl or bool(turned),
        outer=design.grid(rtl=locale.rtl),
        ragged=ragged(document, grid.measure, design.size, fonts),
        sourced=document.meta.official_language or "en",
    )


def _turn(locale: Locale, design: Design) -> Turn:
    if locale.written in _TURNED:
        return Turn.RIGHTWARDS
    chosen = {Locale.parse(tag).bcp47 for tag in design.vertical}
    return Turn.LEFTWARDS if locale.bcp47 in chosen else Turn.NONE


def facing(
    book: Book, first: Document, second: Document, design: Design, fonts: FontSet
) -> tuple[Setting, Setting]:
    """How two documents are set in facing columns, on the baselines of the taller script.

    Lines run across the page in both of them, lest one have to be turned to be read.
    """
    design = design._replace(edition=Edition.PARALLEL)
    one = setting(book, first, design, fonts, level=True)
    two = setting(book, second, design, fonts, log=one.log, level=True)
    grid = one.grid if one.leading >= two.leading else two.grid
    if one.rtl != two.rtl:
        grid = grid._replace(left=one.grid.left, right=one.grid.right)
    for index, side in enumerate((one, two)):
        side.depth += (grid.leading - side.leading) / 2
        side.grid = grid
        side.column = grid.column(index, rtl=one.rtl) - grid.left
        side.width = grid.measure
        side.speaks = one.rtl or side.speaks
        side.scope = f"{side.tag}/"
        side.hanging = False
    return one, two


def _looseness(design: Design, locale: Locale, height: float) -> float:
    """How much wider than the design's the leading must be for a script."""
    wanted = max(_LEADINGS.get(locale.written, 0.0), height / design.size * 1.02)
    return max(1.0, wanted / design.leading)


class _Metrics(NamedTuple):
    """How tall the text is, in points."""

    ascent: float
    descent: float
    squeeze: float = 1.0
    """What part of the height that the font claims its letters take up."""


def _metrics(document: Document, locale: Locale, design: Design, fonts: FontSet) -> _Metrics:
    """Ascent and descent of the font that sets most of the text.

    Fonts for scripts that stack claim room for stacks that hardly occur; where a font claims
    much, the letters themselves are measured.
    """
    found: list[Itemised] = []
    ascents, descents = [], []
    style = Style(size=design.size)
    for text in islice(texts(document.blocks), 12):
        words = plain(text.markdown)[:120].replace("\n", " ").strip()
        if words and not text.locale:
            paragraph = Paragraph((Span(words, style),), locale=locale.bcp47)
            # What cannot be set is told when the text itself is, with its place.
            with suppress(FontError):
                found.append(itemise(paragraph, fonts))
                used = {item.font for item in found[-1].items}
                ascents.append(max(font.ascent * style.size / font.upem for font in used))
                descents.append(max(font.descent * style.size / font.upem for font in used))
    if not found:
        return _Metrics(design.size * 1.07, design.size * 0.3)
    ascent, descent = _middle(ascents), _middle(descents)
    if ascent + descent <= 1.5 * design.size:
        return _Metrics(ascent, descent)
    top, bottom = _ink(found, style.size)
    spare = 0.12 * design.size
    over, under = min(ascent, top + spare), min(descent, bottom + spare)
    return _Metrics(over, under, (over + under) / (ascent + descent))


def _middle(values: Iterable[float]) -> float:
    """The middle one; of an even number, the higher of the two."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _ink(given: Iterable[Itemised], size: float) -> tuple[float, float]:
    """How far letters rise above the baseline and hang below it, in points."""
    forms: dict[Font, set[Form]] = {}
    for text, item in ((each.text, item) for each in given for item in each.items):
        here = forms.setdefault(item.font, set())
        # Words as they stand in lines, with the space behind them, are remembered for these.
        for word in text[item.start : item.end].split(" "):
            box = shape(item.font, f"{word} ", item.script, item.locale, item.level & 1 == 1)
            here.update([cell.form for cell in box.cells])
    top = bottom = 0.0
    for font, shown in forms.items():
        points = size / font.upem
        for glyph, y in {(glyph, y) for form in shown for glyph, _, y in stacked(form)}:
            extents = font.shaper.get_glyph_extents(glyph)
            if extents is not None:
                upper = y + extents.y_bearing
                top = max(top, upper * points)
                bottom = max(bottom, -(upper + extents.height) * points)
    return top, bottom


def pour(given: Setting, boxes: Iterable[Box], *, columns: int, head: Sequence[Box] = ()) -> int:
    """Set boxes on fresh sheets; the number of sheets.

    With several columns, ``head`` runs across all of them on the first sheet, and the columns
    of the last one are of equal height.
    """
    if columns == 1:
        return _pour_pages(given, chain(head, boxes))
    return _pour_columns(given, boxes, columns, head)


def _pour_pages(given: Setting, boxes: Iterable[Box]) -> int:
    grid, count = given.grid, 0
    height = grid.top - grid.bottom
    for column in columns(boxes, lambda _: height, given.leading):
        sheet = Sheet.added(given.book, grid.width, grid.height, turned=given.turned)
        _draw(given, sheet, column, grid.left, grid.top)
        if given.design.edition is Edition.PARALLEL:
            gutter.say(sheet, grid, grid.top)
        sheet.finish()
        count += 1
    return count


def _pour_columns(given: Setting, boxes: Iterable[Box], number: int, head: Sequence[Box]) -> int:
    grid, gap = given.grid, given.leading
    whole = replace(given, width=grid.right - grid.left)
    top = place([box._replace(notes=()) for box in head], grid.top - grid.bottom, gap)
    boxes = _noted(boxes, tuple(note for box in head for note in box.notes))
    full = grid.top - grid.bottom
    taken = top.used + given.half

    def heights(column: int) -> float:
        return full - taken if column < number else full

    count = 0
    for page in _pages(columns(boxes, heights, gap), number, gap, heights):
        sheet = Sheet.added(given.book, grid.width, grid.height, turned=given.turned)
        upper = grid.top
        if not count:
            _draw(whole, sheet, top, grid.left, grid.top)
            upper -= taken
        for index, column in enumerate(page):
            _draw(given, sheet, column, grid.column(index, rtl=given.rtl), upper)
        if not given.turned:  # poppler reads vertical lines in an order of its own, said or not
            gutter.say(sheet, grid, upper)
        sheet.finish()
        count += 1
    return count


def _noted(boxes: Iterable[Box], notes: tuple[Box, ...]) -> Iterator[Box]:
    """The boxes, the first of which has these notes, too: at the foot of its column is room."""
    for box in boxes:
        yield box._replace(notes=(*notes, *box.notes)) if notes else box
        notes = ()
    yield from notes


def _pages(
    stream: Iterator[Column], number: int, gap: float, heights: Callable[[int], float]
) -> Iterator[list[Column]]:
    """Columns by pages, those of the last page made equal."""
    page: list[Column] = []
    done: list[Column] | None = None
    seen = 0
    for column in stream:
        if len(page) == number:
            if done is not None:
                yield done
            done, page = page, []
        page.append(column)
        seen += 1
    if done is not None:
        yield done
    if page:
        boxes = [placed.box for column in page for placed in column.placed[column.again :]]
        yield balanced(boxes, number, heights(seen - len(page)), gap)


def _draw(given: Setting, sheet: Sheet, column: Column, x: float, top: float) -> None:
    draw_all(column.placed, sheet, x, top)
    grid = given.grid
    facing = given.design.edition is Edition.PARALLEL
    width = grid.measure * (1.0 if facing else 0.3)
    for lane in sorted({note.box.lane for note in column.notes}):
        left = grid.column(lane, rtl=given.rtl) if facing else x
        y = top - column.notes[0].y + given.half / 2
        slack = grid.measure - width if given.rtl else 0.0
        sheet.bar(left + slack, y, width, 0.5, THIN)
    draw_all(column.notes, sheet, x, top)
