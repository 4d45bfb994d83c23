"""Whether poppler and PDFium read pages in two columns one column after the other.

    python -m benchmarks.two_columns

Sets the Universal Declaration in every language at hand (`benchmarks.declarations`) in one column,
in two, and beside the English in facing columns; these once more without the white that is said
around columns (`pipeline.typeset.gutter`). For each reader: of how many files all texts come back
whole (`benchmarks.extraction`), and in how many all letters stand in the order in which they were
written, with what share of the letters stands elsewhere (those outside the longest common
subsequence). Poppler is ``pdftotext`` as it is called by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

from rapidfuzz.distance import LCSseq

from benchmarks.declarations import document, paths
from benchmarks.extraction import folded, missing, pdfium, poppler
from pipeline.formats.inline import plain
from pipeline.model import Document, texts
from pipeline.typeset import Design, typeset, typeset_parallel

READERS = {"poppler": poppler, "pdfium": pdfium}
_File = tuple[bytes, tuple[Document, ...]]


class _Score(NamedTuple):
    whole: bool
    letters: int
    astray: int


def main() -> None:
    """Set and read all, and print a row for each way of setting and reader."""
    sources = [document(path) for path in paths()]
    if not sources:
        print("the Universal Declaration is not at hand")
        return
    _report("1 column", _alone(sources, 1))
    _report("2 columns", _alone(sources, 2))
    _report("facing", _faced(sources))
    with patch("pipeline.typeset.gutter.say"):
        _report("2, unsaid", _alone(sources, 2))
        _report("facing, unsaid", _faced(sources))


def _alone(sources: Sequence[Document], columns: int) -> Iterator[_File]:
    for each in sources:
        yield typeset(each, design=Design(columns=columns)).pdf, (each,)


def _faced(sources: Sequence[Document]) -> Iterator[_File]:
    english = next(each for each in sources if each.name == "eng")
    for each in sources:
        if each is not english:
            yield typeset_parallel(english, each).pdf, (english, each)


def _report(name: str, files: Iterable[_File]) -> None:
    scores: dict[str, list[_Score]] = {reader: [] for reader in READERS}
    for pdf, documents in files:
        for reader, read in READERS.items():
            scores[reader].append(_score(read(pdf), documents))
    for reader, found in scores.items():
        letters, astray = (sum(column) for column in list(zip(*found, strict=True))[1:])
        row = f"{name:14} {reader:8} of {len(found)} whole {sum(each.whole for each in found)}"
        if letters:
            ordered = sum(not each.astray for each in found)
            row += f", in order {ordered}, {astray / letters:.2%} of the letters elsewhere"
        print(row, flush=True)


def _score(pages: list[str], documents: tuple[Document, ...]) -> _Score:
    """Facing columns have no one order, so that none of their letters count."""
    words = [plain(text.markdown) for each in documents for text in texts(each)]
    whole = not missing(words, pages)
    if len(documents) > 1:
        return _Score(whole, 0, 0)
    wanted = _letters(" ".join(words))
    return _Score(
        whole, len(wanted), len(wanted) - LCSseq.similarity(wanted, _letters("".join(pages)))
    )


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, folded(words)))


if __name__ == "__main__":
    main()
