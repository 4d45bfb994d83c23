"""Everything that is known about the translations of a project, as one value: the `Report`.

The other stages and the checks have each said their part; `audit` lays them side by side, paragraph
by paragraph in reading order, and says what keeps each translation from being released. All
reports (HTML, JSON, SARIF, JUnit, text, PDF) are written from this value and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model import Catalog, Finding, Message, Part, Segment, Severity, State, Template
from pipeline.stages.coverage import REQUIRED, Coverage, Tally, measure, state_of, total


@dataclass(frozen=True, slots=True)
class Policy:
    """What a translation must be before it is released; the rest makes it a draft."""

    required: frozenset[Part] = REQUIRED
    """Parts that must be complete, whatever the percentage."""
    minimum: int = 0
    """Source words in a hundred that must be translated."""
    severity: Severity | None = Severity.ERROR
    """Findings at or above this block; None where no finding does."""
    stale_blocks: bool = False
    """Whether a paragraph whose English has changed blocks outside the required parts too."""
    reviewed: frozenset[str] = frozenset()
    """Classes of reviewer (``language``, ``legal``) whose seal every required paragraph needs."""


class Reason(StrEnum):
    """Why something blocks a release."""

    UNREADABLE = "unreadable"
    """The catalog is missing or cannot be read."""
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph in one locale, with all that is known about it."""

    segment: Segment
    """As the template has it."""
    message: Message
    """As the catalog has it; an empty one where the catalog has none."""
    state: State
    line: int = 0
    """Line of the entry in the PO file, from 1; 0 where it is not known."""
    findings: tuple[Finding, ...] = ()
    """The gravest first."""

    @property
    def key(self) -> str:
        """The segment's name for life."""
        return self.segment.key

    @property
    def severity(self) -> Severity | None:
        """The gravest severity among the findings that nobody waived."""
        return max((f.severity for f in self.findings if not f.waived), default=None)


@dataclass(frozen=True, slots=True)
class Audit:
    """One document in one locale."""

    document: str
    title: str
    """The document's title in the source's words."""
    locale: str
    path: str
    """The PO file, relative to the project, with forward slashes."""
    entries: tuple[Entry, ...]
    """In reading order."""
    coverage: Coverage
    findings: tuple[Finding, ...] = ()
    """Those about the whole catalog."""
    blockers: tuple[Blocker, ...] = ()
    header: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The PO file's header fields, in order."""
    obsolete: int = 0
    """Translations kept for English that is no longer there."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those about the catalog, then those about its paragraphs in reading order."""
        return self.findings + tuple(f for entry in self.entries for f in entry.findings)

    def header_field(self, name: str) -> str:
        """A field of the PO file's header, or nothing."""
        return next((value for key, value in self.header if key == name), "")


@dataclass(frozen=True, slots=True)
class Failure:
    """A catalog that could not be read, and what to do about it."""

    document: str
    locale: str
    where: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Release:
    """How far each language was at an earlier release."""

    name: str
    date: str
    """ISO 8601 calendar date."""
    percent: tuple[tuple[str, int], ...]
    """Locale and source words in a hundred, over all documents."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a check is about, for those who read its findings."""

    check: str
    summary: str
    rationale: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Report:
    """All documents in all languages."""

    title: str
    date: str
    """ISO 8601; of the newest thing reported on, never of today."""
    source_locale: str
    audits: tuple[Audit, ...]
    """By locale in the project's order, then by document in the project's order."""
    failures: tuple[Failure, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    """One for every check that found something."""
    history: tuple[Release, ...] = ()
    """Oldest first."""

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages in the project's order; those whose catalogs failed come last."""
        names = [audit.locale for audit in self.audits] + [each.locale for each in self.failures]
        return tuple(dict.fromkeys(names))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in the project's order."""
        names = [each.document for each in self.audits] + [each.document for each in self.failures]
        return tuple(dict.fromkeys(names))

    def of_locale(self, locale: str) -> tuple[Audit, ...]:
        """The documents of one language."""
        return tuple(audit for audit in self.audits if audit.locale == locale)

    def tally(self, locale: str) -> Tally:
        """How much of a language is translated, over all documents."""
        return total(audit.coverage.tally for audit in self.of_locale(locale))


def audit(
    template: Template,
    catalog: Catalog,
    findings: Iterable[Finding] = (),
    *,
    title: str = "",
    path: str = "",
    lines: Mapping[str, int] | None = None,
    policy: Policy = Policy(),
) -> Audit:
    """Lay side by side what is known about one document in one locale.

    ``findings`` are all that the checks and stages have to say about this document and locale;
    ``lines`` gives the line of each key's entry in the PO file.
    """
    messages = {m.key: m for m in catalog.messages if m.state is not State.OBSOLETE}
    by_key: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_key[finding.key].append(finding)
    entries = tuple(
        Entry(
            segment,
            messages.get(segment.key, Message(segment)),
            state_of(segment, messages.get(segment.key)),
            (lines or {}).get(segment.key, 0),
            _gravest_first(by_key.pop(segment.key, ())),
        )
        for segment in template.segments
    )
    # What is left is about the catalog itself, or about messages that the template has not.
    about_catalog = _gravest_first(f for group in by_key.values() for f in group)
    coverage = measure(template, catalog, policy.required)
    return Audit(
        template.document,
        title or template.document,
        catalog.locale,
        path,
        entries,
        coverage,
        about_catalog,
        tuple(_blockers(entries, about_catalog, coverage, policy)),
        catalog.header,
        sum(message.state is State.OBSOLETE for message in catalog.messages),
    )


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (bool(f.waived), -f.severity, -f.certainty)))


def _blockers(
    entries: Sequence[Entry], findings: Sequence[Finding], coverage: Coverage, policy: Policy
) -> Iterable[Blocker]:
    required = [entry for entry in entries if entry.segment.place.top[0] in policy.required]
    missing = tuple(e.key for e in required if e.state is State.UNTRANSLATED)
    if missing:
        names = _listed([p.name for p in coverage.lacking if p.tally.untranslated.segments])
        yield Blocker(
            Reason.INCOMPLETE, f"{_paragraphs(missing)} without a translation: {names}.", missing
        )
    if coverage.tally.percent_words < policy.minimum:
        words = f"{coverage.tally.percent_words} % of the words are translated, and a release "
        yield Blocker(Reason.INCOMPLETE, f"{words}needs {policy.minimum} %.")
    within = entries if policy.stale_blocks else required
    stale = tuple(entry.key for entry in within if entry.state is State.FUZZY)
    if stale:
        places = _listed([str(e.segment.place) for e in within if e.state is State.FUZZY])
        yield Blocker(Reason.STALE, f"{_paragraphs(stale)} to be gone over: {places}.", stale)
    if policy.severity is not None:
        severity = policy.severity
        grave = [f for f in findings if f.severity >= severity and not f.waived]
        keys = tuple(e.key for e in entries if (e.severity or 0) >= severity)
        if grave:
            words = f"{grave[0].words} " if len(grave) == 1 else f"{len(grave)} faults "
            yield Blocker(Reason.FINDINGS, f"In the catalog itself: {words.strip()}")
        if keys:
            checks = dict.fromkeys(
                f.check
                for entry in entries
                for f in entry.findings
                if f.severity >= severity and not f.waived
            )
            words = f"{_paragraphs(keys)} with a grave finding: {_listed(list(checks))}."
            yield Blocker(Reason.FINDINGS, words, keys)


def _paragraphs(keys: Sequence[str]) -> str:
    return "1 paragraph" if len(keys) == 1 else f"{len(keys)} paragraphs"


def _listed(names: Sequence[str], most: int = 4) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
