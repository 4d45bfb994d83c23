"""Cutting a paragraph's translation where its source was cut, between sentences.

The old source's sentences are followed into the new parts, the translation's sentences are
paired with the old source's, and each part gets the sentences that belong to it. Where the
sentences do not correspond nothing is cut: half a thought in the wrong paragraph is worse than
a note to the translator.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from pipeline.align import Gap, Gaps, align
from pipeline.stages.carry import carry
from pipeline.text.sentences import join, sentences

_LIKELY = 0.6
"""Logarithm of how much longer or shorter than expected a translated sentence often is."""
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
# All sentences must be paired: leaving one out is worse than any pairing.
_NO_GAPS = Gaps((Gap(-50.0, -50.0),), (Gap(-50.0, -50.0),))


def recut(
    source: str, target: str, parts: Sequence[str], *, source_locale: str, locale: str
) -> tuple[tuple[str, str], ...] | None:
    """For each new part, the old source and the old translation that belong to it.

    Both are empty for a part that says something new. None where the translation cannot be cut.
    """
    before = sentences(source, source_locale)
    owners = _owners(before, parts, source_locale)
    if owners is None:
        return None
    after = sentences(target, locale)
    sources: list[list[str]] = [[] for _ in parts]
    targets: list[list[str]] = [[] for _ in parts]
    for run, translated in _pairs(before, after):
        owner = {owners[n] for n in run}
        if len(owner) != 1:
            return None
        part = owner.pop()
        sources[part] += [before[n] for n in run]
        targets[part] += [after[n] for n in translated]
    return tuple(
        (join(s, source_locale), join(t, locale)) for s, t in zip(sources, targets, strict=True)
    )


def _owners(before: Sequence[str], parts: Sequence[str], locale: str) -> list[int] | None:
    """Which part each old sentence went to; None where one went to two, or the order changed."""
    flat = [(piece, n) for n, part in enumerate(parts) for piece in sentences(part, locale)]
    owners: list[int | None] = [None] * len(before)
    for link in carry(before, [piece for piece, _ in flat]):
        went = {flat[j][1] for j in link.new}
        if len(went) != 1:
            return None
        for i in link.old:
            owners[i] = flat[link.new.start][1]
    known = [owner for owner in owners if owner is not None]
    if not known or known != sorted(known):
        return None
    # A sentence that is found nowhere was rewritten or dropped where it stood.
    last = known[0]
    settled = []
    for owner in owners:
        last = last if owner is None else owner
        settled.append(last)
    return settled


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[range, range]]:
    """Sentences of a text and of its translation, paired in order by their lengths."""
    ratio = (sum(map(len, after)) or 1) / (sum(map(len, before)) or 1)

    def apart_by(source: range, target: range) -> float:
        expected = sum(len(before[n]) for n in source) * ratio
        found = sum(len(after[n]) for n in target)
        return abs(log((found + 3) / (expected + 3)))

    one_by_one = [(range(n, n + 1), range(n, n + 1)) for n in range(len(before))]
    if len(before) == len(after) and all(apart_by(*pair) < _LIKELY for pair in one_by_one):
        return one_by_one

    def score(source: range, target: range) -> float:
        apart = apart_by(source, target)
        # Gale and Church (1993): nine sentences in ten have one sentence as their translation.
        return -4.0 * apart * apart - (0.0 if len(source) == len(target) == 1 else 2.5)

    links = align(len(before), len(after), score, shapes=_SHAPES, gaps=_NO_GAPS, posterior=False)
    paired = (sum(len(link.source) for link in links), sum(len(link.target) for link in links))
    if paired != (len(before), len(after)):
        return [(range(len(before)), range(len(after)))]
    return [(link.source, link.target) for link in links]
