"""The grammar of PO files: the text of a file → its entries, as GNU gettext reads it.

Plain entries, all but a few in most files, are read by one regular expression, the others by
`pipeline.catalogs.intricate`. Comments may stand in any order and apart from their entry;
gettext prints them sorted, and so do we.
"""

from __future__ import annotations

import re

from pipeline.catalogs.entries import UNESCAPED, Entry
from pipeline.catalogs.intricate import Chunk, chunk, with_polib

_QUOTED = r'"[^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+"\n'
_STRING = rf"({_QUOTED}(?:{_QUOTED})*+)"
_PLAIN = re.compile(
    r"\n*+((?:#(?![|~]).*\n|\n)*+)"
    rf"(?:msgctxt {_STRING})?msgid {_STRING}msgstr {_STRING}"
    r"(?=\n|#|msgid |msgctxt |\Z)"
)
_ESCAPE = re.compile(r"\\(.)")
_Comments = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Comment lines by kind: the translator's, extracted, references, flags."""
_NO_COMMENTS: _Comments = ((), (), (), ())


def parse(text: str, path: str) -> list[Entry]:
    """Every entry of a PO file, the header among them. Raises `CatalogError`.

    Comments after the last entry, which gettext drops, are kept on it.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.endswith("\n"):
        text += "\n"
    entries: list[Entry] = []
    intricate: list[tuple[int, Chunk]] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain:
            comments, context, source, target = plain.groups()
            begin = plain.start(3 if context is None else 2)
            key = None if context is None else _unquote(context)
            sorted_comments = _sorted(comments) if comments else _NO_COMMENTS
            texts = _unquote(source), None, (_unquote(target),)
            entries.append(Entry(begin, *sorted_comments, key, *texts))
            at = plain.end()
            continue
        other = chunk(text, at, path)
        if not other.lines:
            trailing = _sorted("".join(other.comments))[0]
            if trailing and entries:
                entries[-1] = entries[-1]._replace(comments=entries[-1].comments + trailing)
        else:
            intricate.append((len(entries), other))
            entries.append(Entry(other.begin))
        at = other.end
    read = with_polib([other for _, other in intricate], text, path)
    for (index, other), entry in zip(intricate, read, strict=True):
        kept = _sorted("".join(other.comments))
        late = entries[index].comments
        entries[index] = entry._replace(
            comments=kept[0] + late, extracted=kept[1], references=kept[2], flags=kept[3]
        )
    return entries


def _unquote(quoted: str) -> str:
    """The value of adjacent strings, one a line, each line ended."""
    value = quoted[1:-2].replace('"\n"', "")
    if "\\" in value:
        value = _ESCAPE.sub(lambda match: UNESCAPED[match[1]], value)
    return value


def _sorted(block: str) -> _Comments:
    """The comment lines of a block by kind."""
    comments: list[str] = []
    extracted: list[str] = []
    references: dict[str, None] = {}
    flags: dict[str, None] = {}
    for line in block.split("\n"):
        line = line.lstrip(" \t")
        if not line:
            continue
        sign = line[1:2]
        if sign == ".":
            extracted.append(line[2:].removeprefix(" "))
        elif sign == ":":
            references.update(dict.fromkeys(_references(line[2:])))
        elif sign == ",":
            names = (flag.strip() for flag in line[2:].split(","))
            flags.update(dict.fromkeys(filter(None, names)))
        else:
            comments.append(line[1:].removeprefix(" "))
    return tuple(comments), tuple(extracted), tuple(references), tuple(flags)


def _references(words: str) -> list[str]:
    """References are apart by white space, but for file names isolated by U+2068 and U+2069."""
    if "\u2068" not in words:
        return words.split()
    return re.findall(r"\u2068[^\u2069]*\u2069\S*|\S+", words)
