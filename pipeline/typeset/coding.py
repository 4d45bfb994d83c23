"""Cells as the codes of one font of a PDF: which of them shows and says a cell, and how wide it is.

A code is given to each pair of what is shown and what it says, so that ToUnicode is exact:
two codes may show one glyph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from pipeline.typeset.cells import SPACES, Cell, Form
from pipeline.typeset.cmap import SPACE, Codes, written
from pipeline.typeset.fonts import Font
from pipeline.typeset.pen import adjusted

STRETCHES = "\ue002"
"""Stands among encoded cells behind a space that word spacing leaves alone."""
TOGETHER = "\ue003"
"""Stands among encoded cells between a letter and a sign that are not set apart."""

_GAP, _KERN, _STEP = 0.07, 0.03, 0.05
"""White between two glyphs that no reader takes for a space (poppler does from 0.1 em, PDFium
from a quarter of their widths); between those of a word, where letters may be set apart, too; and
by how much a glyph is made wider to have less. In ems."""


class Coding(dict[Cell, str]):
    """The cells of a font as `Pen.show` shows them, each worked out when it is first asked for."""

    __slots__ = ("_codes", "_font", "_said", "codes", "widths")

    def __init__(self, font: Font, codes: Codes) -> None:
        super().__init__()
        self._font = font
        self.codes = codes
        self.widths: dict[int, int] = {}
        """How wide the glyph of each code is, in font units."""
        self._codes: dict[tuple[Form, str, int], int] = {}
        """Codes by what they show, what they say, and an advance of their own or -1."""
        self._said: dict[str, int] = {}

    def __missing__(self, cell: Cell) -> str:
        encoded = self[cell] = self._encoded(cell)
        return encoded

    def encode(self, cells: Iterable[Cell]) -> str:
        """Some cells as `Pen.show` shows them."""
        return "".join(map(self.__getitem__, cells))

    def encode_wide(self, cells: Sequence[Cell], white: float) -> tuple[str, float]:
        """Cells with white behind them, in ems, as `encode` does; and the white left to be added.

        White that readers would take for a space is made part of the last glyph.
        """
        if white <= _GAP or not cells:
            return self.encode(cells), white
        more = ceil((white - _GAP) / _STEP) * _STEP
        *before, last = cells
        advance = last.advance + round(more * self._font.upem)
        wide = self._code(last.form, last.text, advance, own=True)
        return self.encode(before) + written(wide), white - more

    @property
    def forms(self) -> dict[int, Form]:
        """What each code shows."""
        return {code: form for (form, _, _), code in self._codes.items()}

    @property
    def characters(self) -> int:
        """How many different characters are said."""
        return len({each for _, text, _ in self._codes for each in text})

    def _encoded(self, cell: Cell) -> str:
        form, text, advance, parts = cell
        if parts:
            return TOGETHER.join(map(self.__getitem__, parts))
        code = self._code(form, text, advance)
        shift = advance - self.widths[code]
        if shift and code != SPACE and self._wide(shift, form):
            code, shift = self._code(form, text, advance, own=True), 0
        encoded = written(code)
        if shift:
            encoded += adjusted(-shift * 1000 / self._font.upem)
        return encoded + STRETCHES if text in SPACES and code != SPACE else encoded

    def _wide(self, shift: int, form: Form) -> bool:
        """Whether a glyph is so much wider or narrower here that readers might be misled.

        Glyphs made of several, whose marks may take room, are narrower without than with it:
        poppler would not see a space that stands where others go on (TextPage::addChar).
        """
        narrower = 0 if isinstance(form, int) else -shift
        return max(shift, narrower) > _KERN * self._font.upem

    def _code(self, form: Form, text: str, advance: int, own: bool = False) -> int:
        """The code that shows a form and says a text, with this very advance if it is to have
        its ``own``, else with the glyph's or the first that the form was seen with.
        """
        key = (form, text, advance if own else -1)
        code = self._codes.get(key)
        if code is None:
            nth = self._said.get(text, 0)
            code = self._codes[key] = self.codes.number(text, nth)
            self._said[text] = nth + 1
            if isinstance(form, int) and not own:
                advance = self._font.shaper.get_glyph_h_advance(form)
            self.widths[code] = max(0, advance)
        return code
