"""What speaks for and against linking two runs of units, feature by feature.

A feature is an array over all pairs of runs of one shape. Most come from sums over a run, so
that a merged paragraph is measured like its parts together. The weights that turn features into
a score are learnt (see `pipeline.align.weights`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from pipeline.align.lattice import Array
from pipeline.align.links import SHAPES, Shape
from pipeline.align.measures import COUNT_NAMES, Side

SHAPE_NAMES = tuple(f"shape {a}-{b}" for a, b in SHAPES)
STATIC_NAMES = (
    "final same",
    "final one open",
    "final differs",
    "inner stop source",
    "inner stop target",
    *(f"{name} difference" for name in COUNT_NAMES),
    *(f"{name} shared" for name in COUNT_NAMES),
    "sentence difference",
    "numbers shared",
    "numbers missing",
    "numbers added",
    "own number same",
    "own number differs",
    "own number one",
    "verbatim shared",
    "verbatim missing",
    "verbatim added",
    "cognates",
    "cognates few",
    "labels shared",
    "labels difference",
    "label same",
    "label one",
    "label number same",
    "label number differs",
    "heading agrees",
    "heading differs",
)
LENGTH_NAMES = ("length misfit", "length far off", "length precision")
PROFILE_NAMES = ("profile", "profile poor")
SOURCE_GAP_NAMES = ("source length", "source label")
TARGET_GAP_NAMES = (
    "target length",
    "target label",
    "target strange",
    "target like source",
)
NAMES = SHAPE_NAMES + STATIC_NAMES + LENGTH_NAMES + PROFILE_NAMES


class Evidence:
    """The features of one pair of documents."""

    def __init__(self, source: Side, target: Side) -> None:
        self.source = source
        self.target = target
        self.n = len(source.units)
        self.m = len(target.units)
        self.shapes = tuple(s for s in SHAPES if s[0] <= self.n and s[1] <= self.m)
        self._numbers = _shared(list(map(set, source.numbers)), list(map(set, target.numbers)))
        self._verbatim = _shared(*_untouched(source, target))
        self._cognates = _cognates(source, target)
        self._counts = _as_often(source.counts, target.counts), target.counts
        self._sentences = _as_often(source.sentences, target.sentences), target.sentences

    def size(self, shape: Shape) -> tuple[int, int]:
        """How many links of a shape there may be: rows and columns of its arrays."""
        return self.n - shape[0] + 1, self.m - shape[1] + 1

    def static(self, shape: Shape) -> list[Array]:
        """Features that depend on nothing but the two runs, in the order of ``STATIC_NAMES``."""
        a, b = shape
        source, target = self.source, self.target
        found = _finals(source, target, shape)
        ours, theirs = self._counts
        ours, theirs = _runs(ours, a), _runs(theirs, b)
        differences, shared = [], []
        for k in range(len(COUNT_NAMES)):
            x, y = ours[:, k][:, None], theirs[:, k][None, :]
            differences.append(np.abs(x - y) / np.sqrt(x + y + 1.0))
            shared.append(np.minimum(np.minimum(x, y), 3.0))
        found += differences + shared
        x, y = (_runs(s, k) for s, k in zip(self._sentences, shape, strict=True))
        found.append(np.abs(x[:, None] - y[None, :]) / np.sqrt(x[:, None] + y[None, :]))
        found += _overlap(self._numbers, shape)
        found += _own_numbers(source, target, shape)
        found += _overlap(self._verbatim, shape)
        found += self._cognate_features(shape)
        found += _labels(source, target, self._numbers[0], shape)
        x, y = _block_mean(source.heading, a)[:, None], _block_mean(target.heading, b)[None, :]
        found += [np.maximum(x * y, 0.0), np.maximum(-x * y, 0.0)]
        return found

    def length(self, shape: Shape, ratio: float) -> list[Array]:
        """How well the lengths go together if ``ratio`` is the language's log ratio to English."""
        x = _runs(self.source.length, shape[0])[:, None]
        y = _runs(self.target.length, shape[1])[None, :]
        variance = 0.015 + 1.5 / np.minimum(x, y * np.exp(-ratio))
        misfit = (np.log(y / x) - ratio) ** 2 / variance
        return [np.minimum(misfit, 25.0), np.log1p(misfit), -0.5 * np.log(variance)]

    def profile(self, shape: Shape, links: Array) -> list[Array]:
        """Whether what resembles the one resembles the other, given which units correspond.

        ``links`` holds the probability of each pair of units. A unit's profile is its likeness
        to all other units of its document; two units that translate each other have like
        profiles (explicit semantic analysis within the document; Gabrilovich and Markovitch,
        2007). A unit's likeness to itself never counts.
        """
        if "profiles" not in self.__dict__:
            self.profiles = tuple(_likeness(side.pieces) for side in (self.source, self.target))
        ours, theirs = self.profiles
        weight = links.sum(axis=1)
        projected = theirs @ (links / np.maximum(weight, 1.0)[:, None]).T
        held = np.minimum(weight, 1.0)
        x, y = _runs(ours, shape[0]), _runs(projected, shape[1])
        together = (x * held) @ y.T
        norms = np.sqrt(((x**2) @ held)[:, None] * ((y**2) @ held)[None, :])
        likeness = together / (norms + 1.0)
        return [4.0 * likeness, 4.0 * np.maximum(0.1 - likeness, 0.0)]

    def source_gap(self) -> list[Array]:
        """What makes a source unit likely to be missing from the translation."""
        return [np.log(self.source.length) - 4.0, self.source.label]

    def target_gap(self) -> list[Array]:
        """What makes a target unit likely to have no counterpart: it is in another language
        than the rest of its document, or in that of the source.
        """
        own = _familiar(self.target, self.target, leave_one_out=True)
        other = _familiar(self.target, self.source, leave_one_out=False)
        strange = np.zeros(self.m)
        if self.m >= 5:
            strange = np.clip((np.median(own) - own) * 4.0, 0.0, 4.0)
        leftover = np.clip((other - own) * 4.0, 0.0, 4.0)
        return [np.log(self.target.length) - 4.0, self.target.label, strange, leftover]

    def _cognate_features(self, shape: Shape) -> list[Array]:
        matched, ours, theirs = self._cognates
        total = max(matched.sum(), 1e-9)
        seen = blocks(matched, shape)
        rows, columns = _runs(ours, shape[0])[:, None], _runs(theirs, shape[1])[None, :]
        expected = rows * columns / total
        surprise = (seen - expected) / np.sqrt(expected + 1.0)
        return [np.clip(surprise, 0.0, 6.0), np.clip(-surprise, 0.0, 2.0)]


def _runs(rows: Array, length: int) -> Array:
    """Sums over every run of so many rows."""
    if length == 1:
        return rows
    sums = np.concatenate((np.zeros((1, *rows.shape[1:])), np.cumsum(rows, axis=0)))
    return np.asarray(sums[length:] - sums[:-length])


def blocks(pairs: Array, shape: Shape) -> Array:
    """Sums over every block of so many rows and columns."""
    return _runs(_runs(pairs, shape[0]).T, shape[1]).T


def _block_mean(rows: Array, length: int) -> Array:
    return _runs(rows, length) / length


def _as_often(ours: Array, theirs: Array) -> Array:
    """The source's counts, brought to how often the translation has such a thing.

    Thai has no full stops and German more commas: what is no sign of anything must not count.
    """
    if not len(ours):
        return ours
    usual = ours.mean(axis=0)
    few = 3.0
    rate = (theirs.sum(axis=0) / np.maximum(usual, 1e-9) + few) / (len(theirs) + few)
    return np.asarray(ours * np.where(usual > 0, np.clip(rate, 0.0, 3.0), 1.0))


def _finals(source: Side, target: Side, shape: Shape) -> list[Array]:
    a, b = shape
    kinds = ("stop", "comma", "colon", "question", "other", "none")
    ours = np.array([kinds.index(kind) for kind in source.final])
    theirs = np.array([kinds.index(kind) for kind in target.final])
    x, y = ours[a - 1 :][:, None], theirs[b - 1 :][None, :]
    open_one = (x == kinds.index("none")) != (y == kinds.index("none"))
    stops = [(side == 0).astype(float) for side in (ours, theirs)]
    size = (len(ours) - a + 1, len(theirs) - b + 1)
    inner = []
    for side, length, axis in ((stops[0], a, 1), (stops[1], b, 0)):
        share = _runs(side, length - 1)[: len(side) - length + 1] if length > 1 else np.zeros(1)
        share = share / max(length - 1, 1)
        inner.append(np.broadcast_to(np.expand_dims(share, axis), size))
    # Where nearly everything ends alike, in a language without full stops, it says nothing.
    shares = np.bincount(theirs, minlength=len(kinds)) / len(theirs)
    telling = min(1.0, 2.5 * float(1.0 - (shares**2).sum()) + 0.5 * (len(theirs) < 5))
    same = (x == y).astype(float)
    found = [same, open_one.astype(float), ((x != y) & ~open_one).astype(float)]
    return [*(telling * feature for feature in found), *inner]


def _shared(
    ours: Sequence[Set[Hashable]], theirs: Sequence[Set[Hashable]]
) -> tuple[Array, Array, Array]:
    """How much two units share, and how much there is to share; rare things weigh more."""
    column: dict[Hashable, int] = {}
    size = len(ours) + len(theirs)
    for bag in (*ours, *theirs):
        for thing in bag:
            column.setdefault(thing, len(column))
    x, y = np.zeros((len(ours), len(column))), np.zeros((len(theirs), len(column)))
    for rows, bags in ((x, ours), (y, theirs)):
        for row, bag in zip(rows, bags, strict=True):
            row[[column[thing] for thing in bag]] = 1.0
    # What only one side has, in any of its units, tells no two units of it apart.
    both = (x.sum(axis=0) > 0) & (y.sum(axis=0) > 0)
    x, y = x[:, both], y[:, both]
    held = x.sum(axis=0) + y.sum(axis=0)
    weight = np.log((size + 2.0) / (held + 0.5)) / np.log(size + 2.0)
    return (x * weight) @ y.T, x @ weight, y @ weight


def _overlap(things: tuple[Array, Array, Array], shape: Shape) -> list[Array]:
    shared, ours, theirs = things
    both = blocks(shared, shape)
    x, y = _runs(ours, shape[0])[:, None], _runs(theirs, shape[1])[None, :]
    return [
        np.minimum(both, 4.0),
        np.clip(x - both, 0.0, 3.0),
        np.clip(y - both, 0.0, 3.0),
    ]


def _untouched(source: Side, target: Side) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Latin words that ought to be the same on both sides: acronyms, addresses, and in a
    document of another script every one.
    """
    letters = sum(map(len, (unit.text for unit in target.units)))
    latin = sum(len(word) for words in target.verbatim for word in words)
    if latin < letters / 4:
        return list(source.verbatim), list(target.verbatim)

    def marked(words: frozenset[str]) -> frozenset[str]:
        return frozenset(w for w in words if len(w) > 1 and not w.istitle() and not w.islower())

    return [marked(words) for words in source.verbatim], [marked(w) for w in target.verbatim]


def _cognates(source: Side, target: Side, most: int = 1500) -> tuple[Array, Array, Array]:
    """How many rare words of two units look alike in Latin letters (Jaro-Winkler)."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import cdist

    bags, vocabularies = [], []
    for side in (source, target):
        held: dict[str, int] = {}
        for words in side.words:
            for word in words:
                held[word] = held.get(word, 0) + 1
        words_kept = sorted(held, key=lambda word: (held[word], word))[:most]
        column = {word: k for k, word in enumerate(words_kept)}
        rows = np.zeros((len(side.units), len(column)))
        for row, words in zip(rows, side.words, strict=True):
            row[[column[word] for word in words if word in column]] = 1.0
        rows *= 1.0 / np.sqrt([held[word] for word in words_kept] or 1.0)
        bags.append(rows)
        vocabularies.append(words_kept)
    if not vocabularies[0] or not vocabularies[1]:
        n, m = len(source.units), len(target.units)
        return np.zeros((n, m)), np.zeros(n), np.zeros(m)
    alike = cdist(*vocabularies, scorer=JaroWinkler.similarity, score_cutoff=0.84)
    alike = np.asarray(alike, float)
    alike[alike > 0] = (alike[alike > 0] - 0.8) * 5.0
    matched = bags[0] @ alike @ bags[1].T
    return matched, matched.sum(axis=1), matched.sum(axis=0)


def _own_numbers(source: Side, target: Side, shape: Shape) -> list[Array]:
    a, b = shape
    x = np.array([unit.number or 0 for unit in source.units])[: len(source.units) - a + 1][:, None]
    y = np.array([unit.number or 0 for unit in target.units])[: len(target.units) - b + 1][None, :]
    both = (x > 0) & (y > 0)
    return [
        (both & (x == y)).astype(float),
        (both & (x != y)).astype(float),
        ((x > 0) != (y > 0)).astype(float),
    ]


def _labels(source: Side, target: Side, numbers: Array, shape: Shape) -> list[Array]:
    x, y = _runs(source.labels, shape[0])[:, None], _runs(target.labels, shape[1])[None, :]
    size = np.broadcast_shapes(x.shape, y.shape)
    if not source.labels.any() or not target.labels.any():
        x, y = np.zeros((1, 1)), np.zeros(size)
    found = [np.minimum(x, y), np.abs(x - y)]
    if shape != (1, 1):
        return [*found, *(np.zeros(size) for _ in range(4))]
    ours, theirs = source.label[:, None] > 0, target.label[None, :] > 0
    counted = np.array([bool(side) for side in source.numbers])[:, None]
    counted = counted & np.array([bool(side) for side in target.numbers])[None, :]
    same = numbers > 0
    features = (
        ours & theirs,
        ours != theirs,
        ours & theirs & counted & same,
        ours & theirs & counted & ~same,
    )
    return [*found, *(feature.astype(float) for feature in features)]


def _likeness(pieces: NDArray[np.float32]) -> Array:
    """Likeness of every two units of a document, less what any two share; none to itself.

    Columns are brought to the same spread, so that being like a paragraph that resembles few
    others counts for more.
    """
    if not len(pieces):
        return np.zeros((0, 0))
    likeness = (pieces @ pieces.T).astype(float)
    np.fill_diagonal(likeness, 0.0)
    others = max(len(pieces) - 1, 1)
    mean = likeness.sum(axis=1) / others
    overall = mean.mean()
    likeness = likeness - mean[:, None] - mean[None, :] + overall
    np.fill_diagonal(likeness, 0.0)
    spread = np.sqrt((likeness**2).sum(axis=0) / others)
    return np.asarray(likeness / (spread + 0.001))


def _familiar(side: Side, known: Side, *, leave_one_out: bool) -> Array:
    """Which share of each unit's trigrams occur in another document, or elsewhere in its own."""
    held: Counter[str] = Counter()
    for bag in known.trigrams:
        held.update(bag.keys())
    least = 1 if leave_one_out else 0
    found = []
    for bag in side.trigrams:
        total = sum(bag.values())
        seen = sum(count for gram, count in bag.items() if held[gram] > least)
        found.append((seen + 1.0) / (total + 2.0))
    return np.array(found)
