"""What stands beside letters in East Asia: dots of emphasis, and readings (ruby).

Dots stand over Japanese and Korean letters and under Chinese ones, in vertical lines on the right
(CSS Text Decoration 3, 3.4; JLREQ 3.3.9). They are no text. A reading stands over its letters, at
half their size and centred on them (JLREQ 3.3); it is text, an RT of the structure beside the RB
of its letters (ISO 32000-1, 14.8.4.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.typeset.cells import SPACES, Cell
from pipeline.typeset.characters import scripts
from pipeline.typeset.draw import groups
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.paragraph import Alignment, Dots, Paragraph, Span
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.squares import BOTTOM, TOP

if TYPE_CHECKING:
    from pipeline.typeset.runs import Piece

_DOTTED = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
_AWAY, _RADIUS = 0.14, 0.075
"""How far from the square the middle of a dot is, and its size, in ems."""
_SMALL = 0.5
_OVERHANG = 0.5
"""How much wider than its letters a reading may be, in ems of the letters; it is narrowed then."""
_WIDE = 10_000.0


def annotated(paragraph: Paragraph, pieces: Sequence[Piece]) -> bool:
    """Whether anything stands beside letters of a paragraph."""
    return any(span.style.dots for span in paragraph.spans) or any(p.reading for p in pieces)


def annotate(
    setting: Setting,
    sheet: Sheet,
    paragraph: Paragraph,
    line: Line,
    pieces: Sequence[Piece],
    x: float,
    y: float,
) -> None:
    """Draw what stands beside the letters of a line whose measure starts at a point."""
    _dot(sheet, line, x, y)
    starts = _starts(paragraph)
    left = x + line.x
    for group in groups(line):
        first = group[0].item
        mark = paragraph.spans[first.span].mark
        piece = pieces[mark] if isinstance(mark, int) else None
        width = sum(room for _, _, _, room in placed(line, group))
        begins = any(run.start == starts[first.span] for run in group)
        if piece and piece.reading and begins:
            _read(setting, sheet, piece, group[0], left, width, y)
        left += width


def _dot(sheet: Sheet, line: Line, x: float, y: float) -> None:
    table = scripts()
    for run, cell, left, _ in placed(line, line.runs):
        style = run.item.style
        if style.dots and table[cell.text[:1] or " "] in _DOTTED:
            under = style.dots is Dots.UNDER and not sheet.turned
            up = (BOTTOM - _AWAY if under else TOP + _AWAY) * style.size * sheet.upwards
            middle = left + cell.advance * run.scale * line.stretch / 2
            sheet.dot(x + line.x + middle, y + up, _RADIUS * style.size, style.colour)


def _read(
    setting: Setting, sheet: Sheet, piece: Piece, run: Run, left: float, width: float, y: float
) -> None:
    """The reading of letters that are so wide and begin at ``left``."""
    from pipeline.typeset import bopomofo
    from pipeline.typeset.runs import Piece

    assert piece.voice is not None
    item = run.item
    size = item.style.size
    if found := bopomofo.syllables(piece.reading):
        piece.voice.actual = piece.reading
        bopomofo.draw(setting, sheet, piece.voice, item, found, left, width, y)
        return
    small = item.style._replace(size=size * _SMALL, dots=Dots.NONE)
    paragraph = Paragraph(
        (Span(piece.reading, small, mark=0),),
        locale=item.locale,
        alignment=Alignment.START,
        hyphenate=False,
    )
    (line, *_) = setting.lines(paragraph, _WIDE)
    room = width + _OVERHANG * size
    if line.width > room:
        line = line._replace(stretch=room / line.width, width=room)
    if setting.speaks:
        piece.voice.actual = piece.reading
    over = y + sheet.upwards * (TOP - BOTTOM * _SMALL) * size
    sheet.line(paragraph, line, [Piece(piece.voice)], left + (width - line.width) / 2, over)


def _starts(paragraph: Paragraph) -> list[int]:
    """Where the text of each span starts."""
    starts, at = [], 0
    for span in paragraph.spans:
        starts.append(at)
        at += len(span.text)
    return starts


def placed(line: Line, runs: Sequence[Run]) -> Iterator[tuple[Run, Cell, float, float]]:
    """Cells with where they begin, from the first run, and how much of the line they take up."""
    left = 0.0
    for run in runs:
        unit = run.scale * line.stretch
        last = len(run.box.cells) - 1
        for at, cell in enumerate(run.box.cells):
            added = line.space if cell.text in SPACES else 0.0
            room = cell.advance * unit + line.tracking * line.stretch + added
            room += run.after if at == last else 0.0
            yield run, cell, left, room
            left += room
