"""A page's characters as rows: what stands on one line, once, in its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pipeline.formats.pdf.characters import Character, characters, leftward


def rows(text: Any) -> list[list[Character]]:
    """The characters of a page by line. What stands on one line comes as one row."""
    found: list[list[Character]] = [[]]
    for character in characters(text):
        if character is not None and _again(found[-1][-4:], character):
            continue
        if character is None or (found[-1] and _elsewhere(found[-1], character)):
            found.append([])
        if character is not None:
            found[-1].append(character)
    return _interleaved([row for row in found if any(c.text.strip() for c in row)])


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
    if not back or leftward(_initials(inked)):
        return row
    ordered = sorted(inked, key=lambda c: c.left)
    apart = all(b.left > a.right - 0.3 * a.size for a, b in pairwise(ordered))
    return ordered if apart else row


def _within(one: Sequence[Character], other: Sequence[Character]) -> bool:
    """Whether two rows stand on one line, overlap as rows, but not in their characters."""
    first = [c for c in one if not c.made and c.text.strip()]
    second = [c for c in other if not c.made and c.text.strip()]
    if not first or not second or leftward(_initials(first)):
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


def _initials(row: Sequence[Character]) -> str:
    """The first character of each, of a ligature too."""
    return "".join(c.text[0] for c in row)
