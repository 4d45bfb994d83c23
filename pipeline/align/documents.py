"""Aligning a document with its translation, without any model of either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.align.certainty import assured
from pipeline.align.decoding import decode
from pipeline.align.evidence import Evidence
from pipeline.align.lattice import Array
from pipeline.align.lexicon import ENGLISH, NOTHING, Lexicon
from pipeline.align.links import Link
from pipeline.align.measures import Unit, measure
from pipeline.align.moved import Restored, restored
from pipeline.align.overlap import in_common
from pipeline.align.passes import Aligner
from pipeline.align.verdict import probability
from pipeline.align.weights import Learnt, learnt
from pipeline.locales import Locale

LARGE = 300 * 300
"""With more pairs of units than this a document is aligned window by window: memory and time
then grow with its length, not with the square of it."""
WINDOW = 300
"""How many units of either side a window holds at least."""
SURE = 0.95
"""The probability of a link behind which the next window may begin."""
Pins = Sequence[tuple[range, range]]
"""Links that a person made, or ``(range(0), units)`` for what has no counterpart."""
_ORIGIN = Locale(ENGLISH)


def length_script(locale: Locale) -> str:
    """The script by which lengths are looked up: both ways of writing Chinese are one."""
    return "Hani" if locale.written in ("Hans", "Hant") else locale.written


@dataclass(frozen=True, slots=True)
class Alignment:
    """A document and its translation, linked."""

    links: tuple[Link, ...]
    """In the order of the source. A posterior is the probability of exactly that link, and that
    the document is a translation at all."""
    pairs: Array
    """The probability that each two units belong together if it is one, ``(n, m)``."""
    likeness: float
    """Which share of the target's letters has a counterpart, by probability: near 1 for a
    translation, near 0 for some other document."""


def align_documents(
    source: Sequence[Unit],
    target: Sequence[Unit],
    *,
    locale: Locale,
    origin: Locale = _ORIGIN,
    pins: Pins = (),
    taught: Lexicon = NOTHING,
    model: Learnt | None = None,
) -> Alignment:
    """Link the units of a document with those of its translation.

    ``locale`` is the translation's, ``origin`` the source's (lengths were learnt against
    English). ``pins`` are links that a person made: they are kept, their units are linked with
    nothing else, and what stands before one of them is not linked with what stands behind it. A
    pin of two empty ranges does the latter alone: it is a fence. ``taught`` is what earlier
    translations into this language teach (see `pipeline.align.learning`).
    """
    if not source or not target:
        return Alignment((), np.zeros((len(source), len(target))), 0.0)
    if len(source) * len(target) > LARGE:
        return _in_windows(source, target, locale, origin, pins, taught, model or learnt())
    sides = measure(source, origin), measure(target, locale)
    forbidden = _forbidden(len(source), len(target), pins)
    model = model or learnt()
    evidence = Evidence(*sides, in_common(*sides, taught=taught))
    aligner = Aligner(evidence, model, forbidden)
    _, passed = aligner.passes(length_script(locale))
    # Nobody links what does not belong together.
    linked = any(ours and theirs for ours, theirs in pins)
    chance = 1.0 if linked else probability(passed, evidence, model.translation)
    found = restored(aligner, passed)
    pairs = np.zeros((len(source), len(target)))
    pairs[:, found.order] = found.passed.pairs
    for ours, theirs in pins:
        pairs[ours.start : ours.stop, theirs.start : theirs.stop] = 1.0
    pinned = tuple(Link(s, t, 0.0, 1.0, pinned=True) for s, t in pins if s and t)
    weight = sides[1].length
    likeness = chance * float((np.minimum(pairs.sum(axis=0), 1.0) * weight).sum() / weight.sum())
    everything = sorted((*in_place(found), *pinned), key=lambda link: link.source.start)
    links = assured(everything, aligner, found.passed.ratio, model.certainty, chance)
    return Alignment(links, pairs, likeness)


def _in_windows(
    source: Sequence[Unit],
    target: Sequence[Unit],
    locale: Locale,
    origin: Locale,
    pins: Pins,
    taught: Lexicon,
    model: Learnt,
) -> Alignment:
    """A large document, each window beginning behind the last sure link of the one before it.

    What is in the last third of a window is left to the next, which sees what follows it.
    """
    links: list[Link] = []
    pairs = np.zeros((len(source), len(target)))
    i = j = 0
    found = 0.0
    while i < len(source) and j < len(target):
        rows, columns = _window(range(i, len(source)), range(j, len(target)))
        part = align_documents(
            source[rows.start : rows.stop],
            target[columns.start : columns.stop],
            locale=locale,
            origin=origin,
            pins=[(_less(s, i), _less(t, j)) for s, t in pins if _holds(rows, columns, s, t)],
            taught=taught,
            model=model,
        )
        last = rows.stop == len(source) and columns.stop == len(target)
        settled = (len(rows), len(columns)) if last else _settled(part.links, rows, columns, pairs)
        if settled:
            a, b = settled
            kept = (k for k in part.links if k.source.stop <= a and k.target.stop <= b)
            links += [
                replace(k, source=_less(k.source, -i), target=_less(k.target, -j)) for k in kept
            ]
            pairs[i : i + a, j : j + b] = part.pairs[:a, :b]
            found += part.likeness * b
        elif len(source) - i > len(target) - j:
            # Nothing is sure: some of the side of which more is left has no counterpart.
            a, b = len(rows) // 3 + 1, 0
        else:
            a, b = 0, len(columns) // 3 + 1
        i, j = i + a, j + b
    return Alignment(tuple(links), pairs, found / len(target))


def _settled(
    links: Iterable[Link], rows: range, columns: range, pairs: Array
) -> tuple[int, int] | None:
    """How much of either side of a window lies before its last sure link; None if none is sure.

    Links near the end of a window count only where the document, whose size is that of
    ``pairs``, ends there too.
    """
    inside = [
        len(units) if units.stop == size else len(units) * 2 // 3
        for units, size in zip((rows, columns), pairs.shape, strict=True)
    ]
    reach = [
        (link.source.stop, link.target.stop)
        for link in links
        if (link.posterior or 0.0) >= SURE and not link.moved
        if link.source.stop <= inside[0] and link.target.stop <= inside[1]
    ]
    return max(reach, default=None)


def _window(rows: range, columns: range) -> tuple[range, range]:
    """The beginnings of what is left, wider on one side where the other is short."""
    height = max(WINDOW, LARGE // min(len(columns), WINDOW))
    return rows[:height], columns[: max(WINDOW, LARGE // min(len(rows), height))]


def _holds(rows: range, columns: range, source: range, target: range) -> bool:
    """Whether a window holds a pin."""
    fence = not source and not target
    return all(
        units.start <= part.start and part.stop <= units.stop
        for units, part in ((rows, source), (columns, target))
        if part or fence
    )


def _less(units: range, by: int) -> range:
    return range(units.start - by, units.stop - by)


def in_place(found: Restored) -> tuple[Link, ...]:
    """The links, of the units where they stand in the translation.

    A posterior is the probability of exactly that link among all alignments.
    """
    links = []
    for link in decode(found.passed):
        units = [found.order[j] for j in link.target]
        if units != [*range(units[0], units[0] + len(units))]:
            continue  # What was put side by side here does not stand side by side there.
        moved = not found.moved.isdisjoint(units)
        posterior = (link.posterior or 0.0) * (found.chance if moved else 1.0)
        target = range(units[0], units[-1] + 1)
        links.append(replace(link, target=target, posterior=posterior, moved=moved))
    return tuple(links)


def _forbidden(n: int, m: int, pins: Pins) -> Array | None:
    """1 for each pair of units that what a person said rules out; None where nothing was said."""
    if not pins:
        return None
    no = np.zeros((n, m))
    for source, target in pins:
        no[source.start : source.stop, :] = 1.0
        no[:, target.start : target.stop] = 1.0
        if bool(source) == bool(target) and not _crossed(source, target, pins):
            no[: source.start, target.stop :] = 1.0
            no[source.stop :, : target.start] = 1.0
    return no


def _crossed(source: range, target: range, pins: Pins) -> bool:
    """Whether a pin is out of order with another, and so says nothing of what is around it."""
    return any(
        s and t and (s.start < source.start) != (t.start < target.start)
        for s, t in pins
        if s != source
    )
