"""Content streams say nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.pen import CLOCKWISE, Pen, number


def test_what_is_set_is_not_set_again() -> None:
    pen = Pen()
    pen.set("Tz", "100")
    pen.set("Tz", "101")
    pen.set("Tz", "101")
    pen.restore()
    assert pen.operators == ["101 Tz", "100 Tz"]


def test_lines_are_placed_from_the_line_before() -> None:
    pen = Pen()
    pen.begin()
    pen.move(72, 700)
    pen.move(72, 685.5)
    pen.move(80, 685.5)
    pen.end()
    assert pen.operators == ["BT", "72 700 Td", "0 -14.5 Td", "8 0 Td", "ET"]


def test_a_turned_line_is_placed_along_its_own_axes() -> None:
    pen = Pen()
    pen.begin()
    pen.move(500, 700, CLOCKWISE)
    pen.move(480, 690, CLOCKWISE)
    assert pen.operators[1:] == ["0 -1 1 0 500 700 Tm", "10 -20 Td"]


@given(st.lists(st.tuples(st.floats(0, 800), st.floats(0, 800)), min_size=1, max_size=40))
def test_rounding_does_not_add_up(places: list[tuple[float, float]]) -> None:
    pen = Pen()
    pen.begin()
    for x, y in places:
        pen.move(x, y)
    moves = [operator.split()[:2] for operator in pen.operators[1:]]
    assert abs(sum(float(x) for x, _ in moves) - places[-1][0]) < 0.006
    assert abs(sum(float(y) for _, y in moves) - places[-1][1]) < 0.006


def test_what_is_taken_is_let_go_but_stays_set() -> None:
    pen = Pen()
    pen.set("Tz", "101")
    assert pen.taken() == b"101 Tz "
    pen.set("Tz", "101")
    assert pen.taken() == b""


@given(st.floats(-1000, 1000))
def test_numbers_are_short_and_true(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.00501
    assert len(number(value)) <= len(f"{value:.2f}")
    assert "e" not in number(value)
