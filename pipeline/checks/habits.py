"""A fault that a translation commits everywhere is its habit, and is said once.

Published translations differ from the book in many ways on purpose: straight quotation marks
throughout, no final full stops, ordinals instead of digits. What a language does nearly always
is told in one finding; what it does against its own habit is told each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pipeline.checks.declared import Hit, Settle
from pipeline.checks.unit import Language, Unit
from pipeline.model import Severity

_FEW = 4
_THIRD = 2
"""So many counter-examples for one fault are as few as a habit leaves."""


def fold(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """The faults; where a third of the places where one of a code could stand have it, and four
    at least, one finding in their place.

    Where a check gives no counter-example at all, every message is such a place.
    """
    return _fold(hits, None, _THIRD, among=len(language.settled))


def fold_soon(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """As `fold`, and also where there are two faults and no counter-example at all.

    For checks that give counter-examples wherever there can be any.
    """
    return _fold(hits, None, _THIRD, soon=True)


def folding(*codes: str, share: int = 3) -> Settle:
    """Folds these codes only, and as soon as there is a fault for ``share`` counter-examples."""

    def settle(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
        return _fold(hits, frozenset(codes), share)

    return settle


def _fold(
    hits: list[tuple[Unit, Hit]],
    codes: frozenset[str] | None,
    share: int,
    *,
    among: int = 0,
    soon: bool = False,
) -> Iterator[tuple[Unit, Hit]]:
    faults: dict[str, list[tuple[Unit, Hit]]] = defaultdict(list)
    fine: dict[str, int] = defaultdict(int)
    for unit, hit in hits:
        if hit.fine:
            fine[hit.code] += 1
        else:
            faults[hit.code].append((unit, hit))
    habits, slips = [], []
    for code, group in faults.items():
        units = len({id(unit) for unit, _ in group})
        against = fine[code] if fine else among - units
        habitual = units >= _FEW and units * share > against
        habitual = habitual or (soon and units > 1 and not fine[code])
        if habitual and (codes is None or code in codes):
            unit, hit = group[0]
            habits.append((unit, replace(hit, more=units - 1, severity=Severity.INFO, proposal="")))
        else:
            slips.extend(group)
    yield from habits
    for unit, hit in slips:
        # Where there is no counter-example, a single case follows the habit that is there.
        if not (soon and habits and not fine[hit.code]):
            yield unit, hit
