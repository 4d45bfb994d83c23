"""What the styles of a Word file mean for us."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pipeline.formats.docx.names import W, number, on, value

_HEADING = re.compile(r"(?:heading|titre|überschrift|título|заголовок)\s*([1-6])")
_LIST = re.compile(r"list (?:number|bullet|continue)? ?([2-5])")
_CONTENTS = re.compile(r"toc \d")
_DEEPEST = 20
"""Styles that are based on one another, at most; a longer chain is a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style means for us."""

    kind: str = ""
    """``title``, ``heading``, ``quote``, ``caption``, ``contents`` or nothing."""
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    depth: int = 0
    """How deep a list of this style is nested, where its name says so."""


def styles(root: Any) -> dict[str, Style]:
    """Paragraph styles by identity; what one does not say, the one it is based on says."""
    if root is None:
        return {}
    elements = {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
    known: dict[str, Style] = {}

    def read(identity: str, depth: int = 0) -> Style:
        if identity in known or identity not in elements or depth > _DEEPEST:
            return known.get(identity, Style())
        element = elements[identity]
        style = read(value(element, "basedOn"), depth + 1)
        style = numbered(style, element.find(f"{W}pPr"))
        known[identity] = _named(style, value(element, "name", identity).lower())
        return known[identity]

    for identity in elements:
        read(identity)
    return known


def _named(style: Style, name: str) -> Style:
    """A style with what its name says."""
    heading, nested = _HEADING.fullmatch(name), _LIST.fullmatch(name)
    if heading:
        return replace(style, kind="heading", level=int(heading[1]))
    if nested:
        return replace(style, depth=int(nested[1]) - 1)
    if name in ("title", "quote", "caption"):
        return replace(style, kind=name)
    if name == "intense quote":
        return replace(style, kind="quote")
    return replace(style, kind="contents") if _CONTENTS.fullmatch(name) else style


def numbered(style: Style, properties: Any) -> Style:
    """A style with the numbering that a paragraph's properties give it."""
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    if numbers is None:
        return style
    identity = value(numbers, "numId", style.list_id)
    # "0" takes the numbering of the style away.
    identity = "" if identity == "0" else identity
    return replace(style, list_id=identity, list_level=number(numbers, "ilvl", style.list_level))


def looks(root: Any) -> dict[str, tuple[bool, bool]]:
    """Whether each style of characters is strong, and emphasised."""
    if root is None:
        return {}
    return {
        element.get(f"{W}styleId", ""): (
            on(element.find(f"{W}rPr"), "b"),
            on(element.find(f"{W}rPr"), "i"),
        )
        for element in root.iter(f"{W}style")
        if element.get(f"{W}type") == "character"
    }
