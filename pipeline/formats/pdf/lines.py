"""A PDF's characters as lines, in the order in which PDFium gives them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats.pdf.characters import HYPHEN, Character, characters
from pipeline.formats.pdf.size import bounded

_MOST_PAGES = 2000
_MOST_CHARACTERS = 4_000_000
_PASSWORD_ERROR = 4
# A gap this wide, in multiples of the size, separates columns or a number from its text.
_GAP = 1.6
HAN = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Han, kana, bopomofo and the punctuation of their width: written without spaces."""

_SWAPPED = re.compile("[\u6600\u6900\u6c00\u7400]")
_STOPS = frozenset(".,;:!?…،؛؟۔")
_MIRROR = dict(zip("()[]{}«»", ")(][}{»«", strict=True))


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of words on one baseline without a wide gap. Lengths are in points.

    ``y`` grows upwards from the foot of the page, as in PDF.
    """

    text: str
    left: float
    right: float
    base: float
    """Where the line stands: its baseline."""
    size: float
    bold: bool
    opening: float
    """How much room the first word needs."""
    page: int
    page_width: float
    page_height: float


def read(data: bytes, *, path: str) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page. Raises `ContributionError`."""
    import pypdfium2

    bounded(data, path=path)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error)
        raise ContributionError(
            "the PDF is encrypted" if locked else "this is no PDF, or a damaged one",
            where=path,
            remedy="Save it without a password." if locked else "Ask for the file again.",
        ) from None
    try:
        if len(document) > _MOST_PAGES:
            raise ContributionError(
                f"the PDF has {len(document)} pages",
                where=path,
                remedy=f"Send the pages of the translation alone, at most {_MOST_PAGES}.",
            )
        pages = []
        total = 0
        for number in range(len(document)):
            lines = tuple(_lines(document, number))
            total += sum(len(line.text) for line in lines)
            if total > _MOST_CHARACTERS:
                raise ContributionError(
                    "the PDF holds more text than any declaration",
                    where=path,
                    remedy="Send the pages of the translation alone.",
                )
            pages.append(lines)
        return tuple(pages)
    except pypdfium2.PdfiumError as error:
        raise ContributionError(
            f"the PDF is damaged: {error}", where=path, remedy="Ask for the file again."
        ) from None
    finally:
        document.close()


def _lines(document: Any, number: int) -> Iterator[Line]:
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        if text.count_chars() > _MOST_CHARACTERS:
            yield Line("." * (_MOST_CHARACTERS + 1), 0, 0, 0, 1, False, 0, number, width, height)
            return
        for line in _interleaved(_rows(text)):
            yield from _pieces(line, number, width, height)
    finally:
        text.close()
        page.close()


def _rows(text: Any) -> list[list[Character]]:
    """The characters of a page by line, as they come."""
    rows: list[list[Character]] = [[]]
    for character in characters(text):
        if character is not None and _again(rows[-1][-4:], character):
            continue
        if character is None or (rows[-1] and _elsewhere(rows[-1], character)):
            rows.append([])
        if character is not None:
            rows[-1].append(character)
    return [row for row in rows if any(c.text.strip() for c in row)]


def _interleaved(rows: Sequence[list[Character]]) -> list[list[Character]]:
    """Rows of which one fills gaps in the other as one row.

    LibreOffice draws quotation marks between Chinese words after these, from another font.
    """
    done: list[list[Character]] = []
    for row in rows:
        last = done[-1] if done else []
        if last and _within(last, row):
            inked = [c for c in (*last, *row) if not c.made]
            done[-1] = sorted(inked, key=lambda c: c.left)
        else:
            done.append(_sorted(row))
    return done


def _sorted(row: list[Character]) -> list[Character]:
    """A row whose characters come out of their order, in order, if none covers another."""
    inked = [c for c in row if not c.made]
    back = any(b.left < a.left - 0.5 * a.size for a, b in pairwise(inked))
    if not back or _rightwards([c for c in inked if c.text.strip()]):
        return row
    ordered = sorted(inked, key=lambda c: c.left)
    apart = all(b.left > a.right - 0.3 * a.size for a, b in pairwise(ordered))
    return ordered if apart else row


def _within(one: Sequence[Character], other: Sequence[Character]) -> bool:
    """Whether two rows stand on one line, overlap as rows, but not in their characters."""
    first = [c for c in one if not c.made and c.text.strip()]
    second = [c for c in other if not c.made and c.text.strip()]
    if not first or not second or _rightwards(first):
        return False
    size = first[0].size
    if abs(first[0].base - second[0].base) > 0.15 * size:
        return False
    left, right = min(c.left for c in second), max(c.right for c in second)
    between = min(c.left for c in first) < right and left < max(c.right for c in first)
    return between and not any(
        min(a.right, b.right) - max(a.left, b.left) > 0.3 * size for a in first for b in second
    )


def _again(line: Sequence[Character], character: Character) -> bool:
    """Whether a character was just read at the same place.

    Letters printed twice to be bold, and accents of which the PDF says that they are the letter
    and the accent. The two letters of a ligature have the very same place: they are one glyph.
    """
    return any(
        each.text == character.text
        and (each.left, each.right) != (character.left, character.right)
        and abs(each.base - character.base) < 0.1 * each.size
        and min(right, character.right) - max(left, character.left)
        > 0.5 * min(right - left, character.right - character.left)
        for at, each in enumerate(line)
        for left, right in [_with_accents(line, at)]
    )


def _with_accents(line: Sequence[Character], at: int) -> tuple[float, float]:
    """The room of a letter and the accents behind it, among which PDFium divides their glyph."""
    end = at + 1
    while end < len(line) and unicodedata.combining(line[end].text[0]):
        end += 1
    whole = line[at:end]
    return min(c.left for c in whole), max(c.right for c in whole)


def _elsewhere(line: list[Character], character: Character) -> bool:
    """Whether a character does not go on with the line: it stands at another height."""
    last = next((c for c in reversed(line) if c.text.strip() and not c.made), None)
    if last is None or character.made or not character.text.strip():
        return False
    return abs(last.base - character.base) > 0.8 * max(last.size, character.size, 1.0)


def _pieces(line: list[Character], number: int, width: float, height: float) -> Iterator[Line]:
    """A line cut at its wide gaps."""
    inked = [c for c in line if c.text.strip() and c.text != HYPHEN and not c.made]
    if not inked:
        return
    size = median(c.size for c in inked)
    base = median(c.base for c in inked)
    widest = _stretched(line, size)
    piece: list[Character] = []
    last: Character | None = None
    for character in line:
        raised = character.base > base + 0.15 * size and character.size < 0.8 * size
        if raised and (character.text.isdigit() or character.text in "*†‡"):
            # A raised figure calls a note; it is no part of the words.
            continue
        blank = not character.text.strip()
        if last and not blank and _gap(last, character) > max(_GAP * size, widest):
            yield from _line(piece, size, number, width, height)
            piece = []
        piece.append(character)
        if not blank:
            last = character
    yield from _line(piece, size, number, width, height)


def _stretched(line: Sequence[Character], size: float) -> float:
    """How wide the spaces of a justified line are, or 0 where they are not all alike."""
    inked = [c for c in line if c.text.strip()]
    gaps = [gap for one, other in pairwise(inked) if (gap := _gap(one, other)) > 0.15 * size]
    if len(gaps) < 3 or max(gaps) > 4 * size or HAN.search("".join(c.text for c in inked)):
        return 0.0
    return max(gaps) + 0.1 if min(gaps) > 0.7 * max(gaps) else 0.0


def _gap(last: Character, character: Character) -> float:
    """The white between two characters, whichever stands on the left."""
    return max(character.left - last.right, last.left - character.right)


def _line(
    piece: Sequence[Character], size: float, number: int, width: float, height: float
) -> Iterator[Line]:
    inked = [c for c in piece if c.text.strip()]
    if not inked:
        return
    first = _opening(inked, piece)
    words = _mended("".join(_kept(_leftwards(piece) if _rightwards(inked) else piece)))
    yield Line(
        " ".join(unicodedata.normalize("NFC", words).split(" ")).strip(" "),
        min(c.left for c in inked),
        max(c.right for c in inked),
        median(c.base for c in inked),
        round(size * 2) / 2,
        2 * sum(c.bold for c in inked) > len(inked),
        first,
        number,
        width,
        height,
    )


def _mended(words: str) -> str:
    """Ligatures as Ghostscript spells them, with the bytes of each letter swapped."""
    if _SWAPPED.search(words) and not HAN.search(_SWAPPED.sub("", words)):
        return _SWAPPED.sub(lambda found: chr(ord(found[0]) >> 8), words)
    return words


def _rightwards(inked: Sequence[Character]) -> bool:
    kinds = [unicodedata.bidirectional(c.text[0]) for c in inked]
    return 2 * sum(kind in ("R", "AL") for kind in kinds) > sum(
        kind in ("R", "AL", "L") for kind in kinds
    )


def _leftwards(piece: Sequence[Character]) -> list[Character]:
    """A line of a script written to the left, its ends as they are read.

    PDFium puts the punctuation that ends such a line before its first word, and takes brackets
    for what they look like.
    """
    line = [c for c in piece if not c.made or c.text.strip()] if piece[0].made else list(piece)
    end = next((at for at, c in enumerate(line) if c.text not in _STOPS), 0)
    if end and max(c.right for c in line[:end]) <= min(c.left for c in line[end:]) + 1:
        line = [*line[end:], *reversed(line[:end])]
    brackets = [c.text for c in line if c.text in _MIRROR]
    if brackets and brackets[0] in ")]}»":
        line = [replace(c, text=_MIRROR.get(c.text, c.text)) for c in line]
    return line


def _kept(piece: Sequence[Character]) -> Iterator[str]:
    """The characters of a line but for spaces that PDFium made of gaps beside Han.

    Chinese and Japanese are justified by gaps, and set with a little air around figures.
    """
    gaps = sorted(_gap(a, b) for a, b in pairwise(piece) if a.text.strip() and b.text.strip())
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    for at, character in enumerate(piece):
        last = piece[at - 1] if at else character
        if (
            unicodedata.category(last.text[-1])[0] in "LMN"
            and character.text.isalpha()
            and _gap(last, character) > usual + 0.11 * character.size
            and not unspaced(last.text, character.text)
        ):
            # Browsers draw no spaces, and PDFium misses narrow ones, as between A and T.
            yield " "
        if character.text == HYPHEN and any(c.text.strip() for c in piece[at + 1 :]):
            # Within the line it is no hyphenation, and drawn.
            yield "-" if character.right - character.left > 0.1 * character.size else ""
        elif character.made and not character.text.strip():
            before = "".join(c.text for c in piece[max(0, at - 2) : at])
            after = "".join(c.text for c in piece[at + 1 : at + 3])
            if not unspaced(before, after):
                yield " "
        else:
            yield character.text


def unspaced(before: str, after: str) -> bool:
    """Whether no space belongs between two pieces: Han on either side, or across punctuation."""
    if not before or not after or before[-1] in "•·▪◦‣●○■□":
        return False
    if HAN.match(before[-1]) or HAN.match(after[0]):
        return True
    return (
        bool(
            unicodedata.category(before[-1])[0] == "P" and len(before) > 1 and HAN.match(before[-2])
        )
        and not after[0].isascii()
    )


def _opening(inked: Sequence[Character], piece: Sequence[Character]) -> float:
    """How wide the first word is; of Han, the first character and what must not be parted."""
    if HAN.match(inked[0].text):
        ends = (at for at, c in enumerate(inked[1:], 1) if not _clings(inked[at - 1], c))
        end = next(ends, len(inked))
        return inked[end - 1].right - inked[0].left
    start = piece.index(inked[0])
    word = []
    for character in piece[start:]:
        if not character.text.strip() or HAN.match(character.text):
            break
        word.append(character)
        if character.text in "-\u2010":
            break
    return max(c.right for c in word) - min(c.left for c in word)


def _clings(one: Character, other: Character) -> bool:
    """Whether a line may not end between two characters, for the punctuation."""
    return unicodedata.category(one.text[-1]) in ("Ps", "Pi") or unicodedata.category(
        other.text[0]
    ) in ("Pe", "Pf", "Po")


def joined(one: Line, other: Line) -> Line:
    """Two pieces of one line as one, a space between them."""
    return replace(
        one,
        text=f"{one.text} {other.text}",
        left=min(one.left, other.left),
        right=max(one.right, other.right),
        size=other.size if len(other.text) > len(one.text) else one.size,
        bold=one.bold and other.bold,
    )
