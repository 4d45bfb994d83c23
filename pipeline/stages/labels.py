"""The labels of a file's articles, such as "Artikel 12", within paragraphs they were merged into.

A merged paragraph is cut at ends of sentences, but a heading ends without one. That it reads like
the file's other headings, and has the number that the source's heading has, shows where it ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.align.measures import labels, values
from pipeline.locales import Locale
from pipeline.text.numbers import numbers

_OFTEN = 3
"""So many headings have to read alike but for their numbers."""
_STOPS = " .:)-–—"
"""What sets a label apart from the words behind it, and is not of it."""
_LETTERS, _WORDS = 40, 4
"""What has more than this is no label."""


@dataclass(frozen=True, slots=True)
class Labels:
    """How the labels of a file read."""

    locale: Locale
    pattern: re.Pattern[str] | None = None
    """None where it has none that read alike."""

    def parts(self, text: str, number: int) -> tuple[str, str, str] | None:
        """What stands before a label with this number, the label, and what follows it.

        None where the text does not hold it, or more than once.
        """
        if self.pattern is None:
            return None
        found = [
            match
            for match in self.pattern.finditer(text)
            if number_of(match[0], self.locale) == number
        ]
        if len(found) != 1:
            return None
        begin, end = found[0].span()
        return text[:begin].strip(), text[begin:end], text[end:].strip()


def labels_of(texts: Sequence[str], locale: Locale) -> Labels:
    """How the labels among these texts read."""
    often = Counter(shape for text in _alone(texts) for shape in _shapes(text, locale))
    # The longest first: of "Article 1" and "Article 1." the latter takes the full stop along.
    shapes = sorted((s for s, n in often.items() if n >= _OFTEN), key=lambda s: -len("".join(s)))
    if not shapes:
        return Labels(locale)
    return Labels(locale, re.compile("|".join(_pattern(*shape) for shape in shapes)))


def article_words(texts: Sequence[str], locale: Locale) -> str:
    """What the labels among these texts call an article: ``Artikulo {n}``; empty without any."""
    often = Counter(
        (before.lstrip(), behind.rstrip(_STOPS))
        for text in _alone(texts)
        for before, behind in _shapes(text, locale)
        if re.search(r"[^\W\d_]", before + behind)
    )
    for (before, behind), times in often.most_common(1):
        if times >= _OFTEN:
            return " ".join(f"{before}{{n}}{behind}".split())
    return ""


def _alone(texts: Sequence[str]) -> Iterator[str]:
    """Those of the texts that are labels."""
    return (text for text, label in zip(texts, labels(texts)[0], strict=True) if label)


def number_of(text: str, locale: Locale) -> int | None:
    """The number of what may be a label, a few words with one number; None for all else."""
    if len(text) > _LETTERS or len(text.split()) > _WORDS:
        return None
    found = values(text, locale, label=True)
    return next(iter(found)) if found.total() == 1 else None


def _shapes(text: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """What stands before and behind the number of a label."""
    if number_of(text, locale) is None:
        return
    spans = [number.span for number in numbers(text, locale, words=False)]
    if spans:
        yield text[: spans[0].start], text[spans[0].end :]
    elif match := re.fullmatch(r"(.*\W)\w+(\W*)", text):  # counted in letters, at its end
        yield match[1], match[2]


def _pattern(before: str, behind: str) -> str:
    """Digits between these, or letters that count; a number ends where its digits end."""
    begin, end = re.escape(before) or r"(?<!\w)", re.escape(behind)
    last = end or r"(?!\w)"
    return rf"{begin}(?:\d{{1,3}}(?!\d){end}|[^\W\d_]{{1,7}}?{last})"
