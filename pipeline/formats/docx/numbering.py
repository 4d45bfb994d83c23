"""The numbers that Word counts for paragraphs and does not write into the file.

Lists that share an abstract definition count on together, whatever stands between their items; a
list of its own definition, or with a start of its own, begins anew (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.formats.docx.names import W, number, value
from pipeline.formats.levels import Counts, Level, label, shown

# ECMA-376 part 1, 17.18.59, ST_NumberFormat; what is not here counts in digits.
_FORMS = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "decimalZero": "decimal-leading-zero",
    "russianLower": "lower-russian",
    "russianUpper": "upper-russian",
    "arabicAlpha": "arabic-alphabet",
    "arabicAbjad": "arabic-abjad",
    "hebrew1": "hebrew",
    "hebrew2": "hebrew",
    "thaiLetters": "thai-alphabetic",
    "thaiNumbers": "thai",
    "hindiConsonants": "devanagari-consonants",
    "hindiNumbers": "devanagari",
    "ganada": "hangul",
    "chosung": "hangul-consonant",
    "aiueo": "katakana",
    "aiueoFullWidth": "katakana",
    "iroha": "katakana-iroha",
    "irohaFullWidth": "katakana-iroha",
    "decimalFullWidth": "fullwidth-decimal",
    "decimalFullWidth2": "fullwidth-decimal",
    "decimalEnclosedCircle": "circled-decimal",
    "decimalEnclosedCircleChinese": "circled-decimal",
    "decimalEnclosedParen": "parenthesized-decimal",
    "ideographTraditional": "cjk-heavenly-stem",
    "ideographZodiac": "cjk-earthly-branch",
    "ideographDigital": "cjk-decimal",
    "japaneseDigitalTenThousand": "cjk-decimal",
    "taiwaneseDigital": "cjk-decimal",
    "chineseCounting": "simp-chinese-informal",
    "chineseCountingThousand": "simp-chinese-informal",
    "taiwaneseCounting": "trad-chinese-informal",
    "taiwaneseCountingThousand": "trad-chinese-informal",
    "japaneseCounting": "japanese-informal",
    "chineseLegalSimplified": "simp-chinese-formal",
    "ideographLegalTraditional": "trad-chinese-formal",
    "japaneseLegal": "japanese-formal",
    "bullet": "",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What Word shows before a paragraph."""

    number: int
    level: Level
    shown: str = ""
    """All of it: ``7.``, ``(a)``, ``Article 7``."""
    label: str = ""
    """What it shows, where that is words of the text: ``(a)``."""

    @property
    def heading(self) -> str:
        """The words before the number, where there are any, with it: ``Article 7``."""
        words = self.level.shown
        shown = words.replace("%1", str(self.number)).rstrip(".:) ")
        return shown if "%1" in words and "%2" not in words and _words(words) else ""


def _words(label: str) -> bool:
    return any(c.isalpha() for c in label)


@dataclass
class Numbering:
    """The lists of a file, and how far each has counted."""

    abstract: Mapping[str, str] = field(default_factory=dict)
    """The abstract definition of each list."""
    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    """By abstract definition and level."""
    starts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """Where a list begins anew, by list and level."""
    _counts: dict[str, Counts] = field(default_factory=dict)
    """By abstract definition."""
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, identity: str, depth: int) -> Counted:
        """Count one more paragraph of a list, on a level from 0."""
        definition = self.abstract.get(identity, identity)
        level = self.levels.get((definition, depth), Level())
        begins = None if (identity, depth) in self._begun else self.starts.get((identity, depth))
        self._begun.add((identity, depth))
        counts = self._counts.setdefault(definition, Counts())
        number = counts.next(depth, level, begins)
        levels = [self.levels.get((definition, each), Level()) for each in range(depth + 1)]
        numbers = counts.standing(levels)
        return Counted(number, level, shown(levels, numbers), label(levels, numbers))


def numbering(root: Any) -> Numbering:
    """The lists that a file defines."""
    if root is None:
        return Numbering()
    levels = {
        (element.get(f"{W}abstractNumId", ""), _depth(each)): _level(each)
        for element in root.iter(f"{W}abstractNum")
        for each in element.iter(f"{W}lvl")
    }
    lists = {each.get(f"{W}numId", ""): each for each in root.iter(f"{W}num")}
    starts = {
        (identity, _depth(override)): number(override, "startOverride", 1)
        for identity, each in lists.items()
        for override in each.iter(f"{W}lvlOverride")
        if override.find(f"{W}startOverride") is not None
    }
    abstract = {identity: value(each, "abstractNumId") for identity, each in lists.items()}
    return Numbering(abstract, levels, starts)


def _level(element: Any) -> Level:
    kind = value(element, "numFmt", "decimal")
    form = _FORMS.get(kind, "decimal")
    return Level(form, number(element, "start", 1), value(element, "lvlText"), repeated=True)


def _depth(level: Any) -> int:
    words = level.get(f"{W}ilvl", "0")
    return int(words) if words.isascii() and words.isdigit() else 0
