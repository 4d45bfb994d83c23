"""What a file needs to last and to be read by everyone: catalog, output intent, outline, labels.

ISO 19005-2 and -3 (PDF/A-2a, PDF/A-3a), ISO 14289-1 (PDF/UA-1), on ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import NamedTuple

from pipeline.typeset.archive import Stream, byte_string, name_object, text_string
from pipeline.typeset.book import Book, Page
from pipeline.typeset.imprint import Attachment
from pipeline.typeset.tags import ARTIFACTS
from pipeline.typeset.xmp import PRODUCER, Facts, packet

# So many kids has a node of the page tree at most.
_BRANCHES = 64


class Entry(NamedTuple):
    """A line of the outline. ``level`` counts from 1."""

    title: str
    level: int
    page: int
    """Counted from 0."""
    y: float
    place: str = ""
    """By which links of the document lead here."""


def finish(
    book: Book,
    facts: Facts,
    *,
    outline: Sequence[Entry],
    labels: Sequence[str],
    rtl: bool,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The whole file. ``labels`` name the pages one by one."""
    add = book.archive.add
    fonts = book.archive.reference("BasicFonts")
    images = b"".join(b"/%s %s" % pair for pair in book.images)
    images = b"/XObject<<%s>>" % images if images else b""
    shared = add(b"<</Font %s%s/Properties<<%s>>>>" % (fonts, images, ARTIFACTS))
    structure = book.tree.write(book.archive)
    # Programs that know no PDF look for it in the raw bytes.
    metadata = Stream(packet(facts), b"/Type/Metadata/Subtype/XML", compress=False)
    catalog = [
        b"<</Type/Catalog/Pages " + _page_tree(book, shared),
        b"/StructTreeRoot " + structure + b"/MarkInfo<</Marked true>>",
        b"/Lang" + text_string(facts.language),
        b"/ViewerPreferences<</DisplayDocTitle true%s>>" % (b"/Direction/R2L" if rtl else b""),
        b"/Metadata " + add(metadata),
        b"/OutputIntents[" + _output_intent(book) + b"]",
        b"/PageLabels<</Nums[" + _labels(labels) + b"]>>",
    ]
    if outline:
        catalog.append(b"/Outlines " + _outline(book, outline) + b"/PageMode/UseOutlines")
    names = _places(book, outline) if book.places else b""
    if attachments:
        specs = [_attach(book, each, facts.date) for each in attachments]
        files = b" ".join(
            byte_string(each.name.encode()) + spec
            for each, spec in sorted(zip(attachments, specs, strict=True), key=lambda p: p[0].name)
        )
        catalog.append(b"/AF[" + b" ".join(specs) + b"]")
        names += b"/EmbeddedFiles<</Names[" + files + b"]>>"
    if names:
        catalog.append(b"/Names<<" + names + b">>")
    catalog.append(b">>")
    return book.archive.save(add(b"".join(catalog)), add(_info(facts)))


def _places(book: Book, entries: Iterable[Entry]) -> bytes:
    """Where the links of the document lead, by name (12.3.2.3)."""
    found = {entry.place: entry for entry in entries if entry.place in book.places}
    names = b"".join(
        byte_string(name.encode()) + _destination(book, found[name]) for name in sorted(found)
    )
    return b"/Dests<</Names[" + names + b"]>>"


def _destination(book: Book, entry: Entry) -> bytes:
    return b"[%s/XYZ null %d null]" % (book.archive.pages[entry.page], ceil(entry.y))


def _info(facts: Facts) -> bytes:
    """The old information dictionary; it says what the XMP packet says (ISO 19005-2, 6.6.2)."""
    info = b"<</Title" + text_string(facts.title) + b"/Producer" + text_string(PRODUCER)
    if facts.creator:
        info += b"/Author" + text_string(facts.creator)
    if facts.date:
        moment = text_string(f"D:{facts.date.replace('-', '')}000000Z")
        info += b"/CreationDate" + moment + b"/ModDate" + moment
    return info + b">>"


def _page_tree(book: Book, shared: bytes) -> bytes:
    """The pages, in one node or in two levels (7.7.3)."""
    archive = book.archive
    root = archive.reserve()
    kids: list[bytes] = []
    contents = _contents(book)
    for start in range(0, len(book.pages), _BRANCHES):
        batch = archive.pages[start : start + _BRANCHES]
        node = root
        if len(book.pages) > _BRANCHES:
            count = (root, len(batch), b" ".join(batch))
            node = archive.add(b"<</Type/Pages/Parent %s/Count %d/Kids[%s]>>" % count)
        for page, reference in zip(book.pages[start : start + _BRANCHES], batch, strict=True):
            archive.write(reference, _page(page, node, shared, next(contents)))
        kids += batch if node == root else [node]
    whole = (len(book.pages), b" ".join(kids))
    archive.write(root, b"<</Type/Pages/Count %d/Kids[%s]>>" % whole)
    return root


def _contents(book: Book) -> Iterator[bytes]:
    """The content of each page; what stands on several is written once (7.8.2)."""
    times = Counter(page.standing for page in book.pages)
    written: dict[bytes, bytes] = {b"": b""}
    for page in book.pages:
        if times[page.standing] == 1:
            yield book.archive.add(Stream(page.content + page.standing))
            continue
        own = book.archive.add(Stream(page.content))
        if page.standing not in written:
            written[page.standing] = book.archive.add(Stream(page.standing))
        yield b"[%s %s]" % (own, written[page.standing]) if page.standing else own


def _page(page: Page, parent: bytes, shared: bytes, content: bytes) -> bytes:
    notes = b" ".join(page.annotations)
    return b"".join(
        (
            b"<</Type/Page/Parent %s/Resources %s" % (parent, shared),
            b"/MediaBox[0 0 %.2f %.2f]" % (page.width, page.height),
            b"/Contents " + content,
            b"/StructParents %d/Tabs/S" % page.key,
            b"/Annots[" + notes + b"]" if notes else b"",
            b">>",
        )
    )


def _output_intent(book: Book) -> bytes:
    stream = book.archive.add(_profile())
    name = text_string("sRGB IEC61966-2.1")
    return book.archive.add(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s" % (name, name)
        + b"/DestOutputProfile "
        + stream
        + b">>"
    )


@cache
def _profile() -> Stream:
    """The colour profile that all files have in common."""
    return Stream(Path(__file__).with_name("data").joinpath("sRGB.icc").read_bytes(), b"/N 3")


def _labels(labels: Sequence[str]) -> bytes:
    """Page labels: a range where they count upwards in ASCII digits, else one by one."""
    parts = []
    for page, label in enumerate(labels):
        if label.isascii() and label.isdigit():
            if page and labels[page - 1] == str(int(label) - 1):
                continue
            parts.append(b"%d<</S/D/St %d>>" % (page, int(label)))
        else:
            parts.append(b"%d<</P%s>>" % (page, text_string(label)))
    return b"".join(parts)


def _outline(book: Book, entries: Sequence[Entry]) -> bytes:
    """The outline as linked lists (12.3.3)."""
    archive = book.archive
    root = archive.reserve()
    references = [archive.reserve() for _ in entries]
    above: list[int] = []  # the open entries, outermost first
    parents: list[int] = []
    kids: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        while above and entries[above[-1]].level >= entry.level:
            above.pop()
        parents.append(above[-1] if above else -1)
        kids.setdefault(parents[-1], []).append(index)
        above.append(index)
    near: dict[int, list[bytes]] = {}
    for siblings in kids.values():
        for one, two in pairwise(siblings):
            near.setdefault(one, []).append(b"/Next " + references[two])
            near.setdefault(two, []).append(b"/Prev " + references[one])
    for index, entry in enumerate(entries):
        below = kids.get(index, [])
        parent = references[parents[index]] if parents[index] >= 0 else root
        parts = [
            b"<</Title" + text_string(entry.title) + b"/Parent " + parent,
            b"/Dest" + _destination(book, entry),
            *near.get(index, ()),
        ]
        if below:
            ends = references[below[0]], references[below[-1]], len(below)
            parts.append(b"/First %s/Last %s/Count -%d" % ends)
        archive.write(references[index], b"".join((*parts, b">>")))
    top = kids.get(-1, [])
    ends = references[top[0]], references[top[-1]], len(top)
    archive.write(root, b"<</Type/Outlines/First %s/Last %s/Count %d>>" % ends)
    return root


def _attach(book: Book, attachment: Attachment, date: str) -> bytes:
    digest = hashlib.md5(attachment.content, usedforsecurity=False).digest()
    params = b"/Params<</Size %d/CheckSum%s" % (len(attachment.content), byte_string(digest))
    if date:
        params += b"/ModDate" + text_string(f"D:{date.replace('-', '')}000000Z")
    kind = b"/Type/EmbeddedFile/Subtype" + name_object(attachment.media_type)
    stream = book.archive.add(Stream(attachment.content, kind + params + b">>"))
    name = text_string(attachment.name)
    return book.archive.add(
        b"<</Type/Filespec/F%s/UF%s/EF<</F %s/UF %s>>" % (name, name, stream, stream)
        + b"/AFRelationship"
        + name_object(attachment.relationship)
        + (b"/Desc" + text_string(attachment.description) if attachment.description else b"")
        + b">>"
    )
