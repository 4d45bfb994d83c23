"""The manager's word that a change of the English needs no new translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogs import accepted, remarks
from pipeline.catalogs.accepted import Accepted
from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State, Template
from pipeline.project import files
from pipeline.project.dates import today
from pipeline.project.workspace import Workspace
from pipeline.stages.remake import MERGED, SPLIT

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

    def composed(self, name: str, key: str) -> bool:
        """Whether any translation of a segment was cut or joined with its paragraph."""
        catalogs = filter(None, (catalogs.get(name) for catalogs in self.read.values()))
        return any(m.key == key and _composed(m) for c in catalogs for m in c.messages)


def decide(
    workspace: Workspace, keys: Sequence[str], why: str, english: English, known: Sequence[Accepted]
) -> tuple[Accepted, ...]:
    """What was accepted so far (``known``), and the present changes of these keys; written down.

    Raises `UsageError` without a reason, for a key that is none, and where nothing has changed.
    """
    if not why.strip():
        raise UsageError("--accept needs a reason", remedy='Say --why "…".')
    undated = {replace(each, date="") for each in known}
    new: list[Accepted] = []
    for wanted in keys:
        name, segment = english.named(wanted)
        decided = [
            Accepted(name, segment.key, old, segment.source, why, today())
            for old in sorted(english.earlier(name, segment))
        ]
        fresh = [each for each in decided if replace(each, date="") not in undated]
        if not fresh:
            raise _nothing(wanted, composed=english.composed(name, segment.key))
        new += fresh
    every = (*known, *new)
    files.write_whole(workspace.root / "po" / accepted.FILE, accepted.write(every))
    return every


def _nothing(wanted: str, *, composed: bool) -> UsageError:
    if composed:
        return UsageError(
            f"the translations of '{wanted}' were cut or joined with its paragraph",
            remedy="Have a translator look at them. Only changes of the wording can be accepted.",
        )
    return UsageError(
        f"nothing has changed under {wanted}", remedy="Name keys that 'declaration drift' lists."
    )


def _held(message: Message) -> bool:
    """Whether there is a translation, if only quoted because its English changed so much.

    One that was cut or joined by the program is for a translator to look at.
    """
    if message.state is State.OBSOLETE or _composed(message):
        return False
    return bool(message.target or message.previous is not None)


def _composed(message: Message) -> bool:
    return any(remarks.of(message.comments, topic) for topic in (SPLIT, MERGED))
