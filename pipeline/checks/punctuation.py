"""Punctuation that every language shares: ends of sentences, brackets, the spaces beside marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold, fold_soon
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span

# What may stand after the last mark of a sentence.
_CLOSERS = " ፡\u00a0\u202f\"'”’»›」』)]}*_）】》〉“„‘\u200b\u200f\u200e"
_FULL = frozenset(".。．｡।॥۔።།༎༏༑။។៕᠃᠉։჻܀܂᙮꘎꛳…᱾᱿꫰")
_ASK = frozenset("?？؟;;՞፧⸮꘏꛷")
_CRY = frozenset("!！՜߹¡")
_COLON = frozenset(":：׃܃፦:៖")
_KIND = {
    **dict.fromkeys(_FULL, "full stop"),
    **dict.fromkeys(_ASK, "question mark"),
    **dict.fromkeys(_CRY, "exclamation mark"),
    **dict.fromkeys(_COLON, "colon"),
}
_COMMAS = frozenset(",،、，፣՝")
# Scripts in which a sentence may end without any mark.
_UNMARKED = frozenset("Thai Laoo Khmr Mymr Tibt Lana Talu Mong".split())


def _last(text: str) -> str:
    stripped = text.rstrip(_CLOSERS)
    return stripped[-1] if stripped else ""


def _usual_stop(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """As `fold`; and the full stops that nearly all others of the language are unlike."""
    stops = [(unit, hit) for unit, hit in hits if hit.code.startswith("stop ")]
    yield from fold(language, [pair for pair in hits if not pair[1].code.startswith("stop ")])
    often = Counter(hit.code for _, hit in stops)
    usual, most = max(often.items(), key=itemgetter(1), default=("", 0))
    for unit, hit in stops:
        if hit.code != usual and most >= _STOPS * often[hit.code]:
            words = f"'{hit.code[-1]}' ends the sentence; elsewhere it is '{usual[-1]}'."
            at = unit.target.text.rstrip(_CLOSERS)
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
    if kind is None:
        return
    target = unit.target.text.rstrip()
    end = _last(target)
    ends = _KIND.get(end)
    if end == ";" and unit.locale.language not in ("el", "grc"):
        ends = None
    if unit.script in _UNMARKED and kind != "question mark":
        return
    span = (Span(max(0, len(target) - 1), len(target)),)
    if ends is None and (not end or end == "|" or _in_word(end, unit)):
        if kind == "full stop" and last == "." and _abbreviation(unit.source.text):
            return
        if unit.locale.language == "hy" and any(c in unit.target.chars for c in "՞՜"):
            return  # Armenian puts these marks inside the last word
        if not unit.locale.spaced and kind == "question mark" and _asks(unit):
            return
        yield Hit(f"The source ends in a {kind}, the translation in a letter.", "missing", (), span)
    elif end in _COMMAS and kind != "colon":
        words = f"The source ends in a {kind}, the translation in a comma."
        yield Hit(words, "cut", (), span)
    elif ends and ends != kind and ({ends, kind} & {"question mark"} or _alike(ends, unit)):
        if kind == "question mark" and (unit.script in _UNMARKED or _asks(unit)):
            return
        yield Hit(f"The source ends in a {kind}, the translation in a {ends}.", "changed", (), span)
    else:
        yield fine("missing")
        yield fine("changed")
        if kind == ends == "full stop" and unit.script not in _ONE_STOP:
            yield fine(f"stop {end}")  # unless another is usual


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
    return unit.target.text.rstrip(_CLOSERS + ".。").endswith(_PARTICLES)


def _abbreviation(text: str) -> bool:
    """``etc.``, ``U.S.`` and the like, at the end of something that is no sentence."""
    words = text.split()
    return len(words) < 2 or words[-1].count(".") > 1 or words[-1].lower() in ("etc.", "inc.")


_PAIRS = {
    "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "【": "】", "〔": "〕",
    "《": "》", "〈": "〉", "「": "」", "『": "』", "﴾": "﴿",
}  # fmt: skip
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_BROAD = regex.compile("[（）［］｛｝]")
_ANY_BRACKET = regex.compile(f"[{regex.escape(''.join((*_PAIRS, *_CLOSING)))}]")
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_BRACKETS = frozenset(_PAIRS) | frozenset(_CLOSING)
_ROUND = frozenset("()")
_ENUMERATOR = regex.compile(
    r"(?:^|[\s;,:.،؛])\(?(?:\p{N}{1,3}|\p{L}\p{M}*|[ivxlc]{1,5}|[IVXLC]{1,5})[.]?$"
)


@check(
    id="unpaired-bracket",
    looks_for="".join(_BRACKETS),
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    settle=fold,
    rationale="A bracket that opens must close, or half a remark is missing. Enumerators such "
    "as a) and 1) are no brackets.",
    good=(
        Example("See (the annex).", "见（附件）。", locale="zh-Hans"),
        Example("a) first; b) second", "a) primero; b) segundo", locale="es"),
        Example("(BRISMIS)", "(БРИСМИС)", locale="ru"),
    ),
    bad=(
        Example("the network (MUSE)", "la red (MUSE", locale="es"),
        Example("the network (MUSE)", "网络（MUSE", locale="zh-Hans"),
        Example("the network (MUSE)", "الشبكة MUSE)", locale="ar"),
    ),
)
def unpaired_bracket(unit: Unit) -> Iterator[Hit]:
    """A bracket is opened and not closed, or closed and not opened."""
    if unit.target.chars & _BRACKETS == _ROUND and _one_pair(unit.target.text):
        return  # as in most messages that have any
    wrong = _unpaired(unit.target.text)
    if wrong and not _unpaired(unit.source.text):
        text = unit.target.text
        shown = " ".join(text[i] for i in wrong)
        yield Hit(
            f"A bracket has no partner: {shown}",
            target=tuple(Span(i, i + 1) for i in wrong),
        )


def _one_pair(text: str) -> bool:
    return text.count("(") == text.count(")") == 1 and text.find("(") < text.find(")")


def _unpaired(text: str) -> tuple[int, ...]:
    open_: list[tuple[str, int]] = []
    lone: list[int] = []
    folded = text if text.isascii() else text.translate(_WIDE) if _BROAD.search(text) else text
    for match in _ANY_BRACKET.finditer(folded):
        at, char = match.start(), match.group()
        if char in _PAIRS:
            open_.append((char, at))
        elif char in _CLOSING:
            if open_ and open_[-1][0] == _CLOSING[char]:
                open_.pop()
            elif not _ENUMERATOR.search(folded, max(0, at - 8), at):
                lone.append(at)
    return tuple(sorted((*lone, *(at for _, at in open_))))


_BEFORE = regex.compile(
    r"(?<=[\p{L}\p{M}\p{N}»”\")]) +(?:([,.;:!?،؛؟。，；：！？।])(?=\s|$)|([,;،؛])(?=\p{L}))"
)
_AFTER = regex.compile(
    r"(?<=[\p{L}\p{M}]{2})([,;،؛])(?=[\p{L}\p{M}]{2})|(?<=[\p{Ll}\p{M}]{3})([.!?])(?=\p{Lu}\p{Ll})"
)
_TIGHT = re.compile(r"[,;،؛.!?][^\W\d_]")
_INSIDE = regex.compile(r"(?<=[(\[]) +(?=[\p{L}\p{N}\p{M}])|(?<=[\p{L}\p{N}\p{M}.!?]) +(?=[)\]])")
_HOLLOW = ("( ", "[ ", " )", " ]")
_MARKED = frozenset(",.;:!?،؛؟।")
_SPACED_MARKS = {"fr": ":;!?", "br": ":;!?", "gsw": ":;!?"}


def _spacing(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """A mark that always has a space before it has it by habit; a mark that is glued never."""
    yield from fold_soon(language, [pair for pair in hits if pair[1].code not in _RARE])
    yield from fold(language, [pair for pair in hits if pair[1].code in _RARE])


_RARE = ("after", "inside")


@check(
    id="punctuation-space",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_spacing,
    rationale="A comma or a full stop follows its word at once and has a space after it. "
    "French marks with a space before them are left to 'french-space'.",
    good=(
        Example("first, second.", "primero, segundo.", locale="es"),
        Example("one (or two)", "uno (o dos)"),
        Example("Really?", "Vraiment ?", locale="fr"),
        Example("1,5 and 3.14", "1,5 и 3.14", locale="ru"),
        Example("see example.org", "véase example.org", locale="es"),
        Example("first, second", "第一，第二", locale="zh-Hans"),
    ),
    bad=(
        Example("first, second", "primero , segundo", locale="es", fixed="primero, segundo"),
        Example("first, second", "primero ,segundo", locale="es", fixed="primero, segundo"),
        Example("first, second", "primero,segundo", locale="es", fixed="primero, segundo"),
        Example("We met. We agreed.", "Мы собрались.Мы решили.", locale="ru"),
        Example("one (or two)", "uno ( o dos )", codes=("inside",), fixed="uno (o dos)"),
        Example("first, second", "أولا ، ثانيا", locale="ar", fixed="أولا، ثانيا"),
    ),
)
def punctuation_space(unit: Unit) -> Iterator[Hit]:
    """A punctuation mark has a space before it, or none after it."""
    if unit.script in ("Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Jpan", "Hans", "Hant", "Mong"):
        return
    prose, text = unit.target.prose, unit.target.text
    if prose != text:
        return  # inside links and code spaces may be what they must
    allowed = _SPACED_MARKS.get(unit.locale.language, "")
    marked = unit.target.chars & _MARKED
    before = []
    if any(f" {mark}" in prose for mark in marked):
        before = [m for m in _BEFORE.finditer(prose) if m.group()[-1] not in allowed]
    wrong = {m.group()[-1]: m for m in reversed(before)}
    if before:
        fixed = _BEFORE.sub(
            lambda m: m.group() if m[1] and m[1] in allowed else m[1] or f"{m[2]} ", text
        )
        for mark in wrong:
            yield Hit(
                "There is a space before a punctuation mark.",
                f"before {mark}",
                target=tuple(Span(m.start(), m.end()) for m in before if m.group()[-1] == mark),
                proposal=fixed,
            )
    inside = [*_INSIDE.finditer(prose)] if any(map(prose.__contains__, _HOLLOW)) else ()
    if inside and not _INSIDE.search(unit.source.prose):
        found = tuple(Span(m.start(), m.end()) for m in inside)
        fixed = _INSIDE.sub("", text)
        yield Hit("There is a space inside brackets.", "inside", target=found, proposal=fixed)
    for mark in marked:
        if mark not in wrong:
            yield fine(f"before {mark}")
    if not _TIGHT.search(prose):
        return
    after = [m for m in _AFTER.finditer(prose) if m.group() in ",;،؛" or not _name(prose, m.end())]
    if after and unit.locale.spaced:
        fixed = _AFTER.sub(lambda m: m.group() + " ", text)
        yield Hit(
            "There is no space after a punctuation mark.",
            "after",
            target=tuple(Span(m.start(), m.end()) for m in after),
            proposal=fixed,
        )


def _name(text: str, at: int) -> bool:
    """Whether a full stop stands inside something like ``Node.Js``: nothing else follows it."""
    return at >= len(text) - 1
