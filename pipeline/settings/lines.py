"""Where a key stands in a TOML file: what `tomllib` knows and does not tell."""

from __future__ import annotations

import re


def line_of(text: str, steps: tuple[str, ...]) -> int:
    """The line of a key, found by reading the file as a person would: table, then key."""
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
        if header:
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            if table == steps:
                return number
            if table == steps[: len(table)]:
                best = number
            continue
        key = re.match(r"\s*(\"[^\"]+\"|'[^']+'|[A-Za-z0-9_.-]+)\s*=", line)
        if key:
            path = (*table, *key[1].strip("\"'").split("."))
            if path == steps:
                return number
            if len(path) < len(steps) and path == steps[: len(path)]:
                best = number
    return best
