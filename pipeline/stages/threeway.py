"""Merging values and lines that several people changed, with or without a common ancestor.

Every function here gives the same result for the same versions in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
L = TypeVar("L", str, tuple[str, ...])


def changed(base: T, versions: Sequence[T]) -> list[T]:
    """The distinct versions that are not the ancestor's, in order of appearance."""
    found: list[T] = []
    for version in versions:
        if version != base and version not in found:
            found.append(version)
    return found


def settle(base: T, versions: Sequence[T], best: Callable[[Sequence[T]], T]) -> T:
    """The one version that somebody made, or the ancestor's, or the ``best`` of several."""
    made = changed(base, versions)
    if len(made) > 1:
        return best(made)
    return made[0] if made else base


def lines(base: Sequence[L] | None, versions: Sequence[Sequence[L]]) -> tuple[L, ...]:
    """Sequences such as comment lines: what anybody added is kept, what somebody took away is gone.

    Where only one version differs from the ancestor, it is taken as it is. Without an ancestor
    nothing is taken away.
    """
    made = changed(tuple(base or ()), [tuple(version) for version in versions])
    if len(made) < 2:
        return made[0] if made else tuple(base or ())
    everywhere = [set(_counted(version)) for version in versions]
    dropped = {line for line in _counted(base or ()) if any(line not in v for v in everywhere)}
    kept = [[line for line in _counted(version) if line not in dropped] for version in made]
    # What has all lines already stays as it is: to merge again changes nothing.
    kept.sort(key=lambda version: (len(version), version), reverse=True)
    merged = list(kept[0])
    for version in kept[1:]:
        # Lines go behind the line they stood behind, or before the one they stood before.
        place = next((merged.index(line) for line in version if line in merged), len(merged))
        for line in version:
            if line in merged:
                place = merged.index(line) + 1
            else:
                merged.insert(place, line)
                place += 1
    return tuple(line for line, _ in merged)


def added(base: Sequence[L], version: Sequence[L]) -> tuple[L, ...]:
    """A version with the ancestor's lines that it lacks: for one that may only add lines."""
    return tuple(version) + tuple(line for line in base if line not in version)


def _counted(version: Sequence[L]) -> list[tuple[L, int]]:
    """Each line with how often it has stood before, so that equal lines are told apart."""
    seen: Counter[Any] = Counter()
    counted = []
    for line in version:
        counted.append((line, seen[line]))
        seen[line] += 1
    return counted
