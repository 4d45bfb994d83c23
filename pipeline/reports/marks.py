"""Texts with what is wrong in them marked, and what changed in them, as escaped HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from pipeline.model import Severity, Span
from pipeline.text.diff import Op, Piece

_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Co", "Cn"})
_PIECE = Markup('<mark class="{}" data-n="{}">{}</mark>')
_NAMED = Markup('<span class="point">{}</span>')


def marked(text: str, spans: Iterable[tuple[int, Severity, Sequence[Span]]]) -> Markup:
    """A text with the spans of each finding marked. A finding is a number, a severity, spans.

    Where findings overlap, the mark bears all their numbers and the look of the gravest. Spans
    beyond the text's end are cut off. In a mark, characters that cannot be seen are named.
    """
    marks = [
        (max(0, span.start), min(span.end, len(text)), severity, number)
        for number, severity, several in spans
        for span in several
    ]
    if not marks:
        return escape(text)
    edges = {0, len(text)} | {edge for start, end, *_ in marks for edge in (start, end)}
    whole = Markup()
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        here = [(sev, number) for first, last, sev, number in marks if first <= start < last]
        if not here:
            whole += escape(text[start:end])
            continue
        worst = max(severity for severity, _ in here)
        numbers = " ".join(str(number) for number in sorted({number for _, number in here}))
        whole += _PIECE.format(worst.name.lower(), numbers, _visible(text[start:end]))
    return whole


def changed(pieces: Iterable[Piece]) -> Markup:
    """What led from one text to the next: what went in ``del``, what came in ``ins``."""
    elements = {
        Op.EQUAL: Markup("{}"),
        Op.DELETED: Markup("<del>{}</del>"),
        Op.INSERTED: Markup("<ins>{}</ins>"),
    }
    return Markup().join(elements[piece.op].format(piece.text) for piece in pieces)


def _visible(text: str) -> Markup:
    """The text, with ``U+200B`` for a zero-width space and its like."""
    if text.isascii() and text.isprintable() and text.strip():
        return escape(text)
    lone = not text.strip()
    return Markup().join(
        _NAMED.format(f"U+{ord(char):04X}")
        if (char != " " or lone) and unicodedata.category(char) in _UNSEEN
        else char
        for char in text
    )
