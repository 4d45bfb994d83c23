"""An entry of a PO file, and how GNU gettext prints it.

`form` gives what ``msgcat --no-wrap`` prints, but for one thing: flags that gettext does not
know survive.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.catalogs.escapes import ESCAPES

_TO_ESCAPE = re.compile('[\a\b\f\n\r\t\v"\\\\]')
_PAGE_WIDTH = 79


class Entry(NamedTuple):
    """An entry of a PO file, strings unescaped. Fields are named after gettext's manual."""

    line: int
    """Where it begins, as an offset into the text; `line_of` makes a line number of it."""
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    context: str | None = None
    source: str = ""
    plural: str | None = None
    targets: tuple[str, ...] = ("",)
    obsolete: bool = False
    previous_context: str | None = None
    previous_source: str | None = None
    previous_plural: str | None = None
    end: int = 0
    """Where it ends, likewise; 0 for one that was not read, or is not in one piece."""

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says, wherever it stands."""
        return self[1:-1]


def form(entry: Entry) -> str:
    """An entry as ``msgcat --no-wrap`` prints it, with its final newline."""
    out: list[str] = []
    if entry.comments:
        out += [_comment("#", line) for line in entry.comments]
    if entry.extracted:
        out += [_comment("#.", line) for line in entry.extracted]
    if entry.references:
        out.append(_reference_lines(entry.references))
    if entry.flags:
        out.append(f"#, {', '.join(sorted(entry.flags, key=not_fuzzy))}\n")
    mark = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    for word, value, prefix in (
        ("msgctxt", entry.previous_context, before),
        ("msgid", entry.previous_source, before),
        ("msgid_plural", entry.previous_plural, before),
        ("msgctxt", entry.context, mark),
        ("msgid", entry.source, mark),
        ("msgid_plural", entry.plural, mark),
    ):
        if value is not None:
            out.append(_quote(word, value, prefix))
    if entry.plural is None:
        out.append(_quote("msgstr", entry.targets[0], mark))
    else:
        out += [_quote(f"msgstr[{n}]", value, mark) for n, value in enumerate(entry.targets)]
    return "".join(out)


def _comment(sign: str, line: str) -> str:
    """A line of a comment. gettext would join one that ends with a backslash to the next."""
    return f"{sign} {line}{' ' if line[-1] == chr(92) else ''}\n" if line else f"{sign}\n"


def _reference_lines(references: tuple[str, ...]) -> str:
    """gettext wraps references, and counts bytes, even where it does not wrap texts."""
    lines = ["#:"]
    for reference in references:
        size = len(lines[-1].encode()) + 1 + len(reference.encode())
        if size > _PAGE_WIDTH and lines[-1] != "#:":
            lines.append("#:")
        lines[-1] += f" {reference}"
    return "".join(f"{line}\n" for line in lines)


def not_fuzzy(flag: str) -> bool:
    """gettext prints ``fuzzy`` before all other flags."""
    return flag != "fuzzy"


def _quote(word: str, value: str, prefix: str) -> str:
    """A keyword and its string; one with inner newlines has a line for each of them."""
    plain = value.isprintable() and '"' not in value and "\\" not in value
    if not plain and _TO_ESCAPE.search(value):
        lines = value.split("\n")
        if len(lines) > 2 or (len(lines) == 2 and lines[1]):
            pieces = [line + "\n" for line in lines[:-1]] + lines[-1:]
            quoted = "".join(f'{prefix}"{p.translate(ESCAPES)}"\n' for p in pieces if p)
            return f'{prefix}{word} ""\n{quoted}'
        value = value.translate(ESCAPES)
    return f'{prefix}{word} "{value}"\n'
