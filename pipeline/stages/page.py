"""A page with a text and its translations, one after the other, taken apart.

The languages are told by script and by what the words look like; what belongs to the web site
(menus, addresses, copyright) is set aside; the part in the source's language becomes a document
with its structure, the others stay rows of passages, to be adopted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.model import Document
from pipeline.stages.draft import draft
from pipeline.text.scripts import han_only, script_of

_ENOUGH = 25
"""Letters below which a language is not told from the words."""
_FILE = re.compile(r"(.*?)\.(?:pdf|docx?|odt|rtf|pptx?)\W*", re.IGNORECASE | re.DOTALL)
_FOOTER = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b|\bpower(?:ed)?\s?by\b|\be-?mail\s*:|"
    r"^(?:add(?:ress)?|tel(?:ephone)?|fax|phone)\s*[:.]|^\S+@\S+$|^https?://\S+$|^\(editor\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"\s[>»/]\s")
# Scripts that are one language's, or nearly so; others need a look at the words.
_LANGUAGE_OF = {
    "Grek": "el", "Hebr": "he", "Hang": "ko", "Hira": "ja", "Kana": "ja", "Thai": "th",
    "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Tibt": "bo", "Geor": "ka", "Armn": "hy",
    "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Gujr": "gu", "Guru": "pa",
    "Sinh": "si", "Orya": "or", "Ethi": "am", "Thaa": "dv", "Cans": "iu", "Mong": "mn-Mong",
    "Tfng": "zgh", "Beng": "bn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A translation that the page holds."""

    locale: Locale
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A page taken apart."""

    document: Document
    """The part in the source's language, without keys."""
    parts: tuple[Part, ...]
    """The other languages, in the order in which they begin."""
    notes: tuple[str, ...]
    """What a person should know: translations that are only named, lines set aside."""


def take_apart(passages: Sequence[Passage], name: str, source: Locale) -> Apart:
    """Take a page apart. ``name`` is what the document is to be called."""
    trail, rest = _trail(list(passages))
    rest, footer = _without_footer(rest)
    notes = []
    kept = []
    for passage in rest:
        named = _FILE.fullmatch(plain(passage.text))
        if named and len(plain(passage.text)) < 120:
            notes.append(_only_named(plain(passage.text)))
        else:
            kept.append(passage)
    spoken = languages([plain(p.text) for p in kept], source)
    own = [p for p, tag in zip(kept, spoken, strict=True) if tag == source.bcp47]
    order = [tag for tag in dict.fromkeys(spoken) if tag != source.bcp47]
    parts = tuple(
        Part(Locale.parse(tag), tuple(p for p, t in zip(kept, spoken, strict=True) if t == tag))
        for tag in order
    )
    if trail[:-1] or footer:
        aside = "; ".join(plain(p.text)[:60] for p in (*trail[:-1], *footer))
        notes.append(f"of the web site, not of the document: {aside}")
    title = plain(trail[-1].text) if trail else ""
    return Apart(draft(own, name, source, title=title), parts, tuple(notes))


def _trail(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The menu items and paths at the head of a page, the last of which is its title."""
    at = 0
    while at < len(passages) and passages[at].kind is Kind.ITEM and passages[at].number is None:
        at += 1
    if at == len(passages) or at > 6:
        return [], passages
    if not at and _PATH.search(plain(passages[0].text)) and len(passages[0].text) < 80:
        # "Location: Home > News": a path; the title is the line after it.
        return passages[:2], passages[2:]
    return passages[:at], passages[at:]


def _without_footer(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages, and the addresses and copyright that end a page."""
    end = len(passages)
    while (
        end and _FOOTER.search(plain(passages[end - 1].text)) and len(passages[end - 1].text) < 200
    ):
        end -= 1
    if len(passages) - end >= 2 and end:
        # The name of the site above its address.
        words = plain(passages[end - 1].text)
        if len(words) < 120 and words[-1:].isalnum() and not _FILE.fullmatch(words):
            end -= 1
        while end > 1 and _button(plain(passages[end - 1].text)):
            end -= 1
    return passages[:end], passages[end:]


def _button(words: str) -> bool:
    """Whether it is a link such as "Photo Galleries" that stands alone below the text."""
    return len(words.split()) <= 3 and words[-1:].isalpha() and words.istitle()


def _footer(words: str) -> bool:
    return len(words) < 200 and bool(_FOOTER.search(words))


def _only_named(words: str) -> str:
    from babel.core import Locale as Cldr

    folded = words.casefold()
    names = Cldr("en").languages
    for tag, language in names.items():
        if len(tag) < 4 and re.search(rf"(?<!\w){re.escape(language.casefold())}(?!\w)", folded):
            return f"a {language} version is only named: {words}"
    return f"a file is only named: {words}"


def languages(texts: Sequence[str], source: Locale) -> list[str]:
    """The BCP 47 tag of each text; short ones are taken for what follows, or goes before.

    A language with less than a fiftieth of the letters of its script is taken for a slip of the
    guess, and given to its neighbours.
    """
    guesses = [_language(text, source) for text in texts]
    weight: Counter[str] = Counter()
    scripts: dict[str, str] = {}
    total: Counter[str] = Counter()
    for text, guess in zip(texts, guesses, strict=True):
        if guess:
            script = _script(text)
            weight[guess] += len(text)
            total[script] += len(text)
            scripts[guess] = script
    rare = {tag for tag in weight if weight[tag] < total[scripts[tag]] / 50}
    known = [guess if guess not in rare else "" for guess in guesses]
    found: list[str] = []
    for at, guess in enumerate(known):
        if not guess:
            script = _script(texts[at])
            ahead = (
                g for g, t in zip(known[at + 1 :], texts[at + 1 :], strict=True)
                if g and (not script or _script(t) == script)
            )  # fmt: skip
            behind = (g for g in reversed(found) if g)
            guess = next(ahead, "") or next(behind, "") or source.bcp47
        found.append(guess)
    return found


def _script(text: str) -> str:
    scripts = Counter(script_of(c) for c in text if c.isalpha())
    scripts.pop("", None)
    if scripts["Hira"] + scripts["Kana"] > sum(scripts.values()) / 10:
        return "Hira"
    return scripts.most_common(1)[0][0] if scripts else ""


def _language(text: str, source: Locale) -> str:
    """The language of a text, or an empty string where there is too little of it."""
    script = _script(text)
    letters = sum(c.isalpha() for c in text)
    if script == "Hani":
        if letters < _ENOUGH / 2:
            return ""
        simplified = sum(c in han_only("Hans") for c in text)
        traditional = sum(c in han_only("Hant") for c in text)
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    if script in _LANGUAGE_OF:
        return _LANGUAGE_OF[script] if letters >= _ENOUGH / 2 else ""
    if letters < _ENOUGH:
        return ""
    from py3langid import classify

    return str(Locale.parse(classify(text)[0]).bcp47)


def slug(title: str) -> str:
    """A document's name from its title: ``beijing-declaration``."""
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(title).lower())
    return "-".join(words[:5]) or "document"
