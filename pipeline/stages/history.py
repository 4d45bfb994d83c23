"""What the English was, version by version: from git, or from a record beside the template.

Where the project is in git, its versions are the committed templates. Where it is not, each
``declaration update`` adds what has changed to ``po/NAME.history.tsv``: the date, the key, and
the new English (nothing where the segment is gone). It holds each text once, is only ever added
to, and so can be merged by keeping the lines of both sides (``merge=union``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import CatalogError
from pipeline.model import Template
from pipeline.text import tsv

_ABOUT = (
    "The English of this document, version by version: date, key, text (nothing: gone).",
    "Written by 'declaration update'; 'declaration drift' reads it. Lines are only ever added.",
)
_UNDATED = "0001-01-01"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Revision:
    """What one version of a document changed."""

    date: str
    """When, as in POT-Creation-Date: ``2026-03-02 14:05+0000``, or the day alone."""
    changes: tuple[tuple[str, str], ...]
    """Key and new English of each segment that changed; no English where it is gone."""

    @property
    def day(self) -> str:
        """ISO 8601 calendar date."""
        return self.date[:10]


def history(templates: Iterable[Template]) -> tuple[Revision, ...]:
    """The revisions that lead from nothing through the templates, oldest first."""
    return chain((), templates)


def extend(revisions: tuple[Revision, ...], template: Template) -> tuple[Revision, ...]:
    """The revisions with one more if the template differs from the last."""
    return chain(revisions, [template])


def chain(revisions: tuple[Revision, ...], templates: Iterable[Template]) -> tuple[Revision, ...]:
    """The revisions, and then those that lead through the templates."""
    sources = sources_after(revisions)
    for template in templates:
        revisions = _extended(revisions, sources, template)
    return revisions


def sources_after(revisions: Iterable[Revision]) -> dict[str, str]:
    """The English of each segment once all these revisions are made."""
    sources: dict[str, str] = {}
    for revision in revisions:
        _apply(revision, sources)
    return sources


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a translation is behind the English."""

    version: str
    """ISO date of the last version of the document with the English that it was made for; empty
    if that is not on record."""
    since: str
    """ISO date of the version in which that was first changed."""
    changes: int
    """Over how many changes the English of today came about; at least 1."""

    def __str__(self) -> str:
        """``stale since 2026-05-01, 2 changes after the English of 2026-03-02``."""
        changes = "1 change" if self.changes == 1 else f"{self.changes} changes"
        origin = f" after the English of {self.version}" if self.version else ""
        return f"stale since {self.since}, {changes}{origin}"


class Past:
    """Revisions, ready to be asked for a text."""

    def __init__(self, revisions: tuple[Revision, ...]) -> None:
        self.revisions = revisions
        self.of_key: dict[str, list[int]] = {}
        self.last_of: dict[tuple[str, str], int] = {}
        self.key_of: dict[str, str] = {}
        for number, revision in enumerate(revisions):
            for key, source in revision.changes:
                self.of_key.setdefault(key, []).append(number)
                self.last_of[key, source] = number
                self.key_of[source] = key

    @property
    def last(self) -> str:
        """The date of the last version, or nothing."""
        return self.revisions[-1].date if self.revisions else ""

    def behind(self, key: str, source: str) -> Behind | None:
        """How far what was made for this English of a segment is behind; None if unknown."""
        if (key, source) not in self.last_of:
            # Split, merged or moved: the text stood under another key.
            other = self.key_of.get(source)
            if other is None:
                return None
            began = self.last_of[other, source]
            numbers = {*self.of_key[other], *self.of_key.get(key, ())}
        else:
            began = self.last_of[key, source]
            numbers = {*self.of_key[key]}
        later = sorted(number for number in numbers if number > began)
        if not later:
            return None
        before, since = self.revisions[later[0] - 1 : later[0] + 1]
        return Behind(before.day, since.day, len(later))


def read(text: str, *, path: str) -> tuple[Revision, ...]:
    """Read the record. Raises `CatalogError` with the line for a row that is not one."""
    changes: list[tuple[str, str, str]] = []
    for number, cells in tsv.rows(text):
        if len(cells) != 3 or not (_DAY.match(cells[0]) and cells[1]):
            raise CatalogError(
                "not a row of date, key and text",
                where=f"{path}:{number}",
                remedy="Restore the file from git, or delete it: 'declaration update' begins anew.",
            )
        changes.append((cells[0], cells[1], cells[2]))
    # Branches merged by union leave the rows of two versions in the order of the branches.
    changes.sort(key=lambda change: change[0])
    revisions: list[tuple[str, dict[str, str]]] = []
    for date, key, source in changes:
        if not revisions or revisions[-1][0] != date or key in revisions[-1][1]:
            revisions.append((date, {}))
        revisions[-1][1][key] = source
    return tuple(Revision(date, tuple(changed.items())) for date, changed in revisions)


def write(revisions: Iterable[Revision]) -> str:
    """The record as text."""
    rows = ((revision.date, *change) for revision in revisions for change in revision.changes)
    return tsv.table(_ABOUT, rows)


def _extended(
    revisions: tuple[Revision, ...], sources: dict[str, str], template: Template
) -> tuple[Revision, ...]:
    present = {segment.key: segment.source for segment in template.segments}
    changes = [(key, text) for key, text in present.items() if sources.get(key) != text]
    changes += [(key, "") for key in sources if key not in present]
    if not changes:
        return revisions
    date = template.field("POT-Creation-Date")
    last = revisions[-1].date if revisions else _UNDATED
    revision = Revision(max(date if date[:1].isdigit() else _UNDATED, last), tuple(changes))
    _apply(revision, sources)
    return (*revisions, revision)


def _apply(revision: Revision, sources: dict[str, str]) -> None:
    for key, source in revision.changes:
        if source:
            sources[key] = source
        else:
            sources.pop(key, None)
