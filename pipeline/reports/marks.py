"""Texts with what is wrong in them marked, and what changed in them, as escaped HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from pipeline.model import Severity, Span
from pipeline.reports.lines import tame
from pipeline.text.diff import Op, Piece

_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Co", "Cn"})
_PIECE = Markup('<mark class="{}"{}>{}</mark>')
_NUMBERS = Markup(' data-n="{}"')
# In escaped words, as the checks quote: 'so', and not the apostrophe of a word.
_QUOTED = re.compile(r"(?<!\w)(&#39;)(.+?)(&#39;)(?!\w)")
_NAMED = Markup('<span class="point">{}</span>')


def marked(text: str, spans: Iterable[tuple[int, Severity, Sequence[Span]]]) -> Markup:
    """A text with the spans of each finding marked. A finding is a number, a severity, spans.

    A mark bears the number of its finding where it ends. Where findings overlap, it has the look
    of the gravest. Spans beyond the text's end are cut off. In a mark, characters that cannot be
    seen are named.
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
        here = [each for each in marks if each[0] <= start < each[1]]
        if not here:
            whole += escape(text[start:end])
            continue
        worst = max(severity for _, _, severity, _ in here)
        ending = sorted({number for _, last, _, number in here if last == end})
        numbers = _NUMBERS.format(" ".join(map(str, ending))) if ending else ""
        whole += _PIECE.format(worst.name.lower(), numbers, _visible(text[start:end]))
    return whole


def apart(words: str) -> Markup:
    """A sentence about a text, with what it quotes kept apart from its own direction.

    Whatever cannot be seen is named, so that nothing quoted turns the sentence round.
    """
    return Markup(_QUOTED.sub(r"\1<bdi>\2</bdi>\3", str(escape(tame(words)))))


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
