"""Where a message stands: not translated, not reviewed, copied from the source."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Unit
from pipeline.model import Certainty, Severity, State


@check(
    id="untranslated",
    severity=Severity.INFO,
    certainty=Certainty.CERTAIN,
    drafts=True,
    rationale="A reader gets the English instead. Whether that blocks a release is decided by "
    "the release policy, from the coverage; the finding shows where to go on.",
    good=(Example("Article 1", "Artículo 1"),),
    bad=(Example("Article 1", "", state="untranslated"),),
)
def untranslated(unit: Unit) -> Iterator[Hit]:
    """There is no translation yet."""
    if not unit.message.target:
        yield Hit()


@check(
    id="fuzzy",
    severity=Severity.INFO,
    certainty=Certainty.CERTAIN,
    drafts=True,
    rationale="The translation was carried over from an earlier or a similar text, or a machine "
    "proposed it. Somebody who reads both languages has to look at it and take the mark off.",
    good=(Example("Article 1", "Artículo 1"),),
    bad=(Example("Article 1", "Artículo 2", state="fuzzy"),),
)
def fuzzy(unit: Unit) -> Iterator[Hit]:
    """The translation waits for somebody to look at it."""
    if unit.message.target and unit.message.state is State.FUZZY:
        yield Hit()
