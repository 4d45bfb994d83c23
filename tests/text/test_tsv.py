from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import tsv


def test_rows_know_their_lines():
    text = "# a comment\n\nkey\tvalue\r\nother\ta\\tb\\nc\n"
    assert tsv.rows(text) == [(3, ("key", "value")), (4, ("other", "a\tb\nc"))]


@given(st.lists(st.tuples(st.sampled_from(["a", "2026-03-02"]), st.text(), st.text())))
def test_any_cells_come_back(rows):
    text = tsv.table(["what it is"], rows)
    assert [cells for _, cells in tsv.rows(text)] == rows
    assert len(text.split("\n")) == len(rows) + 2
