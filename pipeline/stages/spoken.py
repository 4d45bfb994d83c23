"""Which language each passage of a page is in: by script, by the look of words, by what is said.

A short passage is held against the languages that the long ones are in; one that only names the
language of what follows ("Español", "English version:") says so, and is no text of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from pipeline.errors import UsageError
from pipeline.locales import Locale, babel_locale
from pipeline.text.identify import ENOUGH, identified, likeliest
from pipeline.text.scripts import han_only, letters_by_script, scripts_of

# Scripts that are one language's, or nearly so; others need a look at the words.
_LANGUAGE_OF = {
    "Grek": "el", "Hebr": "he", "Hang": "ko", "Hira": "ja", "Kana": "ja", "Thai": "th",
    "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Tibt": "bo", "Geor": "ka", "Armn": "hy",
    "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Gujr": "gu", "Guru": "pa",
    "Sinh": "si", "Orya": "or", "Ethi": "am", "Thaa": "dv", "Cans": "iu", "Mong": "mn-Mong",
    "Tfng": "zgh", "Beng": "bn",
}  # fmt: skip
_RARE = 50
"""A language with less than this part of the letters of its script is a slip of the guess."""
_SURE = 0.25
"""Nats for each character by which a language must be likelier than the others of the page for a
few words to be believed, or for a single passage to be in none of these."""
_LABEL_LETTERS, _LABEL_WORDS = 40, 4
_SCRIPTS = 4
_NAMED = 4
"""Letters of another script that are more than a sign in a formula."""


def languages(texts: Sequence[str], source: Locale, declared: Sequence[str] = ()) -> list[str]:
    """The BCP 47 tag of each text.

    What the page has ``declared`` of a text is believed if its letters and words may be in it.
    """
    said = [_believed(*each, source) for each in zip(texts, declared, strict=False)]
    said += [""] * (len(texts) - len(said))
    guesses = ["" if tag else _language(text) for text, tag in zip(texts, said, strict=True)]
    guesses = _without_slips(texts, guesses)
    guesses = [tag or guess for tag, guess in zip(said, guesses, strict=True)]
    spoken = Counter[str]()
    for text, guess in zip(texts, guesses, strict=True):
        spoken[guess] += len(text)
    spoken.pop("", None)
    guesses = [guess or _among(text, spoken) for text, guess in zip(texts, guesses, strict=True)]
    found: list[str] = []
    for at, guess in enumerate(guesses):
        if not guess:
            script = _script(texts[at])
            ahead = (
                g for g, t in zip(guesses[at + 1 :], texts[at + 1 :], strict=True)
                if g and (not script or _script(t) == script)
            )  # fmt: skip
            behind = (g for g in reversed(found) if g)
            guess = next(ahead, "") or next(behind, "") or source.bcp47
        found.append(guess)
    return found


def _believed(text: str, declared: str, source: Locale) -> str:
    """The tag of a declared language, or an empty string where the text belies it."""
    try:
        locale = Locale.parse(declared)
    except UsageError:
        return ""
    if locale.language == source.language:
        locale = source
    guess = _language(text)
    if guess and Locale.parse(guess).language == locale.language:
        # It may say more: which orthography of Chinese it is.
        return guess if not locale.script and locale != source else locale.bcp47
    if _script(text) not in ("", *_scripts(locale.bcp47)):
        return ""
    found = identified(text, locale.language) if guess else None
    return "" if found and found.margin > _SURE else locale.bcp47


def _without_slips(texts: Sequence[str], guesses: Sequence[str]) -> list[str]:
    """The guesses, those of hardly any text only where they are far likelier than the rest."""
    weight: Counter[str] = Counter()
    total: Counter[str] = Counter()
    scripts: dict[str, str] = {}
    for text, guess in zip(texts, guesses, strict=True):
        if guess:
            scripts[guess] = _script(text)
            weight[guess] += len(text)
            total[scripts[guess]] += len(text)
    usual = {tag for tag in weight if weight[tag] >= total[scripts[tag]] / _RARE}
    often = {tag for tag in weight if sum(guess == tag for guess in guesses) > 1}
    kept = []
    for text, guess in zip(texts, guesses, strict=True):
        others = {tag for tag in usual & often if scripts[tag] == scripts.get(guess)} - {guess}
        if guess and others and guess not in often:
            best = likeliest(text, {guess, *(Locale.parse(tag).language for tag in others)})
            guess = guess if best and best.margin > _SURE else ""
        kept.append(guess if guess in usual else "")
    return kept


def _among(text: str, spoken: Collection[str]) -> str:
    """Which of the page's languages a few words are in; empty where that is not to be said."""
    script = _script(text)
    if not script:
        return ""
    fitting = [tag for tag in spoken if script in _scripts(tag)]
    if not fitting and sum(map(str.isalpha, text)) >= _NAMED:
        return _LANGUAGE_OF.get(script, "")
    if len(fitting) == 1 and len(spoken) > 1:
        return fitting[0]
    best = likeliest(text, {Locale.parse(tag).language for tag in fitting})
    if not best or best.margin < _SURE:
        return ""
    return next(tag for tag in fitting if Locale.parse(tag).language == best.language)


@cache
def _scripts(tag: str) -> frozenset[str]:
    return frozenset(scripts_of(Locale.parse(tag).written))


def labels(texts: Sequence[str], spoken: Sequence[str]) -> list[bool]:
    """Which texts only name languages: of what follows them, or of all that the page holds."""
    tags = list(dict.fromkeys(spoken))
    names = {tag: _names(tag) for tag in tags}
    every = frozenset().union(*names.values(), _english())
    found = []
    for at, text in enumerate(texts):
        bare = text.strip(" \t()[]{}:：-–—*_#")
        pieces = [p.strip().casefold() for p in re.split(r"\s*[|/•·,]\s*|\n", bare) if p.strip()]
        known = sum(piece in every for piece in pieces)
        # A menu may name languages that the page does not hold, by names that nobody else has.
        listed = known >= len(pieces) / 2 and all(len(p.split()) < 3 for p in pieces)
        only = known > 0 and (known == len(pieces) or listed)
        found.append(only or _heads(text, at, spoken, names))
    return found


def _heads(text: str, at: int, spoken: Sequence[str], names: dict[str, frozenset[str]]) -> bool:
    """Whether a short text names the language of what comes next, and of nothing before it."""
    if len(text) > _LABEL_LETTERS or len(text.split()) > _LABEL_WORDS or at + 1 >= len(spoken):
        return False
    following = spoken[at + 1]
    if at and spoken[at - 1] == following:
        return False
    folded = text.casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name), folded)
        for name in names[following]
    )


@cache
def _names(tag: str) -> frozenset[str]:
    """What a language is called by itself and in English."""
    locale = Locale.parse(tag)
    own = babel_locale(tag)
    found = {locale.english_name, Locale(locale.language).english_name}
    if own is not None:
        found |= {str(own.languages.get(locale.language, "")), str(own.display_name or "")}
    return frozenset(name.casefold() for name in found if name)


@cache
def _english() -> frozenset[str]:
    from babel.core import Locale as Cldr

    return frozenset(name.casefold() for name in Cldr("en").languages.values())


def _script(text: str) -> str:
    scripts = letters_by_script(text)
    if scripts["Hira"] + scripts["Kana"] > sum(scripts.values()) / 10:
        return "Hira"
    return scripts.most_common(1)[0][0] if scripts else ""


def _language(text: str) -> str:
    """The language of a text, or an empty string where there is too little of it."""
    script = _script(text)
    letters = sum(c.isalpha() for c in text)
    if script == "Hani":
        if letters < ENOUGH / 2:
            return ""
        simplified = sum(c in han_only("Hans") for c in text)
        traditional = sum(c in han_only("Hant") for c in text)
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    if script in _LANGUAGE_OF:
        return _LANGUAGE_OF[script] if letters >= ENOUGH / 2 else ""
    # So many scripts are in a menu of languages alone.
    if letters < ENOUGH or len(letters_by_script(text)) > _SCRIPTS:
        return ""
    from py3langid import classify

    # It knows few words in capitals; "zxx" are no words.
    code = classify(text.lower())[0]
    return "" if code == "zxx" else str(Locale.parse(code).bcp47)
