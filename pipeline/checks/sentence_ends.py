"""How a translation ends: with its sentence's mark, another one, or in a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span
from pipeline.text.punctuation import (
    COLON,
    COMMA,
    ELLIPSIS,
    EXCLAMATION,
    QUESTION,
    SHAD,
    STOP,
    bare_end,
)

_ASK = QUESTION | {";", "\u037e"}  # the latter as Greek has it
_KIND = {
    **dict.fromkeys(STOP | SHAD | {ELLIPSIS, "჻"}, "full stop"),
    **dict.fromkeys(_ASK, "question mark"),
    **dict.fromkeys(EXCLAMATION | {"¡"}, "exclamation mark"),
    **dict.fromkeys(COLON, "colon"),
}
# Scripts in which a sentence may end without any mark.
_UNMARKED = frozenset("Thai Laoo Khmr Mymr Tibt Lana Talu Mong".split())


def _last(text: str) -> str:
    return _bare(text)[-1:]


def _bare(text: str) -> str:
    """A text up to its last mark. The Ethiopic word space may stand behind it."""
    return bare_end(bare_end(text).rstrip("፡"))


def _usual_stop(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """As `fold`; and the full stops that nearly all others of the language are unlike."""
    stops = [(unit, hit) for unit, hit in hits if hit.code.startswith("stop ")]
    yield from fold(language, [pair for pair in hits if not pair[1].code.startswith("stop ")])
    often = Counter(hit.code for _, hit in stops)
    usual, most = max(often.items(), key=itemgetter(1), default=("", 0))
    for unit, hit in stops:
        if hit.code != usual and most >= _STOPS * often[hit.code]:
            words = f"'{hit.code[-1]}' ends the sentence; elsewhere it is '{usual[-1]}'."
            at = _bare(unit.target.text)
            yield unit, Hit(words, "mark", target=(Span(len(at) - 1, len(at)),))


_ONE_STOP = frozenset("Latn Cyrl Grek Hebr Geor".split())
"""Scripts with one full stop: another one is a `foreign-mark` there."""
_STOPS = 8
"""So much oftener is a language's own full stop than another one that is a slip."""


@check(
    id="end-punctuation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_usual_stop,
    rationale="A sentence that ends in a letter may have been cut off; a question that ends in a "
    "full stop is no question any more. Each script's own marks count; languages that end "
    "sentences without a mark are not asked for one.",
    good=(
        Example("We agree.", "我们同意。", locale="zh-Hans"),
        Example("Do we agree?", "Συμφωνούμε;", locale="el"),
        Example("Do we agree?", "هل نتفق؟", locale="ar"),
        Example("We agree.", "हम सहमत हैं।", locale="hi"),
        Example("We agree.", "Մենք համաձայն ենք։", locale="hy"),
        Example("We agree.", "เราเห็นด้วย", locale="th"),
        Example("“We agree.”", "«Мы согласны».", locale="ru"),
        Example("as follows:", "lo siguiente:", locale="es"),
    ),
    bad=(
        Example("We agree.", "Estamos de acuerdo", locale="es", codes=("missing",)),
        Example("Do we agree?", "Estamos de acuerdo.", locale="es", codes=("changed",)),
        Example("We agree to this.", "我们同意", locale="zh-Hans", codes=("missing",)),
        Example("Do we agree?", "Мы согласны.", locale="ru", codes=("changed",)),
        Example("We meet, and agree.", "Nos reunimos,", locale="es", codes=("cut",)),
        Example("We agree.", "हम सहमत हैं|", locale="hi", codes=("missing",)),
        Example(
            "We agree.", "हम सहमत हैं.", locale="hi", codes=("mark",),
            beside=tuple((f"We agree {n} times.", f"हम {n} बार सहमत हैं।") for n in range(2, 12)),
        ),
    ),
)  # fmt: skip
def end_punctuation(unit: Unit) -> Iterator[Hit]:
    """The translation ends otherwise than the source."""
    last = _last(unit.source.text)
    kind = _KIND.get(last) if last != ";" else None
    if kind is None or (unit.script in _UNMARKED and kind != "question mark"):
        return
    target = unit.target.text.rstrip()
    end = _last(target)
    ends = _KIND.get(end) if end != ";" or unit.locale.language in ("el", "grc") else None
    span = (Span(max(0, len(target) - 1), len(target)),)
    if ends is None and (not end or end == "|" or _in_word(end, unit)):
        if not _needs_none(kind, last, unit):
            words = f"The source ends in a {kind}, the translation in a letter."
            yield Hit(words, "missing", (), span)
    elif end in COMMA and kind != "colon":
        words = f"The source ends in a {kind}, the translation in a comma."
        yield Hit(words, "cut", (), span)
    elif ends and ends != kind and ("question mark" in (ends, kind) or _alike(ends, unit)):
        if kind != "question mark" or not (unit.script in _UNMARKED or _asks(unit)):
            words = f"The source ends in a {kind}, the translation in a {ends}."
            yield Hit(words, "changed", (), span)
    else:
        yield fine("missing")
        yield fine("changed")
        if kind == ends == "full stop" and unit.script not in _ONE_STOP:
            yield fine(f"stop {end}")  # unless another is usual


def _needs_none(kind: str, last: str, unit: Unit) -> bool:
    """Whether a translation may rightly end in a letter."""
    if kind == "full stop" and last == "." and _abbreviation(unit.source.text):
        return True
    if unit.locale.language == "hy" and not unit.target.chars.isdisjoint("՞՜"):
        return True  # Armenian puts these marks inside the last word
    return kind == "question mark" and not unit.locale.spaced and _asks(unit)


def _alike(end: str, unit: Unit) -> bool:
    """A colon in a script whose own full stop looks like it."""
    return end == "colon" and unit.script in ("Armn", "Ethi")


def _in_word(end: str, unit: Unit) -> bool:
    """Whether a text ends inside its last word or, where it is no heading, its last number."""
    if end.isdecimal():
        return len(unit.source.text) >= _PARAGRAPH
    return end.isalpha() or regex.match(r"\p{M}", end) is not None


_PARAGRAPH = 40
"""Characters of source below which a text may be a heading."""


_PARTICLES = ("か", "吗", "嗎", "呢", "까", "ไหม", "หรือไม่")


def _asks(unit: Unit) -> bool:
    """Languages that ask with a particle instead of a mark."""
    return bare_end(bare_end(unit.target.text).rstrip(".。")).endswith(_PARTICLES)


def _abbreviation(text: str) -> bool:
    """``etc.``, ``U.S.`` and the like, at the end of something that is no sentence."""
    words = text.split()
    return len(words) < 2 or words[-1].count(".") > 1 or words[-1].lower() in ("etc.", "inc.")
