"""How much a change of the source matters to its translations.

*Cosmetic*: spaces, case, quotation marks, punctuation, a word doubled by mistake, a slip of the
pen that dictionary and edit distance agree on. *Substantive*: a number, a date, a negation, a
modal, a quantifier, a relation ("before" for "after"), a name or a defined term. *Editorial*:
all else.

Numbers are compared by value in any language; the words of negation, obligation, quantity and
relation, names and the spelling are known for English, the language of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pipeline.locales import Locale
from pipeline.model import Grade
from pipeline.text.figures import number_changed
from pipeline.text.hunks import Word, hunks, joined, surroundings, words
from pipeline.text.slips import is_name, only_slips


class Reason(StrEnum):
    """What kind of change it is; `SERIOUS` ones are substantive. Those that matter most last."""

    FORM = "spaces, case or punctuation"
    SPELLING = "spelling"
    WORDING = "wording"
    NUMBER = "a number"
    DATE = "a date"
    NEGATION = "a negation"
    MODAL = "an obligation or permission"
    QUANTIFIER = "a quantity or scope"
    RELATION = "a relation in time, place or choice"
    NAME = "a name"
    TERM = "a defined term"


SERIOUS = frozenset(Reason) - {Reason.FORM, Reason.SPELLING, Reason.WORDING}
UNSAFE = frozenset({Reason.NUMBER, Reason.DATE, Reason.NEGATION})
"""Across such a change the old translation may say the opposite: it is only a suggestion."""
_GRAVITY = {reason: -place for place, reason in enumerate(Reason)}


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

    @property
    def why(self) -> str:
        """The reasons in words, see `listed`."""
        return listed(self.reasons)


def listed(reasons: Sequence[Reason]) -> str:
    """Reasons in words: those that make a change substantive, or all where none does."""
    return ", ".join([reason for reason in reasons if reason in SERIOUS] or reasons)


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
_RELATIONS = tuple(
    frozenset(group.split())
    for group in (
        "before after until till since during",
        "within beyond outside inside",
        "above below over under",
        "minimum maximum",
        "and or",
        "for against",
    )
)
"""Prepositions and conjunctions one of which in place of another turns the meaning."""
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis")
_FOLDED = re.compile(r"[a-z]+")
_CLAUSE = re.compile(r"[,;:.!?]")
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
    reasons = _reasons(old, new, locale)
    if any(_occurs(term, old) != _occurs(term, new) for term in terms):
        reasons.add(Reason.TERM)
    ordered = tuple(sorted(reasons, key=_GRAVITY.__getitem__))
    if not SERIOUS.isdisjoint(reasons):
        return Change(Grade.SUBSTANTIVE, ordered)
    if Reason.WORDING in reasons:
        return Change(Grade.EDITORIAL, ordered)
    return Change(Grade.COSMETIC, ordered)


def _reasons(old: str, new: str, locale: str) -> set[Reason]:
    """What kinds of change lead from one text to another."""
    reasons: set[Reason] = set()
    before, after = _without_common_sentences(old, new)
    english = _is_english(locale)
    if english:
        before, after = _expanded(before), _expanded(after)
    found = list(hunks(before, after))
    changed = [hunk for hunk in found if joined(hunk[0]) != joined(hunk[1])]
    if english and only_slips(changed):
        reasons.add(Reason.SPELLING)
    elif english:
        reasons.update(*(_of_words(*hunk) for hunk in changed))
        if _negation_moved(before, after):
            reasons.add(Reason.NEGATION)
    elif changed:
        reasons.add(Reason.WORDING)
    if number_changed(old, new, changed, locale, english):
        reasons.add(Reason.NUMBER)
    if not reasons:
        moved = not found and joined(words(_expanded(old))) != joined(words(_expanded(new)))
        reasons.add(Reason.WORDING if moved else Reason.FORM)
    return reasons


@cache
def _is_english(locale: str) -> bool:
    return Locale.parse(locale).language == "en"


# ------------------------------------------------------------------------- English words


def _of_words(went: list[Word], came: list[Word]) -> set[Reason]:
    """What kinds of change it is that some words came in the place of others."""
    old, new = [w.folded for w in went], [w.folded for w in came]
    gone, come = set(old) - set(new), set(new) - set(old)
    reasons = {Reason.WORDING}
    if _count(old, _NEGATORS) != _count(new, _NEGATORS) or _prefixed(gone, come):
        reasons.add(Reason.NEGATION)
    for kind, reason in (
        (_MODALS, Reason.MODAL),
        (_QUANTIFIERS, Reason.QUANTIFIER),
        (_DATES, Reason.DATE),
    ):
        if sorted(filter(kind.__contains__, old)) != sorted(filter(kind.__contains__, new)):
            reasons.add(reason)
    if any(group & gone and group & come for group in _RELATIONS):
        reasons.add(Reason.RELATION)
    if any(w.folded in gone and is_name(w) for w in went) or any(
        w.folded in come and is_name(w) for w in came
    ):
        reasons.add(Reason.NAME)
    return reasons


def _count(run: list[str], kind: frozenset[str]) -> int:
    return sum(map(kind.__contains__, run))


def _negation_moved(old: str, new: str) -> bool:
    """Whether as many clauses are negated as before, but not the same ones."""
    old, new = old.lower(), new.lower()
    if _NEGATORS.isdisjoint(_FOLDED.findall(old)):
        return False
    before, after = (
        [not _NEGATORS.isdisjoint(_FOLDED.findall(clause)) for clause in _CLAUSE.split(side)]
        for side in (old, new)
    )
    return len(before) == len(after) and sum(before) == sum(after) and before != after


def _prefixed(gone: set[str], come: set[str]) -> bool:
    """Whether a word got or lost a prefix that turns its meaning round."""
    return any(
        prefix + short in longer
        for shorter, longer in ((gone, come), (come, gone))
        for short in shorter
        if len(short) > 3
        for prefix in _NEGATIVE_PREFIXES
    )


def _occurs(term: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE))


# ------------------------------------------------------------------------- forms of a text


def _without_common_sentences(old: str, new: str) -> tuple[str, str]:
    """What is left when sentences that stand in both, wherever, are taken away."""
    start, rest = surroundings(old, new)
    inner = old[start : len(old) - rest].strip(), new[start : len(new) - rest].strip()
    if not all(_SENTENCE.findall(each)[1:] for each in inner):
        return old, new  # within one sentence: none has changed its place
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
    lower = text.lower()
    if "nnot" not in lower and "n't" not in lower and "n’t" not in lower:
        return text
    return _CONTRACTION.sub(lambda m: f"{m[1] or _FULL.get(m[2].casefold(), m[2])} not", text)
