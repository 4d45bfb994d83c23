"""The grammar of PO files: the text of a file → its entries, as GNU gettext reads it.

Plain entries, all but a few in most files, are read by one regular expression, the others by
`pipeline.catalogs.intricate`. Comments may stand in any order and apart from their entry;
gettext prints them sorted, and so do we.
"""

from __future__ import annotations

import re

from pipeline.catalogs.entries import Entry, form, not_fuzzy
from pipeline.catalogs.escapes import NAMED, NAMED_ESCAPE
from pipeline.catalogs.intricate import Chunk, chunk, with_polib

_QUOTED = r'"[^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+"\n'
_STRING = rf"({_QUOTED}(?:{_QUOTED})*+)"
_PLAIN = re.compile(
    r"\n*+((?:#(?![|~]).*\n|\n)*+)"
    rf"(?:msgctxt {_STRING})?msgid {_STRING}msgstr {_STRING}"
    r"(?=\n|#|msgid |msgctxt |\Z)"
)
_Comments = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Comment lines by kind: the translator's, extracted, references, flags."""
_NO_COMMENTS: _Comments = ((), (), (), ())


def parse(text: str, path: str) -> list[Entry]:
    """Every entry of a PO file, the header among them. Raises `CatalogError`.

    Comments after the last entry, which gettext drops, are kept on it.
    """
    text = normal(text)
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
            at = plain.end()
            entries.append(Entry(begin, *sorted_comments, key, *texts, False, None, None, None, at))
            continue
        other = chunk(text, at, path)
        if not other.lines:
            trailing = _sorted("".join(other.comments))[0]
            if trailing and not entries:
                # Without a message they are those of a header.
                entries.append(Entry(0, trailing))
            elif trailing:
                last = entries[-1]
                entries[-1] = last._replace(comments=last.comments + trailing, end=0)
        else:
            intricate.append((len(entries), other))
            entries.append(Entry(other.begin))
        at = other.end
    read = with_polib([other for _, other in intricate], text, path)
    for (index, other), entry in zip(intricate, read, strict=True):
        kept = _sorted("".join(other.comments))
        late = entries[index].comments
        entries[index] = entry._replace(
            comments=kept[0] + late,
            extracted=kept[1],
            references=kept[2],
            flags=kept[3],
            end=0 if late else other.end,
        )
    return entries


def normal(text: str) -> str:
    """A file's text with plain ends of lines and no byte order mark."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if "\n" not in text:  # all of it would be one comment
        text = text.replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"


def layout(text: str, path: str) -> dict[tuple[object, ...], str]:
    """How a file writes its entries, by what they say, where `form` would write them otherwise.

    Raises `CatalogError` as `parse` does.
    """
    text = normal(text)
    written: dict[tuple[object, ...], str] = {}
    begin = 0
    for entry in parse(text, path):
        if entry.end:
            lines = text[begin : entry.end].strip("\n") + "\n"
            canonical = entry._replace(flags=tuple(sorted(entry.flags, key=not_fuzzy)))
            if lines != form(canonical):
                written[canonical.content] = lines
            begin = entry.end
    return written


def _unquote(quoted: str) -> str:
    """The value of adjacent strings, one a line, each line ended."""
    value = quoted[1:-2].replace('"\n"', "")
    if "\\" in value:
        value = NAMED_ESCAPE.sub(lambda match: NAMED[match[1]], value)
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
