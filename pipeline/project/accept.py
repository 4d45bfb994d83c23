"""The manager's word that a change of the English needs no new translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogs import accepted
from pipeline.catalogs.accepted import Accepted
from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State, Template
from pipeline.project import files
from pipeline.project.dates import today
from pipeline.project.workspace import Workspace

Read = dict[str, Catalog | None]
"""A language's catalogs by document; what could not be read is missing, None is not begun."""


@dataclass(frozen=True, slots=True)
class English:
    """The English of all documents, before and after, and what was translated from it."""

    before: Mapping[str, Template | None]
    after: Mapping[str, Template]
    read: Mapping[Locale, Read]

    def named(self, wanted: str) -> tuple[str, Segment]:
        """The document and segment of ``KEY`` or ``DOCUMENT:KEY``. Raises `UsageError`."""
        document, _, key = wanted.rpartition(":")
        found = [
            (name, segment)
            for name, template in self.after.items()
            for segment in template.segments
            if segment.key == key and document in ("", name)
        ]
        if len(found) != 1:
            names = ", ".join(f"{name}:{key}" for name, _ in found)
            raise UsageError(
                f"'{wanted}' is the key of {'several segments' if found else 'no segment'}",
                remedy=f"Write one of: {names}." if found else "Keys are the msgctxt of messages.",
            )
        return found[0]

    def earlier(self, name: str, segment: Segment) -> set[str]:
        """Every other English of a segment that a translation may have been made for."""
        template = self.before[name]
        found = {s.source for s in template.segments if s.key == segment.key} if template else set()
        for catalogs in self.read.values():
            catalog = catalogs.get(name)
            held = (m for m in catalog.messages if _held(m)) if catalog else ()
            found |= {m.previous or m.source for m in held if m.key == segment.key}
        return found - {segment.source}


def decisions(workspace: Workspace) -> tuple[Accepted, ...]:
    """What was accepted so far, from ``po/accepted.toml``. Raises `CatalogError`."""
    path = workspace.root / "po" / accepted.FILE
    if not path.is_file():
        return ()
    return accepted.read(path.read_bytes(), path=workspace.shown(path))


def decide(
    workspace: Workspace, keys: Sequence[str], why: str, english: English, known: Sequence[Accepted]
) -> tuple[Accepted, ...]:
    """What was accepted so far (``known``), and the present changes of these keys; written down.

    Raises `UsageError` without a reason, for a key that is none, and where nothing has changed.
    """
    if not why.strip():
        raise UsageError("--accept needs a reason", remedy='Say --why "…".')
    undated = {replace(each, date="") for each in known}
    new = [each for each in _decided(keys, why, english) if replace(each, date="") not in undated]
    if not new:
        raise UsageError(
            f"nothing has changed under {', '.join(keys)}",
            remedy="Name keys that 'declaration drift' lists.",
        )
    every = (*known, *new)
    files.write_whole(workspace.root / "po" / accepted.FILE, accepted.write(every))
    return every


def _decided(keys: Sequence[str], why: str, english: English) -> Iterator[Accepted]:
    """From every English that a translation was made for to today's."""
    for wanted in keys:
        name, segment = english.named(wanted)
        for old in sorted(english.earlier(name, segment)):
            yield Accepted(name, segment.key, old, segment.source, why, today())


def _held(message: Message) -> bool:
    """Whether there is a translation, if only quoted because its English changed so much."""
    if message.state is State.OBSOLETE:
        return False
    return bool(message.target or message.previous is not None)
