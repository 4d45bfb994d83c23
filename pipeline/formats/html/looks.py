"""How words look, by the names of elements and by a page's styles.

Word processors save bold type as a style and as nothing else.

No more of CSS than rules for one class and declarations in the ``style`` attribute.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.formats.prose import Run

STALE = "stale"
"""The class of a ``mark`` around a translation of an older English."""

_RULE = re.compile(r"(?<![^\s,}])[a-z]*\.([\w-]+)\s*(?:,[^{}]*)?\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_LONGEST = 2**20
"""Characters of style that are looked at; a page that a person made has fewer."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; None where a style says nothing of it."""

    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool = False

    def over(self, other: Look) -> Look:
        """This look, and where it says nothing another one."""
        return Look(
            other.strong if self.strong is None else self.strong,
            other.emphasis if self.emphasis is None else self.emphasis,
            self.hidden or other.hidden,
        )


_PLAIN = Look()


def sheet(styles: str) -> dict[str, Look]:
    """The looks of a page's classes, by its `styles`."""
    looks: dict[str, Look] = {}
    for name, declarations in rules(styles):
        looks[name] = _declared(declarations).over(looks.get(name, _PLAIN))
    return {name: look for name, look in looks.items() if look != _PLAIN}


def styles(root: Any) -> str:
    """The styles of a page."""
    given = "\n".join(style.text or "" for style in root.iter("style"))[:_LONGEST]
    return _COMMENT.sub(" ", given)


def rules(styles: str) -> list[tuple[str, str]]:
    """The rules for one class: its name, and what they declare."""
    return _RULE.findall(styles)


def declared(declarations: str) -> dict[str, str]:
    """Declarations by property, in small letters."""
    return dict(_DECLARATION.findall(declarations.lower()))


def look(element: Any, classes: Mapping[str, Look]) -> Look:
    """How an element's words look by its own style and its classes."""
    own = element.get("style")
    found = _declared(own) if own else _PLAIN
    for name in (element.get("class") or "").split() if classes else ():
        found = found.over(classes.get(name, _PLAIN))
    return found


def named(element: Any, tag: str, style: Run) -> Run:
    """The style of the words of an element, as far as its name tells."""
    match tag:
        case "b" | "strong":
            return replace(style, strong=True)
        case "i" | "em" | "cite" | "dfn":
            return replace(style, emphasis=True)
        case "code" | "tt" | "kbd" | "samp":
            return replace(style, code=True)
        case "a" if element.get("href"):
            return replace(style, link=led_to(element.get("href").strip()))
        case "mark" if element.get("class") == STALE:
            return replace(style, stale=True)
    return style


def led_to(address: str) -> str:
    """Where a link leads in the end.

    Google Docs and Outlook send readers past a page of their own, which names the address.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.hostname or ""
    if host.endswith("google.com") and parts.path == "/url":
        asked = "q"
    elif host.endswith(".safelinks.protection.outlook.com"):
        asked = "url"
    else:
        return address
    return parse_qs(parts.query).get(asked, [address])[0]


def _declared(declarations: str) -> Look:
    said = declared(declarations)
    weight, slant = said.get("font-weight", "").strip(), said.get("font-style", "").strip()
    return Look(
        weight in ("bold", "bolder", "600", "700", "800", "900") if weight else None,
        slant in ("italic", "oblique") if slant else None,
        said.get("display", "").strip() == "none",
    )


def spaces(text: str | None) -> str:
    """White space as HTML shows it: a line end in the file is a space, ``br`` a line end."""
    return re.sub(r"[ \t\n\r\f]+", " ", text or "")
