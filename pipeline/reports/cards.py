"""One paragraph as a report shows it: both sides with their marks, and what there is to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.catalogs import remarks
from pipeline.model import Finding, State
from pipeline.reports.marks import changed, marked
from pipeline.stages.audit import SAID_BY_STATE, Audit, Entry
from pipeline.stages.currency import Currency
from pipeline.text.diff import Piece, diff


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
    """The number that its marks bear, the finding, and what it proposes to change if anything.
    What the state says by itself is not among them."""

    @property
    def comments(self) -> str:
        """The translator's own words, without what the program remarked in the file."""
        return " ".join(remarks.own(self.entry.message.comments))

    @property
    def quiet(self) -> bool:
        """Whether it is done and nothing is said about it."""
        return self.entry.state is not State.UNTRANSLATED and not telling(self.entry)


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


def telling(entry: Entry) -> bool:
    """Whether there is more to say of a paragraph than that its translation is missing."""
    if entry.state is State.FUZZY or _stale(entry):
        return True
    return any(True for _ in counted(entry.findings))


def card(audit: Audit, entry: Entry) -> Card:
    """One paragraph."""
    said = tuple(enumerate(counted(entry.findings), 1))
    open_ = [(n, finding) for n, finding in said if not finding.waived]
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
        changed(_stale(entry)),
        tuple((n, f, proposed(entry.message.target, f.proposal)) for n, f in said),
    )


def _stale(entry: Entry) -> tuple[Piece, ...]:
    """How the English moved since the translation was made; nothing where it keeps up."""
    drift = entry.drift
    return drift.pieces if drift and drift.currency is Currency.STALE else ()


def counted(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Those that are shown and counted: all but what the state of a paragraph says by itself."""
    return (finding for finding in findings if finding.check not in SAID_BY_STATE)


def proposed(target: str, proposal: str) -> Markup:
    """What a proposal would change in the target; nothing where there is none."""
    return changed(diff(target, proposal)) if proposal else Markup()
