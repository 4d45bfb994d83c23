import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import CatalogError
from pipeline.stages.review import ReviewClass, Seal
from pipeline.stages.seals import read, write

DIGEST = "0123456789abcdef" * 2
ANA = Seal("sharing", ReviewClass.LANGUAGE, "Ana <ana@example.org>", "2026-03-02", DIGEST)


def test_a_seal_is_one_line_that_a_person_can_read():
    text = write([ANA])
    assert text.splitlines()[-1] == (
        f"sharing\tlanguage\tAna <ana@example.org>\t2026-03-02\t{DIGEST}"
    )
    assert read(text, path="") == (ANA,)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("sharing\tlanguage\tAna", "not a row of five cells"),
        (f"sharing\tstyle\tAna\t2026-03-02\t{DIGEST}", "'style' is no class of review"),
        (f"sharing\tlegal\tAna\tyesterday\t{DIGEST}", "the date or the digest is not whole"),
        ("<<<<<<< HEAD", "not a row of five cells"),
    ],
)
def test_a_bad_row_is_an_error_with_its_line(row, what):
    with pytest.raises(CatalogError, match=what) as caught:
        read(f"# about\n{row}\n", path="po/es/declaration.review.tsv")
    assert caught.value.where == "po/es/declaration.review.tsv:2"


SEALS = st.builds(
    Seal,
    st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True),
    st.sampled_from(ReviewClass),
    st.text(),
    st.dates().map(str),
    st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
)


@given(st.lists(SEALS), st.lists(SEALS))
def test_branches_merge_by_keeping_the_lines_of_both(ours, theirs):
    assert read(write(ours) + write(theirs), path="") == tuple(sorted({*ours, *theirs}))
