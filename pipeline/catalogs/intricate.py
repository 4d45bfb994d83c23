"""Entries that are not plain: plurals, previous sources, obsolete ones, any odd layout.

polib's state machine reads them, in a form that it keeps whole: left to itself it would drop
``#~|`` lines, cut a string that is not closed, and end lines at U+2028. So each line is proved
to be well formed first, and what is wrong is said with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.catalogs.entries import Entry
from pipeline.catalogs.escapes import NAMED_ESCAPE, by_name
from pipeline.errors import CatalogError

_LINE = re.compile(
    r"[ \t]*(?P<mark>\#~\||\#~|\#\||)[ \t]*"
    r"(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])(?=[\s\"]))?[ \t]*"
    r'(?P<string>"(?:[^"\\]|\\.)*")\s*'
)
_COMMENT = re.compile(r"[ \t]*#(?![|~])")
_CONFLICT = re.compile(r"<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")
# str.splitlines, which polib uses, ends lines at these too; noncharacters stand in for them.
_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_SHIELD = {ord(char): chr(0xFDD0 + n) for n, char in enumerate(_LINE_ENDS)}
# Of messages without a source polib gives out the last as metadata, and not as an entry: one of
# ours, which by its reference equals no other, keeps the file's own header among the entries.
_METADATA = '\n#: ours\nmsgid ""\nmsgstr ""\n'
_UNSHIELD = {0xFDD0 + n: char for n, char in enumerate(_LINE_ENDS)}


def line_of(text: str, offset: int) -> int:
    """The number of the line at an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1


class Chunk(NamedTuple):
    """The lines of one entry that is not plain."""

    begin: int
    end: int
    comments: list[str]
    lines: list[str]
    """Previous values and the message, without ``#~``."""
    obsolete: bool


def chunk(text: str, start: int, path: str) -> Chunk:
    """The lines of one entry from `start`, each proved to be well formed."""
    comments: list[str] = []
    lines: list[str] = []
    marks: set[str] = set()
    at = begin = start
    last = ""
    for line, begins in _lines(text, start):
        if not line.strip():
            at = begins + len(line)
            continue
        if _COMMENT.match(line):
            if last.startswith("msgstr"):
                break
            comments.append(line)
            at = begins + len(line)
            continue
        mark, word, string = _parts(line, text, begins, path)
        previous = mark in ("#|", "#~|")
        another_form = last.startswith("msgstr[") and word.startswith("msgstr[")
        if last.startswith("msgstr") and (previous or (word and not another_form)):
            break
        if not lines:
            begin = begins
        if not previous:
            if (word == "msgid" and last == "msgid") or (not word and not last):
                raise _out_of_place(text, begin, path)
            marks.add(mark)
            last = word or last
        elif last:
            raise _out_of_place(text, begin, path)
        lines.append(" ".join(filter(None, ("#|" if previous else "", word, string))))
        at = begins + len(line)
    if lines and (not last.startswith("msgstr") or len(marks) > 1):
        raise _out_of_place(text, begin, path)
    return Chunk(begin, at, comments, lines, marks == {"#~"})


def _parts(line: str, text: str, at: int, path: str) -> tuple[str, str, str]:
    """The mark, the keyword and the string of a line at a place, the string as polib reads it."""
    part = _LINE.fullmatch(line)
    try:
        string = by_name(part["string"]) if part else ""
    except ValueError:
        part = None
    if not part:
        raise _syntax_error(text, at, line, path)
    # polib does not know this one.
    string = NAMED_ESCAPE.sub(lambda name: "\a" if name[1] == "a" else name[0], string)
    return part["mark"], part["word"] or "", string


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    while start < len(text):
        end = text.index("\n", start) + 1
        yield text[start:end], start
        start = end


def with_polib(chunks: Sequence[Chunk], text: str, path: str) -> Iterator[Entry]:
    """What the chunks of ``text`` say, without their comments. Raises `CatalogError`."""
    if not chunks:
        return
    import polib

    starts: list[int] = []
    lines: list[str] = []
    for each in chunks:
        starts.append(len(lines))
        lines += each.lines
    # A comment line keeps polib from taking the text for the name of a file.
    given = "#\n" + "\n".join(lines) + _METADATA
    shielded = _LINE_END.search(given) is not None
    try:
        read = polib.pofile(given.translate(_SHIELD) if shielded else given)
    except OSError as error:
        at = int((re.findall(r"line (\d+)", str(error)) or ["2"])[-1]) - 2
        owner = max(n for n, start in enumerate(starts) if start <= max(at, 0))
        raise _out_of_place(text, chunks[owner].begin, path) from None
    if len(read) != len(chunks):
        raise _out_of_place(text, chunks[min(len(read), len(chunks) - 1)].begin, path)
    for each, found in zip(chunks, read, strict=True):
        plural = found.msgid_plural or None
        forms = found.msgstr_plural
        entry = Entry(
            each.begin,
            context=found.msgctxt,
            source=found.msgid,
            plural=plural,
            targets=tuple(forms[n] for n in sorted(forms)) if plural else (found.msgstr,),
            obsolete=each.obsolete,
            previous_context=found.previous_msgctxt,
            previous_source=found.previous_msgid,
            previous_plural=found.previous_msgid_plural,
        )
        yield _unshielded(entry) if shielded else entry


def _unshielded(entry: Entry) -> Entry:
    def bare(value: str | None) -> str | None:
        return value and value.translate(_UNSHIELD)

    return entry._replace(
        context=bare(entry.context),
        source=entry.source.translate(_UNSHIELD),
        plural=bare(entry.plural),
        targets=tuple(target.translate(_UNSHIELD) for target in entry.targets),
        previous_context=bare(entry.previous_context),
        previous_source=bare(entry.previous_source),
        previous_plural=bare(entry.previous_plural),
    )


# ------------------------------------------------------------------------------- errors


def _syntax_error(text: str, at: int, line: str, path: str) -> CatalogError:
    where = f"{path}:{line_of(text, at)}"
    if _CONFLICT.match(line):
        return CatalogError(
            "a conflict of a git merge was left in the file",
            where=where,
            remedy="Take one of the two sides, or restore the file with 'git checkout' and "
            "let 'declaration combine' join the versions.",
        )
    if _LINE.fullmatch(line):
        what = "a backslash in front of what needs none, or of bytes that are not UTF-8"
        remedy = r"Write \\ for a backslash; known are \n \t \" \\ \a \b \f \r \v \ooo \xhh."
    elif line.count('"') == 1:
        what, remedy = "a string that does not end on its line", 'Close it with ".'
    elif re.match(r"[ \t]*(#~ )?(msg\w+(\[\d\])? *)?\".*\"\s*\Z", line):
        what, remedy = "a quotation mark inside a string", r"Write \" for it."
    else:
        what = "this is neither a comment nor a message"
        remedy = "Mend the line, or restore the file from git."
    return CatalogError(what, where=where, remedy=remedy)


def _out_of_place(text: str, at: int, path: str) -> CatalogError:
    """The message at `at` is not msgctxt, msgid, msgstr in this order, each once."""
    words: list[str] = []
    line = line_of(text, at)
    for each, begins in _lines(text, at):
        part = _LINE.fullmatch(each)
        word = part["word"] if part and part["mark"] in ("", "#~") else None
        if part and not word and not words:
            break
        if word and "msgid" in words and word in ("msgid", "msgctxt"):
            break
        if word == "msgid":
            line = line_of(text, begins)
        if word:
            words.append(word)
        if word and word.startswith("msgstr"):
            break
    if "msgid" not in words:
        what = "msgstr without msgid" if words else "a string that belongs to no message"
    elif not any(word.startswith("msgstr") for word in words):
        what = "msgid without msgstr"
    else:
        what = "the parts of this message are not in order, or not all marked #~"
    return CatalogError(
        what,
        where=f"{path}:{line}",
        remedy="Run 'msgfmt -c' on the file, or restore it from git.",
    )
