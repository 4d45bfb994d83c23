"""Tables: how wide columns are, and where a table may be cut."""

import pytest

from pipeline.errors import FontError
from pipeline.model import Align, Document, Row, Table, Text
from pipeline.typeset import pages, tables, widths
from pipeline.typeset.book import Book
from pipeline.typeset.columns import columns
from pipeline.typeset.design import Design, Edition
from pipeline.typeset.setting import Setting
from tests.typeset.documents import FONTS


def setting(locale: str = "en", edition: Edition = Edition.READING) -> Setting:
    document = Document("d", Text("T"), (), locale=locale)
    return pages.setting(Book(), document, Design(edition=edition), FONTS)


def row(*cells: str) -> Row:
    return Row(tuple(Text(cell) for cell in cells))


def table(rows: int, *, sentence: str = "") -> Table:
    body = tuple(row(f"Town {number}", str(1900 + number), sentence) for number in range(rows))
    return Table(row("Town", "Founded", "Note"), body, (Align.AUTO, Align.END, Align.AUTO))


def test_a_column_of_figures_is_not_broken_for_the_sake_of_one_of_sentences() -> None:
    given = setting()
    rows = (row("Books", "Note"), row("400,000 books", "Nobody knows who wrote them. " * 20))
    scale, (narrow, wide) = widths.columns(given, rows, given.size)
    assert scale == 1.0
    assert narrow > 6 * given.size
    assert narrow + wide == pytest.approx(given.measure - widths.GAP * given.size, abs=0.5)


def test_what_a_word_is_is_asked_of_the_line_breaker() -> None:
    # Two characters of a heading stay together, though Chinese could be broken between them.
    rows = (
        row("图书", "说明"),
        row("四十万", "图书馆保存各国人民的记忆，并不加任何区别地开放。" * 4),
    )
    given = setting("zh-Hans")
    scale, (narrow, _) = widths.columns(given, rows, given.size)
    assert scale == 1.0
    assert narrow >= 3 * given.size


def test_letters_shrink_where_words_do_not_fit() -> None:
    words = ("extraordinarily",) * 9
    given = setting()
    few, _ = widths.columns(given, (row(*words[:4]),), given.size)
    many, wide = widths.columns(given, (row(*words),), given.size)
    assert few == 1.0
    assert 0.6 < many < 1.0
    assert len(wide) == 9


def test_columns_fill_the_room_and_no_more() -> None:
    given = setting()
    rows = (row("Short words", "Donau" * 12, "one", "A sentence of some length. " * 9),) * 2
    scale, wide = widths.columns(given, rows, given.size)
    room = given.measure - 3 * widths.GAP * given.size * scale
    assert sum(wide) == pytest.approx(room, abs=0.5)


def test_units_of_numbers_stand_below_each_other() -> None:
    body = (row("9", "9 km"), row("1,000", "20 km"), row("٣٥", "1 km"), row("12.5 %"))
    both = Table(row("Number", "Distance"), body, (Align.END, Align.END))
    assert tables.aligned(setting("en"), both) == (Align.END, Align.END)
    # Lines begin on the right there.
    assert tables.aligned(setting("ar"), both) == (Align.START, Align.END)


def test_no_page_has_a_single_row_and_none_is_torn() -> None:
    given = setting()
    for rows in range(4, 40):
        boxes = list(tables.table(given, table(rows, sentence="It was founded by readers. " * 6)))
        pages_ = [
            [placed.box for placed in column.placed[column.again :] if placed.box.row]
            for column in columns(boxes, lambda _: 300.0, given.leading)
        ]
        counts = [len({id(box.row) for box in page}) for page in pages_]
        # The head is a row of the first page.
        assert counts[0] > 2
        assert all(count > 1 for count in counts[1:]), rows
        assert sum(counts) == rows + 1, rows


def test_a_character_without_a_font_is_told_with_the_key_of_its_cell() -> None:
    cell = Text("\U00012000", key="table.a-cell")
    given = Table(row("Sign"), (Row((cell,)),), ())
    with pytest.raises(FontError) as caught:
        list(tables.table(setting(), given))
    assert "table.a-cell" in caught.value.where


def test_a_table_without_columns_leaves_nothing() -> None:
    given = setting()
    assert not list(tables.table(given, Table(Row(()), (), ())))
    assert not given.home.kids
