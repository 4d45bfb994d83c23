"""Names of WordprocessingML, and what all its readers ask of an element."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

STALE = "cyan"
"""Word's name for the colour (turquoise) behind a translation of an older version."""


def value(parent: Any, name: str, otherwise: str = "") -> str:
    """The value of a property, such as ``w:val`` of the ``w:pStyle`` in a ``w:pPr``."""
    found = parent.find(f"{W}{name}") if parent is not None else None
    return otherwise if found is None else str(found.get(f"{W}val", otherwise))


def number(parent: Any, name: str, otherwise: int) -> int:
    """The value of a property that counts."""
    words = value(parent, name)
    return int(words) if words.isascii() and words.isdigit() else otherwise


def on(properties: Any, name: str, otherwise: bool = False) -> bool:
    """Whether a property that can be switched on and off (ECMA-376 part 1, 17.17.4) is on."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    if found is None:
        return otherwise
    return found.get(f"{W}val", "1") not in ("0", "false", "off")
