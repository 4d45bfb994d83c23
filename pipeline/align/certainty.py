"""How sure a link is: its posterior, and what the model of alignments cannot see of it.

The posterior takes for granted that each link is right or wrong apart from its neighbours, given
where they begin and end. Half of a paragraph that was split goes well with the whole source, if
its other half was merged with the next: but the half ends in a comma, and what follows it begins
in the middle of a sentence. A logistic model of such signs makes the posterior a probability that
holds (Platt, 1999); its weights are learnt from translations whose links are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.align.evidence import TARGET_GAP_NAMES, Evidence, length_variance
from pipeline.align.lattice import Array
from pipeline.align.links import Link
from pipeline.align.measures import Side
from pipeline.align.passes import Aligner
from pipeline.align.weights import CERTAINTY_NAMES

_OPEN = ("comma", "none")
_LEAST, _MOST = 0.001, 0.9995
"""Posteriors nearer to 0 or 1 tell no more than these."""


def assured(
    links: Sequence[Link], aligner: Aligner, ratio: float, weights: Array, chance: float = 1.0
) -> tuple[Link, ...]:
    """The links of a document, with the probability that each is right for a posterior.

    They may stand in any order; ``ratio`` is the log ratio of lengths that was found, ``chance``
    the probability that the document is a translation at all. What a person linked stays sure.
    """
    if not links:
        return ()
    chances = chance / (1.0 + np.exp(-(certainty_signs(links, aligner, ratio) @ weights)))
    return tuple(
        link if link.pinned else replace(link, posterior=float(each))
        for link, each in zip(links, chances, strict=True)
    )


def certainty_signs(links: Sequence[Link], aligner: Aligner, ratio: float) -> Array:
    """What speaks for and against each link, a row a link, in the order of ``CERTAINTY_NAMES``."""
    evidence = aligner.evidence
    strange = aligner.target_gap[TARGET_GAP_NAMES.index("target strange")]
    used = [np.zeros(size + 2, bool) for size in (evidence.n, evidence.m)]
    for side in used:
        side[[0, -1]] = True
    for link in links:
        used[0][link.source.start + 1 : link.source.stop + 1] = True
        used[1][link.target.start + 1 : link.target.stop + 1] = True
    ours, theirs = begins_low(evidence.source), begins_low(evidence.target)
    rows = []
    for link, ending in zip(links, _endings(links, evidence), strict=True):
        source, target = link.source, link.target
        chance = min(max(link.posterior or 0.0, _LEAST), _MOST)
        rows.append(
            [
                1.0,
                np.log(chance / (1.0 - chance)),
                2.0 - used[1][target.start] - used[1][target.stop + 1],
                2.0 - used[0][source.start] - used[0][source.stop + 1],
                _far_off(evidence, link, ratio),
                *ending,
                theirs[target.start] * (ours[source.start] == 0.0),
                theirs[target.stop] if target.stop < evidence.m else 0.0,
                _cut_before(evidence, link),
                float(strange[target.start : target.stop].max()),
                float(len(target) > 1),
                float(len(source) > 1),
                float(link.moved),
            ]
        )
    return np.array(rows, float).reshape(-1, len(CERTAINTY_NAMES))


def begins_low(side: Side) -> Array:
    """How telling it is of each unit that it begins with a small letter; 0 where it does not.

    Nothing where most do, as in scripts whose letters have one case that Unicode calls small.
    """
    first = (next(filter(str.isalpha, unit.text), "") for unit in side.units)
    low = np.array([letter.islower() for letter in first], float)
    return low * max(0.0, 1.0 - 2.0 * float(low.mean()))


def _far_off(evidence: Evidence, link: Link, ratio: float) -> float:
    """How far the lengths are from their ratio, in variances, up to 25; a fifth of it."""
    ours = evidence.source.length[link.source.start : link.source.stop].sum()
    theirs = evidence.target.length[link.target.start : link.target.stop].sum()
    variance = length_variance(ours, theirs, ratio)
    return min(float((np.log(theirs / ours) - ratio) ** 2 / variance), 25.0) / 5.0


def _endings(links: Sequence[Link], evidence: Evidence) -> list[tuple[float, float]]:
    """For each link how telling it is that the two sides end otherwise, and that only the
    translation breaks off, at a comma or without any sign.

    As telling as it is probable, by the other links of the document, that they end alike.
    """
    ends = [
        (evidence.source.final[link.source[-1]], evidence.target.final[link.target[-1]])
        for link in links
    ]
    alike = [ours == theirs for ours, theirs in ends]
    found = []
    for (ours, theirs), same in zip(ends, alike, strict=True):
        usual = (sum(alike) - same + 1.0) / (len(alike) - 1 + 2.0)
        odds = max(float(np.log(usual / (1.0 - usual))), 0.0)
        broken = theirs in _OPEN and ours not in _OPEN
        found.append((0.0 if same else odds, odds if broken else 0.0))
    return found


def _cut_before(evidence: Evidence, link: Link) -> float:
    """1 where what stands before it ends in a comma, and in the source does not."""
    i, j = link.source.start - 1, link.target.start - 1
    if j < 0 or evidence.target.final[j] != "comma":
        return 0.0
    return float(i < 0 or evidence.source.final[i] != "comma")
