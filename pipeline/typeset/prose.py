"""Texts into lines: inline Markdown as styled runs, each run an element of the structure.

A text of one run is its own element; else every run is a child of its own, so that reading
order, language and links are exact. The runs of a text are joined with nothing: spaces are in
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from pipeline.formats.inline import Span as Inline
from pipeline.formats.inline import plain
from pipeline.formats.inline import spans as inline_spans
from pipeline.locales import Locale
from pipeline.model import Standing, Text
from pipeline.typeset import glosses
from pipeline.typeset.design import optical
from pipeline.typeset.flow import LOOSE, WIDOW, Box, Draw, around, prose
from pipeline.typeset.lines import Line
from pipeline.typeset.misreading import misread
from pipeline.typeset.paragraph import Alignment, Dots, Face, Paragraph, Span, Style
from pipeline.typeset.setting import Setting, colour
from pipeline.typeset.sheet import Colour, Sheet
from pipeline.typeset.tags import Element
from pipeline.words import Phrase, numeral

STALE: Colour = colour("#b45309")
FALLBACK: Colour = colour("#8a8f98")
_LINK: Colour = colour("#1d4e89")
_QUIET: Colour = colour("#5b6470")
_WIDE = 1000.0
# So many numbers and bullets are remembered, lest a list without end fill the memory.
_LABELS = 500
# Where emphasis is a dot beside each letter.
_DOTS = {
    "Hans": Dots.UNDER,
    "Hant": Dots.UNDER,
    "Hani": Dots.UNDER,
    "Jpan": Dots.OVER,
    "Kore": Dots.OVER,
}
# Scripts whose letters do not lean; emphasis is made bold there.
_UPRIGHT_ONLY = frozenset("Arab Hebr Thai Laoo Khmr Mymr Tibt Mong Syrc Thaa Nkoo Adlm".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A run as an element: what its letters belong to, and where they lead."""

    element: Element
    link: str = ""
    note: str = ""
    reading: str = ""
    """How its letters are read, which stands over them."""
    voice: Element | None = None
    """What the reading belongs to."""


def texts(
    setting: Setting,
    given: Sequence[Text],
    element: Element,
    style: Style,
    *,
    alignment: Alignment = Alignment.JUSTIFY,
    balance: bool = False,
    lead: Sequence[tuple[str, Style]] = (),
) -> list[Box]:
    """The lines of a paragraph of one or more texts.

    ``lead`` is set before the texts, in the document's language: the number of a heading.
    """
    pieces: list[Piece] = []
    runs: list[Span] = []
    if setting.strong:
        style = replace(style, bold=True)
    several = len(given) > 1 or bool(lead)
    for words, look in lead:
        pieces.append(Piece(element.child("Span")))
        runs.append(Span(words, look, mark=len(pieces) - 1))
    for position, text in enumerate(given):
        home = element.child("Span") if several else element
        gap = " " if position + 1 < len(given) and setting.locale.spaced else ""
        _text(setting, text, home, style, gap, pieces, runs)
    setting.where = _where(setting, given)
    paragraph = Paragraph(
        tuple(runs),
        locale=setting.tag,
        rtl=_direction(setting, given),
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
    *,
    alignment: Alignment = Alignment.START,
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
        alignment=alignment,
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


def _text(
    setting: Setting,
    text: Text,
    home: Element,
    style: Style,
    gap: str,
    pieces: list[Piece],
    runs: list[Span],
) -> None:
    """Add the runs of one text."""
    log = setting.log
    if text.key:
        home.ident = setting.scope + text.key
    if text.locale and text.locale != setting.tag:
        home.lang = text.locale
        log.languages[text.locale] = None
    log.stale |= text.standing is Standing.STALE
    log.fallback |= text.standing is Standing.FALLBACK
    found = _joined_breaks(inline_spans(text.markdown)) or (Inline(""),)
    words = ""
    for position, inline in enumerate(found):
        last = position + 1 == len(found)
        kind = "Link" if inline.link else "Reference" if inline.note else "Span"
        kind = "Code" if inline.code else "Ruby" if inline.ruby else kind
        plain = len(found) == 1 and kind == "Span" and not inline.locale
        owner = home if plain else home.child(kind, lang=inline.locale)
        shown = inline.text
        tag = inline.locale or text.locale
        look = _look(style, inline, tag or setting.tag)
        if tag:
            look = replace(look, size=look.size * optical(tag) / optical(setting.tag))
        if inline.note:
            number = log.notes.setdefault(inline.note, len(log.notes) + 1)
            shown = numeral(number, setting.tag)
            look = replace(look, size=style.size * 0.62, rise=style.size * 0.36)
        if inline.locale:
            log.languages[inline.locale] = None
        words += inline.text
        voice = None
        if inline.ruby:
            owner, voice = owner.child("RB"), owner.child("RT")
        pieces.append(Piece(owner, inline.link, inline.note, inline.ruby, voice))
        whole = bool(inline.ruby)
        runs.append(Span(shown + (gap if last else ""), look, tag, len(pieces) - 1, whole))
    if text.key:
        said = " ".join(words.split())
        # Where nothing is marked up, the words need no room of their own.
        log.texts.append(
            (setting.scope + text.key, text.markdown if said == text.markdown else said)
        )


def _joined_breaks(spans: Sequence[Inline]) -> tuple[Inline, ...]:
    """Line breaks as characters of the run before them."""
    joined: list[Inline] = []
    for span in spans:
        if not span.line_break:
            joined.append(span)
        elif joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text + "\n")
    return tuple(joined)


def _look(style: Style, inline: Inline, tag: str) -> Style:
    if not (inline.strong or inline.emphasis or inline.code or inline.link):
        return style
    written = Locale.parse(inline.locale or tag).written
    leans = written not in _UPRIGHT_ONLY
    return replace(
        style,
        bold=style.bold or inline.strong or (inline.emphasis and not leans),
        italic=style.italic or (inline.emphasis and leans),
        face=Face.MONO if inline.code else style.face,
        size=style.size * 0.92 if inline.code else style.size,
        colour=_LINK if inline.link else style.colour,
        dots=_DOTS.get(written, Dots.NONE) if inline.emphasis else style.dots,
    )


def _direction(setting: Setting, given: Sequence[Text]) -> bool:
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
    if setting.speaks or any(misread(line) for line in lines):
        for span in paragraph.spans:
            if isinstance(span.mark, int):
                pieces[span.mark].element.actual = span.text.replace("\n", " ")


def _boxes(
    setting: Setting, paragraph: Paragraph, lines: Sequence[Line], pieces: Sequence[Piece]
) -> list[Box]:
    """Lines as strips of the page, each with the notes that it calls."""
    beside = glosses.annotated(paragraph, pieces)
    boxes = [_box(setting, paragraph, line, pieces, beside) for line in lines]
    if any(piece.note for piece in pieces):
        return [
            box._replace(notes=_notes(setting, paragraph, line, pieces))
            for box, line in zip(boxes, lines, strict=True)
        ]
    return boxes


def _notes(
    setting: Setting, paragraph: Paragraph, line: Line, pieces: Sequence[Piece]
) -> tuple[Box, ...]:
    called = [pieces[at] for at in _marks_of(paragraph, line) if pieces[at].note]
    return tuple(box for piece in called for box in setting.footnote(piece.note, piece.element))


def _box(
    setting: Setting,
    paragraph: Paragraph,
    line: Line,
    pieces: Sequence[Piece],
    beside: bool,
) -> Box:
    """A line as a strip of the page; whether anything stands ``beside`` its letters."""
    height = _height(setting, line)
    depth = _baseline(setting, line, height)
    left = setting.left

    def draw(sheet: Sheet, x: float, y: float) -> None:
        baseline = y - depth
        sheet.line(paragraph, line, pieces, x + left, baseline)
        if beside:
            glosses.annotate(setting, sheet, paragraph, line, pieces, x + left, baseline)
        if setting.reviewing:
            _number(setting, sheet, x, baseline)

    # A word is not torn by the end of a page, where no reader would join it again.
    return Box(height, draw, keep=WIDOW if line.hyphenated else LOOSE)


def _marks_of(paragraph: Paragraph, line: Line) -> list[int]:
    spans = sorted({run.part.item.span for run in line.runs})
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

    The same for all lines of the text's size, whatever fonts are in them.
    """
    if height == setting.leading:
        return setting.depth
    return (height - line.ascent - line.descent) / 2 + line.ascent


def hung(
    setting: Setting, boxes: list[Box], words: str, element: Element, style: Style, gap: float
) -> list[Box]:
    """The same boxes with a number or a bullet in the margin before the first line."""
    paragraph, line = _label(setting, words, style)
    pieces = [Piece(element)]
    _say(setting, paragraph, [line], pieces)
    edge = setting.left + setting.measure + gap if setting.rtl else setting.left - gap - line.width
    first = boxes[0]
    depth = setting.depth

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(paragraph, line, pieces, x + edge - _lead(line, _WIDE), y - depth)

    return [around(first, draw), *boxes[1:]]


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


def aside(
    setting: Setting, sheet: Sheet, words: str, tag: str, style: Style, x: float, baseline: float
) -> None:
    """Small words in the margin behind the text, which are no part of it."""
    width = setting.margin - 14.0
    paragraph = Paragraph(
        (Span(words, style),), locale=tag, rtl=False, alignment=Alignment.START, hyphenate=False
    )
    for row, line in enumerate(setting.lines(paragraph, width)[:3]):
        left = x - 14.0 - line.width if setting.rtl else x + setting.width + 14.0
        sheet.aside(line, left, baseline - row * style.size * 1.25)


def _number(setting: Setting, sheet: Sheet, x: float, baseline: float) -> None:
    """Every fifth line has its number at the outer edge."""
    setting.log.line += 1
    if setting.log.line % 5:
        return
    style = Style(size=6.5, colour=_QUIET)
    words = numeral(setting.log.line, setting.tag)
    paragraph = Paragraph((Span(words, style),), locale=setting.tag, rtl=False)
    (line, *_) = setting.lines(paragraph, 100.0)
    left = x + setting.width + 46.0 if setting.rtl else x - 46.0 - line.width
    sheet.aside(line, left, baseline)


def marked(setting: Setting, given: Sequence[Text], boxes: list[Box]) -> list[Box]:
    """The lines of texts with what the margin says of them.

    A bar stands beside words that are out of date, or that are not translated; for reviewers,
    the key beside the first line.
    """
    if not setting.marked:
        return boxes
    standings = {text.standing for text in given}
    edge = setting.left - 7.5 if setting.rtl else setting.left + setting.measure + 6.0
    if Standing.FALLBACK in standings:
        boxes = [around(box, last=bar(box, edge, FALLBACK, dashed=True)) for box in boxes]
    elif Standing.STALE in standings:
        boxes = [around(box, last=bar(box, edge, STALE, dashed=False)) for box in boxes]
    keys = [text.key for text in given if text.key]
    if setting.reviewing and keys and boxes:
        words = keys[0] if len(keys) == 1 else f"{keys[0]} … {keys[-1]}"
        boxes[0] = around(boxes[0], last=_keyed(setting, words))
    return boxes


def _keyed(setting: Setting, words: str) -> Draw:
    style = Style(size=6.0, face=Face.MONO, colour=_QUIET)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        aside(setting, sheet, words, "en", style, x, y - setting.depth)

    return draw


def bar(box: Box, edge: float, ink: Colour, *, dashed: bool) -> Draw:
    """Draw a bar beside a box, ``edge`` points from the left edge of the column."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        dash(sheet, x + edge, y, box.height, ink, dashed=dashed)

    return draw


def dash(sheet: Sheet, x: float, y: float, height: float, ink: Colour, *, dashed: bool) -> None:
    """A vertical bar downwards from ``y``, whole or in dashes."""
    steps = 4 if dashed else 1
    for step in range(steps):
        length = height / steps
        sheet.bar(x, y - (step + 1) * length, 1.5, length * (0.55 if dashed else 1.0), ink)
