"""What a list counts its items with: ``c``, ``iii``, ``γ``, ``ג``, ``三``.

The forms have the names of CSS (Counter Styles Level 3, section 6, and W3C's "Ready-made Counter
Styles"). ICU counts where a form is a numbering system of CLDR; the rest are alphabets.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icu4py.messageformat import MessageFormat

_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "lower-russian": "абвгдежзиклмнопрстуфхцчшщэюя",
    "arabic-alphabet": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabic-abjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "thai-alphabetic": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "devanagari-consonants": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "hangul": "가나다라마바사아자차카타파하",
    "hangul-consonant": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねの"
    "はひふへほまみむめもやゆよらりるれろわゐゑをん",
    "katakana": "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
    "ハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
    "katakana-iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰ"
    "ノオクヤマケフコエテアサキユメミシヱヒモセス",
}
_FIXED = {
    "cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸",
    "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥",
    "circled-decimal": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "parenthesized-decimal": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "parenthesized-ideograph": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
}
_ALPHABETS |= {
    f"upper-{name}": _ALPHABETS[f"lower-{name}"].upper() for name in ("alpha", "greek", "russian")
}
_DIGITS = {
    "decimal": "latn",
    "arabic-indic": "arab",
    "persian": "arabext",
    "bengali": "beng",
    "devanagari": "deva",
    "gujarati": "gujr",
    "gurmukhi": "guru",
    "kannada": "knda",
    "khmer": "khmr",
    "lao": "laoo",
    "malayalam": "mlym",
    "mongolian": "mong",
    "myanmar": "mymr",
    "oriya": "orya",
    "tamil": "tamldec",
    "telugu": "telu",
    "thai": "thai",
    "tibetan": "tibt",
    "fullwidth-decimal": "fullwide",
    "simp-chinese-informal": "hans",
    "simp-chinese-formal": "hansfin",
    "trad-chinese-informal": "hant",
    "trad-chinese-formal": "hantfin",
    "japanese-informal": "jpan",
    "japanese-formal": "jpanfin",
    "cjk-decimal": "hanidec",
}
_NUMERALS = {
    "lower-roman": "romanlow",
    "upper-roman": "roman",
    "hebrew": "hebr",
    "armenian": "armn",
    "lower-armenian": "armnlow",
    "georgian": "geor",
    "ethiopic-numeric": "ethi",
}
_SAME = {
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
    "upper-armenian": "armenian",
    "cambodian": "khmer",
    "cjk-ideographic": "trad-chinese-informal",
    "hiragana-iroha": "katakana-iroha",
}
_TABLES = (_DIGITS, _ALPHABETS, _NUMERALS, _FIXED)
_PADDED = "decimal-leading-zero"
_LARGEST = 9999


def is_number(form: str) -> bool:
    """Whether a form counts in digits or in words for numbers, which each language has its own of.

    Letters and Roman numerals are what something is cited by, and are no language's.
    """
    return _SAME.get(form, form) in _DIGITS


def is_known(form: str) -> bool:
    """Whether a form is one of those here."""
    form = _SAME.get(form, form)
    return form == _PADDED or any(form in table for table in _TABLES)


def counted(number: int, form: str, *, repeated: bool = False) -> str:
    """A number in a form, in digits where the form is unknown or does not reach so far.

    After ``z`` comes ``aa``, and then ``ab``, or ``bb`` where letters are ``repeated``, as Word
    does (ECMA-376 part 1, 17.18.59).

    >>> counted(4, "lower-roman"), counted(28, "lower-alpha")
    ('iv', 'ab')
    """
    form = _SAME.get(form, form)
    if not 0 < number <= _LARGEST:
        return str(number)
    if letters := _ALPHABETS.get(form):
        return _repeated(number, letters) if repeated else _alphabetic(number, letters)
    if form in _FIXED and number <= len(_FIXED[form]):
        return _FIXED[form][number - 1]
    if form == _PADDED:
        return f"{number:02}"
    system = _DIGITS.get(form) or _NUMERALS.get(form, "latn")
    written = str(_formats(system).format({"n": number}))
    # Not the marks that Greek and Hebrew numerals have among words, nor those between thousands.
    return "".join(each for each in written if not unicodedata.category(each).startswith("P"))


def form_of(one: str) -> str:
    """The form whose first counter this is, as OpenDocument names forms; empty where none is."""
    return _beginnings().get(one, "")


@cache
def _beginnings() -> dict[str, str]:
    return {counted(1, form): form for table in reversed(_TABLES) for form in reversed(table)}


@cache
def _formats(system: str) -> MessageFormat:
    from icu4py.messageformat import MessageFormat

    return MessageFormat("{n,number}", f"en-u-nu-{system}")


def _alphabetic(number: int, letters: str) -> str:
    found = ""
    while number:
        number, place = divmod(number - 1, len(letters))
        found = letters[place] + found
    return found


def _repeated(number: int, letters: str) -> str:
    times, place = divmod(number - 1, len(letters))
    return letters[place] * (times + 1)
