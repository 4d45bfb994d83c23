"""Cues: what a language says not, all, only, at least and half with, and where a text says them.

English cues are found by one pattern; those of other languages stand in ``data/cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

import regex

from pipeline.checks.unit import Side
from pipeline.locales import Locale

# What English says them with; "nor" only goes on with what was denied before. Idioms turn nothing
# ("not only … but also", "no later than", "all the more") and come first, to be passed over.
_CUES = re.compile(
    r"\b(?:(?P<least>at least|(?:no|not) (?:less|fewer) than|a minimum of)|"
    r"(?P<idiom>not only|no (?:later|earlier|more|less|longer|doubt|matter)|not least|if not|"
    r"whether or not|No\.? ?\d|all the (?:more|same)|after all|at all|above all|first of all|"
    r"all over|in all(?=[,.;:]|$)|each other|once and for all|all-\w+|not-for-profit|only then)|"
    r"(?P<negation>not|no|never|neither|none|nobody|nothing|cannot|without|\w+n['’]t)|"
    r"(?P<all>all|every|everyone|everybody|everything|each)|"
    r"(?P<only>only|solely|exclusively)|"
    r"(?P<half>half)|(?P<third>(?:one|two|a)[ -]thirds?))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.!?;]+(?=\s|$)|[·。！？；؛؟।॥։۔።]+")


def said(side: Side) -> dict[str, list[re.Match[str]]]:
    """The cues of an English text by kind; none in other languages, nor in a few words."""
    known: dict[str, list[re.Match[str]]] | None = side.__dict__.get("cues")
    if known is None:
        known = side.__dict__["cues"] = {}
        if side.locale.language == "en" and len(side.tokens) >= 4:
            for match in _CUES.finditer(side.prose):
                known.setdefault(match.lastgroup or "", []).append(match)
    return known


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
def _cues() -> dict[str, dict[str, str]]:
    text = resources.files("pipeline").joinpath("data/cues.toml").read_text("utf-8")
    return tomllib.loads(text)


def _form(form: str) -> str:
    """A form of the table as a pattern; its signs are explained there."""
    pattern = regex.escape(form, special_only=True)
    pattern = pattern.replace(r"\*", r"[\p{L}\p{M}\u200c'’]*").replace("_", r"\s+")
    return pattern.replace(r"\^", r"(?<=^\W*)")


@cache
def pattern(kind: str, locale: Locale) -> regex.Pattern[str] | None:
    """What finds the cues of a kind in a language's `bare` text; None where it is not known."""
    forms = bare(_cues()[kind].get(locale.language, ""), locale).split()
    if not forms:
        return None
    if not locale.spaced:
        return regex.compile("|".join(map(regex.escape, forms)))
    words = "|".join(map(_form, forms))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{words})(?![\p{{L}}\p{{M}}])", regex.I)
