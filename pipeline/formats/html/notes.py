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
_WITHIN = frozenset("a sup span b i small strong em".split())
_LARGEST = 4000
"""Characters; more is a part of the page that its contents lead to."""


@dataclass(slots=True)
class Notes:
    """What of a page belongs to its notes, by element; a label ties a call to its note."""

    calls: dict[Any, str] = field(default_factory=dict)
    bodies: dict[Any, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Body:
    """A block that may be a note."""

    element: Any
    words: str
    """What it begins with."""
    back: dict[str, list[Any]]
    """Its links to places on the page, by the name of the place."""


def notes(root: Any) -> Notes:
    """The notes of a page, whose signs and links back are taken out of the tree."""
    order = {each: at for at, each in enumerate(root.iter())}
    places = {name: each for each in order for name in _names(each)}
    bodies: dict[Any, _Body | None] = {}
    found = Notes()
    for link in list(root.iter("a")):
        sign = _SIGN.fullmatch(" ".join(link.itertext()).strip())
        target = places.get(_aim(link)) if sign else None
        if sign is None or target is None:
            continue
        if target not in bodies:
            bodies[target] = _body(target)
        body = bodies[target]
        if body is None or order[body.element] < order[link]:
            continue
        back = [each for name in _surroundings(link) for each in body.back.get(name, ())]
        told = back or link.get("role") == "doc-noteref"
        # A bare number is as likely to be a table of contents.
        if told or (_raised(link) and _begins(body.words, sign[1])):
            for each in back:
                if each.getparent() is not None:
                    each.drop_tree()
            if body.element not in found.bodies:
                found.bodies[body.element] = str(len(found.bodies) + 1)
                _unsign(body.element, sign[1])
            found.calls[link] = found.bodies[body.element]
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


def _body(target: Any) -> _Body | None:
    """The block in which a target stands, if that is no longer than a note."""
    element = target
    while element is not None and element.tag not in _BODIES:
        element = element.getparent() if element.tag in _WITHIN else None
    if element is None:
        return None
    words = element.text_content()
    if len(words) > _LARGEST:
        return None
    back: dict[str, list[Any]] = {}
    for link in element.iter("a"):
        back.setdefault(_aim(link), []).append(link)
    return _Body(element, words.lstrip(" \t\r\n[("), back)


def _raised(link: Any) -> bool:
    """Whether a link is set as the call of a note: raised, or in brackets."""
    brackets = link.text_content().strip().startswith(("[", "("))
    return brackets or link.getparent().tag == "sup" or link.find(".//sup") is not None


def _begins(words: str, sign: str) -> bool:
    return words.startswith(sign) and not words[len(sign) : len(sign) + 1].isalnum()


def _unsign(body: Any, sign: str) -> None:
    """Take the sign that a note begins with out of it."""
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
