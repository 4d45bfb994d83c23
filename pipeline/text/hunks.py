"""The words that differ between two versions of a text, run by run, for a judge of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)*_]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    text: str
    folded: str
    """Without case; every apostrophe is ``'``."""
    first: bool
    """Whether it begins a sentence, so that its capital means nothing."""


Hunk = tuple[list[Word], list[Word]]
"""Words that went, and the words that came in their place."""


def words(text: str) -> list[Word]:
    """The words of a text."""
    return [_word(text, match) for match in _WORD.finditer(text)]


def joined(run: list[Word]) -> str:
    """Words without what is between them."""
    return "".join(word.folded for word in run)


def hunks(old: str, new: str) -> Iterator[Hunk]:
    """The runs of words that went, each with what came in its place.

    A word that had been written twice by mistake has not gone.
    """
    from rapidfuzz.distance import Indel

    start, rest = surroundings(old, new)
    before = list(_WORD.finditer(old, start, len(old) - rest))
    after = list(_WORD.finditer(new, start, len(new) - rest))
    names = [[_fold(match[0]) for match in side] for side in (before, after)]
    went: list[Word] = []
    came: list[Word] = []
    at = -1
    for code in Indel.opcodes(*names):
        if code.tag == "equal":
            if went or came:
                yield _undoubled(went, names[0], at), came
            went, came = [], []
        else:
            at = at if went else code.src_start
            went += [_word(old, match) for match in before[code.src_start : code.src_end]]
            came += [_word(new, match) for match in after[code.dest_start : code.dest_end]]
    if went or came:
        yield _undoubled(went, names[0], at), came


def surroundings(old: str, new: str) -> tuple[int, int]:
    """How many characters before and after the change are the same, but for a word or two.

    >>> surroundings("Not one of the rooms is open.", "Not one of the halls is open.")
    (7, 6)
    """
    from rapidfuzz.distance import Postfix, Prefix

    start = _previous(old, _previous(old, Prefix.similarity(old, new)))
    most = min(len(old), len(new)) - start
    end = len(old) - min(most, Postfix.similarity(old, new))
    for _ in range(2):
        end = old.find(" ", end) + 1 or len(old)
    return start, len(old) - end


def _previous(text: str, at: int) -> int:
    """Where the space before a place is, or the beginning."""
    return max(0, text.rfind(" ", 0, at))


def _word(text: str, match: re.Match[str]) -> Word:
    before = text[max(0, match.start() - 8) : match.start()].strip("*_[(\"'“‘")
    first = not before or bool(_SENTENCE_END.search(before))
    return Word(match[0], _fold(match[0]), first)


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


def _undoubled(went: list[Word], before: list[str], at: int) -> list[Word]:
    """Without a word that had been written twice by mistake."""
    neighbours = (before[at - 1] if at else "", *before[at + 1 : at + 2])
    return [] if len(went) == 1 and went[0].folded in neighbours else went
