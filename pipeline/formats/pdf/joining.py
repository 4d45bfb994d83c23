"""The lines of a paragraph as one text: hyphens at their ends mended, spaces where they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.formats.pdf.characters import HYPHEN
from pipeline.formats.pdf.lines import Line
from pipeline.formats.pdf.wording import HAN, unspaced


class Joiner:
    """Joins lines, and knows of a hyphen at a line's end whether it belongs to the word."""

    def __init__(self, lines: Sequence[Line]) -> None:
        found = [_WORDS.findall(_level(line.text)) for line in lines]
        self.words: set[str] = set()
        half = False
        for words, line in zip(found, lines, strict=True):
            # The last of a line may be half a word, and so the first of the next.
            hyphen = bool(_HYPHENATED.search(line.text))
            self.words.update(words[1 if half else 0 : -1 if hyphen else None])
            half = hyphen
        # "non-self-governing" knows "non-self" and "self-governing".
        for word in list(self.words):
            parts = word.split("-")
            self.words.update("-".join(p) for p in pairwise(parts) if len(parts) > 2)
        # Compounds are broken at their hyphens, too. Who hyphenates has many more lines that end so
        # than there would be by that.
        count = max(1, sum(map(len, found)))
        compounds = sum("-" in word for words in found for word in words) / count
        ends = sum(bool(_HYPHENATED.search(line.text)) for line in lines)
        self.hyphenated = ends > len(lines) * max(1 / 80, 2 * compounds)
        # Of "non-political", "non" may be split off anything.
        self.prefixes = {word.split("-")[0] for word in self.words if "-" in word}

    def join(self, lines: Sequence[str]) -> str:
        """The text of some lines."""
        text = ""
        for line in lines:
            if not text:
                text = line
            elif _HYPHENATED.search(text) and text[-2:-1].isalpha():
                text = self._mended(text, line)
            elif (
                (_RANGE.search(text) and line[:1].isdigit())
                or unspaced(text[-2:], line[:2])
                or _wide(text[-1], line[:1])
            ):
                text += line
            else:
                text = f"{text} {line}"
        return " ".join(text.replace(HYPHEN, "").split(" ")).strip()

    def _mended(self, text: str, line: str) -> str:
        before, after = _LAST.search(_level(text[:-1])), _FIRST.match(_level(line))
        if before and after:
            plain = f"{before[0]}{after[0]}" in self.words
            whole = f"{before[0]}-{after[0]}" in self.words
            named = line[0].isupper() and not text[-2].isupper()
            if _AND.fullmatch(after[0]) and not plain:
                return f"{text} {line}"
            # Compounds are broken at the hyphen that they have.
            broken = "-" in before[0] and (after[0] in self.words or len(after[0]) > 5)
            plainly = not self.hyphenated and bool({before[0], after[0]} & self.words)
            kept = whole or named or broken or plainly or _doubled(before[0], after[0])
            if not plain and (kept or self._compound(before[0], after[0])):
                hyphen = "-" if text[-1] == HYPHEN else text[-1]
                return f"{text[:-1]}{hyphen}{line}"
        return text[:-1] + line

    def _compound(self, before: str, after: str) -> bool:
        """Whether both are words of their own, and the first is known to be followed by one."""
        last = before.split("-")[-1]
        return last in self.prefixes and after in self.words and len(after) > 3


def _doubled(before: str, after: str) -> bool:
    """Whether a word is said twice, as Malay and Indonesian do: ``surat-menyuratnya``."""
    alike = SequenceMatcher(None, before, after, autojunk=False).find_longest_match()
    return alike.size >= 4 and alike.size >= 0.6 * len(before)


def _level(words: str) -> str:
    return words.casefold().replace("\u2010", "-").replace(HYPHEN, "-")


_WORDS = re.compile(r"\w[\w’']*(?:-[\w’']+)*")
_LAST = re.compile(r"\w[\w’']*(?:-[\w’']+)*$")
_FIRST = re.compile(r"[\w’']+")
# Before these, a hyphen stands for the rest of a word: "Gedanken- und Gewissensfreiheit".
_AND = re.compile("und|oder|bzw|sowie|and|or|en|of|och|eller|og|ja|tai|e|ou")
_RANGE = re.compile(r"\d[-–/]$")
_HYPHENATED = re.compile(f"[{HYPHEN}\u2010-]$")
_ETHIOPIC_SPACE = "\u1361"
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")


def _wide(before: str, after: str) -> bool:
    """Thai and its neighbours, too, have no spaces between words; Amharic has a sign for them."""
    if before == _ETHIOPIC_SPACE:
        return True
    return bool(_UNSPACED.match(before) and _UNSPACED.match(after)) or bool(
        HAN.match(before) and HAN.match(after)
    )
