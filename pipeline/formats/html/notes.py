"""The footnotes of a page: links to a paragraph further down that begins with the same sign.

HTML has no element for notes. Word, LibreOffice, pandoc and hand-made pages all write a short link
to where the note stands, and most of them a link back (DPUB-ARIA 1.1 names both by roles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_SIGN = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡§¶]{1,3}|[ivxlc]{1,5}|[a-z])\s*[\])]?")
_BODIES = frozenset("li p div aside dd td section".split())
_LARGEST = 4000
"""Characters; more is a part of the page that its contents lead to."""


@dataclass(slots=True)
class Notes:
    """What of a page belongs to its notes, by element; a label ties a call to its note."""

    calls: dict[Any, str] = field(default_factory=dict)
    bodies: dict[Any, str] = field(default_factory=dict)


def notes(root: Any) -> Notes:
    """The notes of a page, whose signs and links back are taken out of the tree."""
    places = {name: each for each in root.iter() for name in _names(each)}
    order = {each: at for at, each in enumerate(root.iter())}
    found = Notes()
    labels: dict[Any, str] = {}
    for link in list(root.iter("a")):
        sign = _SIGN.fullmatch(" ".join(link.itertext()).strip())
        target = places.get(_aim(link))
        body = _body(target) if sign and target is not None else None
        if body is None or sign is None or order[body] < order[link] or link in body.iter():
            continue
        back = [each for each in body.iter("a") if _aim(each) in _surroundings(link)]
        told = back or link.get("role") == "doc-noteref"
        # A bare number is as likely to be a table of contents.
        if told or (_raised(link) and _begins(body, sign[1])):
            found.calls[link] = labels.setdefault(body, str(len(labels) + 1))
            found.bodies[body] = labels[body]
            _bare(body, back, sign[1])
    return found


def _names(element: Any) -> tuple[str, ...]:
    if not isinstance(element.tag, str):
        return ()
    return tuple(filter(None, (element.get("id"), element.tag == "a" and element.get("name"))))


def _aim(link: Any) -> str:
    """The name of the place on the same page that a link leads to, or an empty string."""
    href = str(link.get("href") or "")
    return href[1:] if href.startswith("#") else ""


def _surroundings(link: Any) -> set[str]:
    """The names of a link and of what holds nothing else."""
    return {name for each in (link, link.getparent()) for name in _names(each)} - {""}


def _body(target: Any) -> Any:
    """The block that a note is, or None."""
    body = target
    while body is not None and body.tag not in _BODIES:
        body = body.getparent() if body.tag in ("a", "sup", "span", "b", "i", "small") else None
    return body if body is not None and len(body.text_content()) < _LARGEST else None


def _raised(link: Any) -> bool:
    """Whether a link is set as the call of a note: raised, or in brackets."""
    brackets = link.text_content().strip().startswith(("[", "("))
    return brackets or link.getparent().tag == "sup" or link.find(".//sup") is not None


def _begins(body: Any, sign: str) -> bool:
    words = body.text_content().lstrip(" \t\r\n[(")
    return bool(words.startswith(sign) and not words[len(sign) : len(sign) + 1].isalnum())


def _bare(body: Any, back: list[Any], sign: str) -> None:
    """Take the links back, and the sign that a note begins with, out of the note."""
    for each in back:
        if each.getparent() is not None:
            each.drop_tree()
    # An item is numbered by its list: "2 things" are its words.
    stop = "" if body.tag != "li" or not sign.isalnum() else r"(?=[.:)\]]|\s*$)"
    leading = re.compile(rf"\s*[\^↑]?\s*(?:[\[(]?{re.escape(sign)}{stop}[\])]?[.:]?(?!\w)\s*)?")
    for element in body.iter():
        if element.text and element.text.strip():
            element.text = leading.sub("", element.text, count=1)
            return
        if element is not body and element.tail and element.tail.strip():
            element.tail = leading.sub("", element.tail, count=1)
            return
