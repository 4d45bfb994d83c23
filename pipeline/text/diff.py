"""What changed between two texts, word by word, for people to read.

A word is what a reader calls one; in scripts without spaces it is a letter with its marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pipeline.text.hunks import surroundings


class Op(StrEnum):
    """What became of a piece of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    op: Op
    text: str


# Pairs of a character's kind and the kind before it that are one word.
_ONE = {("mark", "word"), ("mark", "letter"), ("word", "word"), ("space", "space")}


# Among these characters there is no mark, and no letter of a script without spaces.
_LATIN = re.compile("[\u0000-\u024f\u2010-\u2060]*")
_LATIN_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|\s+|.", re.DOTALL)


def words(text: str) -> list[str]:
    """The text cut into words, white space and single marks; joined, they give it back.

    >>> words("No one, ever: 第七条")
    ['No', ' ', 'one', ',', ' ', 'ever', ':', ' ', '第', '七', '条']
    """
    if _LATIN.fullmatch(text):
        return _LATIN_WORD.findall(text)
    found: list[str] = []
    last = ""
    for char in text:
        kind = _kind(char)
        if (kind, last) in _ONE:
            found[-1] += char
        else:
            found.append(char)
            last = kind
    return found


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from the old text to the new one, in reading order.

    The equal and deleted pieces joined give the old text, the equal and inserted ones the new
    text. No two neighbours have the same op, and a deletion stands before the insertion that
    takes its place. Small islands of equality between larger changes are given up, since a
    reader sees one change there (the "semantic cleanup" of Fraser's diff-match-patch).
    """
    if old == new:
        return (Piece(Op.EQUAL, old),) if old else ()
    from rapidfuzz.distance import Indel

    start, rest = surroundings(old, new)
    before, after = words(old[start : len(old) - rest]), words(new[start : len(new) - rest])
    pieces: list[tuple[str, str, str]] = []  # equal, or deleted and inserted
    for code in Indel.opcodes(before, after):
        went = "".join(before[code.src_start : code.src_end])
        came = "".join(after[code.dest_start : code.dest_end])
        pieces.append((went, "", "") if code.tag == "equal" else ("", went, came))
    return tuple(
        Piece(op, text)
        for each in _joined(_around(old[:start], pieces, old[len(old) - rest :]))
        for op, text in zip((Op.EQUAL, Op.DELETED, Op.INSERTED), each, strict=True)
        if text
    )


def marked(pieces: Iterable[Piece], *, context: int | None = None) -> str:
    """The pieces on one line, ``[-deleted-] {+inserted+}``, as wdiff and GNUN write them.

    With ``context``, of an equal piece only that many words next to a change are kept.
    """
    pieces = tuple(pieces)
    shown: list[str] = []
    for index, piece in enumerate(pieces):
        if piece.op is Op.DELETED:
            shown.append(f"[-{piece.text}-]")
        elif piece.op is Op.INSERTED:
            shown.append(f"{{+{piece.text}+}}")
        elif context is None:
            shown.append(piece.text)
        else:
            shown.append(_cut(piece.text, context, index > 0, index < len(pieces) - 1))
    return "".join(shown)


@cache
def _kind(char: str) -> str:
    if char.isspace():
        return "space"
    category = unicodedata.category(char)
    if category[0] == "M" or char in "\u200c\u200d":
        return "mark"
    if category[0] in "LN":
        return "letter" if _unspaced(char) else "word"
    return "other"


def _unspaced(char: str) -> bool:
    """Whether the letter's script puts no spaces between words."""
    return (
        "\u0e00" <= char <= "\u0fff"
        or "\u1000" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
        or "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or char >= "\U00020000"
    )


def _around(head: str, pieces: list[tuple[str, str, str]], tail: str) -> list[tuple[str, str, str]]:
    """The pieces with what stands before and after them."""
    if head and pieces and pieces[0][0]:
        head, pieces = head + pieces[0][0], pieces[1:]
    if tail and pieces and pieces[-1][0]:
        tail, pieces = pieces[-1][0] + tail, pieces[:-1]
    return [*([(head, "", "")] if head else []), *pieces, *([(tail, "", "")] if tail else [])]


def _joined(pieces: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Neighbouring changes made one, and the islands between them given up."""
    result: list[tuple[str, str, str]] = []
    for piece in pieces:
        result.append(piece)
        while len(result) >= 2 and (folded := _folded(result)):
            result[-folded:] = [_sum(result[-folded:])]
    return result


def _folded(pieces: list[tuple[str, str, str]]) -> int:
    """How many of the last pieces are one change to a reader; 0 if the last stands alone."""
    *_, previous, last = pieces
    if last[0]:
        return 0
    if not previous[0]:
        return 2
    if len(pieces) < 3:
        return 0
    island = previous[0]
    sides = (max(map(len, pieces[-3][1:])), max(map(len, last[1:])))
    if len(island) <= min(sides) or not any(c.isalnum() for c in island):
        return 3
    return 0


def _sum(pieces: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    return (
        "",
        "".join(equal + deleted for equal, deleted, _ in pieces),
        "".join(equal + inserted for equal, _, inserted in pieces),
    )


def _cut(text: str, context: int, after: bool, before: bool) -> str:
    tokens = words(text)
    places = [place for place, token in enumerate(tokens) if token[0].isalnum()]
    kept = (context if after else 0) + (context if before else 0)
    if len(places) <= kept:
        return text
    head = "".join(tokens[: places[context]]).rstrip() if after else ""
    tail = "".join(tokens[places[-context] :]) if before and context else ""
    return " ".join(filter(None, (head, "…", tail)))
