"""A document with a few characters that cannot be set, made fit to be shown to its reviewers.

A control character in one message is a fault of that message. It must not be published; but those
who are to mend it are served best by a draft in which it stands to be seen.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pipeline.errors import FontError
from pipeline.formats.inline import escape
from pipeline.model import Document, Text, map_texts, texts
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.itemise import itemise
from pipeline.typeset.paragraph import Paragraph, Span

# If more characters cannot be set, or more of the text, it is the fonts that are missing.
_FEW, _PART = 20, 0.02


def showable(document: Document, fonts: FontSet) -> tuple[Document, tuple[str, ...]]:
    """The document with the code points of what cannot be set in its place (``[U+0007]``).

    And a sentence for each text that has some. Without any, nothing of the sort was found, or so
    much that a page would say nothing.
    """
    every = [text.markdown for text in texts(document)]
    lacking = {each for each in set().union(*every) if _fault(each, document.locale, fonts)}
    found = sum(words.count(each) for words in every for each in lacking)
    if not lacking or len(lacking) > _FEW or found > 1 + _PART * sum(map(len, every)):
        return document, ()
    faults = [
        f"'{text.key}': {fault}"
        for text in texts(document)
        if (fault := _fault(text.markdown, document.locale, fonts))
    ]
    table = str.maketrans({each: escape(f"[U+{ord(each):04X}]") for each in lacking})
    return map_texts(document, partial(_shown, table)), tuple(faults)


def _shown(table: dict[int, str], text: Text) -> Text:
    return replace(text, markdown=text.markdown.translate(table))


def _fault(words: str, locale: str, fonts: FontSet) -> str:
    """Why words cannot be set; empty where they can."""
    try:
        itemise(Paragraph((Span(words),), locale), fonts)
    except FontError as error:
        return str(error)
    return ""
