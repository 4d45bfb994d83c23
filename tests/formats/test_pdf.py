"""PDFs: columns, furniture, hyphens and where paragraphs begin. Made here by ReportLab."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.formats import pdf as reader
from pipeline.formats.pdf.wording import unspaced
from pipeline.model import Heading, List, texts
from tests.formats.making import pdf

# Widths are those of Times-Roman; lines are justified by nobody, so the measure is ragged.
LEADING = 14.0


def set_in(x: float, y: float, *lines: str, indent: float = 0) -> list[tuple[float, float, str]]:
    """Lines below one another."""
    return [
        (x + (indent if not at else 0), y - at * LEADING, words) for at, words in enumerate(lines)
    ]


def read(lines: Sequence[tuple[float, float, str]], size: float = 11) -> list[str]:
    return [t.markdown for t in texts(reader.parse(pdf(lines, size=size), name="a")) if t.markdown]


FIRST = (
    "The museums of the valley have agreed to lend each other whatever lies in",
    "their stores, whoever asks for it, and to tell their visitors so in every room",
    "of the house.",
)
SECOND = (
    "Whoever borrows brings it back in the state in which it was, or says what",
    "became of it on the way, so that the others may learn from it.",
)


def test_white_space_sets_paragraphs_apart() -> None:
    found = read([*set_in(72, 700, *FIRST), *set_in(72, 650, *SECOND)])
    assert found == [" ".join(FIRST), " ".join(SECOND)]


def test_a_line_that_ends_early_ends_a_paragraph() -> None:
    assert read(set_in(72, 700, *FIRST, *SECOND)) == [" ".join(FIRST), " ".join(SECOND)]


def test_an_indent_begins_a_paragraph() -> None:
    y = 700.0
    lines: list[tuple[float, float, str]] = []
    for _ in range(4):
        lines += set_in(72, y, *SECOND, indent=16)
        y -= 2 * LEADING
    assert read(lines) == [" ".join(SECOND)] * 4


def test_a_hyphen_at_the_end_of_a_line_is_mended_and_that_of_a_compound_kept() -> None:
    lines = (
        "They value co-operation more than anything, and they promote the exchange of ex-",
        "hibitions, which is a form of co-",
        "operation among the museums of the valley that asked for it, and everything exhi-",
        "bited there is lent to whoever wants it, be it never so small; thus all are tra-",
        "velling together, and nobody stays behind in this.",
    )
    (found,) = read(set_in(60, 700, *lines))
    assert "exhibitions, which is a form of co-operation among" in found
    assert "exhibited there" in found
    assert "all are travelling" in found


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left column has line number {at} of" for at in range(12)]
    right = [f"Right column has its line {at} of" for at in range(12)]
    interleaved = [
        each
        for pair in zip(set_in(60, 700, *left), set_in(320, 700, *right), strict=True)
        for each in pair
    ]
    whole = " ".join(read(interleaved))
    assert whole.index("Left column has line number 11") < whole.index(
        "Right column has its line 0"
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    lines: list[tuple[float, float, str]] = []
    for page in range(4):
        lines += [(72, 800, "Declaration of the Valley"), (290, 30, f"Page {page + 1} of 4")]
        lines += [*set_in(72, 700 - page, f"Article {page + 3}", *FIRST), (0, 0, "\f")]
    found = read(lines)
    assert not any("Declaration" in words or "Page" in words for words in found)
    assert sum("Article" in words for words in found) == 4


def test_a_heading_at_the_top_of_a_page_is_no_running_head() -> None:
    lines: list[tuple[float, float, str]] = []
    for number in (1, 5, 7):
        lines += [(72, 790, f"Article {number}"), *set_in(72, 760, *FIRST), (0, 0, "\f")]
    found = read(lines)
    assert [words for words in found if words.startswith("Article")] == [
        "Article 1",
        "Article 5",
        "Article 7",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = [*set_in(72, 100, *FIRST[:2]), (0, 0, "\f"), *set_in(72, 750, *FIRST[2:])]
    assert read(lines) == [" ".join(FIRST)]


def test_items_are_told_by_their_numbers() -> None:
    lines = [
        *set_in(72, 700, "1. " + SECOND[0]),
        *set_in(85, 686, SECOND[1]),
        *set_in(72, 672, "2. " + SECOND[0]),
        *set_in(85, 658, SECOND[1]),
    ]
    document = reader.parse(pdf(lines), name="a")
    items = [block for block in document.blocks if isinstance(block, List)]
    assert [(item.ordered, item.start) for item in items] == [(True, 1), (True, 2)]
    assert [t.markdown for t in texts(document) if t.markdown] == [" ".join(SECOND)] * 2


def test_what_is_set_larger_is_a_heading_of_however_many_lines() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("Times-Bold", 22)
    canvas.drawString(72, 760, "Declaration of the Museums")
    canvas.drawString(72, 733, "of the Valley")
    canvas.setFont("Times-Bold", 14)
    canvas.drawString(72, 700, "Preamble")
    canvas.setFont("Times-Roman", 11)
    for x, y, words in set_in(72, 670, *FIRST):
        canvas.drawString(x, y, words)
    canvas.save()
    document = reader.parse(stream.getvalue(), name="a")
    assert document.title.markdown == "Declaration of the Museums of the Valley"
    assert [b.text.markdown for b in document.blocks if isinstance(b, Heading)] == ["Preamble"]


def test_a_note_at_the_foot_of_a_page_does_not_part_a_paragraph() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for words, note in (FIRST[:2], "1 Of the house, or of the garden."), (FIRST[2:], ""):
        canvas.setFont("Times-Roman", 11)
        for x, y, line in set_in(72, 130, *words) if note else set_in(72, 750, *words):
            canvas.drawString(x, y, line)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 90, note)
        canvas.showPage()
    canvas.save()
    document = reader.parse(stream.getvalue(), name="a")
    found = [t.markdown for t in texts(document) if t.markdown]
    assert found == [" ".join(FIRST), "1 Of the house, or of the garden."]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("Times-Roman", 36)
    canvas.drawString(72, 686, FIRST[0][0])
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(95, 700, FIRST[0][1:])
    canvas.drawString(95, 686, FIRST[1])
    for at, line in enumerate((FIRST[2], *SECOND)):
        canvas.drawString(72, 672 - at * LEADING, line)
    canvas.save()
    document = reader.parse(stream.getvalue(), name="a")
    assert [t.markdown for t in texts(document) if t.markdown] == [
        " ".join(FIRST),
        " ".join(SECOND),
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("在", "2026", True),
        ("2026", "年", True),
        ("件,", "必", True),
        ("た。", "そ", True),
        ("in", "2026", False),
        ("한국", "어", False),
    ],
)
def test_no_space_belongs_beside_han(before: str, after: str, said: bool) -> None:
    assert unspaced(before, after) is said


LANGUAGES = {
    "eng": "en",
    "spa": "es",
    "pol": "pl",
    "ell_monotonic": "el",
    "rus": "ru",
    "cmn_hans": "zh",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_pdf_gives_back_what_was_set(language: str) -> None:
    """The whole Declaration of Human Rights; `benchmarks.adopting_pdf` has more producers."""
    from benchmarks import adopting_pdf as benchmark

    path = benchmark.FOLDER / f"{language}.html"
    if not path.exists():
        pytest.skip(f"{path.name} is not among the shared data")
    blocks = benchmark.gold(path)
    made = benchmark.ours(blocks, LANGUAGES[language], 1)
    right, missing, _ = benchmark.recovered(blocks, reader.parse(made, name="a"))
    assert right >= 0.97 * len(blocks), missing


def test_words_of_a_loosely_justified_line_go_together_and_cells_do_not() -> None:
    """What stands apart on one line is words where it stands anywhere, cells where in columns."""
    lines = [
        (50.0, 700.0, "All are born free and are"),
        (50.0, 686.0, "equal"),
        (120.0, 686.0, "in"),
    ]
    lines += [(175.0, 686.0, "rights"), (50.0, 672.0, "and in dignity, and so are we.")]
    lines += [(50.0, 620.0, "Museums"), (150.0, 620.0, "62"), (250.0, 620.0, "150")]
    lines += [(50.0, 606.0, "Loans"), (150.0, 606.0, "10"), (250.0, 606.0, "400")]
    found = read(lines)
    assert found[0] == "All are born free and are equal in rights and in dignity, and so are we."
    assert {"62", "10", "150", "400"} <= set(found)
