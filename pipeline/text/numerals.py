"""Numerals that are not positional digits: Han, Roman, Hebrew, Ethiopic and Greek, by value.

Each function takes the characters of one numeral and gives its value, or None if they are
not a well-formed numeral. Forms after the Unicode Standard (sections 4.6 and 22.3), and CLDR's
rule-based formats (``root.xml``: roman, hebrew, ethiopic, greek).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

_DIGIT_FORMS = "〇零○ 一壹弌壱 二贰貳弍弐两兩 三叁參参弎 四肆 五伍 六陆陸 七柒漆 八捌 九玖"
HAN_DIGITS = {c: value for value, forms in enumerate(_DIGIT_FORMS.split()) for c in forms}
HAN_UNITS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
HAN = "".join((*HAN_DIGITS, *HAN_UNITS, *HAN_MYRIADS))


def han(numeral: str) -> int | None:
    """``二十五`` is 25, ``二〇一七`` 2017, ``廿一`` 21, ``一百零三`` 103."""
    if all(c in HAN_DIGITS for c in numeral):
        if len(numeral) == 2:  # 一二 says "one or two", not twelve
            return None
        return int("".join(str(HAN_DIGITS[c]) for c in numeral))
    total = section = 0
    largest = 0  # the largest myriad so far: 一万亿 is 10^12, 一亿一万 is 100,010,000
    digit: int | None = None
    for c in numeral:
        if c in HAN_DIGITS:
            if digit:  # two digits without a unit between them
                return None
            digit = HAN_DIGITS[c]
        elif c in HAN_UNITS:
            section += (1 if digit is None else digit or 1) * HAN_UNITS[c]
            digit = None
        elif c in HAN_MYRIADS:
            unit = HAN_MYRIADS[c]
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * unit if unit > largest else total + section * unit
            section, digit, largest = 0, None, max(unit, largest)
        else:
            return None
    return total + section + (digit or 0)


_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(C[MD]|D?C{0,3})(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Cyrillic and Greek letters typed for Latin ones ("ХХІ век").
_LOOKALIKES = str.maketrans("ХІМСІХΙΧΜ", "XIMCIXIXM")


def roman(numeral: str) -> int | None:
    """``XXI`` is 21. Upper case and canonical forms only."""
    numeral = numeral.translate(_LOOKALIKES)
    if not _ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[c] for c in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < after else v for v, after in pairs)


_HEBREW: dict[str, int] = {
    **dict(zip("אבגדהוזחט", range(1, 10), strict=True)),
    **dict(zip("יכלמנסעפצ", range(10, 100, 10), strict=True)),
    **dict(zip("ךםןףץ", (20, 40, 50, 80, 90), strict=True)),
    **dict(zip("קרשת", (100, 200, 300, 400), strict=True)),
}


def hebrew(numeral: str) -> int | None:
    """``ל״ב`` is 32, ``א׳`` 1. The mark (geresh or gershayim, or ' and ") must be there."""
    letters = re.sub("[׳״'\"]", "", numeral)
    if len(letters) == len(numeral) or not letters or any(c not in _HEBREW for c in letters):
        return None
    values = [_HEBREW[c] for c in letters]
    # Descending, but for 15 and 16, written 9 + 6 and 9 + 7.
    ordered = all(a >= b for a, b in pairwise(values))
    tens = [v for v in values if v < 100]
    if not ordered or any(tens.count(v) > 1 for v in tens) or len(tens) > 2:
        return None
    if len(tens) == 2 and len(str(tens[0])) == len(str(tens[1])) and tens not in ([9, 6], [9, 7]):
        return None
    return sum(values)


def ethiopic(numeral: str) -> int | None:
    """``፲፱፻፵፰`` is 1948 (Unicode Standard, chapter 19.1)."""
    total = group = pending = 0
    for c in numeral:
        value = int(unicodedata.numeric(c, 0))
        if not value:
            return None
        if value == 100:
            group, pending = group + (pending or 1) * 100, 0
        elif value == 10_000:
            total, group, pending = (total + (group + pending or 1)) * 10_000, 0, 0
        else:
            pending += value
    return total + group + pending


@cache
def _greek() -> dict[str, int]:
    table = dict(zip("αβγδεϛζηθ", range(1, 10), strict=True)) | {"ϝ": 6, "ς": 6}
    table |= dict(zip("ικλμνξοπϟ", range(10, 100, 10), strict=True)) | {"ϙ": 90}
    return table | dict(zip("ρστυφχψωϡ", range(100, 1000, 100), strict=True))


def greek(numeral: str) -> int | None:
    """``ιβʹ`` is 12, ``Α΄`` 1. The keraia (or a mark typed for it) must be there."""
    letters = numeral.rstrip("ʹ΄'´’′")
    if letters == numeral:
        return None
    lowered = letters.lower().replace("στ", "ϛ")
    values = [_greek().get(c, 0) for c in lowered]
    falling = all(len(str(a)) > len(str(b)) for a, b in pairwise(values))
    if not values or 0 in values or not falling:
        return None
    return sum(values)
