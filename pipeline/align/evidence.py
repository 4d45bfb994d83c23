"""What speaks for and against linking two runs of units, feature by feature.

A feature is an array over all pairs of runs of one shape. Most come from sums over a run, so
that a merged paragraph is measured like its parts together. The weights that turn features into
a score are learnt (see `pipeline.align.weights`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.align.lattice import Array
from pipeline.align.links import SHAPES, Shape
from pipeline.align.measures import COUNT_NAMES, Side
from pipeline.align.overlap import (
    Shared,
    in_common,
    overlap,
    shared,
    surprise,
    untouched,
)
from pipeline.align.resemblance import familiar, profile
from pipeline.align.runs import runs

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
    "translations",
    "translations few",
    "related words",
    "related words few",
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
KNOWN_NAMES = (
    "words far off",
    "profile",
    "profile poor",
    "edges profile",
    "edges profile poor",
)
SOURCE_GAP_NAMES = ("source length", "source label")
TARGET_GAP_NAMES = (
    "target length",
    "target label",
    "target strange",
    "target like source",
)
NAMES = SHAPE_NAMES + STATIC_NAMES + LENGTH_NAMES + KNOWN_NAMES
Features = NDArray[np.floating]
"""The features of one shape, stacked: ``(features, rows, columns)``, in single precision."""
_FINALS = ("stop", "comma", "colon", "question", "other", "none")


class Evidence:
    """The features of one pair of documents."""

    def __init__(self, source: Side, target: Side, common: Sequence[Shared] = ()) -> None:
        """``common`` is what `in_common` finds, where that is known already."""
        self.source = source
        self.target = target
        self.n = len(source.units)
        self.m = len(target.units)
        self.shapes = tuple(s for s in SHAPES if s[0] <= self.n and s[1] <= self.m)

        self.common = common or in_common(source, target)

    def reordered(self, order: Sequence[int]) -> Evidence:
        """The same for the target's units in another order."""
        places = list(order)
        common = [
            (matched[:, places], ours, theirs[places]) for matched, ours, theirs in self.common
        ]
        return Evidence(self.source, self.target.reordered(order), common)

    def size(self, shape: Shape) -> tuple[int, int]:
        """How many links of a shape there may be: rows and columns of its arrays."""
        return self.n - shape[0] + 1, self.m - shape[1] + 1

    def static(self) -> dict[Shape, Features]:
        """Features that depend on nothing but the two runs, in the order of ``STATIC_NAMES``."""
        source, target = self.source, self.target
        numbers = shared(list(map(set, source.numbers)), list(map(set, target.numbers)))
        verbatim = shared(*untouched(source, target))
        counts = _as_often(source.counts, target.counts)
        sentences = _as_often(source.sentences, target.sentences)
        found = {}
        for shape in self.shapes:
            a, b = shape
            x, y = runs(sentences, a)[:, None], runs(target.sentences, b)[None, :]
            headings = runs(source.heading, a)[:, None] * runs(target.heading, b)[None, :] / (a * b)
            features = [
                *_finals(source, target, shape),
                *_punctuation(runs(counts, a), runs(target.counts, b)),
                np.abs(x - y) / np.sqrt(x + y),
                *overlap(numbers, shape),
                *_own_numbers(source, target, shape),
                *overlap(verbatim, shape),
                *(feature for each in self.common for feature in surprise(each, shape)),
                *_labels(source, target, numbers[0], shape),
                np.maximum(headings, 0.0),
                np.maximum(-headings, 0.0),
            ]
            found[shape] = np.array(features, np.float32)
        return found

    def length(self, ratio: float) -> dict[Shape, Features]:
        """How well the lengths go together if ``ratio`` is the language's log ratio to English."""
        found = {}
        for shape in self.shapes:
            x = runs(self.source.length, shape[0])[:, None]
            y = runs(self.target.length, shape[1])[None, :]
            variance = length_variance(x, y, ratio)
            misfit = (np.log(y / x) - ratio) ** 2 / variance
            features = [np.minimum(misfit, 25.0), np.log1p(misfit), -0.5 * np.log(variance)]
            found[shape] = np.array(features, np.float32)
        return found

    def known(self, links: Array) -> dict[Shape, Features]:
        """Features that build upon what is known of which units correspond.

        ``links`` holds the probability of each pair of units.
        """
        words = self._spaced(links)
        pairs = zip(self.source.resemblances, self.target.resemblances, strict=True)
        profiles = [profile(ours, theirs, links, self.shapes) for ours, theirs in pairs]
        return {
            shape: np.array(
                [words[shape], *(f for each in profiles for f in each[shape])], np.float32
            )
            for shape in self.shapes
        }

    def source_gap(self) -> list[Array]:
        """What makes a source unit likely to be missing from the translation."""
        return [np.log(self.source.length) - 4.0, self.source.label]

    def target_gap(self) -> list[Array]:
        """What makes a target unit likely to have no counterpart: it is in another language
        than the rest of its document, or in that of the source.
        """
        own = familiar(self.target.trigrams, self.target.trigrams, leave_one_out=True)
        other = familiar(self.target.trigrams, self.source.trigrams, leave_one_out=False)
        strange = np.zeros(self.m)
        if self.m >= 5:
            strange = np.clip((np.median(own) - own) * 4.0, 0.0, 4.0)
        leftover = np.clip((other - own) * 4.0, 0.0, 4.0)
        return [np.log(self.target.length) - 4.0, self.target.label, strange, leftover]

    def _spaced(self, links: Array) -> dict[Shape, Array]:
        """How far the numbers of words are from the usual ratio, where words have spaces."""
        ours, theirs = self.source.spaced, self.target.spaced
        if theirs.sum() * 15 < self.target.length.sum():
            return {shape: np.zeros(self.size(shape)) for shape in self.shapes}
        # As if three units had shown what is usual.
        usual = float(np.median(theirs)) * 3.0
        x, y = (links.sum(axis=1) @ ours), (links.sum(axis=0) @ theirs)
        whole = theirs.sum() / ours.sum()
        ratio = np.log((y + usual) / (x + usual / whole))
        found = {}
        for shape in self.shapes:
            x, y = runs(ours, shape[0])[:, None], runs(theirs, shape[1])[None, :]
            variance = 0.02 + 1.0 / np.minimum(x, y)
            found[shape] = np.log1p((np.log(y / x) - ratio) ** 2 / variance)
        return found


def length_variance(ours: Array, theirs: Array, ratio: float) -> Array:
    """How much the log ratio of two lengths varies about ``ratio``: more where texts are short."""
    return np.asarray(0.015 + 1.5 / np.minimum(ours, theirs * np.exp(-ratio)))


def _as_often(ours: Array, theirs: Array) -> Array:
    """The source's counts, brought to how often the translation has such a thing.

    Thai has no full stops and German more commas: what is no sign of anything must not count.
    """
    usual = ours.mean(axis=0)
    few = 3.0
    rate = (theirs.sum(axis=0) / np.maximum(usual, 1e-9) + few) / (len(theirs) + few)
    return np.asarray(ours * np.where(usual > 0, np.clip(rate, 0.0, 3.0), 1.0))


def _punctuation(ours: Array, theirs: Array) -> list[Array]:
    differences, common = [], []
    for k in range(len(COUNT_NAMES)):
        x, y = ours[:, k][:, None], theirs[:, k][None, :]
        differences.append(np.abs(x - y) / np.sqrt(x + y + 1.0))
        common.append(np.minimum(np.minimum(x, y), 3.0))
    return differences + common


def _finals(source: Side, target: Side, shape: Shape) -> list[Array]:
    a, b = shape
    ours = np.array([_FINALS.index(kind) for kind in source.final])
    theirs = np.array([_FINALS.index(kind) for kind in target.final])
    x, y = ours[a - 1 :][:, None], theirs[b - 1 :][None, :]
    none = _FINALS.index("none")
    open_one = (x == none) != (y == none)
    stops = [(side == 0).astype(float) for side in (ours, theirs)]
    size = (len(ours) - a + 1, len(theirs) - b + 1)
    inner = []
    for side, length, axis in ((stops[0], a, 1), (stops[1], b, 0)):
        share = runs(side, length - 1)[: len(side) - length + 1] if length > 1 else np.zeros(1)
        share = share / max(length - 1, 1)
        inner.append(np.broadcast_to(np.expand_dims(share, axis), size))
    # Where nearly everything ends alike, in a language without full stops, it says nothing.
    shares = np.bincount(theirs, minlength=len(_FINALS)) / len(theirs)
    telling = min(1.0, 2.5 * float(1.0 - (shares**2).sum()) + 0.5 * (len(theirs) < 5))
    same = (x == y).astype(float)
    found = [same, open_one.astype(float), ((x != y) & ~open_one).astype(float)]
    return [*(telling * feature for feature in found), *inner]


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
    x, y = runs(source.labels, shape[0])[:, None], runs(target.labels, shape[1])[None, :]
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
