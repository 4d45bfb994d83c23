"""What translate-toolkit's filters find that no check of ours looks for.

Of pofilter's filters these are right on prose and find something of their own; the others are not
run. ``python -m benchmarks.false_alarms`` counts what all of them flag in good translations.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Unit
from pipeline.model import Certainty, Severity, Span

# What must stand in the source for a filter to have anything to say.
FILTERS = {"printf": "%", "pythonbraceformat": "{"}
_SIGNS = frozenset(FILTERS.values())
_VARIABLE = regex.compile(r"%(?:\(\w+\)|\d+\$)?[\w@]|\{\w*\}")
_PERCENT = regex.compile(r"(?<=\p{Nd}\s?)[%٪]")


@check(
    id="variable-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    rationale="What a program is to fill in (%s, {name}) must be "
    "the same in the translation. Found by the filters printf and pythonbraceformat of "
    "translate-toolkit; its escapes takes those of Markdown for a program's.",
    good=(
        Example("Signed by {name}", "由{name}签署", locale="zh-Hans"),
        Example("%(count)s of 30 museums", "%(count)s из 30 музеев", locale="ru"),
        Example("20% use them", "el 20 % los usa"),
    ),
    bad=(
        Example("Signed by {name}", "Firmado por {nombre}", codes=("pythonbraceformat",)),
        Example("%(count)s of 30 museums", "من ٣٠ متحفا", locale="ar", codes=("printf",)),
    ),
)
def variable_mismatch(unit: Unit) -> Iterator[Hit]:
    """A variable of the source is missing from the translation or was changed."""
    if unit.source.chars.isdisjoint(_SIGNS):
        return
    source, target = (_PERCENT.sub(" ", side.prose) for side in (unit.source, unit.target))
    for name, sign in FILTERS.items():
        if sign in unit.source.chars and (said := _asked(name, source, target)):
            lost = (m for m in _VARIABLE.finditer(source) if m.group() not in target)
            yield Hit(f"{said.rstrip('.')}.", name, tuple(Span(*m.span()) for m in lost))


def _asked(name: str, source: str, target: str) -> str:
    """What a filter has to say about a translation; nothing if it passes."""
    from translate.filters.checks import FilterFailure

    try:
        getattr(_checker(), name)(source, target)
    except FilterFailure as failure:
        return ", ".join(failure.messages)
    return ""


@cache
def _checker() -> Any:
    from translate.filters.checks import StandardChecker

    return StandardChecker()
