"""Where lines may be broken: UAX #14 by ICU, with the dictionaries of Thai, Khmer, Lao and
Burmese and the locale's strictness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.locales import Locale
from pipeline.typeset.characters import nonstarters
from pipeline.typeset.itemise import code_points

# Readers of PDF drop a hyphen at the end of a line, or join the words around it.
_HYPHENS = ("-", "\u2010")
_DASHES = tuple(f"{each} " for each in _HYPHENS)
# Signs that stack the letter after them below the one before (Indic_Syllabic_Category
# Invisible_Stacker): ICU's model of Burmese breaks there now and then, as in ဘင်္ဂလား.
_STACKERS = frozenset("\u1039\u17d2\u1a60\u1bab\uaaf6\U00010a3f\U00011133\U0001193e\U00011a47")
_JOINERS = _STACKERS.union(_HYPHENS)
# Accents that dictionaries write before a syllable (class BB), and orthographies behind one, for
# tones and the glottal stop: Chinantec ``jääyˈ``, Mundani ``ekɨˈɨ̀``.
_ACCENTS = frozenset("\u00b4\u02c8\u02cc\u02df")
# Signs behind which a line may end (classes EX, BA), typed within words for clicks: ``Ju|hoan``.
_CLICKS = frozenset("!|")
# Marks of repetition (see `nonstarters`) in the scripts of ICU's dictionaries, which may part them
# from their word where no space does: Thai, Lao, Khmer, Tai Laing and Khamti Shan.
_REPEATING = frozenset("\u0e46\u0ec6\u17d7\ua9e6\uaa70")
# Consonants of Thai and Lao (Indic_Syllabic_Category), and the vowels that stand among them.
_CONSONANTS = frozenset(map(chr, (*range(0x0E01, 0x0E2F), *range(0x0E81, 0x0EAF))))
# Where no syllable ends, though ICU's models, which know the words of Thai, Lao and Burmese alone,
# end words of other languages there: before a consonant with a killer or a stacker (Mon မိက်, Shan
# ၵိူတ်ႇ, with what is silent Thai ยุทธ์), and behind a vowel of Thai that another letter must follow.
_SPLIT = re.compile(
    "\\w(?:\u1037?[\u1039\u103a]|[\u0e4c\u0ecc])"
    "|(?<=[\u0e31\u0e37])|(?<=[\u0e31\u0e37][\u0e48-\u0e4b])"
)
_SYLLABIC = _CONSONANTS | {"\u103a"}
_JOINING = _JOINERS | _ACCENTS | _CLICKS | _REPEATING
# Signs that people set apart from the number before them by a space that is none of those that
# part nothing (in French, German, Czech, Russian, Finnish: 45 %, 200 €), and that begin no line.
_UNITS = "%\u2030\u066a\u00b0\u20ac\u00a3$\u00a5\u20b9\u20bd\u20b4"
# Symbols of the International System of Units and of what is used with it (SI Brochure, tables 2,
# 4, 7 and 8), with the prefixes that texts have, in Latin and in Cyrillic.
_SYMBOLS = (
    "[µmckMGT]?[mglL] kt t ha [km]?m[²³] s min h d km/h Hz kHz MHz GHz [kMGT]?Wh? [km]?V "
    "[km]?A [kM]?J [kh]?Pa [kM]?N K °C °F Ω mol [mk]?Sv [kMGT]?B "
    "[мск]?м [мск]?м[²³] [мк]?г т га м?л "
    "с мин ч км/ч [кМ]?Вт"
)
_DIGIT = re.compile(r"\d")

# Letters, marks and digits of scripts that have a space between words (classes AL, HL, CM, ZWJ and
# NU), and spaces that part nothing (GL): Latin, Greek, Cyrillic, Armenian; Hebrew, Arabic, Syriac,
# Thaana, N'Ko, Samaritan, Mandaic; those of India and Sri Lanka; Georgian; Ethiopic, Cherokee,
# Canadian syllabics; Mongolian, Limbu; Lepcha, Ol Chiki; more of the first and of Georgian,
# Glagolitic, Coptic, Tifinagh; Lisu; Vai, Bamum; Meitei.
_LETTERS = (
    r"0-9A-Za-z\u00a0\u00aa\u00b5-\u00ba\u00c0-\u02c7\u02e0-\u037d\u037f-\u0588\u0590-\u05bd\u05bf-\u05c5"
    r"\u05c7-\u0605\u0610-\u061a\u0620-\u0669\u066b-\u06d3\u06d5-\u07f7\u0800-\u0963\u0966-\u09f1"
    r"\u09fc-\u0af0\u0b00-\u0bf8\u0c00-\u0c76\u0c80-\u0c83\u0c85-\u0d78\u0d7a-\u0dff\u10a0-\u10ff"
    r"\u1200-\u1360\u1362-\u13ff\u1401-\u167f\u180a-\u1943\u1c40-\u1c7d\u1c80-\u1ffc\u200c-\u200f\u202f"
    r"\u2c00-\u2cf8\u2d00-\u2d6f\u2d80-\u2dff\ua4d0-\ua4fd\ua500-\ua60c\ua610-\ua6f2\ua6f8-\ua827"
    r"\ua8e0-\ua8fb\uab01-\uabea\ufb00-\ufd3d\ufe20-\ufe2f\ufe70-\ufefc"
)
# What may stand within a word: apostrophes (class QU), and hyphens, behind which no line ends here.
_WITHIN = r"'\u2019\u2010\-"
# What may follow a word, at once or behind a space (classes CP, EX, IS, BA), or only at once (IN).
_STOPS = r"\])!?.,:;\u0589\u060c\u061b\u061f\u06d4\u0964\u0965"
_LEADERS = r"\u2024\u2026"
# Words begin with a letter or a digit, none of them a repetition mark (see `nonstarters`).
_START = r"(?=\w)(?![\u0640\u1843\u1c7b\ua60c])"
_PLAIN = re.compile(
    rf"(?:[(\[]*+{_START}(?:[{_LETTERS}]++|[{_WITHIN}](?=\w))++"
    rf"[{_STOPS}{_LEADERS}]*+(?: [{_STOPS}]++)*+(?: |$))++"
)
_GAP = re.compile(rf" (?![{_STOPS}])")


def opportunities(text: str, locale: str) -> list[tuple[int, int]]:
    """The text cut wherever a line may end, as start and end in code points."""
    segments = _segments(text, locale)
    if not _DIGIT.search(text):  # most have none, and to look closer takes a thirtieth of all time
        return segments
    return unbroken(segments, {found.end() for found in _ties().finditer(text)})


@cache
def _ties() -> re.Pattern[str]:
    """What no line begins behind: the same number goes on there (5.4.4 of the brochure, its digits
    in threes; 5.4.3, its unit), or its sign follows, or the one before asks for it (§ 5, № 5).

    It is put together where it is wanted, as that takes as long as a paragraph.
    """
    symbols = "|".join(_SYMBOLS.split())
    return re.compile(
        r" (?:(?<!\d\d\d\d )(?<=\d )(?=\d\d\d(?!\d))"
        rf"|(?<=\d )(?=(?:{symbols})(?![\w'’]))"
        r"|(?<=[§¶№] )(?=\d))"
        r"|/(?:(?<=km/)(?=h)|(?<=км/)(?=ч))"
        rf"|(?<=\d)[^\n](?=[{_UNITS}](?!\d))"
    )


def unbroken(segments: list[tuple[int, int]], places: set[int]) -> list[tuple[int, int]]:
    """The segments, those joined of which the second begins at one of these places."""
    joined: list[tuple[int, int]] = []
    for start, end in segments:
        if start in places:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _segments(text: str, locale: str) -> list[tuple[int, int]]:
    """The same but for what is within a number and its unit."""
    if _PLAIN.fullmatch(text):
        return _after_spaces(text)
    from icu4py.breakers import LineBreaker

    segments = code_points(text, LineBreaker(text, _icu_locale(locale)).segments())
    if not _SYLLABIC.isdisjoint(text):
        segments = _whole(text, segments)
    return _joined(text, segments)


def _whole(text: str, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The segments, those joined between which a syllable is split.

    A consonant by itself is no word: it is left over where a word is misspelt, or in no dictionary.
    """
    joined: list[tuple[int, int]] = []
    lone = False
    for start, end in segments:
        alone = end - start < 3 and text[start:end].rstrip(" ") in _CONSONANTS
        parted = alone or lone or _SPLIT.match(text, start)
        if joined and parted and text[start - 1] not in " \n":
            start = joined.pop()[0]
        joined.append((start, end))
        lone = alone
    return joined


def _joined(text: str, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """UAX #14's segments, those joined between which no line ends here."""
    never = nonstarters()
    begun = [word[0] for word in text.split(" ")[1:] if word]
    if _JOINING.isdisjoint(text) and not any(never[each] for each in begun):
        return segments
    joined: list[tuple[int, int]] = []
    for start, end in segments:
        if joined and _holds(text[joined[-1][0] : start], text[start : start + 2]):
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _holds(before: str, after: str) -> bool:
    """Whether no line ends between a segment and the two characters behind it, whatever ICU says.

    A hyphen between spaces stands for a dash, which begins no line, as no full stop does.
    """
    if before[-1] == "\n":
        return False
    return (
        before.rstrip(" ")[-1:] in _JOINERS
        or after in _DASHES
        or bool(nonstarters()[after[0]])
        or (after[0] in _ACCENTS and before[-1] != " ")
        or (before[-1] in _CLICKS and before[-2:-1].isalpha() and after[0].islower())
    )


def _after_spaces(text: str) -> list[tuple[int, int]]:
    """Words with the space behind them: all that UAX #14 finds in plain words (LB 13, 18, 28).

    ICU, which makes a new iterator for every text, takes two to three times as long.
    """
    places, start = [], 0
    for word in _GAP.split(text):
        end = start + len(word) + 1
        places.append((start, end))
        start = end
    start, _ = places.pop()
    if start < len(text):
        places.append((start, len(text)))
    return places


@lru_cache(256)
def _icu_locale(locale: str) -> str:
    """ICU's name of a locale, with strict kinsoku (CSS ``line-break: strict``)."""
    parsed = Locale.parse(locale)
    return "_".join(filter(None, (parsed.language, parsed.script, parsed.territory))) + "@lb=strict"


def letters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of letters and their marks, which may be hyphenated."""
    word = text.rstrip(" ")
    if word.isalpha():  # nine words of ten are one, and here in a tenth of the time
        yield 0, len(word)
        return
    start = -1
    for at, character in enumerate(text):
        if character.isalpha() or (start >= 0 and "\u0300" <= character <= "\u036f"):
            if start < 0:
                start = at
        elif start >= 0:
            yield start, at
            start = -1
    if start >= 0:
        yield start, len(text)
