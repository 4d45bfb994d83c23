"""The alignment as a small file that a person reads, edits and gives back.

A row a message: its key, the numbers of its paragraphs in the volunteer's file, how sure, the
beginnings of both texts, and the numbers once more: so what a person changed can be told, whatever
the program has learnt since. Paragraphs that went nowhere come last, with ``-`` for a key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.errors import ContributionError
from pipeline.formats.inline import plain
from pipeline.model import Template
from pipeline.stages.adopted import Adopted, Match, Pins
from pipeline.text.tsv import rows, table

HEAD = (
    "Which paragraphs of the file each message was translated by. Edit the second column: numbers",
    "of paragraphs with spaces between them, or nothing where there is no translation. Then run",
    "'declaration adopt' again with '--alignment' and this file: what you changed is kept.",
    "key, paragraphs, how sure, English, translation, paragraphs as found",
)
HAND = "hand"
_NOWHERE = "-"
_LONG = 60


def write(adopted: Adopted, template: Template) -> str:
    """The file's text."""
    sources = {segment.key: segment.source for segment in template.segments}
    lines = [
        (
            match.key,
            _numbers(match),
            _sure(match),
            _begin(sources[match.key]),
            _begin(match.target),
            _numbers(match) or _NOWHERE,
        )
        for match in adopted.matches
    ]
    lines += [
        (_NOWHERE, str(index + 1), "", "", _begin(adopted.passages[index].text), "")
        for index in adopted.leftovers
    ]
    return table(HEAD, lines)


def read(text: str, *, where: str, keys: Mapping[str, Match], size: int) -> Pins:
    """What a person changed, against what was found then, or where a row does not say what that
    was against what is found now (``keys``).

    ``size`` is how many paragraphs there are. Raises `ContributionError` with the line of a row
    that cannot be understood.
    """
    pins: dict[str, tuple[int, ...]] = {}
    seen: set[str] = set()
    for number, cells in rows(text):
        key, paragraphs, *rest = (*cells, "", "")
        if key == _NOWHERE:
            continue
        here = f"{where}:{number}"
        if key not in keys:
            raise ContributionError(
                f"there is no message '{key}'", where=here, remedy="Take keys from the catalog."
            )
        if key in seen:
            raise ContributionError(
                f"'{key}' is there twice", where=here, remedy="Name all its paragraphs in one row."
            )
        seen.add(key)
        if not re.fullmatch(r"[0-9\s,]*", paragraphs):
            raise ContributionError(
                f"'{paragraphs}' are no numbers of paragraphs",
                where=here,
                remedy="Write numbers with spaces between them, such as 12 13.",
            )
        named = _indices(paragraphs)
        if any(not 0 <= index < size for index in named):
            raise ContributionError(
                f"there are paragraphs 1 to {size} only", where=here, remedy="Correct the number."
            )
        found = _indices(rest[3]) if len(rest) > 3 and rest[3] else keys[key].passages
        if named != found or rest[0] == HAND:
            pins[key] = named
    return pins


def _indices(numbers: str) -> tuple[int, ...]:
    return tuple(int(n) - 1 for n in re.findall(r"[0-9]+", numbers))


def _numbers(match: Match) -> str:
    return " ".join(str(index + 1) for index in match.passages)


def _sure(match: Match) -> str:
    if match.by_hand:
        return HAND
    return f"{match.score:.0%}" if match.passages else ""


def _begin(markdown: str) -> str:
    words = " ".join(plain(markdown).split())
    return words if len(words) <= _LONG else words[: _LONG - 1] + "…"
