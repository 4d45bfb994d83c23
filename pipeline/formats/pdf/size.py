"""How much a PDF unpacks to, before a reader is let near it.

PDFium keeps every piece of text of a page in memory, hundreds of bytes for each, and a stream of
some kilobytes may unpack to gigabytes of them. Pictures are passed over: their text is not read.
"""

from __future__ import annotations

import re
import zlib

from pipeline.errors import ContributionError

_STREAM = 16 * 2**20
_ALL = 128 * 2**20
_BEGIN = re.compile(rb"stream\r?\n")
_DICTIONARY = 2000
"""Bytes before a stream in which its own dictionary is looked for."""


def bounded(data: bytes, *, path: str) -> None:
    """Raise `ContributionError` where a stream, or all together, unpack to more than any text."""
    total = 0
    for found in _BEGIN.finditer(data):
        if data[max(0, found.start() - 3) : found.start()] == b"end":
            continue
        before = data[max(0, found.start() - _DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b"obj") + 1 :]
        if b"/FlateDecode" not in dictionary and b"/Fl" not in dictionary:
            continue
        if b"/Image" in dictionary:
            continue
        total += _unpacked(memoryview(data)[found.end() :])
        if total > _ALL:
            break
    if total > _ALL:
        raise ContributionError(
            "the PDF unpacks to more than any declaration has",
            where=path,
            remedy="Ask for the text in another format.",
        )


def _unpacked(data: memoryview) -> int:
    """The size of a stream unpacked; `_ALL` and more where it is too large by itself."""
    unpacking = zlib.decompressobj()
    try:
        size = len(unpacking.decompress(data[: _STREAM + 1024], _STREAM + 1))
    except zlib.error:
        return 0
    return size if size <= _STREAM else _ALL + 1
