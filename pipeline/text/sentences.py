"""Sentences of a text in any language: sentencex, and ICU's rules where those are better.

sentencex (Wikimedia) knows the abbreviations of many languages. ICU (UAX #29, CLDR) is right
about the Greek question mark ``;`` and the Khmer full stop.
"""

from __future__ import annotations

import re

from pipeline.locales import Locale

_BY_ICU = frozenset({"el", "grc", "km"})
_BEFORE_DIGIT = re.compile(r"(?<=[。！？])(?=[0-9０-９])")
_NOTES = re.compile(r"(?:\[\^[^\]]*\])+\s*")
_SAYS = re.compile(r"[^\W_]")
_INITIAL = re.compile(r"(?:^|[^\w.])[^\W\d_]\.\s*\Z")


def sentences(text: str, locale: str) -> list[str]:
    """The sentences of a text in their order, without the white space around them.

    ``locale`` is a BCP 47 tag. A text of white space only has no sentences. What has no letter
    or digit is no sentence but the end of one, and so is Markdown's reference to a note.

    >>> sentences("Dr. Smith came. Who else?", "en")
    ['Dr. Smith came.', 'Who else?']
    >>> sentences("Τι είναι αυτό; Δεν ξέρω.", "el")
    ['Τι είναι αυτό;', 'Δεν ξέρω.']
    """
    language = Locale.parse(locale).language if locale else "en"
    pieces: list[str] = []
    for piece in (_by_icu if language in _BY_ICU else _by_sentencex)(text, language):
        if pieces and not pieces[-1][-1:].isspace() and (notes := _NOTES.match(piece)):
            pieces[-1] += notes[0]
            piece = piece[notes.end() :]
        if pieces and not _SAYS.search(piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [piece for piece in map(str.strip, pieces) if piece]


def join(pieces: list[str], locale: str) -> str:
    """Sentences as one text: with spaces between them in scripts that write spaces."""
    separator = " " if not locale or Locale.parse(locale).spaced else ""
    return separator.join(piece for piece in map(str.strip, pieces) if piece)


def _by_sentencex(text: str, language: str) -> list[str]:
    """sentencex's sentences; it takes a digit after 。 for a decimal place, which it never is."""
    from sentencex import segment

    return [piece for found in segment(language, text) for piece in _BEFORE_DIGIT.split(found)]


def _by_icu(text: str, language: str) -> list[str]:
    """ICU's sentences, but for its breaks after the initial of a name."""
    from icu4py.breakers import SentenceBreaker

    pieces: list[str] = []
    for piece in SentenceBreaker(text, language):
        if pieces and _INITIAL.search(pieces[-1]):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
