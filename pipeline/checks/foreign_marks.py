"""Punctuation of another script: the marks that a language's own script does not have."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Unit, each, spans
from pipeline.model import Certainty, Severity

_INDIC = frozenset(
    "Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Olck Mtei Sylo Newa Tirh Cakm Sund Java "
    "Bali Lepc Limb Saur Takr Modi".split()
)
_HOMES = {
    **dict.fromkeys("，。、；：？！", frozenset("Hans Hant Jpan Hrkt Bopo Yiii".split())),
    **dict.fromkeys("،؛؟", frozenset("Arab Aran Thaa Syrc Nkoo Rohg Adlm Mand Gara".split())),
    "۔": frozenset(("Arab", "Aran")),
    **dict.fromkeys("।॥", _INDIC),
    **dict.fromkeys("።፣፤፥፦፧", frozenset(("Ethi",))),
    **dict.fromkeys("၊။", frozenset(("Mymr", "Lana", "Talu", "Shan"))),
    **dict.fromkeys("։՝՞՜", frozenset(("Armn",))),
}
_ALL = frozenset(_HOMES)
# Scripts with a comma of their own, and what finds a Latin one after their letters.
_COMMAS = {"Ethi": ("፣", "Ethiopic"), "Mymr": ("၊", "Myanmar")}
_LATIN = {
    script: regex.compile(rf"(?<=[\p{{Script={name}}}]),(?!\p{{N}})")
    for script, (_, name) in _COMMAS.items()
}


@check(
    id="foreign-mark",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A comma or a full stop of another script comes from another keyboard: it has the "
    "wrong shape and the wrong width, and lines break wrongly beside it.",
    good=(
        Example("first, second.", "第一，第二。", locale="zh-Hans"),
        Example("first, second.", "أولاً، ثانياً.", locale="ar"),
        Example("first, second.", "पहला, दूसरा।", locale="hi"),
        Example("first, second.", "ပထမ၊ ဒုတိယ။", locale="my"),
        Example("the mark ，", "el signo ，"),
    ),
    bad=(
        Example("first, second.", "primero， segundo."),
        Example("We agree.", "Мы согласны。", locale="ru"),
        Example("first, second.", "ראשון، שני.", locale="he"),
        Example("first, second.", "ပထမ, ဒုတိယ။", locale="my"),
    ),
)
def foreign_mark(unit: Unit) -> Iterator[Hit]:
    """A punctuation mark of another script stands in the text."""
    chars, text = unit.target.chars, unit.target.text
    strange = (chars & _ALL) - unit.source.chars if not text.isascii() else frozenset()
    for mark in sorted(strange):
        if unit.script not in _HOMES[mark]:
            yield Hit(f"'{mark}' is a mark of another script.", target=each(text, mark))
    latin = _LATIN.get(unit.script)
    if latin is None:
        return
    own, _ = _COMMAS[unit.script]
    found = tuple(latin.finditer(unit.target.prose)) if "," in chars else ()
    if found:
        yield Hit(f"The comma of this script is '{own}'.", "comma", target=spans(found))
    elif own in chars:
        yield fine("comma")
