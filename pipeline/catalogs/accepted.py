"""``po/accepted.toml``: changes of the source that a manager said need no new translation.

One table a change, with the words of both versions, so that a reader of the repository can
judge it. It counts for all languages, and only for exactly this change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields

from pipeline.errors import CatalogError

FILE = "accepted.toml"
_HEADING = (
    "# Changes of the source that need no new translation, by the manager's word.\n"
    "# Written by 'declaration update --accept KEY --why \"…\"'; remove a table to take it back.\n"
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """One change that translations survive."""

    document: str
    key: str
    old: str
    """The source before the change."""
    new: str
    why: str
    date: str = ""
    """ISO date of the decision."""


def read(data: bytes, *, path: str) -> tuple[Accepted, ...]:
    """Read the file. Raises `CatalogError` where it is not as `write` writes it."""
    import tomllib

    remedy = "Mend it, or restore the file from git."
    try:
        tables = tomllib.loads(data.decode()).get("accepted", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"not valid TOML: {error}", where=path, remedy=remedy) from None
    names = {field.name for field in fields(Accepted)}
    found = []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
        known = isinstance(table, dict) and set(table) <= names
        if not known or not all(isinstance(value, str) for value in table.values()):
            what = (
                f"table {number} of [[accepted]] has an unknown key, or a value that is no string"
            )
            raise CatalogError(what, where=path, remedy=remedy)
        try:
            found.append(Accepted(**table))
        except TypeError:
            what = f"table {number} of [[accepted]] lacks document, key, old, new or why"
            raise CatalogError(what, where=path, remedy=remedy) from None
    return tuple(found)


def write(accepted: Iterable[Accepted]) -> bytes:
    """The file for these changes, in their order."""
    blocks = [_HEADING]
    for each in accepted:
        # A JSON string with its non-ASCII letters as they are is a TOML basic string.
        lines = (
            f"{f.name} = {_string(getattr(each, f.name))}\n"
            for f in fields(Accepted)
            if getattr(each, f.name) or f.name != "date"
        )
        blocks.append("[[accepted]]\n" + "".join(lines))
    return "\n".join(blocks).encode()


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def covers(accepted: Iterable[Accepted], document: str, key: str, old: str, new: str) -> bool:
    """Whether the change from ``old`` to ``new`` was accepted, in one step or in several."""
    steps = [
        (each.old, each.new) for each in accepted if (each.document, each.key) == (document, key)
    ]
    reached = {old}
    while True:
        more = {after for before, after in steps if before in reached} - reached
        if not more:
            return new in reached and bool(steps)
        reached |= more
