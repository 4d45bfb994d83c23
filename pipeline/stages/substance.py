"""What a text is made of that is the same in the translation: a number, a name, or words.

Words that stand there in the source's language were not translated; a number or an address is
its own translation; of a name nobody can say without knowing the language.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTICLE = 3
"""Letters of the longest word that is small within names: ``of``, ``and``, ``the``."""
_ACRONYM = 6
_ENOUGH = 25
_ALIKE = 85.0


class Substance(Enum):
    """What a text is made of."""

    NUMBERS = auto()
    """Numbers, signs, addresses, acronyms: the same in every language."""
    NAMES = auto()
    """Words with capitals only, which may be names, or a heading."""
    WORDS = auto()


def substance(words: str) -> Substance:
    """What a text is made of at most."""
    found = [
        word
        for word in _WORD.findall(_ADDRESS.sub(" ", words))
        if not (word.isupper() and len(word) <= _ACRONYM)
    ]
    if not any(len(word) > 1 for word in found):
        return Substance.NUMBERS
    if any(word.islower() and len(word) > _PARTICLE for word in found):
        return Substance.WORDS
    return Substance.WORDS if all(map(str.islower, found)) else Substance.NAMES


def barely_changed(source: str, target: str) -> bool:
    """Whether a longer text is the source but for a few letters: an earlier wording of it.

    Addresses are the same in every language, and tell nothing.
    """
    from rapidfuzz.fuzz import ratio

    source, target = _ADDRESS.sub("", source), _ADDRESS.sub("", target)
    longest = max(len(source), len(target))
    return longest > _ENOUGH and ratio(source, target, score_cutoff=_ALIKE) > 0.0
