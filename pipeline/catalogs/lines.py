"""Where each message stands in a PO file, for reports that point there."""

from __future__ import annotations

import re

_CONTEXT = re.compile(rb'^msgctxt[ \t]+"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


def lines(data: bytes) -> dict[str, int]:
    """The line of each message's ``msgctxt``, from 1, by key. Obsolete messages are left out.

    Our keys are short and plain, so that no ``msgctxt`` of ours runs over several lines.
    """
    found: dict[str, int] = {}
    line, at = 1, 0
    for match in _CONTEXT.finditer(data):
        line += data.count(b"\n", at, match.start())
        at = match.start()
        found[match[1].decode("utf-8", "replace").replace('\\"', '"').replace("\\\\", "\\")] = line
    return found
