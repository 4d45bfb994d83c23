"""Words as people write them, from the lists of words with frequencies of Unicode's Unilex.

https://github.com/unicode-org/unilex, ``data/frequency``: 995 languages, a file for each, its name
a tag, its lines ``word<TAB>frequency`` (Unicode licence). A word that mixes scripts, or is of a
script in which less than a hundredth of the list is written, is left out, as are words with signs
that are no part of writing (``Ⓒ``, an emoji, a control of direction) and halves of words that end
in a soft hyphen: they are the remains of web pages in other languages, and of their lines.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from pipeline.typeset.characters import scripts

# What stands within words besides letters, marks and digits.
_WITHIN = frozenset("'-‐‑’‘.:·‧_\u00ad\u200c\u200d״׳")
_NEITHER = frozenset({"Zyyy", "Zinh"})
_JAPANESE = frozenset({"Hani", "Hira", "Kana"})


class Words(NamedTuple):
    """The words of a list, and for each the sum of the weights up to it."""

    words: tuple[str, ...]
    heaped: tuple[float, ...]
    script: str
    """ISO 15924 code of the script of most letters."""

    @classmethod
    def read(cls, path: Path) -> Words:
        """A list; words weigh the root of their frequency, so that rare ones come, too."""
        known = {word: count for word, count in _lines(path) if _written(word)}
        used: Counter[str] = Counter()
        for word, count in known.items():
            for script in _scripts(word):
                used[script] += count * len(word)
        enough = sum(used.values()) / 100
        common = {script for script, count in used.items() if count >= enough}
        words = tuple(word for word in sorted(known) if _of(word, common))
        heaped = tuple(accumulate(known[word] ** 0.5 for word in words))
        return cls(words, heaped, used.most_common(1)[0][0])


def _lines(path: Path) -> Iterator[tuple[str, int]]:
    for line in path.read_text("utf-8").splitlines():
        word, _, count = line.partition("\t")
        if count.isdigit():
            yield word, int(count)


def _written(word: str) -> bool:
    kinds = {each: unicodedata.category(each) for each in word}
    return (
        all(kind[0] in "LMN" or kind == "Sk" or each in _WITHIN for each, kind in kinds.items())
        and any(kind[0] == "L" for kind in kinds.values())
        and "\u00ad" not in (word[0], word[-1])
    )


def _scripts(word: str) -> set[str]:
    table = scripts()
    return {table[each] for each in word} - _NEITHER


def _of(word: str, common: set[str]) -> bool:
    found = _scripts(word)
    return found <= common and (len(found) == 1 or found <= _JAPANESE)
