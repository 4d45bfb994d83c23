"""Which script a letter belongs to, which letters look alike, and which Han are whose."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources

import regex

# ISO 15924 code -> Unicode's name of the script, for scripts that words are told apart by.
_NAMES = {
    "Latn": "Latin", "Grek": "Greek", "Cyrl": "Cyrillic", "Armn": "Armenian", "Hebr": "Hebrew",
    "Arab": "Arabic", "Syrc": "Syriac", "Thaa": "Thaana", "Nkoo": "Nko", "Deva": "Devanagari",
    "Beng": "Bengali", "Guru": "Gurmukhi", "Gujr": "Gujarati", "Orya": "Oriya", "Taml": "Tamil",
    "Telu": "Telugu", "Knda": "Kannada", "Mlym": "Malayalam", "Sinh": "Sinhala", "Thai": "Thai",
    "Laoo": "Lao", "Tibt": "Tibetan", "Mymr": "Myanmar", "Geor": "Georgian", "Hang": "Hangul",
    "Ethi": "Ethiopic", "Cher": "Cherokee", "Cans": "Canadian_Aboriginal", "Khmr": "Khmer",
    "Mong": "Mongolian", "Hira": "Hiragana", "Kana": "Katakana", "Bopo": "Bopomofo", "Hani": "Han",
    "Yiii": "Yi", "Copt": "Coptic", "Tfng": "Tifinagh", "Vaii": "Vai", "Java": "Javanese",
    "Bali": "Balinese", "Olck": "Ol_Chiki", "Adlm": "Adlam", "Mtei": "Meetei_Mayek",
    "Cakm": "Chakma", "Talu": "New_Tai_Lue", "Lana": "Tai_Tham", "Tale": "Tai_Le",
    "Lisu": "Lisu", "Bugi": "Buginese", "Sund": "Sundanese", "Goth": "Gothic", "Osge": "Osage",
}  # fmt: skip
_ANY = regex.compile("|".join(rf"(?P<{code}>\p{{Script={name}}})" for code, name in _NAMES.items()))
# What a locale's script is made of, where it is more than itself.
_PARTS = {
    "Jpan": frozenset(("Hani", "Hira", "Kana")),
    "Kore": frozenset(("Hang", "Hani")),
    "Hans": frozenset(("Hani", "Bopo")),
    "Hant": frozenset(("Hani", "Bopo")),
    "Hrkt": frozenset(("Hira", "Kana")),
    "Aran": frozenset(("Arab",)),
}


@cache
def script_of(char: str) -> str:
    """ISO 15924 code of a character's script; empty for what all scripts share, or an odd one."""
    match = _ANY.match(char)
    return str(match.lastgroup) if match and char.isalpha() else ""


def letters_by_script(text: str) -> Counter[str]:
    """How many letters of a text each script has, by ISO 15924 code."""
    scripts = Counter(map(script_of, text))
    scripts.pop("", None)
    return scripts


def scripts_of(written: str) -> frozenset[str]:
    """The scripts of single characters that a locale's script, such as ``Jpan``, is made of."""
    return _PARTS.get(written, frozenset((written,)))


def letters_of(written: str) -> str:
    """A class for `regex` of the letters and marks of a locale's script, without brackets."""
    names = (_NAMES.get(code) for code in sorted(scripts_of(written)))
    return "".join(rf"\p{{Script={name}}}" for name in names if name)


@cache
def doubles() -> dict[str, str]:
    """Letters of Latin, Greek, Cyrillic and Armenian with the letters of the others like them.

    From the confusables of UTS #39.
    """
    text = resources.files("pipeline").joinpath("data/confusables.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    table: dict[str, str] = {}
    for letter, others in rows:
        for other in others:
            table[letter] = table.get(letter, "") + other
            table[other] = table.get(other, "") + letter
    return table


def double(letter: str, script: str) -> str:
    """The letter of another script that looks like this one, or an empty string."""
    return next((o for o in doubles().get(letter, "") if script_of(o) == script), "")


@cache
def han_only(script: str) -> frozenset[str]:
    """Han characters that only Simplified (``Hans``) or only Traditional (``Hant``) has."""
    path = resources.files("pipeline").joinpath(f"data/{script.lower()}_only.txt")
    lines = path.read_text("utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))
