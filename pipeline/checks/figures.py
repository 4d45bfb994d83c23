"""Numbers in digits, by value: what the source says must be said in the translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import folding
from pipeline.checks.unit import Language, Unit
from pipeline.locales import babel_locale
from pipeline.model import Certainty, Severity
from pipeline.text import numerals
from pipeline.text.numbers import Number, NumberKind, mentions
from pipeline.text.positional import reading

# Years of other calendars: what is added to a Gregorian year (Buddhist, Solar Hijri, Ethiopic,
# Bikram Sambat, Minguo), where the calendar is in use.
_CALENDARS = {
    "th": (543,), "lo": (543,), "km": (543, 544), "my": (544, 543, -638), "si": (543, 544),
    "fa": (-621, -622), "ps": (-621, -622), "ckb": (-621, -622, 700), "ku": (700,),
    "am": (-7, -8), "ti": (-7, -8), "om": (-7, -8), "ne": (56, 57), "zh": (-1911,),
    "he": (3760, 3761), "yi": (3760, 3761), "bn": (-593, -594), "ja": (-1988, -2018, -1925),
}  # fmt: skip
_DECADE = re.compile(r"\d{2,4}(?:['’]?s)\b")


def _systematic(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """Numbers in words that CLDR does not know, or in numerals that we do not, are a habit.

    Words are taken for one as soon as a quarter of the numbers is not found; wrong numerals
    only where most are wrong.
    """
    in_own_words = _told_apart(hits)
    if in_own_words:
        hits = [pair for pair in hits if pair[1].fine or id(pair[0]) not in in_own_words]
    unsaid = [pair for pair in hits if pair[1].code == "unsaid"]
    others = [pair for pair in hits if pair[1].code != "unsaid"]
    in_words = sum(hit.fine for _, hit in unsaid)
    in_digits = sum(hit.fine and hit.code == "missing" for _, hit in others)
    for unit, hit in folding("unsaid", share=3)(language, unsaid):
        # Where numbers are words, one that is not found may be a form that CLDR does not have.
        guess = in_words > in_digits and not hit.more
        yield unit, replace(hit, severity=Severity.WARNING) if guess else hit
    yield from folding("missing", "added", share=1)(language, others)


_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(r"[^\W\d]+ \d+[.:]?")
_LABELS = 5


def _told_apart(hits: list[tuple[Unit, Hit]]) -> set[int]:
    """Units that are labels of one frame ('Article 2' and its like), each with words of its own
    for its number: ordinals that CLDR does not have."""
    groups: dict[str, dict[int, Unit]] = {}
    for unit, hit in hits:
        if hit.code == "unsaid" and _LABEL.fullmatch(unit.source.text.strip()):
            groups.setdefault(_DIGITS.sub("#", unit.source.text), {})[id(unit)] = unit
    told: set[int] = set()
    for group in groups.values():
        often = Counter(word for unit in group.values() for word in {*unit.target.words})
        frame = {word for word, times in often.items() if times > 0.8 * len(group)}
        own = {at: " ".join(w for w in u.target.words if w not in frame) for at, u in group.items()}
        said = Counter(own.values())
        if frame and len(group) >= _LABELS:
            told.update(at for at, words in own.items() if words and said[words] == 1)
    return told


_ORDINALS = tuple(
    (f"Article {n}", f"Abala {ordinal}")
    for n, ordinal in enumerate(("kẹta", "kẹrin", "karùn-ún", "kẹfà", "keje"), 3)
)


@check(
    id="number-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    settle=_systematic,
    rationale="An article's numbers and dates carry its meaning. A digit lost in translation "
    "is invisible to whoever reads that language alone. Numbers are compared by value, in the "
    "digits, numerals and words of the language; digits where the source has words are fine.",
    good=(
        Example("Article 19", "المادة ١٩", locale="ar"),
        Example("Article 19", "المادة التاسعة عشرة", locale="ar"),
        Example("Article 5", "第五条", locale="zh-Hans"),
        Example("in the 21st century", "en el siglo XXI", locale="es"),
        Example("1,234.5 km in 2017", "1.234,5 km en 2017", locale="es"),
        Example("22 million visitors", "2200万名观众", locale="zh-Hans"),
        Example("twelve museums, every two years", "12 музеев, раз в 2 года", locale="ru"),
        Example("on 27 November 2017", "วันที่ ๒๗ พฤศจิกายน ๒๕๖๐", locale="th"),
        Example("25 museums", "fünfundzwanzig Museen", locale="de"),
        Example("the 1990s", "los años 90", locale="es"),
        Example("Article 32", "סעיף ל״ב", locale="he"),
        Example("Article 12", "አንቀጽ ፲፪", locale="am"),
        Example("see Section 9.5", "véase la sección 9.5"),
        Example("by way of 82.50.72.202", "über 82.50.72.202", locale="de"),
        Example("Article 2", "Abala kejì", locale="yo", beside=_ORDINALS),
    ),
    bad=(
        Example("Article 19", "Artículo 9", locale="es", codes=("missing", "added")),
        Example("from 28 venues", "из 82 учреждений", locale="ru", codes=("missing", "added")),
        Example("Article 12", "第十三条", locale="zh-Hans", codes=("missing", "added")),
        Example("30 articles", "مادة", locale="ar", codes=("unsaid",)),
        Example("1,234 objects", "1,234 objetos", locale="es", codes=("marks",)),
        Example("Article 2", "Abala kẹta", locale="yo", beside=_ORDINALS, codes=("unsaid",)),
        Example("founded a network", "fundaron 40 redes", locale="es", codes=("added",)),
    ),
)
def number_mismatch(unit: Unit) -> Iterator[Hit]:
    """A number of the source is missing from the translation, or one was added."""
    source, target = unit.source.numerals, unit.target.numerals
    if not source and not target:
        return
    missing, added = _unmatched(unit)
    wordy = not target
    if not missing and any(map(_required, source)):
        yield from map(fine, ("unsaid",) if wordy else ("missing", "added"))
    for number in missing:
        misread = next((n for n in added if _misread(n, number, unit)), None)
        if misread:
            added.remove(misread)
            yield _marks(number, misread, unit)
        else:
            shown = unit.source.text[number.span.start : number.span.end]
            words = f"The number {shown} of the source is not in the translation."
            yield Hit(words, "unsaid" if wordy else "missing", (number.span,))
    for number in added if missing else [n for n in added if n.value >= 3]:
        shown = unit.target.text[number.span.start : number.span.end]
        yield Hit(
            f"The translation has {shown}, which the source does not have.",
            code="added",
            target=(number.span,),
            severity=None if missing else Severity.WARNING,
            certainty=None if missing else Certainty.LIKELY,
        )


def _unmatched(unit: Unit) -> tuple[list[Number], list[Number]]:
    """The numbers of the source that the translation lacks, and those that it has besides."""
    source, target = unit.source.numerals, unit.target.numerals
    told = {number.value for number in target}
    asked = {number.value for number in source}
    missing = [n for n in source if n.value not in told and _required(n) and not _said(n, unit)]
    added = [n for n in target if n.value not in asked and _unasked(n, unit)]
    if missing and target:
        codes = _as_written(unit)
        missing = [n for n in missing if not _inside(n, codes[0])]
        added = [n for n in added if not _inside(n, codes[1])]
    return missing, added


def _marks(number: Number, misread: Number, unit: Unit) -> Hit:
    """A number with the source's marks for groups or decimals."""
    shown = unit.source.text[number.span.start : number.span.end]
    seen = unit.target.text[misread.span.start : misread.span.end]
    return Hit(
        f"'{seen}' is not how this language writes {shown}: it is read as another number here.",
        code="marks",
        source=(number.span,),
        target=(misread.span,),
        severity=Severity.WARNING,
    )


_FIGURES = re.compile(r"(?<!\d)\d+(?:[.,:]\d+)+(?!\d)")
_Spans = list[tuple[int, int]]


def _as_written(unit: Unit) -> tuple[_Spans, _Spans]:
    """Where figures stand on both sides as they were written in the source, which one of the two
    languages reads piece by piece: *Section 9.5*, *82.50.72.202*."""
    text, target = unit.source.text, unit.target.text
    places: tuple[_Spans, _Spans] = ([], [])
    for match in _FIGURES.finditer(text):
        same = re.search(rf"(?<!\d){re.escape(match.group())}(?!\d)", target)
        if same:
            whole = [
                any((n.span.start, n.span.end) == found.span() for n in numbers)
                for numbers, found in ((unit.source.numerals, match), (unit.target.numerals, same))
            ]
            if not all(whole):
                places[0].append(match.span())
                places[1].append(same.span())
    return places


def _inside(number: Number, places: _Spans) -> bool:
    return any(start <= number.span.start and number.span.end <= end for start, end in places)


def _required(number: Number) -> bool:
    """Digits must survive; Roman numerals of a source may be initials."""
    return number.kind is not NumberKind.ROMAN or 1 < number.value <= 50


def _said(number: Number, unit: Unit) -> bool:
    """Whether the target says a value of the source in some other way."""
    value, locale, text = number.value, unit.locale, unit.target.prose
    if mentions(text, value, locale) or (value == 1 and not unit.target.numerals):
        return True
    told = {n.value for n in unit.target.numerals}
    if isinstance(value, Decimal):
        return False
    if 1000 <= value <= 2999:
        if any(value + shift in told for shift in _CALENDARS.get(locale.language, ())):
            return True
        hijri = (value - 622) * 33 // 32
        if locale.written == "Arab" and not told.isdisjoint(range(hijri - 1, hijri + 3)):
            return True
    shown = unit.source.text[number.span.start : number.span.end + 3]
    if value >= 1000 and _DECADE.match(shown) and value % 100 in told:
        return True
    if value >= 1000 and value % 1000 == 0 and not _scales_known(unit):
        # "22 million" where CLDR does not know the language's word for a million.
        digits = _DIGITS.match(shown)
        return bool(digits and int(digits.group()) in told)
    return value <= 999 and _bare_numeral(value, unit)


def _scales_known(unit: Unit) -> bool:
    cldr = babel_locale(unit.locale.bcp47)
    return bool(getattr(cldr, "compact_decimal_formats", None))


def _bare_numeral(value: int, unit: Unit) -> bool:
    """Numerals without the mark that would tell them from words: ``סעיף א``, ``Άρθρο Α``, ``X``."""
    readers = {
        "Hebr": lambda w: numerals.hebrew(w + "׳"),
        "Grek": lambda w: numerals.greek(w + "ʹ"),
    }
    reader = readers.get(unit.script)
    for word in unit.target.words:
        if len(word) <= 5 and (numerals.roman(word.upper()) == value and word[0] in "IVXLCivxlc"):
            return True
        if reader and len(word) <= 3 and reader(word) == value:
            return True
    return False


def _misread(number: Number, wanted: Number, unit: Unit) -> bool:
    """Whether the digits say the wanted value with the source's marks for groups or decimals."""
    run = unit.target.text[number.span.start : number.span.end]
    return (
        not run.isdigit() and run[-1].isdigit() and reading(run, unit.source.locale) == wanted.value
    )


def _unasked(number: Number, unit: Unit) -> bool:
    """Whether nothing in the source can be the reason for this number of the target."""
    if number.kind not in (NumberKind.DIGITS, NumberKind.HAN, NumberKind.ETHIOPIC):
        return False
    value = number.value
    before = unit.target.text[: number.span.start].strip()
    after = unit.target.text[number.span.end : number.span.end + 1]
    if number.kind is NumberKind.HAN and number.span.end - number.span.start == 1:
        # 十分, 一切, 万一: a single numeral is a number where something is counted only.
        return after in _COUNTED and not mentions(unit.source.prose, value, unit.source.locale)
    if (not before and after in ("", ".", ")", "、", "．")) or before.endswith(("[^", "[", "^")):
        return False  # an enumerator or a note
    if mentions(unit.source.prose, value, unit.source.locale) or (
        value <= 12 and _MONTH.search(unit.source.text)
    ):
        return False
    asked = {n.value for n in unit.source.numerals}
    shifts = (*_CALENDARS.get(unit.locale.language, ()), 543, -621, -622)
    if any(value - shift in asked for shift in shifts):
        return False
    if any(a > 1000 and a % 100 == value for a in asked):  # the 1990s, the nineties
        return False
    return value not in (12, 50, 100)  # a dozen, half, all of them


_COUNTED = frozenset("年月日天周週歲岁歳条條章節节項项款個个箇名人位國国次回倍度種种世")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
