"""Letters of a neighbour: another language's, the other Chinese orthography's, the micro sign."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Unit, each, spans
from pipeline.model import Certainty, Severity, Span
from pipeline.text.scripts import han_only

# Letters of the neighbouring language that look nearly alike, with the right ones.
_KINDRED = {
    "fa": {"ي": "ی", "ى": "ی", "ك": "ک"},
    "ur": {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ"},
    "ps": {"ك": "ک"},
    "ckb": {"ي": "ی", "ك": "ک"},
    "ug": {"ی": "ې", "ک": "ك"},
    "ro": {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"},
    "mo": {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"},
}
_GREEK_MICRO = regex.compile(r"(?<=\p{Script=Greek})µ|µ(?=\p{Script=Greek})")


@check(
    id="kindred-letter",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales=" ".join(_KINDRED),
    rationale="Persian and Urdu have letters of their own for what Arabic writes with ي and ك, and "
    "Romanian has a comma below where Turkish has a cedilla. They look nearly alike, join or sort "
    "otherwise, and a search for the right word does not find the wrong one.",
    good=(
        Example("the museum of science", "یک موزه علمی", locale="fa"),
        Example("science", "știință", locale="ro"),
    ),
    bad=(
        Example("one museum", "يک موزه", locale="fa", fixed="یک موزه"),
        Example("this museum", "یہ میوزیم ﻛيا", locale="ur"),
        Example("science", "ştiință", locale="ro", fixed="știință"),
    ),
)
def kindred_letter(unit: Unit) -> Iterator[Hit]:
    """A letter is written as in the neighbouring language."""
    right = _KINDRED.get(unit.locale.language, {})
    wrong = (unit.target.chars & right.keys()) - unit.source.chars
    text = unit.target.text
    for letter in sorted(wrong):
        yield Hit(
            f"'{letter}' (U+{ord(letter):04X}) is '{right[letter]}' in this language.",
            code=f"U+{ord(letter):04X}",
            target=each(text, letter),
            proposal=text.replace(letter, right[letter]),
        )
    if unit.target.chars & frozenset(right.values()):
        for letter, own in right.items():
            if own in unit.target.chars:
                yield fine(f"U+{ord(letter):04X}")


@check(
    id="han-variant",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales="Hans Hant",
    rationale="A Traditional character in Simplified text (or the other way round) betrays text "
    "pasted from another edition. Only characters that the other orthography does not use at "
    "all are reported (OpenCC's tables).",
    good=(
        Example("countries", "国家", locale="zh-Hans"),
        Example("countries", "國家", locale="zh-Hant"),
        Example("after", "皇后里面", locale="zh-Hant"),
    ),
    bad=(
        Example("countries", "國家", locale="zh-Hans"),
        Example("museums", "博物馆", locale="zh-Hant"),
    ),
)
def han_variant(unit: Unit) -> Iterator[Hit]:
    """A character of the other Chinese orthography is used."""
    other = "Hant" if unit.script == "Hans" else "Hans"
    wrong = unit.target.chars & han_only(other)
    kept = wrong - unit.source.chars
    if not kept:
        yield fine(other)
        return
    text = unit.target.text
    name = {"Hant": "Traditional", "Hans": "Simplified"}[other]
    yield Hit(
        f"{'、'.join(sorted(kept))}: only {name} Chinese is written so.",
        code=other,
        target=tuple(Span(i, i + 1) for i, c in enumerate(text) if c in kept),
    )


@check(
    id="micro-sign",
    looks_for="µ",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    sure_fix=True,
    locales="el Grek",
    rationale="U+00B5 is the symbol of a millionth, not the Greek letter μ; words with it are "
    "not found and not hyphenated.",
    good=(Example("museum", "μουσείο", locale="el"), Example("5 µm", "5 µm", locale="el")),
    bad=(Example("museum", "µουσείο", locale="el", fixed="μουσείο"),),
)
def micro_sign(unit: Unit) -> Iterator[Hit]:
    """The micro sign stands for the Greek letter mu."""
    text = unit.target.text
    found = tuple(_GREEK_MICRO.finditer(text))
    if found:
        yield Hit(target=spans(found), proposal=_GREEK_MICRO.sub("μ", text))
