"""Whether two texts of as many paragraphs are divided at the same places: by lengths alone.

What the checks or the aligner would say has no part in it, so both may be measured on what is
found parallel here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import log

_STEPS = ((1, 1, 0), (1, 2, 4), (2, 1, 4), (1, 0, 6), (0, 1, 6), (1, 3, 8), (3, 1, 8))
"""How many paragraphs may have become how many, and what that counts against it."""
_FAR_BETTER = 8.0


def log_ratio(ours: int, theirs: int) -> float:
    """How much longer a translation is, from the characters of the whole texts."""
    return log(theirs / ours)


def divided_elsewhere(ours: Sequence[int], theirs: Sequence[int], ratio: float) -> bool:
    """Whether the lengths of as many paragraphs go together far better in another way.

    In the Vietnamese preamble an opening line was split off and two paragraphs merged further
    down: ten on either side, of which eight do not belong together. Lengths are characters;
    ``ratio`` is the `log_ratio` of the whole texts (after Gale and Church 1993).
    """
    size = range(len(ours) + 1)

    def misfit(i: int, j: int, a: int, b: int) -> float:
        one, other = sum(ours[i : i + a]), sum(theirs[j : j + b])
        return (log(other / one) - ratio) ** 2 / (0.03 + 1.5 / min(one, other))

    best = {(0, 0): 0.0}
    for i, j in product(size, size):
        ways = [best[i, j]] if (i, j) in best else []
        for a, b, toll in _STEPS:
            if (i - a, j - b) in best:
                cost = misfit(i - a, j - b, a, b) if a and b else 0.0
                ways.append(best[i - a, j - b] + toll + cost)
        best[i, j] = min(ways)
    straight = sum(misfit(i, i, 1, 1) for i in range(len(ours)))
    return straight - best[len(ours), len(ours)] > _FAR_BETTER
