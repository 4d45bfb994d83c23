"""Runs of styled words from any format → inline Markdown, and blocks with a list nesting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pipeline.formats.inline import escape, plain
from pipeline.model import Align, Block, Heading, Item, List, Paragraph, Row, Standing, Table, Text
from pipeline.text.numerals import HAN, han

_UNQUOTED = re.compile(r'["\\{}\n]')
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_CALL = re.compile(r"\\\[\^([^\]\s\\]+)\\\]")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. A line break is the one character ``\\n``."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    note: str = ""
    """Label of a footnote called here; the text is then empty."""
    stale: bool = False
    """Whether it is marked, as `pipeline.formats.outgoing` says, as an older translation."""
    ruby: str = ""
    """How the words are read (furigana, pinyin, bopomofo), or empty."""


def markdown(runs: Iterable[Run]) -> str:
    """The runs as inline Markdown; white space folded, markup never around white space."""
    pieces: list[str] = []
    for line in _lines(_merged(_unspaced(runs))):
        words = "".join(_inline(run) for run in line)
        # A space that does not break is left where lines are to stay empty, or behind words.
        pieces.append(_SPACES.sub(" ", words).strip(" \u00a0"))
    return "\n".join(pieces).strip("\n")


def text(runs: Iterable[Run]) -> Text:
    """The runs as a text."""
    runs = tuple(runs)
    stale = any(run.stale for run in runs)
    return Text(markdown(runs), standing=Standing.STALE if stale else Standing.SOURCE)


def read_as(runs: Iterable[Run], reading: str) -> Iterator[Run]:
    """Words with how they are read above them, as one run that looks like the first of them.

    Without the reading, if it cannot stand in an attribute, or if the words are none.
    """
    given = [run for run in runs if run.text or run.note]
    words, reading = "".join(run.text for run in given), " ".join(reading.split())
    if not words.strip() or not reading or _UNQUOTED.search(words + reading):
        yield from given
    else:
        yield replace(given[0], text=words, ruby=reading)


def lines(paragraphs: Iterable[Iterable[Run]]) -> Text:
    """Paragraphs as one text, each on a line of its own: what a cell of a table holds."""
    found = [text(runs) for runs in paragraphs]
    stale = any(each.standing is Standing.STALE for each in found)
    words = "\n".join(each.markdown for each in found if each.markdown)
    return Text(words, standing=Standing.STALE if stale else Standing.SOURCE)


def _unspaced(runs: Iterable[Run]) -> Iterable[Run]:
    """Runs with the white space at their ends outside the markup."""
    for run in runs:
        if run.note or run.text == "\n":
            yield run
            continue
        words = run.text
        core = words.strip(" \t\r\f\v\u00a0")
        if not core:
            yield Run(words)
            continue
        at = words.index(core)
        if at:
            yield Run(words[:at])
        yield replace(run, text=core)
        if at + len(core) < len(words):
            yield Run(words[at + len(core) :])


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours that look alike as one, across white space between them."""
    merged: list[Run] = []
    for run in runs:
        if run.text == "" and not run.note:
            continue
        last = merged[-1] if merged else None
        if run.ruby:
            merged.append(run)
            continue
        if last and not run.note and replace(last, text="") == replace(run, text=""):
            merged[-1] = replace(last, text=last.text + run.text)
            continue
        before = merged[-2] if len(merged) > 1 else None
        blank = last is not None and not last.note and last.text.strip(" ") == ""
        styled = run.strong or run.emphasis or run.link
        if before and blank and styled and replace(before, text="") == replace(run, text=""):
            assert last is not None
            merged[-2:] = [replace(before, text=before.text + last.text + run.text)]
            continue
        merged.append(run)
    return merged


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        if first or run.note:
            lines[-1].append(replace(run, text=first))
        for piece in rest:
            lines.append([replace(run, text=piece, note="")] if piece else [])
    return lines


def _inline(run: Run) -> str:
    if run.note:
        return f"[^{run.note}]"
    words = f"`{run.text}`" if run.code and "`" not in run.text else escape(run.text)
    # What we send out has the calls of notes as `[^1]`, and so it comes back.
    words = _CALL.sub(r"[^\1]", words)
    if run.ruby:
        words = f'[{words}]{{ruby="{run.ruby}"}}'
    if run.emphasis:
        words = f"*{words}*"
    if run.strong:
        words = f"**{words}**"
    if run.link and _SAFE_LINK.fullmatch(run.link):
        words = f"[{words}]({_destination(run.link)})"
    return words


def _destination(address: str) -> str:
    """An address as a link's destination, in which brackets come in pairs (CommonMark, §6.3)."""
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            break
    return address if depth == 0 else address.replace("(", "%28").replace(")", "%29")


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of a list as word processors keep it: with a level, not inside an item."""

    level: int
    ordered: bool
    item: Item
    number: int = 1
    """What an ordered one is counted as."""
    labelled: bool = False
    """Whether its words begin with an enumerator of their own."""


def nested(entries: Sequence[Entry]) -> tuple[Block, ...]:
    """Entries in a row as lists within lists."""
    blocks: list[Block] = []
    at = 0
    while at < len(entries):
        last = entries[at]
        end = at + 1
        while end < len(entries) and (
            entries[end].level > last.level or _goes_on(last, entries[end])
        ):
            last = entries[end] if entries[end].level <= last.level else last
            end += 1
        blocks.append(_list(entries[at:end]))
        at = end
    return tuple(blocks)


def _goes_on(last: Entry, entry: Entry) -> bool:
    """Whether an entry is the next item of the list that another one is in."""
    if (entry.level, entry.ordered, entry.labelled) != (last.level, last.ordered, last.labelled):
        return False
    return not entry.ordered or entry.number == last.number + 1


def _list(entries: Sequence[Entry]) -> List:
    top = entries[0].level
    starts = [at for at, entry in enumerate(entries) if entry.level <= top]
    items = []
    for at, end in pairwise([*starts, len(entries)]):
        within = nested(entries[at + 1 : end]) if end > at + 1 else ()
        items.append(Item((*entries[at].item.blocks, *within)))
    first = entries[0]
    return List(
        tuple(items),
        first.ordered,
        first.number if first.ordered else 1,
        tight=not first.labelled,
        labelled=first.labelled,
    )


def paragraph(runs: Iterable[Run]) -> Paragraph | None:
    """A paragraph, or None where there are no words."""
    found = text(runs)
    return Paragraph((found,)) if found.markdown else None


# Figures of any script, Roman numerals are left alone: they begin headings more often than items.
_ENUMERATOR = re.compile(r"\(?(\d{1,3})(?:[.)](?=\s|[^\W\d_])|[、．])\s*")
_BULLET = re.compile(r"[•·▪◦‣●○■–—*-]\s+")
_HAN_ENUMERATOR = re.compile(rf"(?:第\s?)?([{HAN}]{{1,5}})(?:、|[条條](?=[\s:：]))[\s:：]*")


def enumerated(words: str) -> Block:
    """A paragraph of plain words: an item of a list where it begins with a number or a bullet."""
    number, bullet = _ENUMERATOR.match(words), _BULLET.match(words)
    counted = _HAN_ENUMERATOR.match(words)
    found = number or counted or bullet
    rest = words[found.end() :].strip() if found else words
    # int() reads the decimal digits of every script.
    value = int(number[1]) if number else han(counted[1]) if counted else None
    if not rest or not (bullet or value is not None):
        return Paragraph((Text(escape(words)),))
    item = Item((Paragraph((Text(escape(rest)),)),))
    return List((item,)) if value is None else List((item,), True, value)


def titled(blocks: Sequence[Block]) -> tuple[Text | None, tuple[Block, ...]]:
    """The first heading of level 1, which is the title, if there is one; and the rest `lowered`."""
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            return block.text, lowered((*blocks[:at], *blocks[at + 1 :]))
    return None, tuple(blocks)


_TITLE_AT_MOST = 100
"""Characters."""


def titled_by_its_look(blocks: Sequence[Block]) -> tuple[Text | None, tuple[Block, ...]]:
    """As `titled`, for a file of a word processor without the style of a title.

    Where the first of several headings of level 1 has something above it, they are chapters, and
    what stands at the top in one short line is the title.
    """
    chapters = [at for at, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    if len(chapters) < 2 or not chapters[0]:
        return titled(blocks)
    match blocks[0]:
        case Paragraph((Text(markdown=words) as first,)) if _may_be_title(words):
            # Its weight is its look, as that of any heading.
            bare = _WHOLLY_STRONG.fullmatch(words)
            return replace(first, markdown=bare[1] if bare else words), lowered(blocks[1:])
    return None, lowered(blocks)


_WHOLLY_STRONG = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*")


def _may_be_title(words: str) -> bool:
    said = plain(words)
    return len(said) <= _TITLE_AT_MOST and "\n" not in said and not said.endswith((".", ":", ";"))


def lowered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, their headings a level further down if any is on level 1: that is the title's."""
    given = tuple(blocks)
    if not any(isinstance(block, Heading) and block.level == 1 for block in given):
        return given
    return tuple(
        replace(block, level=min(block.level + 1, 6)) if isinstance(block, Heading) else block
        for block in given
    )


def table_or_layout(
    rows: Sequence[Sequence[Any]],
    paragraphs: Callable[[Any], Iterable[Any]],
    text: Callable[[Any], Text],
    blocks: Callable[[Any], Iterator[Block]],
) -> Iterator[Block]:
    """Rows of a format's cells as a `table`, or as the blocks that are in them.

    Several ``paragraphs`` in a cell: the table is there for the layout.
    """
    if any(len(list(paragraphs(cell))) > 1 for row in rows for cell in row):
        for row in rows:
            for cell in row:
                yield from blocks(cell)
    else:
        yield from table([[text(cell) for cell in row] for row in rows])


def table(rows: Sequence[Sequence[Text]]) -> Iterator[Block]:
    """Rows of cells as a table; as paragraphs where there is one row or one column only."""
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2:
        yield from (Paragraph((text,)) for row in rows for text in row if text.markdown)
        return
    yield filled(rows)


def filled(rows: Sequence[Sequence[Text]], caption: Text | None = None) -> Table:
    """A table of rows, the first of them its header; those that are short have empty cells."""
    width = max(map(len, rows))
    header, *body = (Row((*row, *[Text("")] * (width - len(row)))) for row in rows)
    return Table(header, tuple(body), (Align.AUTO,) * width, caption)
