"""How a check is said: its id, severity, certainty, rationale and examples, beside its function.

The examples are the check's tests and its documentation: one parametrised test runs them all
and ``docs/checks.md`` is rendered from them (after Fixit's VALID/INVALID and FontBakery's
``rationale``; severity times certainty after i18nspector).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.checks.glossary import Glossary
from pipeline.model import Certainty, Finding, Severity, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: the part of a `Finding` that only the check knows."""

    words: str = ""
    """One sentence for a person who does not read code; empty for the check's own summary."""
    code: str = ""
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    proposal: str = ""
    """The whole target as it ought to be, where the check can prove it."""
    severity: Severity | None = None
    """Where this one weighs less (or more) than the check's declared severity."""
    certainty: Certainty | None = None
    fine: bool = False
    """No fault but the opposite: here the language does what the fault of this ``code`` breaks.
    Only a check with ``settle`` yields it."""
    more: int = 0
    """In how many messages more the same was found, where one finding stands for all."""


def fine(code: str = "") -> Hit:
    """No fault: here the language does what the fault of this code would break. One for each
    code, since there are many."""
    return _fine(code)


@cache
def _fine(code: str) -> Hit:
    return Hit(code=code, fine=True)


@dataclass(frozen=True, slots=True)
class Example:
    """A source and its translation, and what the check is to say about them."""

    source: str
    target: str
    locale: str = "es"
    codes: tuple[str, ...] = ()
    """The codes to be found, in order; empty: any (a bad example) or none (a good one)."""
    beside: tuple[tuple[str, str], ...] = ()
    """Other messages of the language (source, target), for checks that compare messages."""
    state: str = ""
    """A state of the model, where it matters; else translated."""
    place: str = ""
    """Where the segment stands (``article 7, paragraph 1``), where it matters."""
    fixed: str = ""
    """For a bad example of a check that proposes: the target as proposed."""
    header: tuple[tuple[str, str], ...] = ()
    """Header fields of the catalog, for checks that look at them."""
    names: tuple[str, ...] = ()
    """Names that the project keeps in every language."""
    glossary: Glossary = field(default_factory=Glossary)
    dictionary: tuple[str, ...] = ()
    """The words that a dictionary has, for the check that asks one."""


# (language, hits with their units) -> the hits that count. `Any` stands for `Language` and `Unit`,
# which know nothing of how checks are declared.
Settle = Callable[[Any, list[tuple[Any, Hit]]], Iterable[tuple[Any, Hit]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A declared check.

    ``function`` takes a `Unit` and yields hits; where ``wide`` is set, it takes a `Language`
    and yields pairs of a `Unit` (or None) and a hit.
    """

    id: str
    summary: str
    """The first line of the function's docstring: the fault in one sentence."""
    severity: Severity
    certainty: Certainty
    rationale: str
    function: Callable[[Any], Iterable[Any]]
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    locales: tuple[str, ...] = ()
    """BCP 47 languages or ISO 15924 scripts it looks at; empty for every one."""
    wide: bool = False
    """Looks at all catalogs of a language together, and not at one message at a time."""
    settle: Settle | None = None
    """Looks at all the hits of a language before they count; see `pipeline.checks.habits`."""
    drafts: bool = False
    """Wants to see untranslated and fuzzy messages too."""
    looks_for: frozenset[str] = frozenset()
    """Characters of which the target must have one, or the check has nothing to say."""
    sure_fix: bool = False
    """Its proposal changes no meaning and no look that anyone could want: no review is needed."""
    optional: bool = False
    """Runs only where the settings ask for it."""
    topic: str = ""

    def finding(self, hit: Hit, *, document: str, locale: str, key: str) -> Finding:
        """The finding that a hit amounts to."""
        words = hit.words or self.summary
        if hit.more:
            words = (
                f"{words.rstrip('.')}, here and in {hit.more} more "
                f"message{'' if hit.more == 1 else 's'}. If that is how it is to be in this "
                "language, switch the check off for it."
            )
        return Finding(
            check=self.id,
            severity=self.severity if hit.severity is None else hit.severity,
            certainty=self.certainty if hit.certainty is None else hit.certainty,
            words=words,
            document=document,
            locale=locale,
            key=key,
            code=hit.code,
            source_spans=hit.source,
            target_spans=hit.target,
            proposal=hit.proposal,
        )


def check(
    *,
    id: str,
    severity: Severity,
    certainty: Certainty,
    rationale: str,
    good: tuple[Example, ...],
    bad: tuple[Example, ...],
    locales: str = "",
    wide: bool = False,
    settle: Settle | None = None,
    drafts: bool = False,
    looks_for: str = "",
    sure_fix: bool = False,
    optional: bool = False,
) -> Callable[[Callable[[Any], Iterable[Any]]], Check]:
    """Declare a check. The first line of the function's docstring is its summary."""

    def declare(function: Callable[[Any], Iterable[Any]]) -> Check:
        summary = (function.__doc__ or "").strip().partition("\n")[0]
        return Check(
            id=id,
            summary=summary,
            severity=severity,
            certainty=certainty,
            rationale=rationale,
            function=function,
            good=good,
            bad=bad,
            locales=tuple(locales.split()),
            wide=wide,
            settle=settle,
            drafts=drafts,
            looks_for=frozenset(looks_for),
            sure_fix=sure_fix,
            optional=optional,
            topic=function.__module__.rpartition(".")[2],
        )

    return declare
