"""The characters of a line as its words: where spaces belong, and the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.formats.pdf.characters import HYPHEN, Character, gap, leftward

HAN = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Han, kana, bopomofo and the punctuation of their width: written without spaces."""

_SWAPPED = re.compile("[\u6600\u6900\u6c00\u7400]")
_STOPS = frozenset(".,;:!?…،؛؟۔")
_MIRROR = dict(zip("()[]{}«»", ")(][}{»«", strict=True))


def wording(piece: Sequence[Character]) -> str:
    """The words of a stretch of a line, in NFC, as they are read."""
    backwards = leftward("".join(c.text[0] for c in piece))
    words = _mended("".join(_kept(_leftwards(piece) if backwards else piece)))
    return " ".join(unicodedata.normalize("NFC", words).split(" ")).strip(" ")


def _mended(words: str) -> str:
    """Ligatures as Ghostscript spells them, with the bytes of each letter swapped."""
    if _SWAPPED.search(words) and not HAN.search(_SWAPPED.sub("", words)):
        return _SWAPPED.sub(lambda found: chr(ord(found[0]) >> 8), words)
    return words


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
    gaps = sorted(gap(a, b) for a, b in pairwise(piece) if a.text.strip() and b.text.strip())
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    for at, character in enumerate(piece):
        last = piece[at - 1] if at else character
        if (
            unicodedata.category(last.text[-1])[0] in "LMN"
            and character.text.isalpha()
            and gap(last, character) > usual + 0.11 * character.size
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


def opening(piece: Sequence[Character]) -> float:
    """How wide the first word is; of Han, the first character and what must not be parted."""
    inked = [c for c in piece if c.text.strip()]
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
