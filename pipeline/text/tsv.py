r"""Tables of text as lines with tabs: small, and kind to git's diffs and merges.

Linear TSV (Fitzpatrick, paulfitz.github.io/dataprotocols/linear-tsv): one row a line, cells
apart by tabs; tab, line break and backslash inside a cell are ``\t``, ``\n``, ``\r``, ``\\``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {escape[1]: char for char, escape in _ESCAPES.items()}


def rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The number, from 1, and the cells of each line that is neither empty nor a ``#`` comment."""
    return [
        (number, tuple(_unescaped(cell) for cell in line.rstrip("\r").split("\t")))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    ]


def table(comments: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """The comments, then the rows. The first cell of a row must be a plain name or a date."""
    lines = [f"# {comment}" for comment in comments]
    lines += ["\t".join(map(_escaped, row)) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _escaped(cell: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda found: _ESCAPES[found[0]], cell)


def _unescaped(cell: str) -> str:
    return re.sub(r"\\([\\tnr])", lambda found: _PLAIN[found[1]], cell)
