"""Where pages break: nothing lost, nothing torn that should hold together."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.typeset.columns import balanced, columns, draw_all, place
from pipeline.typeset.flow import (
    ALONE,
    LISTED,
    LOOSE,
    NEVER,
    WIDOW,
    Box,
    around,
    before,
    beside,
    bound,
    prose,
)


def line(height=10.0, **more):
    return Box(height, lambda sheet, x, y: None, **more)


def paragraph(lines, white=5.0):
    return before(prose([line() for _ in range(lines)]), white)


def cut(boxes, height=100.0, gap=10.0):
    return [
        [placed.box for placed in column.placed] for column in columns(boxes, lambda _: height, gap)
    ]


def test_text_that_fits_is_one_column():
    assert len(cut(paragraph(10))) == 1


def test_a_heading_goes_with_what_it_heads():
    (heading,) = bound([line()])
    first = [line() for _ in range(9)]
    pages = cut([*first, heading, *paragraph(5)])
    assert pages[0] == first
    assert pages[1][0] is heading


def test_a_paragraph_leaves_no_single_line_behind_nor_ahead():
    for lead in range(4, 10):
        boxes = [*paragraph(lead), *paragraph(6)]
        pages = cut(boxes)
        torn = sum(any(box is b for box in pages[0]) for b in boxes[lead:])
        assert torn in (0, 2, 3, 4, 6), lead


def test_a_heading_has_two_lines_of_its_paragraph_below_it():
    heading = line(40.0, keep=NEVER)
    boxes = [*paragraph(14), heading, *paragraph(4), *paragraph(30)]
    assert len(cut(boxes, height=200.0)[0]) == 14


def test_a_page_that_ends_within_a_paragraph_is_full():
    # Else its white would be shared out with the next page, which ends before a heading.
    heading = line(35.0, keep=NEVER)
    boxes = [*paragraph(12), *paragraph(10), heading, *paragraph(10), heading, *paragraph(12)]
    first = cut(boxes, height=200.0)[0]
    assert len(first) == 19


@pytest.mark.parametrize(("keep", "first"), [(LOOSE, 16), (LISTED, 19)])
def test_a_page_that_ends_within_a_list_is_fuller(keep, first):
    heading = line(35.0, keep=NEVER)
    items = [box for _ in range(5) for box in bound(paragraph(3, white=0.0), keep)]
    boxes = [*paragraph(7), *items, heading, *paragraph(8), heading, *paragraph(15)]
    assert len(cut(boxes, height=200.0)[0]) == first


def test_white_before_a_picture_is_not_shared_with_the_page_before():
    boxes = [line(before=10.0) for _ in range(30)]
    first, second, *_ = cut([*boxes, line(300.0), line()], height=400.0)
    assert (len(first), len(second)) == (20, 10)


def test_the_last_page_does_not_hold_a_line_or_two():
    pages = cut([line() for _ in range(41)], height=200.0)
    assert len(pages) == 3
    assert len(pages[-1]) >= 2


def test_white_above_a_box_is_dropped_at_the_top_of_a_column():
    column = place([line(before=30.0), line(before=5.0)], 100.0, 10.0)
    assert [placed.y for placed in column.placed] == [0.0, 15.0]


def test_a_footnote_stands_at_the_foot_of_the_column_that_calls_it():
    note = line(8.0)
    boxes = [line() for _ in range(20)]
    boxes[3] = boxes[3]._replace(notes=(note,))
    first = next(columns(boxes, lambda _: 100.0, 10.0))
    assert [placed.box for placed in first.notes] == [note]
    assert first.notes[0].y == 92.0
    assert first.used <= 82.0


def test_a_footnote_never_stands_on_the_text():
    column = place([line(95.0, notes=(line(20.0),))], 100.0, 10.0)
    assert column.notes[0].y == 105.0


def test_the_head_of_a_table_is_said_again_on_the_next_page():
    head = line(12.0)
    boxes = [line(12.0), *(line(lead=(head,)) for _ in range(12))]
    first, second = cut(boxes)
    assert first[0] is boxes[0]
    assert second[0] is head


def test_a_fresh_box_begins_a_page():
    boxes = [line(), line(), line(fresh=True), line()]
    assert [len(page) for page in cut(boxes)] == [2, 2]


def test_a_box_higher_than_the_page_still_comes_out():
    assert [len(page) for page in cut([line(), line(500.0), line()])] == [1, 1, 1]


def test_the_last_page_has_columns_of_equal_height():
    left, right = balanced([line() for _ in range(11)], 2, 300.0, 10.0)
    assert (len(left.placed), len(right.placed)) == (6, 5)


def test_sides_are_cut_where_all_of_them_can_be():
    rows = beside([[line(10), line(10), line(10)], [line(20), line(10, keep=NEVER)]])
    assert [row.height for row in rows] == [20.0, 10.0]
    assert rows[0].keep == 0.0


def test_a_short_side_does_not_hinder_a_long_one():
    rows = beside([[line(10)] * 5, [line(15)]])
    assert [row.height for row in rows] == [20.0, 10.0, 10.0, 10.0]


def test_a_row_of_headings_goes_with_what_they_head():
    heading, long = [line(keep=NEVER)], [line(keep=NEVER), line(keep=NEVER)]
    assert [row.keep for row in beside([heading, long])] == [NEVER, NEVER]
    assert [row.keep for row in beside([[line()] * 2, heading])] == [0.0, NEVER]
    assert [row.keep for row in beside([heading, []])] == [NEVER]
    assert [row.keep for row in beside([[], []])] == [0.0]


def test_what_is_drawn_around_a_row_does_not_mix_its_sides():
    drawn = []

    def said(word):
        return Box(10.0, lambda sheet, x, y: drawn.append(word))

    rows = beside([[said("left 1"), said("left 2")], [said("right")]])
    rows[0] = around(rows[0], lambda *_: drawn.append("rule"), lambda *_: drawn.append("bar"))
    draw_all(place(rows, 100.0, 10.0).placed, None, 0.0, 0.0)
    assert drawn == ["rule", "left 1", "left 2", "right", "bar"]


def test_a_widow_is_better_than_many_lines_of_white_and_worse_than_a_few():
    def first_page(lines):
        held = [line(keep=NEVER) for _ in range(12)]
        held[5] = held[6] = line(keep=WIDOW)
        return len(cut([*(line() for _ in range(lines)), *held, line()], height=300.0)[0])

    assert first_page(27) == 27
    assert first_page(26) == 26
    assert first_page(22) == 29


boxes_of_many_kinds = st.lists(
    st.builds(
        line,
        st.integers(1, 120).map(float),
        before=st.integers(0, 30).map(float),
        keep=st.sampled_from([0.0, 1.0, 40.0, NEVER]),
        notes=st.sampled_from([(), (line(7.0),), (line(30.0), line(9.0))]),
        fresh=st.booleans(),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=200)
@given(boxes_of_many_kinds, st.integers(60, 200))
def test_every_box_is_placed_once_and_in_order(boxes, height):
    made = list(columns(boxes, lambda _: float(height), 10.0))
    assert [placed.box for column in made for placed in column.placed] == boxes
    for column in made:
        for one, two in pairwise(column.placed):
            assert two.y >= one.y + one.box.height - 1e-6
        # Only a box that is too high by itself passes the edge.
        assert column.used <= height + 0.1 or len(column.placed) == 1


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=200), st.integers(80, 300))
def test_a_long_text_is_cut_alike_however_it_is_delivered(lengths, height):
    boxes = [box for length in lengths for box in paragraph(length)]
    whole = cut(boxes, float(height))
    assert whole == cut(iter(boxes), float(height))
    assert sum(map(len, whole)) == len(boxes)


def test_notes_of_facing_columns_stand_side_by_side():
    left = line(notes=(line(8.0), line(8.0)))
    right = line(notes=(line(12.0),))
    (row,) = beside([[left], [right]], lanes=True)
    column = place([row], 100.0, 10.0)
    assert [(note.box.lane, note.y) for note in column.notes] == [(0, 84.0), (0, 92.0), (1, 84.0)]
    # Only the taller side takes room.
    assert len(cut([row, *(line() for _ in range(7))], height=106.0)) == 1


@pytest.mark.parametrize("lines", range(20, 70))
def test_a_colophon_has_lines_of_the_text_on_its_page(lines):
    text, colophon = paragraph(lines), [line(keep=NEVER), line()]
    *_, last = cut([*bound(text, ALONE, 3), *colophon], height=300.0)
    assert len(last) >= 3 + len(colophon)
