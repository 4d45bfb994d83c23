"""The editions: one language, two beside each other, all in one volume.

Each is the same walk: a `Setting` for the document, its blocks as boxes, the boxes in columns,
the columns on sheets, then heads and feet, and the file around it all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest

from pipeline.locales import Locale
from pipeline.model import Block, Document, List, Role, Section, texts
from pipeline.typeset import blocks, footnotes, matter, pages, prose
from pipeline.typeset.book import Book
from pipeline.typeset.design import Design
from pipeline.typeset.flow import ALONE, WIDOW, Box, before, beside, bound
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.furniture import Furniture, furnish
from pipeline.typeset.imprint import FontUse, Imprint, Typeset
from pipeline.typeset.pdfa import finish
from pipeline.typeset.places import with_places
from pipeline.typeset.readers import TURNED
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Turn
from pipeline.typeset.tags import Element
from pipeline.typeset.xmp import Facts
from pipeline.words import numeral

# Sections whose paragraphs stand beside each other one by one.
_PARTED = frozenset({Role.ABOUT, Role.PREAMBLE})
# So many letters are looked for in so many texts, to be given the codes that take least room.
_COMMON, _SOME = 26, 15


def single(document: Document, imprint: Imprint, design: Design, fonts: FontSet) -> Typeset:
    """One document in one language."""
    book = Book()
    book.ink.common = _common(document)
    book.tree.root.lang = ""
    setting = pages.setting(book, document, design, fonts)
    book.ink.r2l = _read_from_right(setting)
    count = _document(setting, document, imprint)
    given = _furniture(setting, document, imprint)
    furnish(book, fonts, given, range(count))
    return _finish(book, setting, document, (imprint,), imprint, range(1, count + 1))


def parallel(
    first: Document, second: Document, imprint: Imprint, design: Design, fonts: FontSet
) -> Typeset:
    """Two languages in facing columns; the structure goes from one to the other by articles."""
    book = Book()
    one, two = pages.facing(book, first, second, design, fonts)
    sides = (
        footnotes.footnotes(with_places(one, first), first, imprint.images),
        footnotes.footnotes(with_places(two, second), second, imprint.images),
    )
    book.ink.r2l = _read_from_right(sides[0])
    home = book.tree.root
    heads = []
    for side, document in zip(sides, (first, second), strict=True):
        part = side.within(_part(side, home))
        heads.append(matter.title(part, document, imprint))
    pairs = _pairs(sides, first.blocks, second.blocks, imprint)
    body = chain(beside(heads, lanes=True), pairs)
    whole = _closed(body, sides[1], second, imprint, apart=True)
    count = pages.pour(sides[0], whole, columns=1)
    given = _furniture(sides[0], first, imprint)
    furnish(book, fonts, given, range(count))
    return _finish(book, sides[0], first, (imprint,), imprint, range(1, count + 1))


def volume(
    documents: Sequence[tuple[Document, Imprint]], imprint: Imprint, design: Design, fonts: FontSet
) -> Typeset:
    """All languages of a document, one after the other, behind a table of contents."""
    from pipeline.typeset import contents

    book = Book()
    leader = documents[0][0]
    book.ink.common = _common(leader)
    front = pages.setting(book, leader, design, fonts)
    book.ink.r2l = _read_from_right(front)
    front.log.nesting = 1
    listing = contents.Listing(front, [document for document, _ in documents])
    lead = listing.reserve()
    total = lead
    spans: list[tuple[Setting, Document, Imprint, range]] = []
    for document, own in documents:
        home = book.tree.root.child("Part", lang=Locale.parse(document.locale).bcp47)
        setting = pages.setting(book, document, design, fonts, log=front.log, home=home)
        setting.scope = f"{setting.tag}/"
        setting.speaks |= front.rtl
        setting.log.level = 1
        setting.log.stale = setting.log.fallback = False
        count = _document(setting, document, own)
        spans.append((setting, document, own, range(total, total + count)))
        total += count
    listing.fill([span.start for _, _, _, span in spans])
    for setting, document, own, span in spans:
        given = _furniture(setting, document, own)
        furnish(book, fonts, given, span, first=span.start + 1, total=total)
    imprints = [own for _, own in documents]
    return _finish(book, front, leader, imprints, imprint, range(1, total + 1))


def _document(setting: Setting, document: Document, imprint: Imprint) -> int:
    """Set one document from its title to its colophon; the number of its pages."""
    setting = footnotes.footnotes(with_places(setting, document), document, imprint.images)
    # The title runs across all columns.
    whole = replace(setting, width=setting.grid.right - setting.grid.left)
    head = matter.title(whole, document, imprint)
    count = setting.grid.columns
    # So does the page on which it is signed, which stands by itself.
    end = _signed(document) if count > 1 else 0
    if not end:
        body = blocks.flow(setting, document.blocks, imprint.images)
        body = _closed(body, setting, document, imprint)
        return pages.pour(setting, body, columns=count, head=head)
    body = blocks.flow(setting, document.blocks[:end], imprint.images)
    made = pages.pour(setting, body, columns=count, head=head)
    rest = blocks.flow(whole, document.blocks[end:], imprint.images)
    return made + pages.pour(whole, _closed(rest, whole, document, imprint), columns=1)


def _signed(document: Document) -> int:
    """Where the section stands that a document is signed in; 0 if nowhere."""
    signed = (
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Section) and block.role is Role.SIGNATURES
    )
    return next(signed, 0)


def _closed(
    body: Iterator[Box],
    setting: Setting,
    document: Document,
    imprint: Imprint,
    *,
    apart: bool = False,
) -> Iterator[Box]:
    """A text and its colophon, which has its last lines on the same page.

    The colophon is made when all that it speaks of is known and all before it has its tags. It is
    a part of its own, in its language, where it stands ``apart``.
    """
    facts = matter.facts(setting, document, imprint)
    yield from bound(body, ALONE, 3) if facts else body
    if apart:
        setting = setting.within(_part(setting, setting.home))
    yield from matter.colophon(setting, facts)


def _part(setting: Setting, home: Element) -> Element:
    return home.child("Div", lang=setting.tag)


def _pairs(
    sides: tuple[Setting, Setting],
    left: Sequence[Block],
    right: Sequence[Block],
    imprint: Imprint,
) -> Iterator[Box]:
    """Blocks beside each other; the paragraphs of sections, too."""
    for place, pair in enumerate(zip_longest(left, right), 1):
        sections = [b for b in pair if isinstance(b, Section) and b.role in _PARTED]
        if len(sections) == 2:
            yield from _pairs(sides, sections[0].blocks, sections[1].blocks, imprint)
            continue
        lists = [b for b in pair if isinstance(b, List) and b.labelled]
        if len(lists) == 2:
            yield from _items(sides, lists, imprint)
            continue
        stacks = []
        for side, block, all_blocks in zip(sides, pair, (left, right), strict=True):
            part = _part(side, side.home)
            given = (block,) if block is not None else ()
            boxes = list(blocks.flow(side.within(part), given, imprint.images))
            if blocks.introduces(block, all_blocks[place : place + 1]):
                boxes = list(bound(boxes, WIDOW))
            if not boxes:
                side.home.kids.remove(part)
            stacks.append(boxes)
        yield from _facing(stacks)


def _items(
    sides: tuple[Setting, Setting], lists: Sequence[List], imprint: Imprint
) -> Iterator[Box]:
    """Sub-paragraphs beside each other, one by one; each side is one list to those who hear it."""
    from pipeline.typeset.subparagraphs import items

    stood = (
        items(side.within(_part(side, side.home)), given, imprint.images)
        for side, given in zip(sides, lists, strict=True)
    )
    # Tags of the first side come before those of the second, so each is set whole.
    for stacks in zip_longest(*map(list, stood), fillvalue=list[Box]()):
        yield from _facing(stacks)


def _facing(stacks: Sequence[Sequence[Box]]) -> list[Box]:
    """The two sides of a row, with the larger white of both above it."""
    white = max((stack[0].before for stack in stacks if stack), default=0.0)
    return before(beside(stacks, lanes=True), white)


def _furniture(setting: Setting, document: Document, imprint: Imprint) -> Furniture:
    return Furniture(
        tag=setting.tag,
        grid=setting.outer,
        title=prose.shown(document.title),
        foot=imprint.publisher,
        draft=imprint.draft,
        own=setting.own,
    )


def _common(document: Document) -> list[str]:
    """The letters that are most common in the first texts of a document."""
    words = "".join(text.markdown for text in islice(texts(document), _SOME))
    letters = (each for each, _ in Counter(words).most_common() if each.isalpha())
    return list(islice(letters, _COMMON))


def _read_from_right(setting: Setting) -> bool:
    """Whether a file that begins in this language says that it is read from right to left."""
    return setting.locale.written in TURNED or setting.turned is Turn.LEFTWARDS


def _finish(
    book: Book,
    setting: Setting,
    document: Document,
    imprints: Sequence[Imprint],
    imprint: Imprint,
    numbers: Iterable[int],
) -> Typeset:
    """The file, and what is known of it."""
    tag = setting.tag
    others = [each for each in setting.log.languages if each != tag]
    version = imprint.source_version
    facts = Facts(
        title=prose.shown(document.title) or document.name,
        language=tag,
        languages=(tag, *others),
        creator=imprint.publisher,
        contributors=matter.contributors(imprints),
        source=f"{version} sha256:{imprint.source_hash}" if imprint.source_hash else version,
        rights=imprint.licence,
        identifier=imprint.identifier,
        date=imprint.date if matter.is_date(imprint.date) else "",
        part=3 if imprint.attachments else 2,
    )
    pdf = finish(
        book,
        facts,
        outline=setting.log.outline,
        labels=[numeral(number, tag, setting.own) for number in numbers],
        rtl=book.ink.r2l,
        attachments=imprint.attachments,
    )
    book.tree.dissolve()
    used = tuple(
        FontUse(
            family=font.font.file.name,
            file=font.font.file.path.replace("\\", "/").rsplit("/", 1)[-1],
            sha256=font.font.file.sha256,
            member=font.font.file.member,
            characters=font.characters,
        )
        for font in book.ink.fonts
    )
    claims = ("PDF/UA-1", "PDF/A-3a" if imprint.attachments else "PDF/A-2a")
    return Typeset(pdf, len(book.pages), used, tuple(setting.log.texts), claims)
