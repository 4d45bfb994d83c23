"""Marks and digits of Greek, and of Arabic and its kin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit, each, replaced, spans
from pipeline.model import Certainty, Severity, Span

# -------------------------------------------------------------------------------- Greek


@check(
    id="greek-question-mark",
    looks_for="\u037e\u0387",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    sure_fix=True,
    locales="el Grek",
    rationale="The Greek question mark is typed as a semicolon; U+037E is its old double and "
    "turns into a semicolon in NFC. The Latin ? is foreign, and the Greek semicolon is ·.",
    good=(
        Example("Do we agree?", "Συμφωνούμε;", locale="el"),
        Example("We agree; we act.", "Συμφωνούμε· δρούμε.", locale="el"),
    ),
    bad=(
        Example(
            "Do we agree?", "Συμφωνούμε\u037e", locale="el", codes=("U+037E",), fixed="Συμφωνούμε;"
        ),
        Example("We agree; we act.", "Συμφωνούμε\u0387 δρούμε.", locale="el", codes=("U+0387",)),
    ),
)
def greek_question_mark(unit: Unit) -> Iterator[Hit]:
    """An old double of the Greek question mark or of the ano teleia is used."""
    for char, right in (("\u037e", ";"), ("\u0387", "\u00b7")):
        if char in unit.target.chars:
            text = unit.target.text
            yield Hit(
                f"U+{ord(char):04X} is an old double of '{right}'.",
                f"U+{ord(char):04X}",
                target=each(text, char),
                proposal=text.replace(char, right),
            )


@check(
    id="greek-semicolon",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales="el Grek",
    rationale="In Greek ; asks a question, and the semicolon is the ano teleia (·). A semicolon "
    "carried over from English turns a statement into a question; a ? is foreign.",
    good=(
        Example("Do we agree?", "Συμφωνούμε;", locale="el"),
        Example("We agree; we act.", "Συμφωνούμε· δρούμε.", locale="el"),
    ),
    bad=(
        Example("We agree; we act.", "Συμφωνούμε; δρούμε.", locale="el", codes=("semicolon",)),
        Example("Do we agree?", "Συμφωνούμε?", locale="el", codes=("question",)),
    ),
)
def greek_semicolon(unit: Unit) -> Iterator[Hit]:
    """A mark is used as in English, where Greek has another one."""
    text = unit.target.prose
    if "?" in unit.target.chars:
        at = text.find("?")
        if at > 0 and not text[at - 1].isascii():
            yield Hit("Greek asks with ';', not with '?'.", "question", (), each(text, "?"))
    if ";" in unit.target.chars and text.count(";") > unit.source.prose.count("?"):
        words = "';' is the Greek question mark; the semicolon is '·'."
        yield Hit(words, "semicolon", (), each(text, ";"))


# ------------------------------------------------------------------- Arabic and its kin

_ARABIC_FORMS = {",": "،", ";": "؛", "?": "؟"}
_ARABIC_ASCII = regex.compile(
    r"(?<=[\p{Script=Arabic}\p{M}»”)])\s?([,;?])(?=\s|$|[\p{Script=Arabic}«“(])"
)


@check(
    id="arabic-punctuation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales="Arab Aran Thaa Syrc",
    rationale="Text in Arabic script has its own comma, semicolon and question mark (، ؛ ؟), "
    "turned to the direction of reading.",
    good=(
        Example("first, second", "أولاً، ثانياً", locale="ar"),
        Example("Do we agree?", "هل نتفق؟", locale="ar"),
        Example("1,234 (A, B)", "1,234 (A, B) متحف", locale="fa"),
    ),
    bad=(
        Example("first, second", "أولاً, ثانياً", locale="ar", fixed="أولاً، ثانياً"),
        Example("Do we agree?", "آیا موافقیم?", locale="fa", fixed="آیا موافقیم؟"),
        Example("first; second", "پہلا; دوسرا", locale="ur", fixed="پہلا؛ دوسرا"),
    ),
)
def arabic_punctuation(unit: Unit) -> Iterator[Hit]:
    """A Latin comma, semicolon or question mark stands after an Arabic word."""
    chars = unit.target.chars
    if "،" in chars or "؛" in chars or "؟" in chars:
        yield fine()
    if not chars & frozenset(",;?"):
        return
    found = tuple(_ARABIC_ASCII.finditer(unit.target.prose))
    if found:
        text = replaced(unit.target.text, found, _ARABIC_FORMS.__getitem__, group=1)
        yield Hit(target=spans(found), proposal=text)


def _the_other_system(
    language: Language, hits: list[tuple[Unit, Hit]]
) -> Iterator[tuple[Unit, Hit]]:
    """Of the digits that there are, those that are not in the language's usual system."""
    total = Counter(hit.code for _, hit in hits)
    systems = Counter(id(unit) for unit, _ in hits)
    (usual, most), *_ = total.most_common()
    for unit, hit in hits:
        mixed = systems[id(unit)] > 1 or most >= 3 * total[hit.code]
        if hit.code != usual and mixed:
            words = "Digits of another system than elsewhere in this language."
            yield unit, Hit(words, target=tuple(_by_system(unit)[hit.code]))


@check(
    id="digit-system",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_the_other_system,
    rationale="A language may write 1 2 3 or its own digits, but one edition keeps to one system. "
    "Digits in addresses, dates of the web and names do not count.",
    good=(
        Example("Article 19", "المادة ١٩", locale="ar", beside=(("Article 2", "المادة ٢"),)),
        Example("Article 19", "المادة 19", locale="ar", beside=(("Article 2", "المادة 2"),)),
    ),
    bad=(
        Example("19 of 30", "١٩ من 30", locale="ar"),
        Example(
            "Article 19", "अनुच्छेद 19", locale="hi",
            beside=(("Article 2", "अनुच्छेद २"), ("Article 3", "अनुच्छेद ३"), ("Article 4", "अनुच्छेद ४")),
        ),
    ),
)  # fmt: skip
def digit_system(unit: Unit) -> Iterator[Hit]:
    """Digits of two systems are mixed."""
    yield from map(fine, _by_system(unit))  # unless others are more usual


def _by_system(unit: Unit) -> dict[str, list[Span]]:
    """Where the translation has digits, by their system."""
    systems: dict[str, list[Span]] = {}
    for number in unit.target.numerals:
        first = unit.target.text[number.span.start]
        if first.isdecimal() and not _in_latin(unit.target.text, number.span):
            systems.setdefault(_system(first), []).append(number.span)
    return systems


def _in_latin(text: str, span: Span) -> bool:
    """Digits of names such as MP3, H2O and COVID-19 are those of the name."""
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return any(c.isascii() and (c.isalpha() or c in "-_") for c in beside)


def _system(digit: str) -> str:
    return chr(ord(digit) - int(digit))
