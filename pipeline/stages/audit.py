"""Everything that is known about the translations of a project, as one value: the `Report`.

The other stages and the checks have each said their part; `audit` lays them side by side, paragraph
by paragraph in reading order, and says what keeps each translation from being released. All
reports (HTML, JSON, SARIF, JUnit, text, PDF) are written from this value and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.model import Catalog, Finding, Message, Part, Segment, Severity, State, Template
from pipeline.settings import ReleaseSettings
from pipeline.stages.blocking import Blocker, blockers
from pipeline.stages.coverage import Coverage, Tally, measure, state_of, total
from pipeline.stages.drift import CatalogDrift, MessageDrift
from pipeline.stages.review import CatalogReview, MessageReview, ReviewClass, missing

# What the state says by itself: a report that shows it need not say it twice, nor count it.
SAID_BY_STATE = frozenset({"untranslated", "fuzzy"})


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
    drift: MessageDrift | None = None
    review: MessageReview | None = None

    @property
    def reviewed(self) -> bool:
        """Whether somebody stands for the translation as it is now."""
        return self.review is not None and bool(self.review.valid)

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
    drift: CatalogDrift | None = None
    review: CatalogReview | None = None

    @property
    def final(self) -> bool:
        """Whether it may be released; what may not is a draft."""
        return not self.blockers

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

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Release:
    """An earlier release, to be marked in the history."""

    name: str
    date: str
    """ISO 8601 calendar date."""


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
    releases: tuple[Release, ...] = ()
    """Oldest first."""
    findings: tuple[Finding, ...] = ()
    """Those about the project as a whole, such as a waiver in its settings."""
    until: str = ""
    """The first day, ISO 8601, on which it will say something else though nothing has changed: a
    waiver ends. Empty if none does."""

    @property
    def all_findings(self) -> Iterator[Finding]:
        """Those about the project, then those of each document in each language."""
        yield from self.findings
        for audit in self.audits:
            yield from audit.all_findings

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

    @property
    def final(self) -> bool:
        """Whether nothing blocks the release of any language."""
        return not self.failures and all(audit.final for audit in self.audits)

    def ready(self, locale: str) -> bool:
        """Whether nothing blocks the release of one language."""
        failed = any(failure.locale == locale for failure in self.failures)
        return not failed and all(audit.final for audit in self.of_locale(locale))

    def of_locale(self, locale: str) -> tuple[Audit, ...]:
        """The documents of one language."""
        return tuple(audit for audit in self.audits if audit.locale == locale)

    def of_language(self, locale: str) -> Report:
        """All that is in it about one language, and nothing else, as a report of its own."""
        audits = self.of_locale(locale)
        found = {finding.check for audit in audits for finding in audit.all_findings}
        return replace(
            self,
            date="",
            audits=audits,
            failures=tuple(failure for failure in self.failures if failure.locale == locale),
            explanations=tuple(each for each in self.explanations if each.check in found),
            findings=(),
            until="",
        )

    def tally(self, locale: str) -> Tally:
        """How much of a language is translated, over all documents."""
        return total(audit.coverage.tally for audit in self.of_locale(locale))


def audit(
    template: Template,
    catalog: Catalog,
    findings: Iterable[Finding] = (),
    *,
    drift: CatalogDrift | None = None,
    review: CatalogReview | None = None,
    policy: ReleaseSettings = ReleaseSettings(),  # noqa: B008 - frozen
    title: str = "",
    path: str = "",
    lines: Mapping[str, int] | None = None,
) -> Audit:
    """Lay side by side what is known about one document in one locale.

    ``findings`` are all that the checks have to say about this document and locale; a review
    that the policy asks for and that is missing is added. ``title`` is the document's in the
    source's words, ``path`` the PO file's, and ``lines`` gives the line of each key in it.
    """
    needed = tuple(map(ReviewClass, policy.review))
    parts = tuple(map(Part, policy.review_parts))
    unreviewed = missing(review, needed, parts) if review and needed else ()
    messages = catalog.by_key()
    by_key: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in (*findings, *unreviewed):
        by_key[finding.key].append(finding)
    drifts = {each.key: each for each in drift.messages} if drift else {}
    reviews = {each.key: each for each in review.messages} if review else {}
    entries = tuple(
        Entry(
            segment,
            messages.get(segment.key, Message(segment)),
            state_of(segment, messages.get(segment.key)),
            (lines or {}).get(segment.key, 0),
            _gravest_first(by_key.pop(segment.key, ())),
            drifts.get(segment.key),
            reviews.get(segment.key),
        )
        for segment in template.segments
    )
    # What is left is about the catalog itself, or about messages that the template has not.
    about_catalog = _gravest_first(f for group in by_key.values() for f in group)
    coverage = measure(template, catalog, tuple(map(Part, policy.required)))
    return Audit(
        template.document,
        title or template.document,
        catalog.locale,
        path,
        entries,
        coverage,
        about_catalog,
        tuple(blockers(entries, about_catalog, coverage, policy, unreviewed)),
        catalog.header,
        sum(message.state is State.OBSOLETE for message in catalog.messages),
        drift,
        review,
    )


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (bool(f.waived), -f.severity, -f.certainty)))
