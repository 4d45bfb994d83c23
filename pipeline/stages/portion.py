"""Cutting the paragraphs of a link into the messages that they translate, at ends of sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.align.documents import align_documents
from pipeline.align.measures import Unit, final_class
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.text.sentences import join, sentences

_CLAUSE = re.compile(r"(?<=[:;：；؛])\s*(?=\S)|(?<=[፤፥])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Portion:
    """What one message gets."""

    words: str
    passages: tuple[int, ...]
    """Which of the passages it came from, counted within the link."""
    score: float
    """The probability that it was cut rightly, given that the passages are the right ones."""
    shared: bool = False
    """Whether the words are also those of the next message, which has none of its own."""


def portion(
    texts: Sequence[str], passages: Sequence[str], locale: Locale, origin: Locale
) -> tuple[Portion, ...]:
    """The portion of every text.

    Sentences are aligned as paragraphs are; each text gets a run of whole sentences. Where there
    are fewer sentences than texts nothing can be cut, and the first text gets them all.
    """
    ours = [(k, s) for k, text in enumerate(texts) for s in sentences(text, origin.bcp47)]
    # A text that ends in a colon or semicolon is cut off there, which is no end of a sentence.
    finer = any(final_class(plain(text)) in ("comma", "colon") for text in texts[:-1])
    theirs = [
        (k, piece)
        for k, text in enumerate(passages)
        for sentence in sentences(text, locale.bcp47)
        for piece in (_CLAUSE.split(sentence) if finer else [sentence])
    ]
    if len(texts) == len(passages) == len(theirs):
        theirs = list(enumerate(passages))
    if len(theirs) < len(texts):
        everything = Portion(
            join(list(passages), locale.bcp47), tuple(range(len(passages))), 0.0, shared=True
        )
        return (everything, *(Portion("", (), 0.0) for _ in texts[1:]))
    pairs = align_documents(
        [Unit(plain(s)) for _, s in ours],
        [Unit(plain(s)) for _, s in theirs],
        locale=locale,
        origin=origin,
    ).pairs
    # How probable it is that a sentence of theirs belongs to a text of ours.
    chances = [
        [
            sum(float(pairs[i, j]) for i, (k, _) in enumerate(ours) if k == text)
            for j in range(len(theirs))
        ]
        for text in range(len(texts))
    ]
    chances = [[min(chance, 1.0) for chance in row] for row in chances]
    found = []
    for text, (begin, end) in enumerate(_cuts(chances, len(theirs))):
        run = theirs[begin:end]
        score = min(
            chances[text][j] * (1.0 - max(row[j] for k, row in enumerate(chances) if k != text))
            for j in range(begin, end)
        )
        found.append(
            Portion(
                join([s for _, s in run], locale.bcp47), tuple(sorted({k for k, _ in run})), score
            )
        )
    return tuple(found)


def _cuts(chances: Sequence[Sequence[float]], size: int) -> list[tuple[int, int]]:
    """The division of ``size`` sentences among the texts, one or more each, with the best sum."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for text, row in enumerate(chances):
        left = len(chances) - text - 1
        reached: dict[int, tuple[float, int]] = {}
        for begin, (total, _) in best[-1].items():
            gain = total
            for end in range(begin + 1, size - left + 1):
                gain += row[end - 1]
                if end not in reached or gain > reached[end][0]:
                    reached[end] = (gain, begin)
        best.append(reached)
    cuts = []
    end = size
    for reached in reversed(best[1:]):
        begin = reached[end][1]
        cuts.append((begin, end))
        end = begin
    return cuts[::-1]
