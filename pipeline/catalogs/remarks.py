"""Remarks: what the program says to a translator inside the catalog.

A remark is a translator's comment that begins with a bar and a topic: ``# | changed: …``.
Every editor shows it and every gettext tool keeps it (``#.`` comments would be dropped by a
volunteer's ``msgmerge``). Lines with the bar are the program's, to be replaced and removed by
topic; all others are the translator's own and are never touched. The bar is GNUN's habit for
the same purpose ("GNUnited Nations", section "PO Tips").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REMARK = re.compile(r"\| ([a-z-]+): (.*)", re.DOTALL)


def split(comment: str) -> tuple[str, str] | None:
    """The topic and the words of a remark, or None for a translator's own comment."""
    found = _REMARK.fullmatch(comment)
    return (found[1], _unescaped(found[2])) if found else None


def of(comments: Iterable[str], topic: str) -> tuple[str, ...]:
    """The words of every remark on the topic, in order."""
    parts = map(split, comments)
    return tuple(part[1] for part in parts if part and part[0] == topic)


def without(comments: Iterable[str], *topics: str) -> tuple[str, ...]:
    """The comments less the remarks on these topics; on any topic where none is named."""
    kept = []
    for comment in comments:
        part = split(comment)
        if part is None or (topics and part[0] not in topics):
            kept.append(comment)
    return tuple(kept)


def put(comments: Iterable[str], topic: str, remarks: Iterable[str]) -> tuple[str, ...]:
    """The comments with these remarks, and no others, on the topic, after all other comments.

    A remark is one line whatever it says: line breaks and backslashes are written as in PO.
    """
    lines = (f"| {topic}: {_escaped(words)}" for words in remarks)
    return (*without(comments, topic), *lines)


def own(comments: Iterable[str]) -> tuple[str, ...]:
    """The comments that a person wrote."""
    return without(comments)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _unescaped(words: str) -> str:
    plain = {"n": "\n", "r": "\r", "\\": "\\"}
    return re.sub(r"\\([nr\\])", lambda found: plain[found[1]], words)
