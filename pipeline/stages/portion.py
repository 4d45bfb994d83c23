"""Cutting the paragraphs of a link into the messages that they translate, at ends of sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.align.documents import align_documents
from pipeline.align.lexicon import NOTHING, Lexicon
from pipeline.align.measures import Unit, final_class
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.stages.labels import Labels, number_of
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not cut any further, and where it comes from."""

    whole: int
    """The index of the text or passage that it is a piece of."""
    words: str
    label: int | None = None
    """Its number, where it is the label of an article."""


def portion(
    texts: Sequence[str],
    passages: Sequence[str],
    labels: Labels,
    origin: Locale,
    taught: Lexicon = NOTHING,
) -> tuple[Portion, ...]:
    """The portion of every text.

    Sentences are aligned as paragraphs are; each text gets a run of whole sentences. A label such
    as "Article 7" is cut off where it has the number of a text that is one. Where there are fewer
    sentences than texts nothing can be cut, and the first text gets them all.
    """
    locale = labels.locale
    ours = [piece for k, text in enumerate(texts) for piece in _source_pieces(k, text, origin)]
    # A text that ends in a colon or semicolon is cut off there, which is no end of a sentence.
    finer = any(final_class(plain(text)) in ("comma", "colon") for text in texts[:-1])
    wanted = {piece.label for piece in ours if piece.label is not None}
    theirs = [
        piece
        for k, text in enumerate(passages)
        for piece in _target_pieces(k, text, wanted, labels, finer=finer)
    ]
    if len(texts) == len(passages) == len(theirs):
        theirs = [_Piece(k, passage) for k, passage in enumerate(passages)]
    if len(theirs) < len(texts):
        everything = Portion(
            join(list(passages), locale.bcp47), tuple(range(len(passages))), 0.0, shared=True
        )
        return (everything, *(Portion("", (), 0.0) for _ in texts[1:]))
    chances = _chances(ours, theirs, len(texts), locale, origin, taught)
    found = []
    for text, (begin, end) in enumerate(_cuts(chances, len(theirs))):
        run = theirs[begin:end]
        words = join([piece.words for piece in run], locale.bcp47)
        places = tuple(sorted({piece.whole for piece in run}))
        found.append(Portion(words, places, _certain(chances, text, range(begin, end))))
    return tuple(found)


def _source_pieces(whole: int, text: str, origin: Locale) -> list[_Piece]:
    number = number_of(plain(text), origin)
    if number is not None:
        return [_Piece(whole, text, number)]
    return [_Piece(whole, sentence) for sentence in sentences(text, origin.bcp47)]


def _target_pieces(
    whole: int, text: str, wanted: Collection[int], labels: Labels, *, finer: bool
) -> list[_Piece]:
    """The sentences of a passage, and the labels with some of these numbers in it."""
    for number in wanted:
        if cut := labels.parts(text, number):
            before, label, behind = cut
            return [
                *_target_pieces(whole, before, wanted, labels, finer=finer),
                _Piece(whole, label, number),
                *_target_pieces(whole, behind, wanted, labels, finer=finer),
            ]
    return [
        _Piece(whole, piece)
        for sentence in sentences(text, labels.locale.bcp47)
        for piece in (_CLAUSE.split(sentence) if finer else [sentence])
    ]


def _chances(
    ours: Sequence[_Piece],
    theirs: Sequence[_Piece],
    size: int,
    locale: Locale,
    origin: Locale,
    taught: Lexicon,
) -> list[list[float]]:
    """For each of the texts how probable it is that each piece of theirs belongs to it."""
    pins = [
        (range(i, i + 1), range(j, j + 1))
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if one.label is not None and one.label == other.label
    ]
    pairs = align_documents(
        [Unit(plain(piece.words)) for piece in ours],
        [Unit(plain(piece.words)) for piece in theirs],
        locale=locale,
        origin=origin,
        pins=pins,
        taught=taught,
    ).pairs
    return [
        [
            min(1.0, sum(float(pairs[i, j]) for i, one in enumerate(ours) if one.whole == text))
            for j in range(len(theirs))
        ]
        for text in range(size)
    ]


def _certain(chances: Sequence[Sequence[float]], text: int, run: range) -> float:
    """The probability that a text gets this run, all of it and nothing else."""
    others = [max(row[j] for k, row in enumerate(chances) if k != text) for j in run]
    inside = [chances[text][j] * (1.0 - other) for j, other in zip(run, others, strict=True)]
    outside = [1.0 - chance for j, chance in enumerate(chances[text]) if j not in run]
    return min([*inside, *outside])


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
