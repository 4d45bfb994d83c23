"""How much a change of the source matters to its translations.

*Cosmetic*: spaces, case, quotation marks, punctuation, a word doubled by mistake, a slip of the
pen that dictionary and edit distance agree on. *Substantive*: a number, a date, a negation, a
modal, a quantifier, a name or a defined term. *Editorial*: all else.

Numbers are compared by value in any language; the words of negation, obligation and quantity,
names and the spelling are known for English, the language of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import starmap
from typing import TYPE_CHECKING

from pipeline.locales import Locale
from pipeline.model import Grade

if TYPE_CHECKING:
    from spellchecker import SpellChecker


class Reason(StrEnum):
    """What kind of change it is; `SERIOUS` ones are substantive."""

    FORM = "spaces, case or punctuation"
    SPELLING = "spelling"
    WORDING = "wording"
    NUMBER = "a number"
    DATE = "a date"
    NEGATION = "a negation"
    MODAL = "an obligation or permission"
    QUANTIFIER = "a quantity or scope"
    NAME = "a name"
    TERM = "a defined term"


SERIOUS = frozenset(Reason) - {Reason.FORM, Reason.SPELLING, Reason.WORDING}
UNSAFE = frozenset({Reason.NUMBER, Reason.DATE, Reason.NEGATION})
"""Across such a change the old translation may say the opposite: it is only a suggestion."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of a text is."""

    grade: Grade
    reasons: tuple[Reason, ...]
    """All kinds of change found, those that matter most first; empty if nothing changed."""

    @property
    def unsafe(self) -> bool:
        """Whether a number, date or negation changed."""
        return not UNSAFE.isdisjoint(self.reasons)


_NEGATORS = frozenset(
    "no not never none nobody nothing nowhere neither nor without unless except hardly".split()
)
_MODALS = frozenset(
    "shall should may might must can could will would ought need needs required require requires "
    "permitted permit permits prohibited prohibit prohibits forbidden forbid forbids obliged "
    "recommended recommend recommends optional mandatory".split()
)
_QUANTIFIERS = frozenset(
    "all every everyone everybody everything each any anyone anybody anything some someone most "
    "more fewer few less least many several both either only half always sometimes often "
    "rarely exclusively solely".split()
)
_DATES = frozenset(
    "january february april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)  # May and March are other words as well; their days and years are numbers anyway
_NUMERALS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion trillion dozen half third quarter first second fourth fifth "
    "sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FOLDED = re.compile(r"[a-z]+")
_FIGURES = re.compile(r"(?:(?<![\w)])[-−])?\d(?:[\d.,'’ \u00a0\u202f]*\d)?")
_GROUPING = re.compile(r"[,'’\u00a0\u202f](?=\d{3}(?!\d))")
_NEGATIVE = re.compile(r"(?<![\w)])[-−](?=\d)")
_ROMAN = re.compile("[IVXLCDM]{2,}|[VX]")
_CLAUSE = re.compile(r"[,;:.!?]")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)*_]*\s*\Z")
_SENTENCE = re.compile(r"[^.!?]*[.!?]+[\"'”’)]*\s*|[^.!?]+\Z")
_CONTRACTION = re.compile(r"(?i)\b(can)not\b|\b(ca|wo|sha|\w+?)n['’]t\b")
_FULL = {"ca": "can", "wo": "will", "sha": "shall"}


@lru_cache(maxsize=4096)
def grade(old: str, new: str, *, locale: str = "en", terms: frozenset[str] = frozenset()) -> Change:
    """Grade the change from one text to another.

    ``terms`` are defined terms: words or phrases whose coming or going is substantive.

    >>> grade("Everyone shall be heard.", "No one shall be heard.").grade.value
    'substantive'
    >>> grade('The "door" is open.', "The “door” is open!").grade.value
    'cosmetic'
    """
    if old == new:
        return Change(Grade.COSMETIC, ())
    reasons: set[Reason] = set()
    if any(_occurs(term, old) != _occurs(term, new) for term in terms):
        reasons.add(Reason.TERM)
    before, after = _without_common_sentences(old, new)
    english = _is_english(locale)
    if english:
        before, after = _expanded(before), _expanded(after)
    found = list(_hunks(before, after))
    hunks = [hunk for hunk in found if _joined(hunk[0]) != _joined(hunk[1])]
    if english and hunks and all(starmap(_near, hunks)) and all(starmap(_mended, hunks)):
        reasons.add(Reason.SPELLING)
    else:
        for went, came in hunks:
            reasons |= _reasons(went, came) if english else {Reason.WORDING}
        if english and _negation_moved(before, after):
            reasons.add(Reason.NEGATION)
    if _number_changed(old, new, hunks, locale):
        reasons.add(Reason.NUMBER)
    if not reasons:
        moved = not found and _joined(_words(_expanded(old))) != _joined(_words(_expanded(new)))
        reasons.add(Reason.WORDING if moved else Reason.FORM)
    ordered = tuple(sorted(reasons, key=list(Reason).index, reverse=True))
    if reasons & SERIOUS:
        return Change(Grade.SUBSTANTIVE, ordered)
    if Reason.WORDING in reasons:
        return Change(Grade.EDITORIAL, ordered)
    return Change(Grade.COSMETIC, ordered)


@cache
def _is_english(locale: str) -> bool:
    return Locale.parse(locale).language == "en"


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    first: bool
    """Whether it begins a sentence, so that its capital means nothing."""


Hunk = tuple[list[_Word], list[_Word]]
"""Words that went, and the words that came in their place."""


def _words(text: str) -> list[_Word]:
    return [_word(text, match) for match in _WORD.finditer(text)]


def _word(text: str, match: re.Match[str]) -> _Word:
    before = text[max(0, match.start() - 8) : match.start()].strip("*_[(\"'“‘")
    first = not before or bool(_SENTENCE_END.search(before))
    return _Word(match[0], _fold(match[0]), first)


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


def _hunks(old: str, new: str) -> Iterator[Hunk]:
    """The runs of words that went, each with what came in its place."""
    from rapidfuzz.distance import Indel

    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    names = [[_fold(match[0]) for match in side] for side in (before, after)]
    went: list[_Word] = []
    came: list[_Word] = []
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


def _undoubled(went: list[_Word], before: list[str], at: int) -> list[_Word]:
    """Without a word that had been written twice by mistake."""
    neighbours = (before[at - 1] if at else "", *before[at + 1 : at + 2])
    return [] if len(went) == 1 and went[0].folded in neighbours else went


def _joined(words: list[_Word]) -> str:
    return "".join(word.folded for word in words)


def _spelled(word: _Word) -> bool:
    """Whether a word may be part of a number that is not written in digits."""
    return word.folded in _NUMERALS or bool(_ROMAN.fullmatch(word.text))


def _numerals_changed(hunks: list[Hunk]) -> bool:
    """Whether other numbers are spelled out, or written in Roman numerals, than before."""
    went, came = (
        sorted(w.folded for hunk in hunks for w in hunk[side] if _spelled(w)) for side in (0, 1)
    )
    return went != came


def _number_changed(old: str, new: str, hunks: list[Hunk], locale: str) -> bool:
    """Whether the values of numbers differ; they are only read where that is not plain."""
    figures, numerals = _figures(old) != _figures(new), _numerals_changed(hunks)
    if _is_english(locale) and not (figures and numerals):
        return figures or numerals
    return _values(old, locale) != _values(new, locale)


def _reasons(went: list[_Word], came: list[_Word]) -> set[Reason]:
    """What kind of change it is that some words came in the place of others."""
    old, new = [w.folded for w in went], [w.folded for w in came]
    reasons = {Reason.WORDING}
    if _count(old, _NEGATORS) != _count(new, _NEGATORS) or _prefixed(old, new):
        reasons.add(Reason.NEGATION)
    for words, reason in (
        (_MODALS, Reason.MODAL),
        (_QUANTIFIERS, Reason.QUANTIFIER),
        (_DATES, Reason.DATE),
    ):
        if Counter(w for w in old if w in words) != Counter(w for w in new if w in words):
            reasons.add(reason)
    names_old, names_new = ({w.folded for w in side if _is_name(w)} for side in (went, came))
    if (names_old - set(new)) or (names_new - set(old)):
        reasons.add(Reason.NAME)
    return reasons


def _count(words: list[str], kind: Collection[str]) -> int:
    return sum(word in kind for word in words)


def _negation_moved(old: str, new: str) -> bool:
    """Whether as many clauses are negated as before, but not the same ones."""
    before, after = (
        [
            not _NEGATORS.isdisjoint(_FOLDED.findall(clause))
            for clause in _CLAUSE.split(side.lower())
        ]
        for side in (old, new)
    )
    return len(before) == len(after) and sum(before) == sum(after) and before != after


def _prefixed(old: list[str], new: list[str]) -> bool:
    """Whether a word got or lost a prefix that turns its meaning round."""
    one, other = set(old) - set(new), set(new) - set(old)
    return any(
        prefix + short in longer
        for prefix in _NEGATIVE_PREFIXES
        for shorter, longer in ((one, other), (other, one))
        for short in shorter
        if len(short) > 3
    )


def _is_name(word: _Word) -> bool:
    """A capital inside a sentence, or capitals only, or a capital inside a word."""
    text = word.text
    if len(text) > 1 and any(char.isupper() for char in text[1:]):
        return True
    return text[0].isupper() and not word.first and text != "I"


# ------------------------------------------------------------------------- numbers, terms


@lru_cache(maxsize=4096)
def _values(text: str, locale: str) -> tuple[object, ...]:
    """The values of all numbers, however written, and how many are negative."""
    from pipeline.text.numbers import numbers

    values = (str(number.value) for number in numbers(text, locale))
    return (*sorted(values), len(_NEGATIVE.findall(text)))


def _figures(text: str) -> list[str]:
    """The numbers in digits, without the marks that group them."""
    return sorted(_GROUPING.sub("", figure).rstrip(".") for figure in _FIGURES.findall(text))


def _occurs(term: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE))


# ------------------------------------------------------------------------- forms of a text


def _without_common_sentences(old: str, new: str) -> tuple[str, str]:
    """What is left when sentences that stand in both, wherever, are taken away."""
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    common = Counter(s.strip() for s in before) & Counter(s.strip() for s in after)
    if not common:
        return old, new
    sides = []
    for side in (before, after):
        left = common.copy()
        kept = []
        for sentence in side:
            if left[sentence.strip()] > 0:
                left[sentence.strip()] -= 1
            else:
                kept.append(sentence)
        sides.append("".join(kept))
    return sides[0], sides[1]


def _expanded(text: str) -> str:
    """``cannot`` and ``don't`` in full."""
    return _CONTRACTION.sub(lambda m: f"{m[1] or _FULL.get(m[2].casefold(), m[2])} not", text)


# ------------------------------------------------------------------------- spelling


def _near(went: list[_Word], came: list[_Word]) -> bool:
    """Whether each word that came is one or two letters from the one before."""
    from rapidfuzz.distance import OSA

    if len(went) != len(came):
        return False
    for old, new in zip(went, came, strict=True):
        most = 1 if len(old.folded) < 9 or _is_name(old) or _is_name(new) else 2
        if not (old.folded + new.folded).replace("'", "").isalpha() or len(new.folded) < 3:
            return False
        if OSA.distance(old.folded, new.folded, score_cutoff=most) > most:
            return False
    return True


def _mended(went: list[_Word], came: list[_Word]) -> bool:
    """Whether the words that went are none, and those that came are."""
    known = _dictionary()
    pairs = [(w.folded, c.folded) for w, c in zip(went, came, strict=True)]
    return all(old == new or (old not in known and new in known) for old, new in pairs)


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
