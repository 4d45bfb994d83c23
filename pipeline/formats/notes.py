"""The footnotes of a document: where they are, and the numbers by which they are called.

The page and the PDF ask here, so that a note has one number, whatever calls it and wherever it
stands: in a list, in a quotation, in another note.
"""

from __future__ import annotations

from pipeline.formats.inline import spans
from pipeline.model import Document, Note, texts, walk


def notes_of(document: Document) -> dict[str, Note]:
    """Every note by its label; of several with one label, the first."""
    found: dict[str, Note] = {}
    for block in walk(document.blocks):
        if isinstance(block, Note):
            found.setdefault(block.label, block)
    return found


def numbered(document: Document) -> dict[str, int]:
    """The numbers of the notes that are called, from 1, by their labels and in their order.

    What a note calls is counted right behind it. A call without a note has no number, and a note
    that nothing calls has none either.
    """
    known = notes_of(document)
    numbers: dict[str, int] = {}

    def count(node: object) -> None:
        for text in texts(node, without=(Note,)):
            for label in called(text.markdown):
                if label in known and label not in numbers:
                    numbers[label] = len(numbers) + 1
                    count(known[label].blocks)

    if known:
        count(document)
    return numbers


def called(markdown: str) -> tuple[str, ...]:
    """The labels of the notes that a text calls, in order."""
    if "[^" not in markdown:
        return ()
    return tuple(span.note for span in spans(markdown) if span.note)
