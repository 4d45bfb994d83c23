"""From a `Document` to a tagged, archivable PDF: the only room that imports ReportLab.

`typeset` sets one document, `typeset_parallel` two beside each other, `typeset_volume` many
behind a table of contents. They are pure: the same values give the same bytes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import collector
from pipeline.model import Document, texts
from pipeline.typeset.design import Design, Edition, Margins, Paper
from pipeline.typeset.imprint import Attachment, FontUse, Imprint, Relationship, Typeset

if TYPE_CHECKING:
    from pipeline.typeset.fontset import FontSet

__all__ = [
    "Attachment",
    "Design",
    "Edition",
    "FontUse",
    "Imprint",
    "Margins",
    "Paper",
    "Relationship",
    "Typeset",
    "typeset",
    "typeset_parallel",
    "typeset_volume",
]


def typeset(
    document: Document,
    *,
    imprint: Imprint = Imprint(),  # noqa: B008 - frozen
    design: Design = Design(),  # noqa: B008 - frozen
    fonts: FontSet | None = None,
) -> Typeset:
    """Set one document in the reading, large-print or review edition of ``design``.

    ``fonts`` is the font book to draw from, by default the one that comes with the package
    and what `make fonts` has fetched. Raises `FontError` for a character that no font has,
    `SourceError` for a figure that is missing or no picture of a sane size.
    """
    with _uncollected():
        from pipeline.typeset import editions

        return editions.single(document, imprint, design, _settled(fonts, design, [document]))


def typeset_parallel(
    first: Document,
    second: Document,
    *,
    imprint: Imprint = Imprint(),  # noqa: B008 - frozen
    design: Design = Design(),  # noqa: B008 - frozen
    fonts: FontSet | None = None,
) -> Typeset:
    """Set two locales of one document in facing columns, article beside article.

    ``first`` takes the column that its own direction reads first; its language is the file's.
    """
    with _uncollected():
        from pipeline.typeset import editions

        settled = _settled(fonts, design, [first, second])
        return editions.parallel(first, second, imprint, design, settled)


def typeset_volume(
    documents: Sequence[tuple[Document, Imprint]],
    *,
    imprint: Imprint = Imprint(),  # noqa: B008 - frozen
    design: Design = Design(),  # noqa: B008 - frozen
    fonts: FontSet | None = None,
) -> Typeset:
    """Set all languages of a document in one volume with a table of contents.

    Each document comes with its own imprint; ``imprint`` is the volume's.
    """
    with _uncollected():
        from pipeline.typeset import editions

        settled = _settled(fonts, design, [document for document, _ in documents])
        return editions.volume(tuple(documents), imprint, design, settled)


# After so many documents, the collector looks at everything: as long as three documents take, for
# the little that volumes leave in circles.
_LOOKED_AT = 500
_turn = 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Sets a document without the collector, which takes a third of the time.

    What is remembered for the next document is retired, or the collector would look at it when
    it is on again: a sixth of the time when many documents are set. Now and then it has its way,
    should anything go in circles after all.
    """
    global _turn
    with collector.held_off() as outermost:
        try:
            yield
        finally:
            if outermost:
                _turn = (_turn + 1) % _LOOKED_AT
                if _turn:
                    collector.retire()
                else:
                    gc.collect()


def _settled(fonts: FontSet | None, design: Design, documents: Sequence[Document]) -> FontSet:
    """The fonts, settled for the letters of these documents."""
    words: dict[str, list[str]] = {}
    for document in documents:
        for text in texts(document):
            words.setdefault(text.locale or document.locale, []).append(text.markdown)
    letters = {tag: "".join(said) for tag, said in words.items()}
    return (fonts or _fonts(design.faces)).settled(letters)


@lru_cache(2)
def _fonts(faces: tuple[tuple[str, tuple[str, ...]], ...]) -> FontSet:
    """The fonts at hand, found once for many documents."""
    from pipeline.typeset.library import font_set

    return font_set(dict(faces))
