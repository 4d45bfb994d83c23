"""Characters that nobody sees, and characters that are broken."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import compress
from operator import not_

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.habits import fold, folding
from pipeline.checks.unit import Language, Unit, each
from pipeline.locales import RIGHT_TO_LEFT
from pipeline.model import Certainty, Severity, Span
from pipeline.text.scripts import script_of, scripts_of

_OVERRIDES = frozenset("\u202d\u202e")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = frozenset("\u200e\u200f\u061c")
# What is not seen and never wanted in running text.
_NEVER = frozenset(
    "\ufeff\u00ad\u2060\u2061\u2062\u2063\u2064\u180e\u034f\ufff9\ufffa\ufffb"
    "\u2028\u2029\u115f\u1160\u3164\uffa0\u2800"
)
_JOINERS = frozenset("\u200c\u200d")
_INVISIBLE = _BIDI | _MARKS | _NEVER | _JOINERS | {"\u200b"}
# Scripts in which joiners shape letters, and those in which U+200B marks where lines may break.
_JOINING = frozenset(
    "Arab Aran Syrc Mand Nkoo Phag Mong Adlm Rohg Deva Beng Guru Gujr Orya Taml Telu Knda Mlym "
    "Sinh Tibt Mymr Khmr Java Bali Sund Newa Tirh Lepc Limb Cham Mtei Sylo Cakm".split()
)
_BREAKING = frozenset("Thai Laoo Khmr Mymr Tibt Java Bali Lana Talu Cham".split())


@check(
    id="invisible-character",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="Zero-width characters, soft hyphens and direction marks come along when text is "
    "pasted. They split words for search and hyphenation, and an unclosed direction control "
    "turns the rest of the line around. Joiners are at home in many scripts and may stay. An "
    "override makes a page show other words than those that are checked and read aloud, 100 as "
    "001: that is an error.",
    good=(
        Example("he wants", "می\u200cخواهد", locale="fa"),
        Example("Sri Lanka", "ශ්\u200dරී ලංකා", locale="si"),
        Example("people", "ประชา\u200bชน", locale="th"),
        Example("the UN (1945)", "الأمم المتحدة \u200f(1945)", locale="ar"),
    ),
    bad=(
        Example("museum", "mu\u200bseo", locale="es", fixed="museo"),
        Example("museum", "\ufeffmuseo", locale="es", fixed="museo"),
        Example("museum", "متحف \u202eعلم", locale="ar"),
        Example("100 books", "\u202e100\u202c كتاب", locale="ar", codes=("U+202C", "U+202E")),
        Example("museum", "mu\u00adseo", locale="es", fixed="museo"),
    ),
)
def invisible_character(unit: Unit) -> Iterator[Hit]:
    """A character that nobody sees stands in the text."""
    strange = unit.target.chars & _INVISIBLE
    if not strange:
        return
    strange -= unit.source.chars
    script = unit.script
    wrong = set(strange & _NEVER)
    if script not in _JOINING:
        wrong |= strange & _JOINERS
    if script == "Mong":
        wrong -= {"\u180e"}
    if script not in _BREAKING:
        wrong |= strange & {"\u200b"}
    if script not in RIGHT_TO_LEFT:
        wrong |= strange & (_BIDI | _MARKS)
    elif strange & _BIDI and (strange & _OVERRIDES or not _closed(unit.target.text)):
        wrong |= strange & _BIDI
    text = unit.target.text
    if "\u200d" in wrong and any(ord(c) >= 0x1F000 for c in text):  # emoji are joined by it
        wrong.discard("\u200d")
    for char in sorted(wrong):
        name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
        yield Hit(
            f"There is a {name} (U+{ord(char):04X}) in the text, which nobody sees.",
            code=f"U+{ord(char):04X}",
            target=each(text, char),
            proposal="".join(c for c in text if c not in wrong),
            severity=Severity.ERROR if char in _OVERRIDES else None,
        )


def _closed(text: str) -> bool:
    depth = 0
    for char in text:
        if char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068":
            depth += 1
        elif char in "\u202c\u2069":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _by_letter(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """Letters that are hardly ever stored whole are what a keyboard gives, and told once."""
    torn = [_in_parts(unit.target.text) for unit, _ in hits]
    in_parts = Counter(letter for letters in torn for letter in letters)
    whole = Counter(c for unit in language.settled for c in unit.target.chars & in_parts.keys())
    usual = {letter for letter, times in in_parts.items() if times > whole[letter]}
    habit = [bool(letters) and letters <= usual for letters in torn]
    yield from folding("")(language, list(compress(hits, habit)))
    yield from compress(hits, map(not_, habit))


def _in_parts(text: str) -> frozenset[str]:
    """The letters that are put together of parts in a text."""
    letters = frozenset(unicodedata.normalize("NFC", text))
    torn = (c for c in letters & frozenset(text) if unicodedata.decomposition(c))
    mixed = frozenset(c for c in torn if unicodedata.normalize("NFD", c) in text)
    return letters - frozenset(text) | mixed


@check(
    id="not-normalized",
    severity=Severity.INFO,
    certainty=Certainty.CERTAIN,
    settle=_by_letter,
    sure_fix=True,
    rationale="The same letter can be stored in several ways; text that is not in Unicode's form "
    "NFC (UAX #15) is not found by a search for the same words. The fix changes no letter.",
    good=(Example("action", "acción", locale="es"),),
    bad=(Example("action", "accio\u0301n", locale="es", fixed="acción"),),
)
def not_normalized(unit: Unit) -> Iterator[Hit]:
    """The text is not in normalization form NFC."""
    text = unit.target.text
    if text.isascii():
        return
    if unicodedata.is_normalized("NFC", text):
        return
    # Only where letters were put together of parts: letters that NFC takes apart (क़) and marks
    # in another order are what keyboards of these scripts give, and no fault of anybody's.
    normal = unicodedata.normalize("NFC", text)
    if len(normal) < len(text):
        yield Hit("Letters are put together of parts (not Unicode's form NFC).", proposal=normal)


@check(
    id="broken-character",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    settle=fold,
    rationale="A replacement character, a control, a private-use or an unassigned code point "
    "shows as a box or as nothing. Sequences such as Ã© are UTF-8 read as Latin-1; a ? inside a "
    "word stands for a letter that a program could not keep.",
    good=(
        Example("action", "acción", locale="es"),
        Example("SÃO PAULO", "SÃO PAULO", locale="pt"),
        Example("“LIBERTY”", "«LIBERTÉ»", locale="fr"),
        Example("Really? Yes.", "¿De verdad? Sí."),
    ),
    bad=(
        Example("action", "acci\ufffdn", locale="es", codes=("U+FFFD",)),
        Example("action", "acci\ue000n", locale="es", codes=("U+E000",)),
        Example("action", "acciÃ³n", locale="es", codes=("mojibake",)),
        Example("the museum’s", "le muséeâ€™s", locale="fr", codes=("mojibake",)),
        Example("science", "ÎµÏ€Î¹ÏƒÏ„Î®Î¼Î·", locale="el", codes=("mojibake",)),
        Example("action", "acci?n", codes=("lost",)),
    ),
)
def broken_character(unit: Unit) -> Iterator[Hit]:
    """A character is broken: unassigned, private, a control, or decoded wrongly."""
    text = unit.target.text
    if text.isprintable() and unit.target.chars.isdisjoint(_SUSPECT):
        return
    found = sorted({c for c in unit.target.chars - unit.source.chars if _broken(c)})
    for char in found:
        yield Hit(
            f"U+{ord(char):04X} is no character that can be shown.",
            code=f"U+{ord(char):04X}",
            target=each(text, char),
        )
    for code, words, match in (
        ("mojibake", "'{}' looks like UTF-8 that was read as Latin-1.", _mojibake(unit)),
        ("lost", "'{}' has a question mark where a letter was.", _lost_letter(unit)),
    ):
        if match and match.group() not in unit.source.text:
            span = Span(match.start(), match.end())
            yield Hit(words.format(match.group()), code, target=(span,))


_MOJIBAKE = regex.compile(
    "[ÃÂ][\u0080-\u00bf](?![\\p{Lu}])|â€[\u0080-\u00bf™œ\u009d]|[ÐÑ][\u0080-\u00bf][ÐÑ]|ï¿½|à¤|à¥"
)
# What Latin-1 and Windows-1252 have beyond ASCII.
_BEYOND = "\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# What the second byte of a letter becomes.
_FOLLOWING = frozenset(map(chr, range(0x80, 0xC0))) | frozenset(_BEYOND[3:])
_SUSPECT = _FOLLOWING | frozenset("?\ufffd")
_RUN = regex.compile(rf"[ÂÃÄÅÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîï][{_BEYOND}]+")


def _mojibake(unit: Unit) -> regex.Match[str] | None:
    """Bytes of UTF-8 that were read one by one: where they make letters when they are put back."""
    text, script = unit.target.text, unit.script
    if unit.target.chars.isdisjoint(_FOLLOWING):
        return None
    match = _MOJIBAKE.search(text)
    if match:
        return match
    for run in _RUN.finditer(text):
        letters = _put_back(run.group())
        home = [c for c in letters if script_of(c) in scripts_of(script)]
        # One letter of Latin script must stand inside a word: LIBERTÉ» is a word and a mark.
        inside = text[run.end() : run.end() + 1].islower() and not run.group()[-1].isalpha()
        if len(home) >= 2 or (home and (script != "Latn" or inside)):
            return run
    return None


def _put_back(run: str) -> str:
    """The text that a run of characters was before each of its bytes was read as one."""
    try:
        data = b"".join(c.encode("cp1252") if ord(c) > 0xFF else c.encode("latin-1") for c in run)
        return data.decode()
    except UnicodeError:
        return ""


_ASKED = regex.compile(r"[\p{L}\p{M}]+\?(?=,? \p{Ll})")
_QUESTION = regex.compile(r"\p{L}[\p{L}\p{M}?]*\?[\p{L}\p{M}?]*\p{Ll}[\p{L}\p{M}]*|\?\p{Ll}{2,}")


def _lost_letter(unit: Unit) -> regex.Match[str] | None:
    """A word with a question mark inside, as programs leave it that cannot keep a letter."""
    if "?" not in unit.target.chars:
        return None
    match = _QUESTION.search(unit.target.prose)
    if match and "?" in match.group().rstrip("?"):
        return match
    # A question that goes on in small letters, where the source asks nothing.
    return None if "?" in unit.source.chars else _ASKED.search(unit.target.prose)


def _broken(char: str) -> bool:
    if char == "\ufffd":
        return True
    if char.isprintable() or char in "\n\t":
        return False
    return unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs")
