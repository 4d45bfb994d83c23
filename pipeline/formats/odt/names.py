"""Names of OpenDocument, and what its readers ask of an element."""

from __future__ import annotations

from typing import Any

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, OFFICE, STYLE = (_NAMESPACE % name for name in ("text", "office", "style"))
TABLE, DRAW = (_NAMESPACE % name for name in ("table", "drawing"))
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
XLINK = "{http://www.w3.org/1999/xlink}"

STALE = "Stale"
"""How the names of styles begin that mark a translation of an older version."""


def number(element: Any, name: str, otherwise: int) -> int:
    """The value of an attribute that counts."""
    words = element.get(name, "")
    return int(words) if words.isascii() and words.isdigit() else otherwise
