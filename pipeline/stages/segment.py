"""Document → Template: what is translated on its own, what it is called, and where it stands.

A segment's key is made once, from its first words, and kept for life: when the source changes,
the new segments are aligned with those of the last template (see `pipeline.stages.carry`), so
that an edited, moved, split or merged paragraph keeps its key, and an inserted article takes
nobody else's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.formats.subparagraphs import spread
from pipeline.model import (
    Article,
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Part,
    Place,
    Quote,
    Role,
    Section,
    Segment,
    Table,
    Template,
    Text,
    map_texts,
    texts,
)

if TYPE_CHECKING:
    from pipeline.formats.inline import Span

Steps = tuple[tuple[Part, int], ...]

# Words that tell nothing about an English paragraph when it is named by its first words.
_EMPTY_WORDS = frozenset(
    "a an and as at be by for in is it its of on or our that the this to was we were will".split()
)
_KEY_WORDS = 4
_KEY_LENGTH = 40
_ROLES = {role: Part(role.value) for role in Role}


def segment(
    document: Document,
    previous: Template | None = None,
    *,
    sentences: bool = False,
    retired: Collection[tuple[str, str]] = (),
) -> tuple[Document, Template]:
    """The document with keys on its texts, and the template of its segments.

    ``previous`` is the last template, whose keys are carried over. ``sentences`` makes a segment
    of each sentence of a paragraph rather than of the whole. ``retired`` are the keys and sources
    of obsolete messages: a paragraph that returns word for word has its old key, and no other
    gets it, so that new text never inherits the translation of one that was withdrawn.
    """
    if sentences:
        document = _by_sentence(document)
    found = [text for text in texts(document) if text.markdown]
    places = [Place(steps) for steps, text in _places(document) if text.markdown]
    keys = _keys(found, places, previous, retired)
    segments = tuple(
        Segment(key, text.markdown, place, text.notes)
        for key, text, place in zip(keys, found, places, strict=True)
    )
    remaining = iter(keys)
    keyed = map_texts(
        document, lambda text: replace(text, key=next(remaining)) if text.markdown else text
    )
    header = previous.header if previous else ()
    return keyed, Template(document.name, segments, header)


# ------------------------------------------------------------------------ keys


def _keys(
    found: Sequence[Text],
    places: Sequence[Place],
    previous: Template | None,
    retired: Collection[tuple[str, str]],
) -> list[str]:
    keys = [""] * len(found)
    used = {key for key, _ in retired}
    if previous:
        old, new = [s.source for s in previous.segments], [text.markdown for text in found]
        kept = [segment.key for segment in previous.segments]
        if old == new and all(kept):
            return kept
        from pipeline.stages.carry import carry

        used |= set(kept)
        for link in carry(old, new):
            # A split keeps the key on its first part, a merge takes the key of its first part.
            keys[link.new[0]] = previous.segments[link.old[0]].key
    returning = {source: key for key, source in retired if key not in keys}
    for index, (text, place) in enumerate(zip(found, places, strict=True)):
        if not keys[index]:
            keys[index] = returning.pop(text.markdown, "") or _fresh(text, place, used)
            used.add(keys[index])
    return keys


def _fresh(text: Text, place: Place, used: Collection[str]) -> str:
    """A key that nobody has had: ``article.curiosity-comes-before``."""
    top, last = place.top[0], place.part
    if last is Part.TITLE:
        key = str(Part.TITLE)
    else:
        kind = last if last in (Part.HEADING, Part.CAPTION, Part.ALTERNATIVE) else top
        key = f"{kind}.{_slug(text.markdown)}"
    number = 2
    unique = key
    while unique in used:
        unique = f"{key}-{number}"
        number += 1
    return unique


def _slug(markdown: str) -> str:
    from anyascii import anyascii

    from pipeline.formats.inline import plain

    romanised = anyascii(plain(markdown)).lower().replace("'", "")
    words = re.findall(r"[a-z]+", romanised) or re.findall(r"[0-9]+", romanised)
    telling = [word for word in words if word not in _EMPTY_WORDS] or words
    slug = "-".join(telling[:_KEY_WORDS])[:_KEY_LENGTH].rstrip("-")
    return slug or "text"


# ------------------------------------------------------------------------ sentences


def _by_sentence(document: Document) -> Document:
    """The document with a text for each sentence of its paragraphs."""

    def split(block: Block) -> Block:
        match block:
            case Paragraph((text,)):
                return Paragraph(_sentences(text, document.locale))
            case Section() | Article() | Quote() | Note():
                return replace(block, blocks=tuple(map(split, block.blocks)))
            case List(items):
                inner = (tuple(map(split, item.blocks)) for item in items)
                return replace(block, items=tuple(map(Item, inner)))
        return block

    return replace(document, blocks=tuple(map(split, document.blocks)))


def _sentences(text: Text, locale: str) -> tuple[Text, ...]:
    """One text a sentence; a sentence never ends inside emphasis, a link or code."""
    from pipeline.formats.inline import spans
    from pipeline.text.sentences import sentences

    words = text.markdown
    whole = _flat(spans(words))
    pieces: list[str] = []
    start = end = 0
    for sentence in sentences(words, locale):
        end = words.index(sentence, end) + len(sentence)
        if _flat(spans(words[:end])) + _flat(spans(words[end:])) == whole:
            pieces.append(words[start:end].strip())
            start = end
    if words[start:].strip():
        pieces.append(words[start:].strip())
    first, *rest = pieces or [words]
    return (replace(text, markdown=first), *(Text(piece) for piece in rest))


def _flat(runs: Sequence[Span]) -> list[tuple[str, Span]]:
    """Every visible character with its look, so that two cuts of one text can be compared."""
    return [(c, run._replace(text="")) for run in runs for c in "".join(run.text.split())]


# ------------------------------------------------------------------------ places


def _places(document: Document) -> Iterator[tuple[Steps, Text]]:
    """Every text with the steps that lead to it, in the order of `pipeline.model.texts`."""
    yield ((Part.TITLE, 0),), document.title
    yield from _within((), document.blocks)


_PARTS: dict[type[Block], Part] = {
    Heading: Part.HEADING,
    Paragraph: Part.PARAGRAPH,
    Article: Part.ARTICLE,
    List: Part.LIST,
    Quote: Part.QUOTE,
    Table: Part.TABLE,
    Figure: Part.FIGURE,
    Note: Part.NOTE,
}


def _part(block: Block) -> Part | None:
    return _ROLES[block.role] if isinstance(block, Section) else _PARTS.get(type(block))


def _within(above: Steps, blocks: Sequence[Block]) -> Iterator[tuple[Steps, Text]]:
    # Sub-paragraphs are counted as the paragraphs that they are written as.
    blocks = tuple(spread(blocks))
    parts = [_part(block) for block in blocks]
    total = Counter(parts)
    seen: Counter[Part | None] = Counter()
    for block, part in zip(blocks, parts, strict=True):
        if part is None:
            continue
        seen[part] += 1
        # A section is named by its role alone where it is the only one; paragraphs are always
        # counted, so that a second one does not rename the first.
        alone = total[part] == 1 and part not in (Part.PARAGRAPH, Part.HEADING)
        number = block.number if isinstance(block, Article) else 0 if alone else seen[part]
        yield from _inside((*above, (part, number)), block)


def _inside(here: Steps, block: Block) -> Iterator[tuple[Steps, Text]]:
    match block:
        case Heading(_, text):
            yield here, text
        case Paragraph(parts):
            for number, text in enumerate(parts, 1):
                yield (here if len(parts) == 1 else (*here, (Part.SENTENCE, number))), text
        case Section(_, blocks) | Quote(blocks) | Note(_, blocks):
            yield from _within(here, blocks)
        case Article(_, blocks, heading):
            if heading:
                yield (*here, (Part.HEADING, 0)), heading
            yield from _within(here, blocks)
        case List(items):
            for number, item in enumerate(items, 1):
                yield from _item((*here, (Part.ITEM, number)), item)
        case Table():
            if block.caption:
                yield (*here, (Part.CAPTION, 0)), block.caption
            for number, row in enumerate((block.header, *block.rows), 1):
                for column, cell in enumerate(row.cells, 1):
                    yield (*here, (Part.ROW, number), (Part.CELL, column)), cell
        case Figure(_, alternative, caption):
            yield (*here, (Part.ALTERNATIVE, 0)), alternative
            if caption:
                yield (*here, (Part.CAPTION, 0)), caption


def _item(here: Steps, item: Item) -> Iterator[tuple[Steps, Text]]:
    """An item that is one paragraph, as most are, is the place itself."""
    only = item.blocks[0] if len(item.blocks) == 1 else None
    if isinstance(only, Paragraph):
        yield from _inside(here, only)
    else:
        yield from _within(here, item.blocks)
