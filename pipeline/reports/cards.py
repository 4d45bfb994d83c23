"""One paragraph as a report shows it: both sides with their marks, and what there is to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.catalogs import remarks
from pipeline.model import Finding, Severity, State
from pipeline.reports.marks import changed, marked
from pipeline.stages.audit import Audit, Entry
from pipeline.stages.currency import Currency
from pipeline.text.diff import diff


@dataclass(frozen=True, slots=True)
class Card:
    """One paragraph in one locale, ready to be set."""

    anchor: str
    audit: Audit
    entry: Entry
    place: str
    part: str
    """The part that it stands in, as in the filter: ``article 7``."""
    state: str
    """``untranslated``, ``fuzzy``, ``translated`` or ``reviewed``."""
    source: Markup
    target: Markup
    drift: Markup
    """What changed in the English since the translation was made, or nothing."""
    findings: tuple[tuple[int, Finding, Markup], ...]
    """The number that its marks bear, the finding, and what it proposes to change if anything."""

    @property
    def comments(self) -> str:
        """The translator's own words, without what the program remarked in the file."""
        return " ".join(remarks.own(self.entry.message.comments))

    @property
    def telling(self) -> bool:
        """Whether there is more to say than that a translation is missing."""
        if self.state == State.UNTRANSLATED and not self.drift:
            return (self.entry.severity or Severity.INFO) > Severity.INFO
        return bool(self.findings or self.drift or self.state == State.FUZZY)

    @property
    def quiet(self) -> bool:
        """Whether it is done and nothing is said about it."""
        return not self.telling and self.state != State.UNTRANSLATED


def anchor(locale: str, document: str, key: str = "") -> str:
    """The name of a place in a page: of a document in a language, or of a paragraph there."""
    return ".".join(filter(None, (locale, document, "".join(key.split()))))


def state_of(entry: Entry) -> str:
    """The state that the strip shows: gettext's, or ``reviewed``."""
    if entry.state is State.TRANSLATED and entry.reviewed:
        return "reviewed"
    return entry.state.value


def part_of(entry: Entry) -> str:
    """``article 7`` or ``title``."""
    part, number = entry.segment.place.top
    return f"{part} {number}" if number else str(part)


def cards(audits: Iterable[Audit]) -> Iterator[Card]:
    """Every paragraph of these documents, in reading order."""
    for audit in audits:
        for entry in audit.entries:
            yield card(audit, entry)


def card(audit: Audit, entry: Entry) -> Card:
    """One paragraph."""
    open_ = [(n, finding) for n, finding in enumerate(entry.findings, 1) if not finding.waived]
    drift = entry.drift
    stale = drift is not None and drift.currency is Currency.STALE
    return Card(
        anchor(audit.locale, audit.document, entry.key),
        audit,
        entry,
        str(entry.segment.place) or entry.key,
        part_of(entry),
        state_of(entry),
        # The checks looked at the English as the catalog has it.
        marked(entry.message.source, ((n, f.severity, f.source_spans) for n, f in open_)),
        marked(entry.message.target, ((n, f.severity, f.target_spans) for n, f in open_)),
        changed(drift.pieces) if drift and stale else Markup(),
        tuple(
            (n, finding, proposed(entry.message.target, finding.proposal))
            for n, finding in enumerate(entry.findings, 1)
        ),
    )


def proposed(target: str, proposal: str) -> Markup:
    """What a proposal would change in the target; nothing where there is none."""
    return changed(diff(target, proposal)) if proposal else Markup()
