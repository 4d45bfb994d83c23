"""What readers of PDF need to be told so that right-to-left text comes out as it was put in.

A page holds glyphs from left to right, and readers turn lines of right-to-left text round by
the characters' bidirectional class. Each knows other classes (measured with poppler 22 and
PDFium 2026): poppler none but those of Hebrew, Arabic, Syriac and Thaana; PDFium none beyond
the Basic Multilingual Plane.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise, takewhile

from pipeline.locales import RIGHT_TO_LEFT, Locale
from pipeline.typeset.cells import SPACES, Cell, Form, stacked
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.pdfium import logical, spaced, whole
from pipeline.typeset.shape import mirrored
from pipeline.typeset.stretches import any_beyond, any_leftwards, runs_left, stretches
from pipeline.typeset.strings import Told, ends_of, seen

TURNED = frozenset({"Arab", "Aran", "Hebr", "Syrc", "Thaa"})
"""Scripts that all readers turn round. A file that says it is read from right to left has PDFium
turn all of its lines, of whatever script: those of others must not say so."""
# Scripts that run from right to left, but that not all readers turn round.
_UNTURNED = RIGHT_TO_LEFT - TURNED
# Scripts that PDFium turns round but poppler does not.
_PDFIUM_ONLY = frozenset({"Nkoo", "Mand", "Samr"})
# How wide a glyph made of many may be, in ems. PDFium takes lines for one that lie nearer to
# each other than half the width of a character.
_WIDEST = 2
# Poppler reads no more than 62 UTF-16 units of what a code says; a number may come before it.
_MOST = 27


def actual_text(words: str) -> str:
    """A property list with this ActualText (ISO 32000-1, 14.9.4)."""
    return f"<</ActualText<FEFF{words.encode('utf-16-be').hex().upper()}>>>"


# Begins the two spans around a number in the margin that the line beside it says. Readers that do
# not turn its script round would read it behind that line. Poppler takes nothing from the outer
# span; PDFium passes over what is told to be a control character.
UNSAID = f"/Span{actual_text('')}BDC /NonStruct{actual_text(chr(1))}BDC"


def said(line: Line, group: tuple[Run, ...], r2l: bool, after_rtl: bool, ahead: str = "") -> str:
    """Begins the two spans around runs that one reader turns round and one does not; else empty.

    They say them behind what is ``ahead`` of them, the outer one in logical order. PDFium takes the
    inner one, if there is any (see `unheard`).
    """
    known = _has(group, _PDFIUM_ONLY)
    if not (known or _signed(line)):
        return ""
    from pipeline.typeset.poppler import steadied

    words = ahead + logical(group)
    inner = "/NonStruct BMC"
    if known:
        inner = f"/NonStruct{actual_text(whole(words, group, r2l, after_rtl))}BDC"
    return f"/Span{actual_text(steadied(words))}BDC {inner}"


def unheard(line: Line, group: tuple[Run, ...]) -> tuple[Told, ...]:
    """Tells PDFium of each string of a group to go by its codes and not by what is `said`.

    Of that it takes nothing beyond the Basic Multilingual Plane; and of strings that are said
    together it takes the first alone (CPDF_TextPage::ProcessMarkedContent).
    """
    if not _signed(line):
        return ()
    return tuple(Told(start, end, "") for start, end in pairwise([0, *ends_of([group])]))


def unturned(line: Line) -> bool:
    """Whether a line runs from right to left in a script that not all readers turn round."""
    return line.rtl and line.runs[0].item.script in _UNTURNED


@lru_cache(256)
def _locally_unturned(locale: str) -> bool:
    """Whether a language is written in a script that not all readers turn round."""
    return Locale.parse(locale).written in _UNTURNED


def _signed(line: Line) -> bool:
    """Whether signs of Arabic stand among letters that PDFium takes for signs."""
    return (
        _locally_unturned(line.runs[0].item.locale)
        and max(line.text, default="") > "\uffff"
        and any_leftwards(line.text)
    )


def _shown(words: str, r2l: bool = False) -> list[str]:
    """What codes from left to right must say, for each character, to have PDFium read these words.

    ``r2l`` is whether it puts their stretches in the opposite order whatever they hold.
    """
    return [
        _turned(each) if part.turned else each
        for part in stretches(words, r2l)
        for each in (reversed(part.words) if part.turned else part.words)
    ]


def _turned(character: str) -> str:
    """A character where PDFium turns a line round: its image in a mirror, and its halves (UTF-16)
    in the opposite order.
    """
    half = mirrored().get(character, character).encode("utf-16-be")
    return (half[2:] + half[:2]).decode("utf-16-be", "surrogatepass")


def behind(line: Line, runs: tuple[Run, ...], ahead: str) -> tuple[Run, ...]:
    """Runs of which the one that is read first says what is ``ahead`` of them, too."""
    if not ahead or _has(runs, _PDFIUM_ONLY):
        return runs
    if _signed(line) and runs_left(line.text):
        codes = "".join(_shown(ahead, r2l=True))
        box = runs[-1].box
        *cells, last = box.cells
        said = box.showing((*cells, last._replace(text=last.text + codes)))
        return (*runs[:-1], runs[-1].showing(said))
    box = runs[0].box
    first, *rest = box.cells
    said = box.showing((first._replace(text=ahead + first.text), *rest))
    return (runs[0].showing(said), *runs[1:])


def as_read(line: Line, group: tuple[Run, ...], left: str = "") -> tuple[Run, ...]:
    """The runs as they must be drawn; ``left`` is the character before them.

    What no reader turns round is made a few wide glyphs which from left to right say the words
    in logical order.
    """
    plain = line.uniform and not group[0].box.rtl
    backwards = [] if plain else [run for run in group if run.box.rtl]
    if not backwards and not line.rtl:
        spelt = line.text[1:2] == " " and all(len(word) == 1 for word in line.text.split())
        return _spelt(line, group) if spelt and group[0] is line.runs[0] else group
    if _has(group, _PDFIUM_ONLY):
        return group
    beyond = any(any_beyond(run.box.text) for run in backwards)
    # One mark would have poppler turn round a page of a script that it does not know.
    if not beyond and not line.rtl:
        return group
    if not beyond and not _locally_unturned(group[0].item.locale):
        from pipeline.typeset.poppler import marked

        return marked(line, group, left)
    return tuple(_in_logical_order(line, group))


def _in_logical_order(line: Line, group: tuple[Run, ...]) -> Iterator[Run]:
    """The runs as wide glyphs that from left to right say the words in logical order.

    PDFium overlooks what a string says that shows nothing: spaces at the left edge go on saying
    themselves, and others stand in the font beside them.
    """
    runs = [run for run in spaced(group) if run.box.cells]
    edge = list(takewhile(lambda run: not seen(run.box.cells), runs))
    yield from edge
    text = logical(group)
    text = text[: len(text) - sum(len(cell.text) for run in edge for cell in run.box.cells)]
    words = _shown(text) if _signed(line) else list(text)
    for _, same in groupby(runs[len(edge) :], key=lambda run: (run.item.font, run.item.style)):
        alike = list(same)
        cells = []
        for form, advance, count in _fused(line, alike):
            cells.append(Cell(form, "".join(words[:count]), advance))
            words = words[count:]
        box = alike[0].box.showing(tuple(cells), text="".join(cell.text for cell in cells))
        yield alike[0]._replace(box=box, after=0.0)


def _spelt(line: Line, group: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a line of letters by themselves, the first space said with its letter.

    Poppler would take them for the letters of one word that are set apart (TextLine::coalesce).
    """
    run = group[0]
    box = run.box
    if len(box.cells) < 2 or box.cells[1].text != " ":
        return group
    letter, space, *rest = box.cells
    advance = letter.advance + space.advance + round(line.space / run.scale)
    cells = (Cell(letter.form, letter.text + " ", advance), *rest)
    said = box.showing(cells)
    return (run.showing(said), *group[1:])


def _fused(line: Line, runs: list[Run]) -> Iterator[tuple[Form, int, int]]:
    """Wide glyphs: form, advance, and the number of characters; the line's space is in them."""
    form: list[tuple[int, int, int]] = []
    pen, count = 0.0, 0
    widest = (_WIDEST - 1) * runs[0].box.font.upem
    for run in runs:
        unit = run.scale * line.stretch
        for cell in run.box.cells:
            if count + len(cell.text) > _MOST or pen > widest:
                yield tuple(form), round(pen), count
                form, pen, count = [], 0.0, 0
            form += [(glyph, round(pen) + x, y) for glyph, x, y in stacked(cell.form)]
            pen += cell.advance + (line.space / unit if cell.text in SPACES else 0.0)
            count += len(cell.text)
        pen += run.after / unit
    yield tuple(form), round(pen), count


def _has(group: tuple[Run, ...], scripts: frozenset[str]) -> bool:
    return any(run.box.rtl and run.item.script in scripts for run in group)
