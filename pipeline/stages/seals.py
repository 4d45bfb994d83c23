"""The seals of one catalog as text: a small table that git shows and merges line by line.

Rows are sorted by key, so that the lines of two branches seldom touch; where they do, keeping
those of both (``merge=union`` in ``.gitattributes``) is right, since a seal that does not hold
is told from one that does by its digest and not by its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.errors import CatalogError
from pipeline.stages.review import ReviewClass, Seal
from pipeline.text import tsv

_ABOUT = (
    "Who stands for which translation: key, class, reviewer, date, digest of key, English and",
    "translation. Written by 'declaration approve'; a seal breaks when either text changes.",
)
_REMEDY = "Take the line away, or restore the file from git."


def read(text: str, *, path: str) -> tuple[Seal, ...]:
    """Read seals, in any order. Raises `CatalogError` with the line of a row that is none."""
    seals = set()
    for number, cells in tsv.rows(text):
        where = f"{path}:{number}"
        if len(cells) != 5:
            raise CatalogError("not a row of five cells", where=where, remedy=_REMEDY)
        key, kind, reviewer, date, digest = cells
        if kind not in ReviewClass._value2member_map_:
            kinds = ", ".join(ReviewClass)
            raise CatalogError(
                f"'{kind}' is no class of review (there are: {kinds})", where=where, remedy=_REMEDY
            )
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", date) or not re.fullmatch("[0-9a-f]{32}", digest):
            raise CatalogError("the date or the digest is not whole", where=where, remedy=_REMEDY)
        seals.add(Seal(key, ReviewClass(kind), reviewer, date, digest))
    return tuple(sorted(seals))


def write(seals: Iterable[Seal]) -> str:
    """The seals as text, sorted."""
    rows = (
        (seal.key, str(seal.review), seal.reviewer, seal.date, seal.digest)
        for seal in sorted(set(seals))
    )
    return tsv.table(_ABOUT, rows)
