"""Plain text, as pages are saved and mails are written, as a row of passages; and Document → text.

Paragraphs are set apart by empty lines. Lines that a mail program broke are joined again, lines
that stand alone (a heading, an address) are not. A line of dashes or the like below a line makes
it a heading, as people have always shown them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from pipeline.errors import ContributionError
from pipeline.formats.encoding import decode
from pipeline.formats.inline import escape, one_line, spans
from pipeline.formats.outgoing import headed
from pipeline.formats.passages import Contribution, Kind, Passage
from pipeline.formats.subparagraphs import spread
from pipeline.model import (
    Article,
    Block,
    Code,
    Document,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
    Text,
    Verbatim,
    texts,
)
from pipeline.text.punctuation import ends_clause

# A line at least this much of the paragraph's longest, and this long, was broken by a program.
_FULL, _WIDTH = 0.7, 40
# No program breaks lines later than this; a file with longer ones has a paragraph a line.
_PAGE, _FEW = 100, 0.3
# So is one where of this many lines at least, so many had room for the next one's first word.
_LEAST, _ROOMY = 4, 0.65
_SAMPLE = 20_000
_LARGEST = 4 * 2**20
_BULLET = re.compile(r"[•‣◦▪●○■□–—*-]\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s")
_BLANK = " \t\u00a0\u200b\ufeff"
# Below a title, a heading, a heading below that.
_RULES = "=-~"
_RULE = re.compile(r"\s*([=~^#*_+.-])\1{2,}\s*")
_EMPHASIS = re.compile(r"\*\*(.+)\*\*", re.DOTALL)
# As people set off words in mails, and as `serialize` does: *so*, **so**, [so](https://…), [^1].
_MARKUP = re.compile(
    r"((?P<stars>\*{1,3})[^\s*](?:[^*\n]*[^\s*])?(?P=stars))"
    r"|(\[[^\]\[*\n]+\]\((?:https?://|mailto:)[^)\s]+\)|\[\^[^\]\s]+\])"
)
_QUOTING = re.compile(r"(?:> ?)+")
# A no-break or thin space alone is there on purpose; in a row they make room.
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]{2,}|[ \t\u3000]")
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
)


def parse(data: bytes, *, where: str = "") -> Contribution:
    """Read a plain text file. Raises `ContributionError` where it is no text."""
    if len(data) > _LARGEST:
        raise ContributionError(
            f"the text has {len(data) / 2**20:.0f} MiB; the limit is {_LARGEST // 2**20} MiB",
            where=where,
            remedy="Give the text of the translation alone.",
        )
    words = decode(data, path=where)
    strange = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") for c in words[:_SAMPLE])
    strange -= sum(words[:_SAMPLE].count(c) for c in "\n\t\f\v\x85")
    if strange > len(words[:_SAMPLE]) / 100:
        raise ContributionError(
            "it is no text, but some binary file",
            where=where,
            remedy="Give the document itself: HTML, Markdown, plain text, DOCX, ODT, PDF or PO.",
        )
    passages = tuple(_passages(words))
    if any(passage.kind is Kind.HEADING for passage in passages):
        # Where headings are shown, what is not shown as one is none.
        passages = tuple(
            replace(passage, kind=Kind.PARAGRAPH) if passage.kind is Kind.UNKNOWN else passage
            for passage in passages
        )
    return Contribution(passages, "text")


def _passages(words: str) -> Iterator[Passage]:
    paragraph: list[tuple[int, str]] = []
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", words)
    quoting, lines = _unquoted(lines)
    broken = _broken(lines)
    depth = 0
    for number, line in enumerate((*lines, ""), 1):
        blank = not line.strip(_BLANK)
        before, depth = depth, (*quoting, 0)[number - 1]
        if blank or depth != before:
            yield from _paragraph(paragraph, broken)
            paragraph = []
        if not blank:
            paragraph.append((number, line))


def _unquoted(lines: Sequence[str]) -> tuple[list[int], list[str]]:
    """How deep each line of a mail is quoted (RFC 3676, §4.5), and the lines without the marks.

    One line alone that begins with ">" quotes nothing.
    """
    marks = [_QUOTING.match(line) for line in lines]
    if sum(mark is not None for mark in marks) < 2:
        return [0] * len(lines), list(lines)
    return (
        [mark[0].count(">") if mark else 0 for mark in marks],
        [line[mark.end() :] if mark else line for line, mark in zip(lines, marks, strict=True)],
    )


def _broken(lines: Sequence[str]) -> bool:
    """Whether a program, or a patient person, broke the lines of a file to some width.

    Who does so takes the next word onto a line as long as there is room for it.
    """
    if sum(len(line) for line in lines if _width(line) > _PAGE) >= _FEW * sum(map(len, lines)):
        return False
    bare = [line.strip(_BLANK) for line in lines]
    pairs = [(a, b) for a, b in pairwise(bare) if a and b and not _RULE.fullmatch(b)]
    if len(pairs) < _LEAST:
        return True
    page = max((width for line in bare if (width := _width(line)) <= _PAGE), default=_PAGE)
    roomy = sum(_width(a) + _opening(b) < page for a, b in pairs)
    return roomy < _ROOMY * len(pairs)


def _opening(line: str) -> int:
    """The columns that the first word of a line takes, or its first character if full-width."""
    return 2 if unicodedata.east_asian_width(line[0]) in "WF" else 1 + _width(line.split()[0])


def _paragraph(lines: list[tuple[int, str]], broken: bool) -> Iterator[Passage]:
    """One passage, or several where the lines were never one paragraph.

    Where no program has ``broken`` the file's lines, each is a paragraph.
    """
    lines, levels = _underlined(lines)
    if not lines:
        return
    if levels:
        number, line = lines[0]
        yield replace(_passage(number, line.strip()), kind=Kind.HEADING, level=levels)
        lines = lines[1:]
        if not lines:
            return
    emphasised = _EMPHASIS.fullmatch("\n".join(line.strip() for _, line in lines))
    if emphasised:
        yield _passage(lines[0][0], emphasised[1].replace("\n", " "))
        return
    longest = max(len(line.strip()) for _, line in lines)
    joined, last = "", 0
    begin, before = lines[0][0], 0
    for number, line in lines:
        bare = line.strip(_BLANK)
        indent = len(line) - len(line.lstrip(_BLANK))
        # Lines that stand in alike have that much less room.
        last, before = last + (indent if indent == before else 0), indent
        if joined and (
            not broken or last < _WIDTH or last < _FULL * longest or _begins(bare, joined)
        ):
            yield _passage(begin, joined)
            joined, begin = "", number
        space = "" if not joined or _unspaced(joined[-1], bare[0]) else " "
        joined = joined + space + bare
        last = _width(bare)
    yield _passage(begin, joined)


def _begins(line: str, before: str) -> bool:
    """Whether a line begins an item: with a bullet, or with a number after that of the last.

    Numbers may be left out where the last item has come to its end.
    """
    number, last = _NUMBER.match(line), _NUMBER.match(before)
    if number and last:
        step = int(number[1]) - int(last[1])
        return step == 1 or (step > 1 and ends_clause(before))
    return bool(_BULLET.match(line))


def _underlined(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], int]:
    """The lines without those that only rule, and the level of the first if a rule is below it."""
    rules = [_RULE.fullmatch(line) for _, line in lines]
    level = 0
    if len(lines) > 1 and rules[1] and not rules[0]:
        level = _RULES.find(rules[1][1]) + 1 or len(_RULES)
    return [line for line, rule in zip(lines, rules, strict=True) if not rule], level


def _passage(number: int, words: str) -> Passage:
    found = _BULLET.match(words)
    bullet = found[0] if found else ""
    text = _markdown(_SPACES.sub(" ", words.removeprefix(bullet)).strip())
    where = f"line {number}"
    if not bullet:
        return Passage(text, where=where)
    return Passage(text, Kind.ITEM, 1, where=where, label=bullet)


def _markdown(words: str) -> str:
    """Words as inline Markdown, with the little markup that people write in plain text."""
    pieces = []
    at = 0
    for found in _MARKUP.finditer(words):
        before, after = words[found.start() - 1 : found.start()], words[found.end() :][:1]
        if found[1] and any(
            c == "*" or (c.isalnum() and not _UNSPACED.match(c)) for c in (before, after)
        ):
            continue
        pieces += [escape(words[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*pieces, escape(words[at:])])


def _width(line: str) -> int:
    """Columns on a screen: full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _unspaced(before: str, after: str) -> bool:
    return bool(_UNSPACED.match(before) and _UNSPACED.match(after))


# ------------------------------------------------------------------------ writing


def serialize(document: Document) -> str:
    """The document as plain text: a paragraph a line, an empty line between two."""
    document = headed(document)
    lines = [_ruled(document.title, 1)] if document.title.markdown else []
    lines += _lines(document.blocks)
    return "\n\n".join(lines) + "\n"


def _lines(blocks: Sequence[Block], indent: str = "") -> Iterator[str]:
    for block in spread(blocks):
        match block:
            case Heading(level, text):
                yield _ruled(text, level)
            case Paragraph(parts):
                yield indent + " ".join(map(_words, parts))
            case Article(number, inner, heading, _, level):
                if heading:
                    yield _ruled(heading, level)
                    yield from _lines(inner, indent)
                else:
                    yield from _item(f"{number}. ", inner, indent)
            case List(items):
                for number, item in enumerate(items, block.start):
                    yield from _item(f"{number}. " if block.ordered else "• ", item.blocks, indent)
            case Section(_, inner) | Quote(inner) | Note(_, inner):
                yield from _lines(inner, indent)
            case Table() | Figure():
                yield from (indent + _words(text) for text in texts(block) if text.markdown)
            case Verbatim() | Code() | Rule():
                # Nobody is to translate it, so nobody is sent it.
                continue
            case _:
                assert_never(block)


def _ruled(text: Text, level: int) -> str:
    """A heading, with a line below it that says so."""
    words = one_line(_words(text))
    return f"{words}\n{_RULES[min(level, len(_RULES)) - 1] * max(_width(words), 3)}"


def _item(marker: str, blocks: Sequence[Block], indent: str) -> Iterator[str]:
    """The blocks of an item, the first behind its number or bullet."""
    inner = list(_lines(blocks, indent + "  "))
    if inner:
        yield f"{indent}{marker}{inner[0].strip(' ')}"
        yield from inner[1:]


def _words(text: Text) -> str:
    """A text with what little markup is usual in plain text."""
    pieces = []
    for span in spans(text.markdown):
        words = "\n" if span.line_break else f"[^{span.note}]" if span.note else span.text
        core = words.strip()
        if core and (span.emphasis or span.strong):
            stars = "*" * (span.emphasis + 2 * span.strong)
            words = words.replace(core, f"{stars}{core}{stars}")
        told = span.link in ("", words, f"mailto:{words}")
        pieces.append(words if told else f"[{words}]({span.link})")
    return "".join(pieces)
