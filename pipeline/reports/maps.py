"""Heat maps: how complete each language is, by document and by part of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Severity
from pipeline.reports.cards import anchor, part_of
from pipeline.stages.audit import Audit, Report
from pipeline.stages.coverage import Tally

# With more cells than this a page is slow to open, and most of them say that all is well.
_CROWDED = 5000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a map."""

    percent: int
    """Source words in a hundred that are translated."""
    errors: int
    """How many paragraphs have a finding of severity error that nobody waived."""
    anchor: str
    """Where it begins in the language's page."""

    @property
    def level(self) -> int:
        """0 to 10: 0 for nothing at all, 10 for everything and nothing less."""
        return 10 if self.percent == 100 else min(9, (self.percent + 9) // 10)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Languages down, documents or parts across; None where there is nothing to tell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    left_out: int = 0
    """How many languages are left out, since everything is there and has no error."""


def heat_maps(report: Report) -> Iterator[HeatMap]:
    """Documents × languages, then for each document its parts × languages.

    In a project of many documents the maps of parts show only the languages in which something
    is lacking, and of a document that is done everywhere there is none: the first map says so.
    """
    several = len(report.documents) > 1
    crowded = several and sum(len(audit.coverage.parts) for audit in report.audits) > _CROWDED
    if several:
        by_place = {(audit.locale, audit.document): _whole(audit) for audit in report.audits}
        yield HeatMap(
            "Documents",
            report.documents,
            tuple(
                (locale, tuple(by_place.get((locale, name)) for name in report.documents))
                for locale in report.locales
            ),
        )
    by_document: defaultdict[str, list[Audit]] = defaultdict(list)
    for audit in report.audits:
        by_document[audit.document].append(audit)
    for name in report.documents:
        rows = {audit.locale: _parts(audit) for audit in by_document[name]}
        shown = {tag: row for tag, row in rows.items() if not (crowded and _well(row))}
        if rows and not shown:
            continue
        columns = tuple(dict.fromkeys(part for row in rows.values() for part in row))
        yield HeatMap(
            name,
            columns,
            tuple((tag, tuple(map(row.get, columns))) for tag, row in shown.items()),
            len(rows) - len(shown),
        )


def _well(row: dict[str, Cell]) -> bool:
    return all(cell.percent == 100 and not cell.errors for cell in row.values())


def _whole(audit: Audit) -> Cell:
    errors = sum(entry.severity is Severity.ERROR for entry in audit.entries)
    return _cell(audit.coverage.tally, errors, anchor(audit.locale, audit.document))


def _parts(audit: Audit) -> dict[str, Cell]:
    errors: dict[str, int] = {}
    anchors: dict[str, str] = {}
    for entry in audit.entries:
        part = part_of(entry)
        anchors.setdefault(part, anchor(audit.locale, audit.document, entry.key))
        if entry.severity is Severity.ERROR:
            errors[part] = errors.get(part, 0) + 1
    return {
        part.name: _cell(part.tally, errors.get(part.name, 0), anchors[part.name])
        for part in audit.coverage.parts
    }


def _cell(tally: Tally, errors: int, place: str) -> Cell:
    return Cell(tally.percent_words, errors, place)
