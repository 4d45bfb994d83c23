"""Aligning a document with its translation, without any model of either language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.align.lattice import Array
from pipeline.align.links import Link
from pipeline.align.measures import Unit, measure
from pipeline.align.moved import decode, rearranged
from pipeline.align.passes import Aligner
from pipeline.align.weights import Learnt, learnt
from pipeline.locales import Locale

ENGLISH = Locale("en")


def length_script(locale: Locale) -> str:
    """The script by which lengths are looked up: both ways of writing Chinese are one."""
    return "Hani" if locale.written in ("Hans", "Hant") else locale.written


@dataclass(frozen=True, slots=True)
class Alignment:
    """A document and its translation, linked."""

    links: tuple[Link, ...]
    """In the order of the source. A posterior is the probability of exactly that link."""
    pairs: Array
    """The probability that each two units belong together, ``(n, m)``."""
    likeness: float
    """Which share of the target's letters has a counterpart, by probability: near 1 for a
    translation, near 0 for some other document."""


def align_documents(
    source: Sequence[Unit],
    target: Sequence[Unit],
    *,
    locale: Locale,
    origin: Locale = ENGLISH,
    pins: Sequence[tuple[range, range]] = (),
    model: Learnt | None = None,
) -> Alignment:
    """Link the units of a document with those of its translation.

    ``locale`` is the translation's, ``origin`` the source's (lengths were learnt against
    English). ``pins`` are links that a person made: they are kept, their units are linked with
    nothing else, and what stands before one of them is not linked with what stands behind it.
    """
    if not source or not target:
        return Alignment((), np.zeros((len(source), len(target))), 0.0)
    sides = measure(source, origin), measure(target, locale)
    aligner = Aligner(*sides, model or learnt(), tuple(pins))
    _, last = aligner.passes(length_script(locale))
    links = rearranged(last, decode(last))
    pairs = last.pairs
    for link in links:
        if link.moved:
            block = (
                slice(link.source.start, link.source.stop),
                slice(link.target.start, link.target.stop),
            )
            pairs[block] = np.maximum(pairs[block], link.posterior or 0.0)
    for ours, theirs in pins:
        pairs[ours.start : ours.stop, theirs.start : theirs.stop] = 1.0
    pinned = tuple(Link(s, t, 0.0, 1.0, pinned=True) for s, t in pins if s and t)
    weight = sides[1].length
    found = float((np.minimum(pairs.sum(axis=0), 1.0) * weight).sum() / weight.sum())
    everything = sorted((*links, *pinned), key=lambda link: link.source.start)
    return Alignment(tuple(everything), pairs, found)
