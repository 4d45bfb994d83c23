"""Paragraphs that begin with ``(a)``, ``(i)``, ``1.1`` or a dash as items of lists, and back.

Only what stands in a row counts: ``(a)`` and somewhere after it ``(b)``. One paragraph that
begins with a bracket, an initial or a year is a paragraph. What is of another row, ``(i)`` after
``(b)``, is a list in the item before it; what has no enumerator goes on with an item where the row
goes on after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile

from pipeline.formats.inline import plain
from pipeline.model import (
    Article,
    Block,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Role,
    Rule,
    Section,
    Verbatim,
)
from pipeline.text.enumerators import Reading, length, readings

_ENDING = (Heading, Article, Section, Rule, Note)
_BETWEEN = 8
"""So many blocks may stand between two items without an enumerator of their own."""
_AHEAD = 40
"""So far is looked for how a row goes on behind another that begins."""
_MARKUP = frozenset("*_[")


@dataclass
class _Row:
    """A row of enumerators, and what each of them begins."""

    last: Reading
    items: list[list[Block | _Row]] = field(default_factory=list)
    before: Reading | None = None
    """What the last stands after, where it was inserted: ``(aa)`` after ``(a)``."""
    sure: bool = False
    """Whether one of them is what follows the one before it."""

    def goes_on(self, reading: Reading) -> bool:
        """Whether this is what comes next."""
        return reading.follows(self.last) or (
            self.before is not None and reading.follows(self.before)
        )

    def begin(self, reading: Reading, block: Block) -> None:
        """A new item."""
        if self.items:
            exact = self.goes_on(reading)
            self.sure |= exact
            self.before = None if exact else self.last
        self.last = reading
        self.items.append([block])


def gathered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, sub-paragraphs among them and within them as items of lists.

    Of lines to sign on every item is one, so that signatures are left as they are.
    """
    inner = tuple(map(_within, blocks))
    found = [_readings(block) for block in inner]
    return tuple(_finished(_rows(inner, found))) if any(found) else inner


def spread(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, sub-paragraphs among them as the paragraphs that they are written as."""
    for block in blocks:
        if isinstance(block, List) and block.labelled:
            for item in block.items:
                yield from spread(item.blocks)
        else:
            yield block


def _within(block: Block) -> Block:
    match block:
        case Section(Role.SIGNATURES):
            return block
        case Section() | Article() | Quote() | Note() | Verbatim():
            return replace(block, blocks=gathered(block.blocks))
        case List(items):
            return replace(block, items=tuple(Item(gathered(item.blocks)) for item in items))
    return block


def _readings(block: Block) -> tuple[Reading, ...]:
    if not isinstance(block, Paragraph) or not block.texts:
        return ()
    words = block.texts[0].markdown
    end = length(words)
    if not end and _MARKUP.isdisjoint(words[:2]):
        return ()
    if not _MARKUP.isdisjoint(words[: end + 2]):
        words = plain(words)
        end = length(words)
    return readings(words[:end].rstrip())


def _rows(blocks: Sequence[Block], found: Sequence[tuple[Reading, ...]]) -> list[Block | _Row]:
    """The blocks in order, those of a row of enumerators together."""
    made: list[Block | _Row] = []
    rows: list[_Row] = []
    pending: list[Block] = []
    for at, (block, own) in enumerate(zip(blocks, found, strict=True)):
        if not own:
            if rows and not pending and isinstance(block, List):
                # A list goes with what stands right above it.
                rows[-1].items[-1].append(block)
                continue
            pending.append(block)
            if not rows or isinstance(block, _ENDING) or len(pending) > _BETWEEN:
                made += pending
                rows, pending = [], []
            continue
        if pending:
            rows = _after_others(rows, own, _ahead(blocks, found, at + 1))
        depth, taken, reading = _place(rows, own, found[at + 1] if at + 1 < len(found) else ())
        rows = rows[:depth]
        holder = rows[-1].items[-1] if rows else made
        holder += pending
        pending = []
        if not taken:
            rows.append(_Row(reading))
            holder.append(rows[-1])
        rows[-1].begin(reading, block)
    return made + pending


def _ahead(
    blocks: Sequence[Block], found: Sequence[tuple[Reading, ...]], at: int
) -> Iterator[tuple[Reading, ...]]:
    """The next enumerators, as far as rows may go on."""
    for block, own in zip(blocks[at : at + _AHEAD], found[at : at + _AHEAD], strict=True):
        if isinstance(block, _ENDING):
            return
        yield own


def _after_others(
    rows: Sequence[_Row], own: Sequence[Reading], ahead: Iterable[Sequence[Reading]]
) -> list[_Row]:
    """The open rows that an enumerator behind other paragraphs may belong to.

    Dashes end with other words, and so do what may be initials or chapters. The rest go on with
    this one, or further on; else it begins anew.
    """
    standing = list(takewhile(lambda row: row.last.value and not row.last.initial, rows))
    for readings_ in chain((own,), ahead):
        for row in standing:
            if any(map(row.goes_on, readings_)):
                return standing
            if any(each.first and each.style == row.last.style for each in readings_):
                return []
    return []


def _place(
    rows: Sequence[_Row], own: Sequence[Reading], following: Sequence[Reading]
) -> tuple[int, bool, Reading]:
    """How many of the open rows go on, whether the last of them takes it, and what it counts."""
    depths = {row.last.style: depth for depth, row in enumerate(rows)}
    known = [(depths[each.style], each) for each in own if each.style in depths]
    exact = max((each for each in known if rows[each[0]].goes_on(each[1])), default=None)
    fresh = next((each for each in own if each.first and each.style not in depths), None)
    # After (h), (i) is the ninth letter, unless (ii) comes next.
    if exact and not (fresh and _leads(fresh, following) and not _leads(exact[1], following)):
        return exact[0] + 1, True, exact[1]
    if fresh:
        return len(rows), False, fresh
    if known:
        depth, reading = min(known, key=lambda each: _gap(each[1], rows[each[0]].last))
        return (depth, False, reading) if reading.first else (depth + 1, True, reading)
    return 0, False, next((each for each in own if _leads(each, following)), own[-1])


def _leads(reading: Reading, following: Sequence[Reading]) -> bool:
    return any(each.follows(reading) for each in following)


def _gap(one: Reading, other: Reading) -> int:
    return sum(abs(a - b) for a, b in zip(one.value, other.value, strict=True))


def _finished(found: Iterable[Block | _Row]) -> Iterator[Block]:
    for each in found:
        if isinstance(each, _Row):
            made = _list(each)
            yield from (made,) if _counts(each) else spread((made,))
        else:
            yield each


def _list(row: _Row) -> List:
    items = (
        Item(tuple(_list(each) if isinstance(each, _Row) else each for each in item))
        for item in row.items
    )
    return List(tuple(items), tight=False, labelled=True)


def _counts(row: _Row) -> bool:
    """Whether a row is one: it has what follows something in it, or in a row within."""
    return row.sure or any(
        isinstance(each, _Row) and _counts(each) for item in row.items for each in item
    )
