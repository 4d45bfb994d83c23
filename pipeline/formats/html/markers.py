"""What a page shows before the items of its lists (CSS Lists and Counters Level 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.formats.html.looks import declared, rules
from pipeline.formats.levels import Level
from pipeline.text.counters import is_known

_TYPES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "1": "decimal",
}
_WIDE = re.compile(r"cjk-|.*-(?:in)?formal$|hiragana|katakana")
# Google Docs writes the counters of its lists in the style of what stands before an item.
_BEFORE = re.compile(
    r"\.([\w-]+)\s*>\s*li\s*::?before\s*\{[^{}]*?content\s*:\s*"
    r'"([^"]*)"\s*counter\(\s*[\w-]+\s*(?:,\s*([\w-]+)\s*)?\)\s*"([^"]*)"\s*[;}]'
)


def sheet(styles: str) -> dict[str, Level]:
    """How the classes of a page count, where its styles say so."""
    levels = {name: level for name, said in rules(styles) if (level := _declared(said))}
    for name, before, form, after in _BEFORE.findall(styles):
        if is_known(form or "decimal"):
            levels[name] = Level(form or "decimal", shown=f"{before}%1{after}")
    return levels


def level(element: Any, classes: Mapping[str, Level]) -> Level:
    """How an ordered list counts."""
    found = _declared(element.get("style") or "") or next(_named(element, classes), None)
    kind = _TYPES.get((element.get("type") or "").strip())
    return found or (_of(kind) if kind else Level())


def number(element: Any, name: str, otherwise: int) -> int:
    """A number that an attribute gives."""
    given = (element.get(name) or "").strip()
    return int(given) if given.isascii() and given.isdigit() else otherwise


def _named(element: Any, classes: Mapping[str, Level]) -> Iterator[Level]:
    return (classes[name] for name in (element.get("class") or "").split() if name in classes)


def _declared(declarations: str) -> Level | None:
    said = declared(declarations)
    kinds = f"{said.get('list-style', '')} {said.get('list-style-type', '')}".split()
    form = next((kind for kind in reversed(kinds) if is_known(kind)), None)
    return _of(form) if form else None


def _of(form: str) -> Level:
    """The suffixes are those of CSS (Counter Styles Level 3, 6)."""
    return Level(form, shown=f"%1{'、' if _WIDE.match(form) else '.'}")
