"""What sub-paragraphs begin with: ``(a)``, ``ii)``, ``1.1``, ``（一）``, ``أ-``, ``–``.

The letters are words of the text, so that a translation may count with its own alphabet. `length`
finds them in any language; `readings` says what those of a source count, where they do.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.text import numerals

# A letter with its marks; what may stand before a bracket that was never opened.
_LETTER = r"[^\W\d_][^\w\s!-~]{0,2}"
_DECIMAL = r"\d{1,3}(?:[.．]\d{1,3})+[.．)）]?(?=\s)"
_DASHES = "–—―•‣▪"
_ENUMERATOR = re.compile(
    r"[\u200e\u200f\u061c\u2066-\u2069]*"  # marks of direction
    r"(?:[(\[（［〔【༼][^\s()\[\]（）［］〔〕【】༼༽]{1,8}[)\]）］〕】༽]"  # (a) （一）
    r"|['‘’](?:\d{1,3}|" + _LETTER + r")['‘’](?=\s)"
    r"|" + _DECIMAL + r"|[^\s\"-/:-@\[-`{-~（）༽]{1,5}[)）༽]"  # 1.1 · a)
    rf"|(?:\d{{1,3}}|{_LETTER}|[ivxlcIVXLC]{{1,6}})(?:[.։](?=\s)|\s?[-–ـ](?=\s))"  # a. · أ-
    rf"|(?:\d{{1,3}}|{_LETTER}|[{numerals.HAN}]{{1,3}})(?:[、．]|(?=\u3000))"  # 一、
    r"|[\u2460-\u24ff\u2776-\u2793\u3220-\u3247\u3280-\u32b0]"  # ① ⓐ ㈠
    rf"|[{_DASHES}](?=\s)|[–—]{{1,2}}(?=[\u3400-\u9fff]))"
    r"[\u200e\u200f\u061c\u2066-\u2069]*\s*(?=\S)"
)
_COUNTED = re.compile(
    r"(?P<opened>[(\[])?(?:(?P<letters>[a-z]{1,8}|[A-Z]{1,8})|(?P<digits>\d{1,3}(?:\.\d{1,3})*))"
    r"(?P<closed>[)\].]?)"
)
_PAIRS = {"(": ")", "[": "]"}
_ALPHABET = 26


class Reading(NamedTuple):
    """What an enumerator may count: ``(i)`` is the first of one row, and the ninth of another."""

    style: str
    """Equal for those that count one row: its signs with ``a``, ``i`` or ``1`` in them."""
    value: tuple[int, ...]
    """``1.2`` is (1, 2); nothing for a dash, which counts nothing."""

    @property
    def first(self) -> bool:
        """Whether a row may begin with it."""
        return not self.value or self.value[-1] == 1

    @property
    def initial(self) -> bool:
        """Whether it is what names and chapters begin with, too: ``A.``, ``I.``."""
        return self.style in ("A.", "I.")

    def follows(self, other: Reading) -> bool:
        """Whether it is what comes after another in one row: 1.3 after 1.2, and 2.1 too."""
        if self.style != other.style:
            return False
        mine, theirs = self.value, other.value
        for at in range(len(mine)):
            if mine[at] != theirs[at]:
                return mine[at] == theirs[at] + 1 and all(rest == 1 for rest in mine[at + 1 :])
        return not mine


def length(words: str) -> int:
    """How many characters of a text are its enumerator and the white space behind it; 0 if none."""
    found = _ENUMERATOR.match(words)
    return found.end() if found else 0


def enumerator(words: str) -> str:
    """What a text begins with that counts it, or nothing: ``(a)``."""
    return words[: length(words)].rstrip()


def readings(enumerator: str) -> tuple[Reading, ...]:
    """What an enumerator in Latin letters or digits may count; nothing for what is none.

    A year is no number of a sub-paragraph.
    """
    if len(enumerator) == 1 and enumerator in _DASHES:
        return (Reading(enumerator, ()),)
    found = _COUNTED.fullmatch(enumerator)
    if not found:
        return ()
    opened, letters, digits, closed = found.group("opened", "letters", "digits", "closed")
    if (opened and closed != _PAIRS[opened]) or (not opened and closed == "]"):
        return ()
    if digits:
        value = tuple(map(int, digits.split(".")))
        if not closed and len(value) == 1:
            return ()
        # "1.1." counts with "1.1".
        sign = "" if closed == "." else closed
        return (Reading(f"{opened or ''}{'1' * len(value)}{sign}", value),)
    if not closed:
        return ()
    case = str.upper if letters.isupper() else str.lower
    found_values = ((case("i"), numerals.roman(letters.upper())), (case("a"), _alphabetic(letters)))
    return tuple(
        Reading(f"{opened or ''}{kind}{closed}", (value,))
        for kind, value in found_values
        if value is not None
    )


def _alphabetic(letters: str) -> int | None:
    """The place of a letter in the alphabet; ``aa`` comes after ``z``, ``bb`` after that."""
    if len(set(letters)) > 1:
        return None
    return ord(letters[0].lower()) - ord("a") + 1 + _ALPHABET * (len(letters) - 1)
