"""The grammar of PO files: text ↔ entries, as GNU gettext reads and prints them.

`parse` reads the plain entries (all but a few in most files) with one regular expression and
gives the others, with plurals, previous sources or obsolete, to polib's parser, in a form that
polib keeps whole: it would drop ``#~|`` lines, cut a string that is not closed, and end lines at
U+2028. `form` prints an entry as ``msgcat --no-wrap`` does.

Comments may stand in any order and apart from their entry; gettext prints them sorted, and so
do we. We differ from gettext in one thing: flags that it does not know survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import CatalogError


class Entry(NamedTuple):
    """An entry of a PO file, strings unescaped. Fields are named after gettext's manual."""

    line: int
    """Where it begins, as an offset into the text; `line_of` makes a line number of it."""
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    context: str | None = None
    source: str = ""
    plural: str | None = None
    targets: tuple[str, ...] = ("",)
    obsolete: bool = False
    previous_context: str | None = None
    previous_source: str | None = None
    previous_plural: str | None = None


_PAGE_WIDTH = 79
_QUOTED = r'"[^"\\\n]*(?:\\[abfnrtv"\\][^"\\\n]*)*"\n'
_STRING = rf"({_QUOTED}(?:{_QUOTED})*)"
_PLAIN = re.compile(
    r"\n*((?:#(?![|~]).*\n|\n)*)"
    rf"(?:msgctxt {_STRING})?msgid {_STRING}msgstr {_STRING}"
    r"(?=\n|#|msgid |msgctxt |\Z)"
)
_LINE = re.compile(
    r"[ \t]*(?P<mark>\#~\||\#~|\#\||)[ \t]*"
    r"(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])(?=[\s\"]))?[ \t]*"
    r'(?P<string>"(?:[^"\\]|\\.)*")\s*'
)
_COMMENT = re.compile(r"[ \t]*#(?![|~])")
_CONFLICT = re.compile(r"<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")
_ESCAPE = re.compile(r"\\(.)")
_UNESCAPED = dict(zip('abfnrtv"\\', '\a\b\f\n\r\t\v"\\', strict=True))
_ESCAPES = str.maketrans({char: f"\\{name}" for name, char in _UNESCAPED.items()})
_TO_ESCAPE = re.compile('[\a\b\f\n\r\t\v"\\\\]')
# str.splitlines, which polib uses, ends lines at these too; noncharacters stand in for them.
_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SHIELD = {ord(char): chr(0xFDD0 + n) for n, char in enumerate(_LINE_ENDS)}
_UNSHIELD = {0xFDD0 + n: char for n, char in enumerate(_LINE_ENDS)}


def line_of(text: str, offset: int) -> int:
    """The number of the line at an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1


def parse(text: str, path: str) -> list[Entry]:
    """Every entry of a PO file, the header among them. Raises `CatalogError`.

    Comments after the last entry, which gettext drops, are kept on it.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.endswith("\n"):
        text += "\n"
    entries: list[Entry] = []
    intricate: list[tuple[int, _Chunk]] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain:
            comments, context, source, target = plain.groups()
            begin = plain.start(3 if context is None else 2)
            entry = Entry(begin, *_sorted(comments)) if comments else Entry(begin)
            entries.append(
                entry._replace(
                    context=None if context is None else _unquote(context),
                    source=_unquote(source),
                    targets=(_unquote(target),),
                )
            )
            at = plain.end()
            continue
        chunk = _chunk(text, at, path)
        if not chunk.lines:
            trailing = _sorted("".join(chunk.comments))[0]
            if trailing and entries:
                entries[-1] = entries[-1]._replace(comments=entries[-1].comments + trailing)
        else:
            intricate.append((len(entries), chunk))
            entries.append(Entry(chunk.begin))
        at = chunk.end
    for (index, chunk), entry in zip(intricate, _with_polib(intricate, text, path), strict=True):
        kept = _sorted("".join(chunk.comments))
        late = entries[index].comments
        entries[index] = entry._replace(
            comments=kept[0] + late, extracted=kept[1], references=kept[2], flags=kept[3]
        )
    return entries


def form(entry: Entry) -> str:
    """An entry as ``msgcat --no-wrap`` prints it, with its final newline."""
    out = [_comment("#", line) for line in entry.comments]
    out += [_comment("#.", line) for line in entry.extracted]
    if entry.references:
        out.append(_reference_lines(entry.references))
    if entry.flags:
        out.append(f"#, {', '.join(sorted(entry.flags, key=_not_fuzzy))}\n")
    mark = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    for word, value, prefix in (
        ("msgctxt", entry.previous_context, before),
        ("msgid", entry.previous_source, before),
        ("msgid_plural", entry.previous_plural, before),
        ("msgctxt", entry.context, mark),
        ("msgid", entry.source, mark),
        ("msgid_plural", entry.plural, mark),
    ):
        if value is not None:
            out.append(_quote(word, value, prefix))
    if entry.plural is None:
        out.append(_quote("msgstr", entry.targets[0], mark))
    else:
        out += [_quote(f"msgstr[{n}]", value, mark) for n, value in enumerate(entry.targets)]
    return "".join(out)


def _comment(sign: str, line: str) -> str:
    """A line of a comment. gettext would join one that ends with a backslash to the next."""
    return f"{sign} {line}{' ' if line[-1] == chr(92) else ''}\n" if line else f"{sign}\n"


def _reference_lines(references: tuple[str, ...]) -> str:
    """gettext wraps references, and counts bytes, even where it does not wrap texts."""
    lines = ["#:"]
    for reference in references:
        size = len(lines[-1].encode()) + 1 + len(reference.encode())
        if size > _PAGE_WIDTH and lines[-1] != "#:":
            lines.append("#:")
        lines[-1] += f" {reference}"
    return "".join(f"{line}\n" for line in lines)


def _not_fuzzy(flag: str) -> bool:
    """gettext prints ``fuzzy`` before all other flags."""
    return flag != "fuzzy"


# ------------------------------------------------------------------------------- strings


def _quote(word: str, value: str, prefix: str) -> str:
    """A keyword and its string; one with inner newlines has a line for each of them."""
    if _TO_ESCAPE.search(value):
        lines = value.split("\n")
        if len(lines) > 2 or (len(lines) == 2 and lines[1]):
            pieces = [line + "\n" for line in lines[:-1]] + lines[-1:]
            quoted = "".join(f'{prefix}"{p.translate(_ESCAPES)}"\n' for p in pieces if p)
            return f'{prefix}{word} ""\n{quoted}'
        value = value.translate(_ESCAPES)
    return f'{prefix}{word} "{value}"\n'


def _unquote(quoted: str) -> str:
    """The value of adjacent strings, one a line, each line ended."""
    value = quoted[1:-2].replace('"\n"', "")
    if "\\" in value:
        value = _ESCAPE.sub(lambda match: _UNESCAPED[match[1]], value)
    return value


# ------------------------------------------------------------------------------- comments


def _sorted(
    block: str,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Comment lines by kind: the translator's, extracted, references, flags."""
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


# ------------------------------------------------------------------------------- with polib


class _Chunk(NamedTuple):
    """The lines of one entry that is not plain."""

    begin: int
    end: int
    comments: list[str]
    lines: list[str]
    """Previous values and the message, without ``#~``."""
    obsolete: bool


def _chunk(text: str, start: int, path: str) -> _Chunk:
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
        part = _LINE.fullmatch(line)
        if not part or not all(e in _UNESCAPED for e in _ESCAPE.findall(part["string"])):
            raise _syntax_error(text, begins, line, path)
        mark, word = part["mark"], part["word"] or ""
        previous = mark in ("#|", "#~|")
        if last.startswith("msgstr") and (
            previous or (word and not (last[6:] and word.startswith("msgstr[")))
        ):
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
        string = _ESCAPE.sub(_for_polib, part["string"])
        lines.append(" ".join(filter(None, ("#|" if previous else "", word, string))))
        at = begins + len(line)
    if lines and (not last.startswith("msgstr") or len(marks) > 1):
        raise _out_of_place(text, begin, path)
    return _Chunk(begin, at, comments, lines, marks == {"#~"})


def _for_polib(escape: re.Match[str]) -> str:
    """polib knows no ``\\a``."""
    return "\a" if escape[1] == "a" else escape[0]


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    while start < len(text):
        end = text.index("\n", start) + 1
        yield text[start:end], start
        start = end


def _with_polib(intricate: list[tuple[int, _Chunk]], text: str, path: str) -> Iterator[Entry]:
    """The intricate entries as polib reads them, comments apart."""
    if not intricate:
        return
    import polib

    starts: list[int] = []
    lines: list[str] = []
    for _, chunk in intricate:
        starts.append(len(lines))
        lines += chunk.lines
    try:
        # A comment line keeps polib from taking the text for the name of a file.
        read = polib.pofile("#\n" + "\n".join(lines).translate(_SHIELD), check_for_duplicates=False)
    except OSError as error:
        at = int((re.findall(r"line (\d+)", str(error)) or ["2"])[-1]) - 2
        owner = max(n for n, start in enumerate(starts) if start <= max(at, 0))
        raise _out_of_place(text, intricate[owner][1].begin, path) from None
    if len(read) != len(intricate):
        raise _out_of_place(text, intricate[min(len(read), len(intricate) - 1)][1].begin, path)
    for (_, chunk), entry in zip(intricate, read, strict=True):
        plural = entry.msgid_plural or None
        targets = (
            tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural))
            if plural is not None
            else (entry.msgstr,)
        )
        yield Entry(
            chunk.begin,
            context=_open(entry.msgctxt),
            source=entry.msgid.translate(_UNSHIELD),
            plural=_open(plural),
            targets=tuple(target.translate(_UNSHIELD) for target in targets),
            obsolete=chunk.obsolete,
            previous_context=_open(entry.previous_msgctxt),
            previous_source=_open(entry.previous_msgid),
            previous_plural=_open(entry.previous_msgid_plural),
        )


def _open(value: str | None) -> str | None:
    return None if value is None else value.translate(_UNSHIELD)


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
        what = "a backslash in front of a character that needs none"
        remedy = r"Write \\ for a backslash; known are \n \t \" \\ \a \b \f \r \v."
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
