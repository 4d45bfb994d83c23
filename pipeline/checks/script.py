"""Letters, words and whole messages in the wrong script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Unit
from pipeline.model import Certainty, Severity, Span
from pipeline.text.scripts import double, letters_of, script_of, scripts_of

_ALPHABETS = frozenset(("Latn", "Grek", "Cyrl", "Armn"))
# Greek, Cyrillic and Armenian letters and Latin ones, to see at a glance whether both occur.
_LATIN = regex.compile(r"\p{Script=Latin}")
_GREEK = regex.compile(r"\p{Script=Greek}")
_CYRILLIC = regex.compile(r"\p{Script=Cyrillic}")
_ARMENIAN = regex.compile(r"\p{Script=Armenian}")
_FIRST_GREEK = "\u0370"
"""Below it there are Latin letters only."""
_PIECE = regex.compile(r"[\p{L}\p{M}]+")


@check(
    id="mixed-script-word",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    settle=fold,
    rationale="A Cyrillic о in a Latin word looks right and is wrong: search, spelling, sorting, "
    "screen readers and fonts all stumble. Look-alikes are those of UTS #39; a word with "
    "a suffix in another script (PDF-файл, BRISMIS의) is no such word.",
    good=(
        Example("science", "наука и PDF-файл", locale="ru"),
        Example("the museum", "το μουσείο", locale="el"),
        Example("BRISMIS", "BRISMIS의", locale="ko"),
        Example("DNA", "ДНК", locale="uk"),
        Example("10 µm thick", "10 µm de espesor", locale="es"),
    ),
    bad=(
        Example("cooperation", "coоperación", locale="es", fixed="cooperación"),
        Example("museum", "мyзей", locale="ru", fixed="музей"),
        Example("Science", "Eπιστήμη", locale="el", fixed="Επιστήμη"),
        Example("with a museum", "музей c школой", locale="ru", fixed="музей с школой"),
    ),
)
def mixed_script_word(unit: Unit) -> Iterator[Hit]:
    """A word mixes letters of two alphabets that look alike."""
    text = unit.target.text
    if max(unit.target.chars) < _FIRST_GREEK:
        return
    if unit.script not in _ALPHABETS and not _LATIN.search(text):
        return
    present = [p for p in (_LATIN, _GREEK, _CYRILLIC, _ARMENIAN) if p.search(text)]
    if len(present) < 2:
        return
    yield from _lone(unit)
    for match in _PIECE.finditer(unit.target.prose):
        word = match.group()
        if len(word) < 2 or word.isascii():
            continue
        scripts = [script_of(c) for c in word]
        kinds = {s for s in scripts if s in _ALPHABETS}
        if len(kinds) < 2:
            continue
        home = unit.script if unit.script in kinds else max(kinds, key=scripts.count)
        odd = [i for i, s in enumerate(scripts) if s and s != home]
        mended = list(word)
        for i in odd:
            mended[i] = double(word[i], home)
        if all(mended[i] for i in odd):
            start = match.start()
            whole = "".join(mended)
            names = ", ".join(dict.fromkeys(unicodedata.name(word[i], "?") for i in odd))
            yield Hit(
                f"'{word}' has a letter of another alphabet in it: {names.lower()}.",
                code=home,
                target=tuple(Span(start + i, start + i + 1) for i in odd),
                proposal=text[:start] + whole + text[match.end() :],
            )


_LONE = regex.compile(r"(?<=[\p{L}\p{M}],? )[a-z](?= \p{L})")
# One-letter words of Cyrillic and Greek languages whose letters Latin has too.
_LITTLE_WORDS = {"Cyrl": frozenset("аоусіе"), "Grek": frozenset("οα")}


def _lone(unit: Unit) -> Iterator[Hit]:
    """Words of one letter in the other alphabet."""
    own = _LITTLE_WORDS.get(unit.script)
    text = unit.target.text
    for match in _LONE.finditer(unit.target.prose) if own else ():
        letter, beside = double(match.group(), unit.script), text[match.start() - 2]
        following = text[match.end() + 1]
        if own and letter in own and not (beside.isascii() and following.isascii()):
            yield Hit(
                f"'{match.group()}' is a letter of another alphabet.",
                code=unit.script,
                target=(Span(match.start(), match.end()),),
                proposal=text[: match.start()] + letter + text[match.end() :],
            )


@check(
    id="wrong-script",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A word in a script that neither the language nor the source uses was left by a "
    "keyboard or by another translation. Latin letters are at home everywhere (names, units), "
    "single letters are symbols.",
    good=(
        Example("the museum", "музей", locale="ru"),
        Example("the angle α", "el ángulo α", locale="es"),
        Example("the UNESCO museum", "متحف UNESCO", locale="ar"),
        Example("called 博物馆", "llamado 博物馆", locale="es"),
    ),
    bad=(
        Example("the museum", "el музей", locale="es"),
        Example("the museum", "το музей", locale="el"),
        Example("museums", "संग्रहालय ও", locale="hi"),
    ),
)
def wrong_script(unit: Unit) -> Iterator[Hit]:
    """A word is in a script that this language does not use."""
    if unit.target.text.isascii():
        return
    yield from _by_latin_keyboard(unit)
    home = scripts_of(unit.script) | {"Latn", ""}
    strange = [c for c in unit.target.chars if c > "\u02ff" and script_of(c) not in home]
    if not strange:
        return
    known = unit.source.chars
    strange = [c for c in strange if c not in known and not _loan(c, unit.script)]
    if not strange:
        return
    single = unit.script not in _ALPHABETS
    for word, start, end in _pieces(unit.target.prose):
        if any(c in word for c in strange) and (single or len(word) > 1 or not _symbol(word)):
            scripts = {script_of(c) for c in word} - {""}
            if scripts.isdisjoint(home):
                yield Hit(
                    f"'{word}' is in a script that this language does not use.",
                    code=min(scripts),
                    target=(Span(start, end),),
                )


_TYPED = regex.compile(r"(?<=[\p{L}\p{M}][,.:;]? )[a-z;'\[\],.]{4,}(?=,? \p{L}|[.,!?։।]?$)")


def _by_latin_keyboard(unit: Unit) -> Iterator[Hit]:
    """Words that nobody wrote in Latin letters: a keyboard of the language was not switched on."""
    if unit.script not in _KEYBOARDS:
        return
    for match in _TYPED.finditer(unit.target.prose):
        typed = match.group()
        word = typed.rstrip(",.;:'")
        if len(word) >= 4 and word not in unit.source.lowered and _unsayable(word):
            end = match.start() + len(word)
            words = f"'{word}' seems to be typed with the Latin keyboard on."
            yield Hit(words, "keyboard", target=(Span(match.start(), end),))


# Scripts whose keyboards have nothing to do with the Latin letters on the same keys.
_KEYBOARDS = frozenset("Cyrl Grek Hebr Arab Hang Kore Thai Armn Deva".split())
_CROWD = regex.compile(
    r"[bcdfghjklmnpqrstvwxz]{4}|[;\[\]',.]|^[^aeiouy]+$|[aeiou]{4}|q[^u]|j[^aeiouy]|[^aeioults]{2}[jqvxw][^aeiou]"
)


def _unsayable(word: str) -> bool:
    """Whether no Latin language could have such a word."""
    return _CROWD.search(word) is not None


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PIECE.finditer(text):
        yield match.group(), match.start(), match.end()


def _symbol(word: str) -> bool:
    """Single Greek letters are symbols of mathematics and physics."""
    return script_of(word[0]) == "Grek"


def _loan(char: str, script: str) -> bool:
    """Letters that a language writes although they count to another script."""
    return script in ("Hang", "Kore") and script_of(char) == "Hani"


@check(
    id="wrong-language-script",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    settle=fold,
    rationale="When most letters of a message are of another script than the language's, the "
    "message belongs to another language or was never translated.",
    good=(
        Example("BRISMIS and UNESCO", "BRISMIS и UNESCO", locale="ru"),
        Example("See https://example.org", "請參閱 https://example.org", locale="zh-Hant"),
        Example("E-mail: a.b@example.org", "E-mail: a.b@example.org", locale="el"),
        Example("The file /etc/ldap/ldap.conf", "الملف /etc/ldap/ldap.conf", locale="ar"),
    ),
    bad=(
        Example("The museums work together.", "Музеи работают вместе.", locale="el"),
        Example("We suggest setting up a network.", "Sugerimos crear una red.", locale="ar"),
        Example("The museums work together.", "科学博物館は協力する。", locale="zh-Hant"),
    ),
)
def wrong_language_script(unit: Unit) -> Iterator[Hit]:
    """Most of the translation is not in the script of its language."""
    text = unit.target.prose[:240]
    if unit.script == "Latn" and len(text.encode("ascii", "ignore")) > 0.7 * len(text):
        return
    share = _own_share(text, unit)
    if share is not None and share < _HOME and ("/" in text or "." in text):
        share = _own_share(_PATH.sub(" ", text), unit)
    if share is None:
        return
    if share >= _HOME:
        yield fine()
        return
    words = unit.target.words
    kept = set(unit.source.words)
    strange = [w for w in words if w not in kept or (len(w) > 3 and w.islower())]
    if len("".join(strange)) >= 8 and len(strange) * 2 >= len(words):
        yield Hit(target=(Span(0, len(unit.target.text)),))


def _own_share(text: str, unit: Unit) -> float | None:
    """Which part of a text is in the language's script; None where there are too few letters. Han
    without kana is another language's where there are kana."""
    letters = len(_LETTER.findall(text))
    if letters < 8:
        return None
    kana = len(_KANA.findall(text)) if unit.script in _HAN_WITHOUT_KANA else 0
    home = len(_home(unit.script).findall(text)) * (1 if unit.locale.spaced else _HAN_WEIGHS)
    return home / letters if kana < 0.1 * letters else 0.0


_HOME = 0.4
# Paths, addresses and the like, which stay as they are.
_PATH = regex.compile(r"[A-Za-z0-9_~-]*[/._@\\][A-Za-z0-9/._@\\~-]*[A-Za-z0-9/]")
_HAN_WEIGHS = 3
"""A character of a script without spaces says about as much as so many letters."""
_LETTER = regex.compile(r"\p{L}")
_KANA = regex.compile(r"[\p{Script=Hiragana}\p{Script=Katakana}]")
_HAN_WITHOUT_KANA = frozenset(("Hans", "Hant", "Kore", "Hang"))


@cache
def _home(script: str) -> regex.Pattern[str]:
    """The letters of a locale's script; every letter for a script we know nothing of."""
    letters = letters_of(script)
    return regex.compile(rf"(?=\p{{L}})[{letters}]" if letters else r"\p{L}")
