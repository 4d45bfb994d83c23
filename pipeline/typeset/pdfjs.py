"""What codes may say so that pdf.js, and Firefox with it, reads the words that they show.

Of a code that says several characters it asks what it should ask of one (getCharUnicodeCategory):
with a mark anywhere among them (Mn) the code counts as a mark, which has no width; with a format
character at their end (Cf) it is passed over, letter and all. And it sees white, or the end of a
line, at the next code that has a width (PartialEvaluator.getTextContent): too late, if a word or a
line begins with a letter and its mark in one code.
"""

from __future__ import annotations

import re
from unicodedata import category

FORMATS = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
"""Format characters that people write."""
_AT_THE_END = re.compile(f"(?<!^){FORMATS.pattern}$")


class _Kinds(dict[str, str]):
    """The General_Category of marks and format characters; of all others nothing."""

    def __missing__(self, character: str) -> str:
        kind = category(character)
        self[character] = kind if kind in ("Mn", "Cf") else ""
        return self[character]


_kinds = _Kinds()


def behind_letter(text: str) -> str:
    """What a code that says a text must leave to another, so that it says a letter; or nothing."""
    kinds = [_kinds[each] for each in text]
    if "Mn" not in kinds and kinds[-1] != "Cf":
        return ""
    if not kinds[0]:
        return text[1:]
    at = next((at for at, kind in enumerate(kinds) if kind != "Cf"), 0)
    return "" if kinds[at] else text[at + 1 :]


def formats_behind(text: str) -> str:
    """The format characters at the end of a text that says something else, too."""
    found = _AT_THE_END.search(text)
    return found[0] if found else ""
