r"""Escapes in the strings of PO files: ``\n`` and the like, and bytes as ``\ooo`` and ``\xhh``.

GNU gettext reads all of C's but ``\?`` and ``\e``, and writes only those with a name.
"""

from __future__ import annotations

import re

NAMED = dict(zip('abfnrtv"\\', '\a\b\f\n\r\t\v"\\', strict=True))
"""What follows a backslash, and what it stands for."""
NAMED_ESCAPE = re.compile(r"\\(.)")
ESCAPES = str.maketrans({char: f"\\{name}" for name, char in NAMED.items()})
_ANY = re.compile(r"(?P<bytes>(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(?P<name>.)")
_BYTE = re.compile(r"\\(?:(?P<octal>[0-7]{1,3})|x(?P<hex>[0-9A-Fa-f]+))")


def by_name(string: str) -> str:
    r"""The same string with no other escapes than those with a name.

    Raises `ValueError` where there is no such escape, or bytes are not UTF-8. Of a longer
    number the last byte counts, as in C.

    >>> by_name(r"caf\303\251, \x41\12")
    'café, A\\n'
    """
    return _ANY.sub(_by_name, string)


def _by_name(escape: re.Match[str]) -> str:
    if escape["bytes"] is None:
        if escape["name"] not in NAMED:
            raise ValueError(escape[0])
        return escape[0]
    values = [
        0xFF & (int(byte["octal"], 8) if byte["octal"] else int(byte["hex"], 16))
        for byte in _BYTE.finditer(escape["bytes"])
    ]
    if 0 in values:
        raise ValueError(escape[0])
    return bytes(values).decode().translate(ESCAPES)
