"""Brackets and the spaces beside marks, as every language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold, fold_soon
from pipeline.checks.unit import Language, Unit, spans
from pipeline.model import Certainty, Severity, Span

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
    prose = unit.target.prose
    if prose != unit.target.text:
        return  # inside links and code spaces may be what they must
    marked = unit.target.chars & _MARKED
    if any(f" {mark}" in prose for mark in marked):
        wrong = tuple(_spaces_before(prose, _SPACED_MARKS.get(unit.locale.language, "")))
        yield from wrong
        marked = marked - {hit.code[-1] for hit in wrong}
    if any(map(prose.__contains__, _HOLLOW)) and not _INSIDE.search(unit.source.prose):
        yield from _spaces_inside(prose)
    for mark in marked:
        yield fine(f"before {mark}")
    if unit.locale.spaced and _TIGHT.search(prose):
        yield from _no_spaces_after(prose)


def _spaces_before(text: str, allowed: str) -> Iterator[Hit]:
    """A hit for each of the marks; the proposal mends them all."""
    found = [match for match in _BEFORE.finditer(text) if match[0][-1] not in allowed]
    mended = _BEFORE.sub(lambda m: m[0] if m[1] and m[1] in allowed else m[1] or f"{m[2]} ", text)
    for mark in dict.fromkeys(match[0][-1] for match in reversed(found)):
        yield Hit(
            "There is a space before a punctuation mark.",
            f"before {mark}",
            target=spans(match for match in found if match[0][-1] == mark),
            proposal=mended,
        )


def _spaces_inside(text: str) -> Iterator[Hit]:
    found = spans(_INSIDE.finditer(text))
    if found:
        mended = _INSIDE.sub("", text)
        yield Hit("There is a space inside brackets.", "inside", target=found, proposal=mended)


def _no_spaces_after(text: str) -> Iterator[Hit]:
    found = [m for m in _AFTER.finditer(text) if m[0] in ",;،؛" or not _name(text, m.end())]
    if found:
        mended = _AFTER.sub(lambda m: f"{m[0]} ", text)
        words = "There is no space after a punctuation mark."
        yield Hit(words, "after", target=spans(found), proposal=mended)


def _name(text: str, at: int) -> bool:
    """Whether a full stop stands inside something like ``Node.Js``: nothing else follows it."""
    return at >= len(text) - 1
