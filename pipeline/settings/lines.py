"""Where something stands in a TOML file: what `tomllib` knows and does not tell."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[(\[?)\s*([^\]]+?)\s*\]")


def tables(text: str, steps: tuple[str, ...]) -> tuple[int, ...]:
    """The lines of the headers ``[[steps]]`` of an array of tables, from 1."""
    return tuple(
        number
        for number, line in enumerate(text.splitlines(), 1)
        if (header := _TABLE.match(line)) and header[1] and _steps(header[2]) == steps
    )


def located(message: str) -> tuple[str, int]:
    """What tomllib complains of, and its line: it says ``… (at line 3, column 5)``."""
    found = re.search(r"\s*\(at (?:line (\d+).*|end of document)\)$", message)
    if not found:
        return message, 1
    return message[: found.start()], int(found[1] or 1)


def line_of(text: str, steps: tuple[str, ...]) -> int:
    """The line of a key, found by reading the file as a person would: table, then key."""
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        header = _TABLE.match(line)
        if header:
            table = _steps(header[2])
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


def _steps(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
