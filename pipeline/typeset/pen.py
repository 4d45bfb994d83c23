"""The text of a content stream as it is written: what is set already is not set again.

ISO 32000-1, 9.3 (text state), 9.4 (text objects). Lengths are rounded to a hundredth of a
point, which is a sixth of what a printer of 1200 dots to the inch can show; heights to a
thousandth, so that all steps of one leading are written alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

Matrix = tuple[float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0)
CLOCKWISE: Matrix = (0.0, -1.0, 1.0, 0.0)
_INITIAL = {
    "Tz": "100", "Tc": "0", "Tw": "0", "Ts": "0", "Tr": "0", "rg": "0 0 0", "RG": "0 0 0", "w": "1",
}  # fmt: skip
# A colour without a hue is said as a gray (8.6.4.2), which a press prints with black ink alone.
_GRAYS = {"rg": "g", "RG": "G"}
# What a stream must leave as it found it.
_RESTORED = ("Tz", "Tc", "Tw", "Ts", "Tr")
# In encoded cells these stand for the ends of a string, and what they enclose is an adjustment;
# they are no bytes, so no code has them.
_CLOSE, _OPEN = "\ue000", "\ue001"


class Pen:
    """The operators of a content stream, and what they have set."""

    __slots__ = (
        "_arrays", "_at", "_matrix", "_set", "after_rtl", "ahead", "operators", "writing",
    )  # fmt: skip

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.writing = False
        """Whether a text object is open."""
        self.after_rtl = False
        """Whether what was shown last runs from right to left."""
        self.ahead = ""
        """Words in the margin that the line drawn next is to say before its own."""
        # Whether cells are shown by arrays. Once they are, all are: two ways take more room.
        self._arrays = False
        self._set = dict(_INITIAL)
        self._matrix = UPRIGHT
        # Where the line began last, in thousandths of a point.
        self._at = (0, 0)

    def set(self, operator: str, operands: str) -> None:
        """Set a parameter of the text or graphics state."""
        if self._set.get(operator) != operands:
            self._set[operator] = operands
            if operator in _GRAYS and len(set(shades := operands.split())) == 1:
                operands, operator = shades[0], _GRAYS[operator]
            self.operators.append(f"{operands} {operator}")

    def restore(self) -> None:
        """Leave the text state as it is at the start of a page."""
        for operator in _RESTORED:
            self.set(operator, _INITIAL[operator])

    def forget(self) -> None:
        """Count on nothing that is set: what is written next may follow anything."""
        self._set.clear()

    def begin(self) -> None:
        """Be in a text object."""
        if not self.writing:
            self.operators.append("BT")
            self.writing, self._matrix, self._at = True, UPRIGHT, (0, 0)

    def end(self) -> None:
        """Be in no text object."""
        if self.writing:
            self.operators.append("ET")
            self.writing = False

    def move(self, x: float, y: float, matrix: Matrix = UPRIGHT) -> None:
        """Begin a line at a point of the page; ``matrix`` turns what is written round it."""
        a, b, c, d = matrix
        to = 10 * round(100 * x), round(1000 * y)
        if matrix == self._matrix:
            # Along the axes of the text: the matrix is a rotation, so its inverse is transposed.
            x, y = to[0] - self._at[0], to[1] - self._at[1]
            along, up = (x * a + y * b) / 1000, (x * c + y * d) / 1000
            self.operators.append(f"{number(along, 3)} {number(up, 3)} Td")
        else:
            place = f"{number(to[0] / 1000)} {number(to[1] / 1000, 3)}"
            self.operators.append(f"{' '.join(map(number, matrix))} {place} Tm")
        self._matrix, self._at = matrix, to

    def show(self, encoded: str) -> None:
        """Show cells, encoded as a font does it, with what is `adjusted` between them."""
        self._arrays = self._arrays or _CLOSE in encoded
        if not self._arrays:
            self.operators.append(f"({encoded})Tj")
            return
        whole = f"[{_OPEN}{encoded}{_CLOSE}]TJ".replace(_OPEN + _CLOSE, " ")
        self.operators.append(whole.replace(_OPEN, "(").replace(_CLOSE, ")"))

    def taken(self) -> bytes:
        """The operators written so far, which are then let go; what they have set stays set.

        They are parted by spaces, which stand between operands as well.
        """
        whole = " ".join((*self.operators, "")).encode("latin-1")
        self.operators.clear()
        return whole

    def write(self, operators: Iterable[str]) -> None:
        """Add operators that set nothing."""
        self.operators.extend(operators)


def adjusted(value: float) -> str:
    """An adjustment of so many thousandths of an em between encoded cells (9.4.3, TJ)."""
    return f"{_CLOSE}{number(value)}{_OPEN}"


@lru_cache(8192)
def number(value: float, places: int = 2) -> str:
    """A number as short as PDF allows (7.3.3)."""
    if value == (whole := int(value)):
        return str(whole)
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0."):
        return "-" + text[2:]
    return "0" if text in ("-0", "") else text
