"""Whether a document is set ragged: all of it, or none.

Where words are long, and hyphens part them seldom or never, most lines cannot be filled, and a page
has full lines here and open ones there. That is seen from the words before any line is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from math import inf

from pipeline.errors import FontError
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Document, texts
from pipeline.typeset.cuts import hyphenated
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.hyphenation import hyphenates
from pipeline.typeset.measure import measure
from pipeline.typeset.paragraph import Paragraph, Span, Style

# Of so many words of common length to a line, as seen from a letter, one line of five stays open;
# where words are hyphenated, of so many parts.
_FEWEST = 5.7
# Hyphens make so many parts of a word of common length, in every language that has them.
_PARTS = 1.5
# Hardly a script has letters that are wider on average, in sizes of the text: Canadian syllabics,
# with the space behind words, 0.68.
_WIDEST = 0.7
_TEXTS, _LETTERS = 12, 400


def ragged(document: Document, width: float, size: float, fonts: FontSet) -> bool:
    """Whether a document's words are too long for justified lines of this width, in points."""
    locale = Locale.parse(document.locale)
    if not locale.spaced:
        return False
    longest = width / _FEWEST
    sample = [
        text.markdown[:_LETTERS]
        for text in islice(texts(document.blocks), _TEXTS)
        if not text.locale
    ]
    # Most documents are done with here, before a word is shaped or a pattern read.
    widest = _common([len(word) for text in sample for word in text.split()]) * _WIDEST * size
    if widest < longest:
        return False
    tag = locale.bcp47
    if hyphenates(tag) and widest < longest * _PARTS:
        return False
    return _common(list(_widths(sample, tag, size, fonts))) > longest


def _common(lengths: Sequence[float]) -> float:
    """The mean length of the words that letters are in: long words count for more."""
    return sum([each * each for each in lengths]) / (sum(lengths) or 1.0)


def _widths(sample: Iterable[str], tag: str, size: float, fonts: FontSet) -> Iterator[float]:
    """How wide words are with the space behind them, or their parts between hyphens, in points."""
    parted = hyphenates(tag)
    for markdown in sample:
        words = " ".join(plain(markdown).split())
        paragraph = Paragraph((Span(words, Style(size=size)),), locale=tag)
        # What cannot be set is told when the text itself is, with its place.
        with suppress(FontError):
            measured = measure(paragraph, fonts)
            parts = hyphenated(measured, inf) if parted else measured.segments
            yield from [each.width + each.space for each in parts]
