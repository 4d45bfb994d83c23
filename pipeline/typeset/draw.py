"""Lines drawn: PDF text operators for a line, and the fonts they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from pipeline.typeset.cells import Cell
from pipeline.typeset.cmap import Codes
from pipeline.typeset.coding import STRETCHES, TOGETHER
from pipeline.typeset.fonts import Font
from pipeline.typeset.itemise import Item
from pipeline.typeset.lines import Line
from pipeline.typeset.measure import Run
from pipeline.typeset.pdffont import PdfFont, embed
from pipeline.typeset.pdfium import follows_rtl, hyphen, spaced, told
from pipeline.typeset.pen import UPRIGHT, Matrix, Pen, adjusted, number
from pipeline.typeset.readers import UNSAID, actual_text, as_read, behind, said, unheard
from pipeline.typeset.strings import Told

Wrap = Callable[[tuple[Run, ...]], tuple[str, str]]
"""Given neighbours with one mark and one locale: operators before and after them."""


class Ink:
    """The fonts of one PDF document, and the text operators of its lines."""

    def __init__(self, prefix: str = "T") -> None:
        self._prefix = prefix
        self.common: Sequence[str] = ()
        """The letters that are most common in the document, so that they have the first codes."""
        self.r2l = False
        """Whether the document says that it is read from right to left."""
        self._fonts: dict[Font, PdfFont] = {}
        self._codes: dict[str, Codes] = {}
        self._all: list[PdfFont] = []

    @property
    def fonts(self) -> tuple[PdfFont, ...]:
        """The fonts used so far, in the order of first use."""
        return tuple(self._all)

    def attach(self, doc: Any) -> None:
        """Have a ReportLab document (a canvas's ``_doc``) embed the fonts when it is saved."""
        doc.delayedFonts.append(self)

    def addObjects(self, doc: Any) -> None:
        """Add every font used to a ReportLab document."""
        embed(doc, self._all)

    def operators(self, line: Line, x: float, y: float) -> str:
        """The line as one text object by itself, placed as `draw` does."""
        pen = Pen()
        pen.begin()
        self.draw(pen, line, x, y)
        pen.restore()
        pen.end()
        return "\n".join(pen.operators)

    def draw(
        self,
        pen: Pen,
        line: Line,
        x: float,
        y: float,
        matrix: Matrix = UPRIGHT,
        wrap: Wrap | None = None,
    ) -> None:
        """The line within a text object.

        ``x`` and ``y`` are where the line's measure starts on its baseline, in points; ``matrix``
        turns the line round that point. ``wrap`` may put marked content around the neighbouring
        runs of one mark and locale.
        """
        if not any(run.box.cells for run in line.runs):
            return  # An empty line, as two line breaks in a row make one.
        a, b, _, _ = matrix
        pen.move(x + a * line.x, y + b * line.x, matrix)
        spread(pen, line)
        # Nine lines of ten need none of what readers are told of right-to-left words.
        if line.uniform and not (wrap or self.r2l or pen.ahead or line.runs[0].box.rtl):
            drawn = as_read(line, line.runs)
            if line.hyphenated and (added := hyphen(line, drawn)):
                self._group(pen, line, drawn, (added,))
            elif line.apart:
                self._group(pen, line, drawn)
            else:
                self._even(pen, line, drawn)
        else:
            self._mixed(pen, line, wrap)

    def hang(self, pen: Pen, line: Line, x: float, y: float) -> None:
        """A number in the margin of the line that is drawn next, which says it to readers."""
        pen.move(x + line.x, y)
        spread(pen, line)
        pen.write((UNSAID,))
        self._group(pen, line, as_read(line, line.runs))
        pen.write(("EMC EMC",))
        pen.ahead = f"{line.text.strip()} "

    def _mixed(self, pen: Pen, line: Line, wrap: Wrap | None) -> None:
        """A line of which readers must be told something."""
        left, drawn = "", []
        given = groups(line)
        for group in given:
            drawn.append(spaced(as_read(line, group, left)) if line.rtl else as_read(line, group))
            left = group[-1].box.cells[-1].text[-1]
        aside = told(line, drawn, self.r2l, pen.after_rtl)
        plain = line.hyphenated and not (line.rtl or aside[-1])
        if plain and (added := hyphen(line, drawn[-1])):
            aside[-1] = (added,)
        ahead, pen.ahead = pen.ahead, ""
        drawn[0] = behind(line, drawn[0], ahead)
        for group, shown_, asides in zip(given, drawn, aside, strict=True):
            before, after = wrap(group) if wrap else ("", "")
            whole = said(line, group, self.r2l, pen.after_rtl, ahead)
            ahead = ""
            pen.write(filter(None, (before, whole)))
            self._group(pen, line, shown_, unheard(line, shown_) if whole else asides)
            pen.write(filter(None, ("EMC EMC" if whole else "", after)))
        pen.after_rtl = follows_rtl(drawn[-1], bool(whole))

    def look(self, pen: Pen, run: Run) -> PdfFont:
        """Set the font, size and colour of a run; the font, as it is in the file."""
        item = run.item
        font = self._font(item.font)
        if font.codes.full:
            # From here on the font is another one of the document, with codes of its own.
            del self._fonts[item.font]
            font = self._font(item.font)
        font.choose(pen, item.style)
        return font

    def show(self, pen: Pen, line: Line, run: Run, cells: Sequence[Cell]) -> None:
        """Some cells of a run, spaced as its line is."""
        _tell(pen, self._font(run.item.font).coding.encode(cells), line, run.item)

    def show_bare(self, pen: Pen, font: Font, cells: Sequence[Cell]) -> None:
        """Some cells as they are."""
        encoded = self._font(font).coding.encode(cells)
        pen.show(encoded.replace(STRETCHES, "").replace(TOGETHER, ""))

    def _even(self, pen: Pen, line: Line, runs: tuple[Run, ...]) -> None:
        """Runs of one font and style with nothing between them: `_group`, in half the time."""
        coding = self.look(pen, runs[0]).coding
        cells = chain.from_iterable([run.box.cells for run in runs])
        _tell(pen, coding.encode(cells), line, runs[0].item)

    def _group(
        self, pen: Pen, line: Line, group: tuple[Run, ...], asides: Sequence[Told] = ()
    ) -> None:
        """Runs, those in one font and style in one array; ``asides`` go by their cells."""
        body: list[str] = []
        item: Item | None = None
        waiting, first = list(reversed(asides)), 0
        for run in group:
            if run.item is not item:
                before, item = item, run.item
                if not before or before.font != item.font or before.style != item.style:
                    if before:
                        _tell(pen, "".join(body), line, before)
                        body = []
                    coding = self.look(pen, run).coding
            after = run.after and run.after / (run.item.style.size * line.stretch)
            last = first + len(run.box.cells)
            if waiting and waiting[-1].start < last:
                body = self._with_asides(pen, line, run, body, first, waiting)
            elif after:
                encoded, after = coding.encode_wide(run.box.cells, after)
                body.append(encoded)
            else:
                body.append(coding.encode(run.box.cells))
            if after and abs(after) > 1e-5:
                body.append(adjusted(-1000 * after))
            first = last
        if item:
            _tell(pen, "".join(body), line, item)

    def _with_asides(
        self, pen: Pen, line: Line, run: Run, body: list[str], first: int, waiting: list[Told]
    ) -> list[str]:
        """A box that PDFium must be told something else of; what is left to be shown.

        ``first`` is the number of its first cell. What is told of it, or of its end, is taken from
        ``waiting``. Readers take the outermost ActualText, or that of the tag Span; PDFium takes
        the innermost of any tag (CPDF_TextPage::PreMarkedContent).
        """
        item, cells = run.item, run.box.cells
        encode = self._font(item.font).coding.encode
        at, last = first, first + len(cells)
        while waiting and waiting[-1].start < last:
            start, end, words = waiting[-1]
            if start >= first:
                body.append(encode(cells[at - first : start - first]))
                _tell(pen, "".join(body), line, item)
                body = []
                pen.write((f"/NonStruct{actual_text(words)}BDC",))
                at = start
            body.append(encode(cells[at - first : end - first]))
            at = min(end, last)
            if end > last:
                return body
            _tell(pen, "".join(body), line, item)
            body = []
            pen.write(("EMC",))
            waiting.pop()
        return [*body, encode(cells[at - first :])]

    def _font(self, font: Font) -> PdfFont:
        known = self._fonts.get(font)
        if known is None:
            family = font.file.family
            if family not in self._codes or self._codes[family].full:
                # A font for a comma or two is not worth a table of its own.
                last = self._all[-1].codes if self._all else None
                self._codes[family] = (
                    last if last and last.short else Codes(() if last else self.common)
                )
            name = f"{self._prefix}{len(self._all) + 1}"
            known = self._fonts[font] = PdfFont(font, name, self._codes[family])
            self._all.append(known)
        return known


def groups(line: Line) -> list[tuple[Run, ...]]:
    """Neighbouring runs of a line with the same mark and locale, from left to right."""
    if line.uniform:
        return [line.runs]
    found: list[list[Run]] = []
    last: object = None
    for run in line.runs:
        item = run.item
        if found and last == (item.span, item.locale):
            found[-1].append(run)
        else:
            found.append([run])
        last = (item.span, item.locale)
    return [tuple(runs) for runs in found]


def spread(pen: Pen, line: Line) -> None:
    """Set how wide the letters and the spaces of a line are."""
    pen.set("Tz", number(100 * line.stretch))
    pen.set("Tc", number(line.tracking, 3))
    pen.set("Tw", number(line.space / line.stretch))


def _tell(pen: Pen, encoded: str, line: Line, item: Item) -> None:
    """Show encoded cells, with what the line adds to spaces that word spacing leaves alone.

    What it adds between letters is taken back where a sign stands by its letter.
    """
    if not encoded:
        return
    if STRETCHES in encoded:
        added = -1000 * line.space / (item.style.size * line.stretch)
        encoded = encoded.replace(STRETCHES, adjusted(added) if added else "")
    if TOGETHER in encoded:
        apart = 1000 * line.tracking / item.style.size
        encoded = encoded.replace(TOGETHER, adjusted(apart) if apart else "")
    pen.show(encoded)
