"""A translation in the markup of its source, where a volunteer's file could not hold it.

Word processors know no code, no difference between ``<https://example.org>`` and a link whose
words are its address, and hardly anybody says there that ``Schola Libera`` is Latin; plain text
knows none of it. All of these are the same characters in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.formats.inline import escape, plain, spans

_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
_ADDRESS = re.compile(r"<([^<>\s]+[:@][^<>\s]+)>")
_FOREIGN = re.compile(r"\[([^\[\]]+)\]\{lang=[\w-]+\}")
# An address goes on with these, so that what stands before or behind them is a part of another.
_BEFORE, _BEHIND = r"(?<![\w/@.`<])", r"(?![\w/@?#=&%-]|\.\w)"


def dressed_like(words: str, source: str) -> str:
    """The words, with code, addresses and words in a third language marked up as in the source."""
    words = _LINK.sub(lambda link: _address(link, source), words)
    for address in sorted(set(_ADDRESS.findall(source)), key=len, reverse=True):
        words = _marked(words, address, f"<{address}>")
    for match in _FOREIGN.finditer(source):
        words = _marked(words, match[1], match[0])
    code = {span.text for span in spans(source) if span.code and "`" not in span.text}
    for piece in sorted(code, key=len, reverse=True):
        words = _marked(words, piece, f"`{piece}`")
    return words


def _address(link: re.Match[str], source: str) -> str:
    """A link whose words are its address, as the source writes the address; others as they are."""
    label, address = plain(link[1]), unquote(link[2])
    if address not in (unquote(label), f"mailto:{label}"):
        return link[0]
    if f"<{label}>" in source:
        return f"<{label}>"
    return escape(label) if label in _without_links(source) else link[0]


def _without_links(source: str) -> str:
    return plain(_LINK.sub("", source))


def _marked(words: str, piece: str, as_: str) -> str:
    """The words with a piece of them marked up, where it stands bare and is not so anywhere."""
    if as_ in words:
        return words
    characters = ("&(?:amp;)?" if c == "&" else rf"\\?{re.escape(c)}" for c in piece)
    bare = re.compile(rf"{_BEFORE}{''.join(characters)}{_BEHIND}")
    return "".join(bare.sub(lambda _: as_, part) if free else part for part, free in _parts(words))


def _parts(words: str) -> Iterator[tuple[str, bool]]:
    """The words, cut at links and code, and whether each part is neither."""
    at = 0
    for match in re.finditer(
        rf"{_LINK.pattern}|`[^`]*`|{_ADDRESS.pattern}|{_FOREIGN.pattern}", words
    ):
        yield words[at : match.start()], True
        yield match[0], False
        at = match.end()
    yield words[at:], True
