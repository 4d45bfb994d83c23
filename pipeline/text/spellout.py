"""How a language spells a number out, from CLDR's rule-based number formats (UTS #35, part 3).

ICU does the spelling; asked for cardinals, ordinals and years in every gender and case, it
gives all the forms that the language has. A language without rules gives none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from pipeline.text.words import NOT_WORD, WORD

if TYPE_CHECKING:
    from icu4py.messageformat import MessageFormat

_SMALL = 100


@lru_cache(maxsize=64)
def _formats(locale: str) -> tuple[MessageFormat, ...]:
    """ICU's formatters of a locale, one for each set of rules that gives words of its own."""
    rules = _rules().get(locale.partition("-")[0])
    if rules is None:
        return ()
    return tuple(distinct(locale, rules).values())


@cache
def _rules() -> dict[str, tuple[str, ...]]:
    """The sets of rules by language, from ``tools/spellout_rules.py``.

    To try all the names there could be costs a tenth of a second a language.
    """
    text = resources.files("pipeline").joinpath("data/spellout.json").read_text("utf-8")
    table: dict[str, tuple[str, ...]] = json.loads(text)
    return table


def distinct(locale: str, rules: Iterable[str]) -> dict[str, MessageFormat]:
    """The formatters for these rules that differ in what they say; the default comes first.

    ICU takes the default for a rule that it does not know; for a language that it does not
    know, English or digits: then there are none.
    """
    from icu4py.messageformat import MessageFormat

    def make(rule: str, name: str) -> MessageFormat:
        return MessageFormat("{n,spellout" + (f",{rule}" if rule else "") + "}", name)

    name = locale.replace("-", "_")
    default = make("", name)
    words = default.format({"n": 27})
    if any(map(str.isdigit, words)) or (
        not locale.startswith("en") and words == make("", "en").format({"n": 27})
    ):
        return {}
    kept, seen = {"": default}, {_sample(default)}
    for rule in rules:
        candidate = make(rule, name)
        sample = _sample(candidate)
        if sample not in seen:
            seen.add(sample)
            kept[rule] = candidate
    return kept


def _sample(formatter: MessageFormat) -> tuple[str, ...]:
    return tuple(formatter.format({"n": n}) for n in (1, 2, 3, 21, 1805))


def fold(words: str) -> str:
    """Words made comparable: case, punctuation, hyphens (soft ones too) and spacing fall away."""
    words = words.casefold().replace("\u00ad", "").replace("\u200b", "")
    return NOT_WORD.sub(" ", words).strip()


@lru_cache(maxsize=8192)
def spelled(value: int, locale: str) -> frozenset[str]:
    """Every way in which a language (BCP 47 tag) spells a number out, folded; empty if unknown."""
    if value < 0 or value > 10**12:
        return frozenset()
    forms = {fold(f.format({"n": value})) for f in _formats(locale)}
    return frozenset(form for form in forms if form and not any(map(str.isdigit, form)))


@cache
def _small_words(locale: str) -> dict[str, int]:
    """The numbers below a hundred by their folded words, without 0 and 1 (articles, pronouns)."""
    table: dict[str, int] = {}
    for value in range(_SMALL - 1, 1, -1):
        for form in spelled(value, locale):
            table[form] = value
            table.setdefault(form.replace(" ", ""), value)
    return table


@cache
def beginnings(locale: str) -> frozenset[str]:
    """The words, in lower case, that a spelled-out number from 2 to 99 may begin with."""
    raw = (
        str(f.format({"n": n})).casefold().replace("\u00ad", "")
        for f in _formats(locale)
        for n in range(2, _SMALL)
    )
    folded = (form.partition(" ")[0] for form in _small_words(locale))
    return frozenset((*folded, *(form.partition(" ")[0] for form in raw)))


@cache
def _longest(locale: str) -> int:
    return max((form.count(" ") + 1 for form in _small_words(locale)), default=0)


def words_of_number(text: str, locale: str) -> list[tuple[int, int, int]]:
    """The numbers from 2 to 99 spelled out in a text: value, start, end. Longest match first.

    For languages that put spaces between words; others give nothing.
    """
    table, longest = _small_words(locale), _longest(locale)
    found: list[tuple[int, int, int]] = []
    if not table:
        return found
    tokens = [(m.start(), m.end()) for m in WORD.finditer(text)]
    folded = [fold(text[start:end]) for start, end in tokens]
    at = 0
    while at < len(tokens):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            value = table.get(" ".join(folded[at : at + size]))
            if value is not None:
                found.append((value, tokens[at][0], tokens[at + size - 1][1]))
                at += size
                break
        else:
            at += 1
    return found
