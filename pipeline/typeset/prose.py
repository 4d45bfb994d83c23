"""Texts into lines, and lines into boxes.

A text of one run is its own element; else every run is a child of its own, so that reading
order, language and links are exact. The runs of a text are joined with nothing: spaces are in
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Text
from pipeline.typeset import glosses
from pipeline.typeset.flow import LOOSE, TORN, WIDOW, Box, around, nothing, prose
from pipeline.typeset.lines import Line
from pipeline.typeset.margin import marked, number_of_line
from pipeline.typeset.misreading import misread
from pipeline.typeset.paragraph import Alignment, Paragraph, Span, Style
from pipeline.typeset.runs import Apart, Piece, add_runs
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Sheet, Turn
from pipeline.typeset.tags import Element
from pipeline.words import Phrase

_WIDE = 1000.0
# From this many sizes of the text on, a line is a title's.
_LARGE = 1.2
# How much of a page its notes may fill; and what stands above the rest of a longer note.
_FOOT, _HAIR = 0.6, 0.02
# So many numbers and bullets are remembered, lest a list without end fill the memory.
_LABELS = 500


def texts(
    setting: Setting,
    given: Sequence[Text],
    element: Element,
    style: Style,
    *,
    alignment: Alignment = Alignment.JUSTIFY,
    balance: bool = False,
    lead: Sequence[tuple[str, Style]] = (),
    apart: Apart | None = None,
) -> list[Box]:
    """The lines of a paragraph of one or more texts.

    ``lead`` is set before the texts, in the document's language: the number of a heading.
    ``apart`` is what the first text begins with and is set elsewhere: the label of an item.
    """
    pieces: list[Piece] = []
    runs: list[Span] = []
    if setting.strong:
        style = style._replace(bold=True)
    several = len(given) > 1 or bool(lead)
    for words, look in lead:
        pieces.append(Piece(element.child("Span")))
        runs.append(Span(words, look, mark=len(pieces) - 1))
    for position, text in enumerate(given):
        home = element.child("Span") if several else element
        gap = " " if position + 1 < len(given) and setting.locale.spaced else ""
        add_runs(setting, text, home, style, gap, pieces, runs, None if position else apart)
    if setting.ragged and alignment is Alignment.JUSTIFY:
        alignment = Alignment.START
    setting.where = _where(setting, given)
    paragraph = Paragraph(
        tuple(runs),
        locale=setting.tag,
        rtl=reads_from_right(setting, given),
        alignment=alignment,
        balance=balance,
    )
    lines = setting.lines(paragraph, setting.measure)
    _say(setting, paragraph, lines, pieces)
    boxes = _boxes(setting, paragraph, lines, pieces)
    return marked(setting, given, prose(boxes))


def phrase_lines(
    setting: Setting,
    words: Phrase,
    element: Element,
    style: Style,
) -> list[Box]:
    """The page's own words; tagged with their language where it is not the document's."""
    foreign = words.locale != setting.tag
    if foreign:
        element.lang = words.locale
        setting.log.languages[words.locale] = None
    paragraph = Paragraph(
        (Span(words.text, style, words.locale if foreign else "", 0),),
        locale=words.locale,
        rtl=setting.rtl,
        alignment=Alignment.START,
    )
    return set_words(setting, paragraph, element)


def plain_lines(setting: Setting, words: str, element: Element, style: Style) -> list[Box]:
    """Words that are no inline Markdown, in the document's language."""
    return phrase_lines(setting, Phrase(words, setting.tag), element, style)


def set_words(setting: Setting, paragraph: Paragraph, element: Element) -> list[Box]:
    """The lines of a paragraph all of which belongs to one element."""
    lines = setting.lines(paragraph, setting.measure)
    pieces = [Piece(element)]
    _say(setting, paragraph, lines, pieces)
    return prose(_boxes(setting, paragraph, lines, pieces))


def shown(text: Text) -> str:
    """The characters of a text on one line, for the outline and the metadata."""
    return " ".join(plain(text.markdown).split())


def reads_from_right(setting: Setting, given: Sequence[Text]) -> bool:
    """English in the place of missing Arabic still reads from left to right."""
    tags = {text.locale for text in given}
    if len(tags) == 1 and (tag := tags.pop()):
        return Locale.parse(tag).rtl
    return setting.rtl


def _where(setting: Setting, given: Sequence[Text]) -> str:
    keys = " ".join(text.key for text in given if text.key)
    return f"{setting.tag}: {keys}" if keys else setting.tag


def _say(
    setting: Setting, paragraph: Paragraph, lines: Sequence[Line], pieces: Sequence[Piece]
) -> None:
    """Give the elements their words where marks may not say them in this order, or with hyphens."""
    if setting.speaks or misread(lines):
        for span in paragraph.spans:
            if isinstance(span.mark, int):
                pieces[span.mark].element.actual = span.text.replace("\n", " ")


def _boxes(
    setting: Setting, paragraph: Paragraph, lines: Sequence[Line], pieces: Sequence[Piece]
) -> list[Box]:
    """Lines as strips of the page, each with the notes that it calls."""
    beside = glosses.annotated(paragraph, pieces)
    left = setting.left
    boxes = [_box(setting, paragraph, line, pieces, left, beside) for line in lines]
    if any(piece.note for piece in pieces):
        return [
            each
            for box, line in zip(boxes, lines, strict=True)
            for each in _calling(setting, box, _notes(setting, paragraph, line, pieces))
        ]
    return boxes


def _calling(setting: Setting, box: Box, notes: Sequence[Box]) -> Iterator[Box]:
    """A line with its notes. What is too long for the foot of one page goes on at the next."""
    room = (setting.grid.top - setting.grid.bottom) * _FOOT
    here: list[Box] = []
    for note in notes:
        if here and sum(each.before + each.height for each in (*here, note)) > room:
            yield box._replace(notes=tuple(here))
            box, here = Box(_HAIR, nothing), []
        here.append(note)
    yield box._replace(notes=tuple(here))


def _notes(
    setting: Setting, paragraph: Paragraph, line: Line, pieces: Sequence[Piece]
) -> tuple[Box, ...]:
    called = [pieces[at] for at in _marks_of(paragraph, line) if pieces[at].note]
    return tuple(
        box for piece in called for box in setting.footnote(setting, piece.note, piece.element)
    )


def _box(
    setting: Setting,
    paragraph: Paragraph,
    line: Line,
    pieces: Sequence[Piece],
    left: float,
    beside: bool,
) -> Box:
    """A line as a strip of the page, so far from the left edge of its column.

    ``beside`` is whether anything stands beside its letters.
    """
    height = _height(setting, line)
    depth = _baseline(setting, line, height)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        baseline = y - depth
        sheet.line(paragraph, line, pieces, x + left, baseline)
        if beside:
            glosses.annotate(setting, sheet, paragraph, line, pieces, x + left, baseline)
        if setting.reviewing:
            number_of_line(setting, sheet, x, baseline)

    # A word is not torn by the end of a page, where no reader would join it again.
    torn = TORN if setting.grid.columns > 1 else WIDOW
    return Box(height, draw, keep=torn if line.hyphenated else LOOSE, depth=depth)


def _marks_of(paragraph: Paragraph, line: Line) -> list[int]:
    spans = sorted({run.item.span for run in line.runs})
    return [mark for at in spans if isinstance(mark := paragraph.spans[at].mark, int)]


def _height(setting: Setting, line: Line) -> float:
    """Lines stand on the grid; a line that is too tall for it takes as many halves as it needs."""
    needed = (line.ascent + line.descent) * setting.squeeze
    # A foreign word among others seldom has its tallest letters above another's deepest.
    if needed <= setting.leading * 1.3:
        return setting.leading
    return max(setting.leading, ceil(needed * 0.94 / setting.half - 0.04) * setting.half)


def _baseline(setting: Setting, line: Line, height: float) -> float:
    """How far below the upper edge of its strip a line's baseline is.

    The same for all lines of the text's size, whatever fonts are in them. A taller line stands in
    the middle of its strip, one of the text's size as nearly so as the grid allows.
    """
    if height == setting.leading:
        return setting.depth
    above = line.descent if setting.turned is Turn.RIGHTWARDS else line.ascent
    middle = (height - line.ascent - line.descent) / 2 + above
    if min(run.item.style.size for run in line.runs) > _LARGE * setting.size:
        return middle
    return setting.depth + max(0, round((middle - setting.depth) / setting.half)) * setting.half


def hung(
    setting: Setting, boxes: list[Box], words: str, element: Element, style: Style, gap: float
) -> list[Box]:
    """The same boxes with a number or a bullet in the margin before the first line."""
    paragraph, line = _label(setting, words, style)
    _say(setting, paragraph, [line], [Piece(element)])
    edge = setting.left + setting.measure + gap if setting.rtl else setting.left - gap - line.width
    first = boxes[0]
    depth = setting.depth

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.beside(line, element, x + edge - _lead(line, _WIDE), y - depth)

    return [around(first, draw), *boxes[1:]]


def label_width(setting: Setting, words: str, style: Style) -> float:
    """How wide a label is that is to be `hung`."""
    return _label(setting, words, style)[1].width


def _label(setting: Setting, words: str, style: Style) -> tuple[Paragraph, Line]:
    """A number or a bullet, set once for all lists that have it."""
    labels = setting.log.labels
    key = words, style, setting.tag
    if key not in labels:
        if len(labels) > _LABELS:
            labels.clear()
        paragraph = Paragraph(
            (Span(words, style, "", 0),),
            locale=setting.tag,
            rtl=setting.rtl,
            alignment=Alignment.START,
        )
        labels[key] = paragraph, setting.lines(paragraph, _WIDE)[0]
    return labels[key]


def _lead(line: Line, width: float) -> float:
    """Where the visible ink of a line begins, white space at its end not counted."""
    return width - line.width if line.rtl else 0.0
