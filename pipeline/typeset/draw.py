"""Lines drawn: PDF text operators for a line, and the fonts they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.typeset.fonts import Font
from pipeline.typeset.itemise import Item
from pipeline.typeset.lines import Line, Run
from pipeline.typeset.paragraph import Style
from pipeline.typeset.pdffont import RISES, STRETCHES, PdfFont
from pipeline.typeset.readers import actual_text, as_read, opening
from pipeline.typeset.shape import Cell

Wrap = Callable[[tuple[Run, ...]], tuple[str, str]]
"""Given neighbours with one mark and one locale: operators before and after them."""
UPRIGHT = (1.0, 0.0, 0.0, 1.0)
_EMBOLDEN = 0.028
"""How thick letters are drawn round, in ems, where a family has no bold face."""


class Ink:
    """The fonts of one PDF document, and the text operators of its lines."""

    def __init__(self, prefix: str = "T") -> None:
        self._prefix = prefix
        self._fonts: dict[Font, PdfFont] = {}
        self._styles: dict[tuple[Font, Style], list[str]] = {}

    @property
    def fonts(self) -> tuple[PdfFont, ...]:
        """The fonts used so far, in the order of first use."""
        return tuple(self._fonts.values())

    def attach(self, doc: Any) -> None:
        """Have a ReportLab document (a canvas's ``_doc``) embed the fonts when it is saved."""
        doc.delayedFonts.append(self)

    def addObjects(self, doc: Any) -> None:
        """Add every font used to a ReportLab document."""
        for font in self._fonts.values():
            font.addObjects(doc)

    def operators(
        self,
        line: Line,
        x: float,
        y: float,
        matrix: tuple[float, float, float, float] = UPRIGHT,
        wrap: Wrap | None = None,
    ) -> str:
        """The line as one text object.

        ``x`` and ``y`` are where the line's measure starts on its baseline, in points;
        ``matrix`` turns the line round that point. ``wrap`` may put marked content around
        the neighbouring runs of one mark and locale.
        """
        a, b, c, d = matrix
        start_x, start_y = x + a * line.x, y + b * line.x
        turned = " ".join(_number(each) for each in (a, b, c, d, start_x, start_y))
        pieces = [f"BT {turned} Tm"]
        if line.stretch != 1.0:
            pieces.append(f"{_number(100 * line.stretch)} Tz")
        if line.tracking:
            pieces.append(f"{_number(line.tracking)} Tc")
        for group in groups(line):
            before, after = wrap(group) if wrap else ("", "")
            if before:
                pieces.append(before)
            whole = opening(group)
            if whole:
                pieces.append(whole)
            pieces += self._group(line, as_read(line, group))
            if whole:
                pieces.append("EMC EMC")
            if after:
                pieces.append(after)
        if line.tracking:
            pieces.append("0 Tc")
        if line.stretch != 1.0:
            pieces.append("100 Tz")
        pieces.append("ET")
        return "\n".join(pieces)

    def look(self, run: Run) -> list[str]:
        """The operators for the font, size and colour of a run."""
        return self._style(run)

    def shown(self, line: Line, run: Run, cells: Sequence[Cell]) -> str:
        """The operators for some cells of a run, spaced as its line is."""
        encoded = self._font(run.part.item.font).encode_cells(cells)
        return "\n".join(_told([encoded], line, run.part.item))

    def codes(self, font: Font, cells: Sequence[Cell]) -> str:
        """The operators for some cells as they are."""
        encoded = self._font(font).encode_cells(cells).replace(STRETCHES, "")
        return _shown(RISES.sub("", encoded))

    def _group(self, line: Line, group: tuple[Run, ...]) -> list[str]:
        """The operators of runs, those in one font and style in one array."""
        pieces: list[str] = []
        body: list[str] = []
        item: Item | None = None
        for run in group:
            part = run.part
            if part.item is not item:
                before, item = item, part.item
                if not before or before.font != item.font or before.style != item.style:
                    if before:
                        pieces += _told(body, line, before)
                        body = []
                    pieces += self._style(run)
                    encode = self._font(item.font).encode
            if part.box.asides:
                pieces += self._with_asides(line, run, body)
                body = []
            else:
                body.append(encode(part.box))
            if abs(run.after) > 1e-4:
                size = part.item.style.size * line.stretch / 1000
                body.append(f">{_number(-run.after / size)}<")
        if item:
            pieces += _told(body, line, item)
        return pieces

    def _with_asides(self, line: Line, run: Run, body: list[str]) -> Iterator[str]:
        """The operators of a box that PDFium must be told something else of.

        Readers take the outermost ActualText, or that of the tag Span; PDFium takes the
        innermost of any tag (CPDF_TextPage::PreMarkedContent).
        """
        item, box = run.part.item, run.part.box
        font = self._font(item.font)
        at = 0
        for aside in (*box.asides, None):
            end = aside.start if aside else len(box.cells)
            if at < end:
                body.append(font.encode_cells(box.cells[at:end]))
            yield from _told(body, line, item)
            body = []
            if aside:
                if aside.said:
                    yield f"/Span{actual_text(aside.said)}BDC"
                yield f"/NonStruct{actual_text(aside.told)}BDC"
                cells = box.cells[aside.start : aside.end]
                yield from _told([font.encode_cells(cells)], line, item)
                yield "EMC EMC" if aside.said else "EMC"
                at = aside.end

    def _style(self, run: Run) -> list[str]:
        item = run.part.item
        key = (item.font, item.style)
        known = self._styles.get(key)
        if known is None:
            known = self._styles[key] = self._styled(item.font, item.style)
        return known

    def _styled(self, font: Font, style: Style) -> list[str]:
        size, rise = _number(style.size), _number(style.rise)
        pieces = [f"/{self._font(font).name} {size} Tf {rise} Ts"]
        colour = " ".join(_number(each) for each in style.colour)
        pieces.append(f"{colour} rg")
        if style.bold and font.file.weight < 600:
            pieces.append(f"{colour} RG 2 Tr {_number(_EMBOLDEN * style.size)} w")
        else:
            pieces.append("0 Tr")
        return pieces

    def _font(self, font: Font) -> PdfFont:
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = PdfFont(font, f"{self._prefix}{len(self._fonts) + 1}")
        return known


def groups(line: Line) -> list[tuple[Run, ...]]:
    """Neighbouring runs of a line with the same mark and locale, from left to right."""
    first = line.runs[0].part.item if line.runs else None
    if all(run.part.item is first for run in line.runs):
        return [line.runs] if line.runs else []
    found: list[list[Run]] = []
    last: object = None
    for run in line.runs:
        item = run.part.item
        if found and last == (item.span, item.locale):
            found[-1].append(run)
        else:
            found.append([run])
        last = (item.span, item.locale)
    return [tuple(runs) for runs in found]


def _shown(encoded: str) -> str:
    return f"[<{encoded}>] TJ".replace("<>", "")


def _told(body: list[str], line: Line, item: Item) -> Iterator[str]:
    """The operator for encoded cells, with what the line adds to spaces, and raised glyphs."""
    encoded = "".join(body)
    if not encoded:
        return
    style = item.style
    if STRETCHES in encoded:
        size = style.size * line.stretch / 1000
        added = f">{_number(-line.space / size)}<" if abs(line.space) > 1e-4 else ""
        encoded = encoded.replace(STRETCHES, added)
    if "\1" in encoded:
        encoded = _raised(encoded, style.rise, style.size / 1000)
    yield _shown(encoded)


def _raised(encoded: str, rise: float, thousandth: float) -> str:
    """Text with its marks for raised glyphs as operators."""

    def operator(found: re.Match[str]) -> str:
        return f">] TJ {_number(rise + int(found[1]) * thousandth)} Ts [<"

    return RISES.sub(operator, encoded)


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
