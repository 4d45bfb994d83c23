"""What keeps a translation from being released, by the project's policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from pipeline.model import Finding, Severity, State
from pipeline.settings import ReleaseSettings, Settings
from pipeline.stages.coverage import Coverage
from pipeline.stages.review import MISSING

if TYPE_CHECKING:
    from pipeline.stages.audit import Entry


class Reason(StrEnum):
    """Why something blocks a release."""

    INCOMPLETE = "incomplete"
    STALE = "stale"
    FINDINGS = "findings"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps a translation from being released."""

    reason: Reason
    words: str
    """One sentence for a person."""
    keys: tuple[str, ...] = ()
    """The paragraphs it is about, in reading order."""


def policy_for(settings: Settings, locale: str) -> ReleaseSettings:
    """The release policy of one language: what is said of it, and of all for the rest."""
    own = settings.language(locale)
    changes = {name: getattr(own, name) for name in ("coverage", "review")}
    return msgspec.structs.replace(
        settings.release, **{name: value for name, value in changes.items() if value is not None}
    )


def blockers(
    entries: Sequence[Entry],
    findings: Sequence[Finding],
    coverage: Coverage,
    policy: ReleaseSettings,
    unreviewed: Sequence[Finding],
) -> Iterator[Blocker]:
    """What blocks a document in a locale: gaps first, then faults, then missing reviews.

    ``entries`` are its paragraphs, ``findings`` those about its catalog as a whole, and
    ``unreviewed`` those of `pipeline.stages.review.missing`.
    """
    yield from _incomplete(entries, coverage, policy)
    if policy.findings != "none":
        yield from _grave(entries, findings, Severity[policy.findings.upper()])
    if unreviewed:
        keys = tuple(dict.fromkeys(finding.key for finding in unreviewed))
        kinds = _listed(policy.review)
        yield Blocker(Reason.UNREVIEWED, f"{_paragraphs(keys)} without review ({kinds}).", keys)


def _incomplete(
    entries: Sequence[Entry], coverage: Coverage, policy: ReleaseSettings
) -> Iterator[Blocker]:
    required = [entry for entry in entries if entry.segment.place.top[0] in policy.required]
    gaps = [entry for entry in required if entry.state is State.UNTRANSLATED]
    if gaps:
        keys = tuple(entry.key for entry in gaps)
        words = f"{_paragraphs(keys)} without a translation in {_parts(gaps)}."
        yield Blocker(Reason.INCOMPLETE, words, keys)
    within = entries if policy.stale == "block" else required
    stale = [entry for entry in within if entry.state is State.FUZZY]
    if stale:
        keys = tuple(entry.key for entry in stale)
        words = f"{_paragraphs(keys)} to be gone over again in {_parts(stale)}."
        yield Blocker(Reason.STALE, words, keys)
    done = coverage.tally
    if 100 * done.translated.words < policy.coverage * done.total.words:
        words = f"{done.percent_words} % of the words are translated"
        keys = tuple(entry.key for entry in entries if entry.state is not State.TRANSLATED)
        yield Blocker(Reason.INCOMPLETE, f"{words}; a release needs {policy.coverage:g} %.", keys)


_GRAVE = {
    Severity.ERROR: "an error",
    Severity.WARNING: "a warning or an error",
    Severity.INFO: "a finding",
}


def _grave(
    entries: Sequence[Entry], findings: Sequence[Finding], severity: Severity
) -> Iterator[Blocker]:
    def grave(found: Iterable[Finding]) -> list[Finding]:
        return [
            finding
            for finding in found
            if finding.severity >= severity and not finding.waived and finding.check != MISSING
        ]

    for finding in grave(findings):
        yield Blocker(Reason.FINDINGS, f"The catalog: {finding.words}")
    found = {entry.key: grave(entry.findings) for entry in entries}
    keys = tuple(key for key, several in found.items() if several)
    if keys:
        checks = dict.fromkeys(finding.check for key in keys for finding in found[key])
        words = f"{_paragraphs(keys)} with {_GRAVE[severity]}: {_listed(tuple(checks))}."
        yield Blocker(Reason.FINDINGS, words, keys)


def _paragraphs(keys: Sequence[str]) -> str:
    return "1 paragraph" if len(keys) == 1 else f"{len(keys)} paragraphs"


def _parts(entries: Sequence[Entry]) -> str:
    """The parts that these stand in: ``the title, article 2 and 3 more``."""
    tops = dict.fromkeys(entry.segment.place.top for entry in entries)
    return _listed([f"{part} {number}" if number else f"the {part}" for part, number in tops])


def _listed(names: Sequence[str], most: int = 4) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
