"""What an alignment is made of: links, their shapes, and what it costs to leave things out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Shape = tuple[int, int]
"""How many source items a link joins with how many target items; both at least 1."""

SHAPES: tuple[Shape, ...] = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (1, 4),
    (4, 1),
)


class Scorer(Protocol):
    """How well a run of source items goes with a run of target items.

    The score is a log-odds: 0 is as good as leaving a gap of no cost, ``-inf`` forbids.
    """

    def __call__(self, source: range, target: range, /) -> float:
        """The score of linking these two runs, each of one to four items."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A run of source items that means the same as a run of target items."""

    source: range
    target: range
    score: float
    """What the scorer said."""
    posterior: float | None = None
    """The probability of exactly this link among all alignments, where it was asked for."""
    moved: bool = False
    """Whether it stands out of order with its neighbours."""
    pinned: bool = False
    """Whether it was given as an anchor rather than found."""

    @property
    def shape(self) -> Shape:
        """How many items it joins on either side."""
        return len(self.source), len(self.target)


@dataclass(frozen=True, slots=True)
class Gap:
    """What a run of items without a counterpart scores: ``opening + n * extension``."""

    opening: float
    extension: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """The ways in which items may be left out on either side.

    Several gaps on a side are alternatives: a short one that is cheap to open, and a long one
    that is cheap to extend, as in the concave gap costs of Miller and Myers (1988).
    """

    source: tuple[Gap, ...] = (Gap(-1.0, -1.0),)
    target: tuple[Gap, ...] = (Gap(-1.0, -1.0),)
    ends: Gap | None = None
    """One more way to leave out source items before the first link or behind the last: where
    only a part of a document was translated, what is missing at its ends is one thing. Used
    where probabilities are asked for (`pipeline.align.lattice`)."""
