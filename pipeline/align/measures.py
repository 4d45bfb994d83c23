"""What can be known of a text without knowing its language, as numbers and bags.

A document becomes a `Side`: arrays with a row for each unit, made so that a run of units is
measured by adding rows (see `pipeline.align.evidence`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.locales import Locale
from pipeline.text import numerals, punctuation
from pipeline.text.numbers import numbers
from pipeline.text.punctuation import (
    CLOSING,
    COMMA,
    EXCLAMATION,
    QUESTION,
    SEMICOLON,
    SHAD,
    STOP,
    TERMINAL,
    last_mark,
)

if TYPE_CHECKING:
    from pipeline.align.lattice import Array

# A colon is often typed ፡- in Ethiopic.
COLON = punctuation.COLON | {"፡"}
OPENING = frozenset("([{（【［〔「『《〈﴾")
QUOTE = frozenset('"“”„«»「」『』《》〝〞〟＂')
DASH = frozenset("–—―‒")
COUNTED = (COMMA, SEMICOLON, COLON, QUESTION, OPENING, QUOTE, DASH)
COUNT_NAMES = ("comma", "semicolon", "colon", "question", "bracket", "quote", "dash")

_LATIN = re.compile(
    r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+|[A-Za-z][A-Za-z0-9]*(?:[-./_][A-Za-z0-9]+)*"
)
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff\u200c\u200d][^\W\d_]*)*")
"""A word in any script, with the marks and joiners in it, at which a class of letters stops."""
# A word of a label: digits apart, and a letter each in scripts without spaces.
_LABEL_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+"
)
_NUMBER_ALONE = re.compile(r"(\D*?)\s*\d{1,3}\s*(\D*)")
_UNSPACED_END = "".join(sorted(TERMINAL - frozenset(".!?")))
_SENTENCE_END = re.compile(
    rf"[.!?]+[{re.escape(CLOSING)}]*(?=\s+\S)|[{_UNSPACED_END}]+[{re.escape(CLOSING)}]*(?=\s*\S)"
)
_ENUMERATOR = re.compile(r"^(\*{1,3})?\W{0,2}(\w{1,6})\s?[.)、．）:։:](?!\d)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or heading to be aligned."""

    text: str
    """Plain words, without the enumerator where ``number`` holds it."""
    heading: bool | None = None
    """Whether it is a heading; None where the format does not say."""
    number: int | None = None
    """Its own number in a list or among articles, where it has one."""


@dataclass(frozen=True, slots=True)
class Side:
    """A sequence of units, measured. Arrays have a row a unit."""

    units: tuple[Unit, ...]
    locale: Locale
    length: Array
    """Letters and digits."""
    spaced: Array
    """Words between spaces."""
    counts: Array
    """How often each kind of punctuation occurs, in the order of ``COUNT_NAMES``."""
    sentences: Array
    final: tuple[str, ...]
    """Class of the last sign, see `final_class`."""
    numbers: tuple[Counter[int], ...]
    verbatim: tuple[frozenset[str], ...]
    """Words in Latin letters that a translator would leave alone."""
    words: tuple[frozenset[str], ...]
    """Romanised words of four letters and more."""
    resemblances: tuple[Array, ...]
    """How much its units resemble each other in several respects, each ``(n, n)``."""
    label: Array
    """1 where the unit is short and shares a word with other short ones, as article headings do."""
    labels: Array
    """How many labels a unit holds, its own included."""
    heading: Array
    """1 heading, -1 not one, 0 not known."""
    trigrams: tuple[Counter[str], ...]

    def reordered(self, order: Sequence[int]) -> Side:
        """The same units in another order."""
        places = list(order)
        return Side(
            tuple(self.units[k] for k in places),
            self.locale,
            self.length[places],
            self.spaced[places],
            self.counts[places],
            self.sentences[places],
            tuple(self.final[k] for k in places),
            tuple(self.numbers[k] for k in places),
            tuple(self.verbatim[k] for k in places),
            tuple(self.words[k] for k in places),
            tuple(each[places][:, places] for each in self.resemblances),
            self.label[places],
            self.labels[places],
            self.heading[places],
            tuple(self.trigrams[k] for k in places),
        )


def measure(units: Sequence[Unit], locale: Locale) -> Side:
    """Measure a document in some language."""
    import numpy as np

    from pipeline.align.resemblance import resemblances, trigrams

    texts = [unit.text for unit in units]
    labelled, holding = labels(texts)
    known = {True: 1.0, False: -1.0, None: 0.0}
    return Side(
        tuple(units),
        locale,
        np.array([1.0 + letters(t) for t in texts]),
        np.array([1.0 + len(t.split()) for t in texts]),
        np.array([_counts(t) for t in texts], float).reshape(-1, len(COUNTED)),
        np.array([1.0 + len(_SENTENCE_END.findall(t)) for t in texts]),
        tuple(final_class(t) for t in texts),
        tuple(values(t, locale, label=bool(k)) for t, k in zip(texts, labelled, strict=True)),
        tuple(frozenset(_LATIN.findall(t)) for t in texts),
        tuple(frozenset(romanised(t)) for t in texts),
        resemblances(texts),
        labelled,
        holding,
        np.array([known[unit.heading] for unit in units]),
        tuple(trigrams(t) for t in texts),
    )


def letters(text: str) -> int:
    """How many letters and digits a text has, marks upon letters included."""
    signs = Counter(text).items()
    return sum(often for c, often in signs if unicodedata.category(c)[0] in "LMN")


def _counts(text: str) -> list[int]:
    signs = Counter(text)
    return [sum(signs[c] for c in kind & signs.keys()) for kind in COUNTED]


def final_class(text: str) -> str:
    """The function of the last sign of a text, looking through closing quotes and brackets.

    ``stop``, ``comma`` (a semicolon too), ``colon``, ``question``, ``other`` or ``none``.
    """
    last = last_mark(text)
    if not last:
        return "none"
    for kind, signs in (
        ("stop", STOP | EXCLAMATION | SHAD),
        ("comma", COMMA | SEMICOLON),
        ("colon", COLON),
        ("question", QUESTION),
    ):
        if last in signs:
            return kind
    return "none" if last.isalnum() or unicodedata.category(last)[0] in "LMN" else "other"


def values(text: str, locale: Locale, *, label: bool = False) -> Counter[int]:
    """The whole numbers of a text, by value, in any script's numerals.

    A ``label`` such as an article's heading may count in letters alone: ``סעיף ב.``
    """
    found = Counter(
        int(number.value)
        for number in numbers(text, locale, words=False)
        if number.value == int(number.value)
    )
    if label and not found:
        for word in (text.split() or [""])[-1:]:
            value = letter_value(word.strip(".:)("), locale)
            if value:
                found[value] += 1
    return found


def enumerator(text: str, locale: Locale) -> tuple[int | None, str]:
    """The number that a text begins with (``7.``, ``七、``, ``IV.``), and the text without it.

    Emphasis that begins with the number ends with it, or begins behind it: ``**7.** All``,
    ``**7. All** are``.
    """
    match = _ENUMERATOR.match(text)
    if not match:
        return None, text
    opened, mark = match.groups("")
    number = int(mark) if mark.isdecimal() else letter_value(mark, locale)
    if number is None or not 0 < number < 1000:
        return None, text
    rest = text[match.end() :]
    # "L.E.A.N." is no fifty.
    if mark.isascii() and mark.isalpha() and match[0][-1] == "." and rest[0].isalpha():
        return None, text
    if opened and rest.startswith(opened):
        return number, rest[len(opened) :].lstrip()
    return number, opened + rest if opened in rest else rest


def cut_off(text: str, rest: str) -> str:
    """What `enumerator` has cut from a text of which this is the rest."""
    if text.endswith(rest):
        return text[: len(text) - len(rest)]
    opened = min(len(each) - len(each.lstrip("*")) for each in (text, rest))
    return text[opened : opened + len(text) - len(rest)]


def enumerated(texts: Sequence[str], locale: Locale) -> list[tuple[int | None, str]]:
    """For every text of a document its number and the rest, as `enumerator` gives them.

    Where the rest is the same again and again the number is part of a heading, as in ``7. cikk``,
    and stays in the text.
    """
    found = [enumerator(text, locale) for text in texts]
    often = Counter(rest for number, rest in found if number is not None)
    return [
        (number, rest) if number is not None and often[rest] < 3 else (None, text)
        for (number, rest), text in zip(found, texts, strict=True)
    ]


def letter_value(mark: str, locale: Locale) -> int | None:
    """The value of a numeral made of letters, as the locale's script counts."""
    if not mark or mark.isdecimal():
        return None
    script = locale.written
    if script == "Hebr" and len(mark) < 5:
        return numerals.hebrew(mark + "׳")
    if script == "Ethi":
        return numerals.ethiopic(mark)
    if all(c in numerals.HAN for c in mark):
        return numerals.han(mark)
    if len(mark) == 1 and "a" <= mark <= "z":
        return ord(mark) - ord("a") + 1
    return numerals.roman(mark) if mark.isupper() else None


@lru_cache(maxsize=65536)
def _romanise(word: str) -> str:
    from anyascii import anyascii

    return re.sub("[^a-z]", "", anyascii(word).lower())


def romanised(text: str) -> set[str]:
    """The words of a text in plain Latin letters, those of four letters and more."""
    found = {_romanise(word) for word in WORD.findall(unicodedata.normalize("NFC", text))}
    return {word for word in found if 4 <= len(word) <= 24}


def _label_words(text: str) -> list[str]:
    """The words of what may be a label; of a number alone the signs around it."""
    found = _LABEL_WORD.findall(text)
    if not found and (bare := _NUMBER_ALONE.fullmatch(text)):
        found = [f"{bare[1]}#{bare[2]}"]
    return found


def labels(texts: Sequence[str]) -> tuple[Array, Array]:
    """Which texts are labels, such as "Article 7", and how many labels each text holds.

    A label is short and begins or ends with a word that two other short texts begin or end
    with, or is a number with the same signs around it ("§ 7"). A paragraph into which a label was
    merged still holds it.
    """
    import numpy as np

    short = [_label_words(t) if len(t) < 40 else [] for t in texts]
    short = [words if len(words) < 9 else [] for words in short]
    first = Counter(words[0] for words in short if words)
    last = Counter(words[-1] for words in short if words)
    found = [bool(w) and (first[w[0]] > 2 or last[w[-1]] > 2) for w in short]
    label = np.array(found, float)
    if label.sum() < 3:
        return np.zeros(len(texts)), np.zeros(len(texts))
    begin, ahead = first.most_common(1)[0]
    end, behind = last.most_common(1)[0]
    parts = []
    if ahead > 2:
        parts.append(rf"(?<!\w){re.escape(begin)}")
    if behind > 2 and end != begin:
        parts.append(re.escape(end) + (r"(?!\w)" if not parts else ""))
    mark = re.compile(r"\W?\w{0,8}?\W?".join(parts))
    held = np.array([float(len(mark.findall(t))) for t in texts])
    return label, np.minimum(np.maximum(held, label), 4.0)
