"""Cues: what a language says not, all, only, at least and half with, and where a text says them.

English cues are found by one pattern; those of other languages stand in ``data/cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

import regex

from pipeline.checks.kept import once
from pipeline.checks.unit import Side
from pipeline.locales import Locale
from pipeline.text.punctuation import SEMICOLON, SHAD, TERMINAL

# What English says them with; "nor" only goes on with what was denied before.
_ENGLISH = {
    "negation": frozenset("not no never neither none nobody nothing cannot without".split()),
    "all": frozenset("all every everyone everybody everything each".split()),
    "only": frozenset("only solely exclusively".split()),
    "half": frozenset(("half",)),
    "least": frozenset("least less fewer minimum".split()),
    "third": frozenset("third thirds one-third two-thirds".split()),
}
_PHRASES = {
    "least": re.compile(r"\b(?:at least|(?:no|not) (?:less|fewer) than|a minimum of)\b", re.I),
    "third": re.compile(r"\b(?:one|two|a)[ -]thirds?\b", re.I),
}
_KINDS = {word: kind for kind in _ENGLISH.keys() - _PHRASES for word in _ENGLISH[kind]}
_ALL_KINDS = {word: kind for kind, words in _ENGLISH.items() for word in words}
_APOSTROPHES = frozenset("'’")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
# They turn nothing: "not only … but also", "no later than", "all the more".
_IDIOMS = {
    "not": r"not (?:only|least|(?:less|fewer) than)|not-for-profit|"
    r"(?:(?<=\bif )|(?<=\bwhether or ))not",
    "no": r"no (?:later|earlier|more|less|longer|doubt|matter)|No\.? ?\d",
    "all": r"all the (?:more|same)|all over|all-\w+|(?<=\bin )all(?=[,.;:]|$)|"
    r"(?:(?<=\bafter )|(?<=\bat )|(?<=\babove )|(?<=\bfirst of )|(?<=\bonce and for ))all",
    "each": r"each other",
    "only": r"(?<=\bnot )only|only then",
}
_IDIOM = {word: re.compile(rf"(?:{idioms})(?:\b|$)", re.I) for word, idioms in _IDIOMS.items()}
_JOINED = re.compile(r"(?:\s+\w+){1,3},?\s+(?:and|or|nor)\s+(?:of\s+|in\s+|to\s+|for\s+)?", re.I)
_SPACED_END = ".!?;"
_UNSPACED_END = "".join(sorted((TERMINAL | SHAD | SEMICOLON | {"·"}) - set(_SPACED_END)))
_CLAUSE_END = re.compile(rf"[{_SPACED_END}]+(?=\s|$)|[{_UNSPACED_END}]+")


@once
def said(side: Side) -> dict[str, list[re.Match[str]]]:
    """The cues of an English text by kind; none in other languages, nor in a few words."""
    found: dict[str, list[re.Match[str]]] = {}
    if side.locale.language == "en" and len(side.tokens) >= 4:
        for kind, match in _cues(side):
            found.setdefault(kind, []).append(match)
        if "all" in found:
            found["all"] = _apart(found["all"], side.prose)
    return found


def _cues(side: Side) -> Iterator[tuple[str, re.Match[str]]]:
    text = side.prose
    for match in _WORD.finditer(text):
        word = match.group().lower()
        kind = _KINDS.get(word) or ("negation" if word.endswith(("n't", "n’t")) else "")
        if kind and not ((idiom := _IDIOM.get(word)) and idiom.match(text, match.start())):
            yield kind, match
    for kind, phrase in _PHRASES.items():
        if not _ENGLISH[kind].isdisjoint(side.tokens):
            yield from ((kind, match) for match in phrase.finditer(text))


def _apart(found: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The universals of a text that ask for a word each: one does for 'all peoples and all
    nations'."""
    kept = found[:1]
    for before, match in pairwise(found):
        between = text[before.end() : match.start()]
        joined = before.group().lower() == match.group().lower() and _JOINED.fullmatch(between)
        if not joined:
            kept.append(match)
    return kept


def outnumbering(
    said: list[re.Match[str]], there: list[int], source: str, target: str
) -> re.Match[str] | None:
    """A cue of the source in a clause that has more of them than the target has there; clauses
    are told apart where both sides have as many."""
    ends, others = _ends(source), _ends(target)
    if len(ends) != len(others):
        ends, others = [len(source)], [len(target)]
    start = begin = 0
    for end, close in zip(ends, others, strict=True):
        here = [match for match in said if start <= match.start() < end]
        if len(here) > sum(begin <= at < close for at in there):
            return here[-1]
        start, begin = end, close
    return None


def _ends(text: str) -> list[int]:
    """Where the clauses end that stronger marks than a comma end."""
    ends = [match.end() for match in _CLAUSE_END.finditer(text)]
    return ends if ends and not text[ends[-1] :].strip() else [*ends, len(text)]


def bare(text: str, locale: Locale) -> str:
    """In form NFC as the table is; Greek without accents and breathings, so that monotonic and
    polytonic spelling are one."""
    if locale.language != "el":
        return unicodedata.normalize("NFC", text)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("pipeline").joinpath("data/cues.toml").read_text("utf-8")
    return tomllib.loads(text)


def _form(form: str) -> str:
    """A form of the table as a pattern; its signs are explained there."""
    pattern = regex.escape(form, special_only=True)
    pattern = pattern.replace(r"\*", r"[\p{L}\p{M}\u200c'’]*").replace("_", r"\s+")
    return pattern.replace(r"\^", r"(?<=^\W*)")


def without_idle(text: str, locale: Locale) -> str:
    """A `bare` text without the words that only seem to deny; offsets stay true."""
    idle = _idle(locale.language)
    return idle.sub(lambda match: "＿" * len(match.group()), text) if idle else text


@cache
def _idle(language: str) -> regex.Pattern[str] | None:
    words = _table()["idle"].get(language, "").split()
    return regex.compile("|".join(map(regex.escape, words))) if words else None


@cache
def pattern(kind: str, locale: Locale) -> regex.Pattern[str] | None:
    """What finds the cues of a kind in a language's `bare` text; None where it is not known."""
    forms = bare(_table()[kind].get(locale.language, ""), locale).split()
    if not forms:
        return None
    if not locale.spaced:
        return regex.compile("|".join(map(regex.escape, forms)))
    words = "|".join(map(_form, forms))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{words})(?![\p{{L}}\p{{M}}])", regex.I)


@cache
def plain(kind: str, locale: Locale) -> frozenset[str]:
    """The cues of a kind where each is a word as it stands; empty where any is more than that."""
    forms = frozenset(_table()[kind].get(locale.language, "").split())
    simple = locale.spaced and not any(sign in form for form in forms for sign in "*_^'’")
    return forms if simple and locale.language != "el" else frozenset()


def at_a_glance(kind: str, source: Side, target: Side) -> bool | None:
    """Whether there is nothing to ask (False), or as many cues on both sides (True), as far as
    words alone can tell; None where the texts have to be read. Saves reading most of them."""
    wanted = asked(source).get(kind, 0)
    if not wanted:
        return False
    if not target.locale.spaced:
        return None
    told = sum(map(_known(kind, target.locale).__getitem__, target.tokens))
    several = ";" in source.chars or ". " in source.text
    return True if told > wanted or (told == wanted and not several) else None


@once
def asked(side: Side) -> dict[str, int]:
    """How many words of an English text may be cues, by kind."""
    found: dict[str, int] = {}
    if side.locale.language == "en":
        for kind in filter(None, map(_ALL_KINDS.get, side.tokens)):
            found[kind] = found.get(kind, 0) + 1
        if not _APOSTROPHES.isdisjoint(side.chars):
            contracted = sum(word.endswith(("n't", "n’t")) for word in side.tokens)
            found["negation"] = found.get("negation", 0) + contracted
    return found


class _Known(dict[str, bool]):
    """Which words of a language are cues of a kind, found out one by one."""

    def __init__(self, kind: str, locale: Locale) -> None:
        self._cue = pattern(kind, locale)
        self._locale = locale

    def __missing__(self, word: str) -> bool:
        known = self[word] = bool(self._cue and self._cue.search(bare(word, self._locale)))
        return known


_known = cache(_Known)
