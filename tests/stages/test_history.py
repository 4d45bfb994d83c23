import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import CatalogError
from pipeline.model import Segment, Template
from pipeline.stages.history import (
    Behind,
    Past,
    Revision,
    extend,
    history,
    read,
    sources_after,
    write,
)


def template(date, **sources):
    segments = tuple(Segment(key, source) for key, source in sources.items())
    return Template("declaration", segments, (("POT-Creation-Date", date),))


JANUARY = template("2026-01-05 10:00+0000", title="Of museums", sharing="Museums should share.")
MARCH = template("2026-03-02 10:00+0000", title="Of museums", sharing="Museums shall share.")
MAY = template("2026-05-01 10:00+0000", title="Of museums", hinge="Therefore:")


def test_a_version_says_what_it_changed():
    first, second, third = history([JANUARY, MARCH, MAY])
    assert first.changes == (("title", "Of museums"), ("sharing", "Museums should share."))
    assert (second.day, second.changes) == ("2026-03-02", (("sharing", "Museums shall share."),))
    assert third.changes == (("hinge", "Therefore:"), ("sharing", ""))


def test_a_template_that_says_the_same_is_no_version():
    assert extend(history([JANUARY]), JANUARY) == history([JANUARY])


def test_who_changed_a_text_and_how_often():
    past = Past(history([JANUARY, MARCH, MAY]))
    twice = past.behind("sharing", "Museums should share.")
    assert twice == Behind(version="2026-01-05", since="2026-03-02", changes=2)
    assert str(twice) == "stale since 2026-03-02, 2 changes after the English of 2026-01-05"
    assert past.behind("sharing", "Museums shall share.") == Behind("2026-03-02", "2026-05-01", 1)
    assert past.behind("title", "Of museums") is None


def test_a_text_that_moved_to_another_key_is_found():
    split = template("2026-06-01", one="Museums", two="should share.")
    past = Past(history([JANUARY, split]))
    assert past.behind("one", "Museums should share.") == Behind("2026-01-05", "2026-06-01", 1)


def test_a_version_without_a_date_or_with_an_earlier_one_is_of_the_last_ones_day():
    undated = template("YEAR-MO-DA HO:MI+ZONE", title="On museums")
    earlier = template("2025-12-31 10:00+0000", title="About museums")
    assert [revision.day for revision in history([JANUARY, undated, earlier])] == 3 * ["2026-01-05"]


def test_changes_under_both_keys_of_a_text_that_moved_are_counted():
    moved = template("2026-06-01", one="Museums should share.")
    edited = template("2026-07-01", one="Museums shall share.")
    past = Past(history([JANUARY, moved, edited]))
    assert past.behind("one", "Museums should share.") == Behind("2026-06-01", "2026-07-01", 1)
    split = template("2026-06-01", one="Museums", two="should share.")
    again = template("2026-07-01", one="All museums", two="should share.")
    past = Past(history([JANUARY, split, again]))
    assert past.behind("one", "Museums should share.") == Behind("2026-01-05", "2026-06-01", 2)


@pytest.mark.parametrize(("ours", "theirs"), [(MARCH, MAY), (MAY, MARCH)])
def test_the_record_survives_a_merge_by_union(ours: Template, theirs: Template):
    added = write(history([JANUARY, theirs])).splitlines(keepends=True)[4:]
    merged = read(write(history([JANUARY, ours])) + "".join(added), path="po/d.history.tsv")
    assert [revision.day for revision in merged] == ["2026-01-05", "2026-03-02", "2026-05-01"]


@pytest.mark.parametrize("row", ["2026-01-05\ttitle", "2026-01-x5\ttitle\tText"])
def test_a_bad_row_is_an_error_with_its_line(row: str):
    with pytest.raises(CatalogError) as caught:
        read(f"# about\n{row}\n", path="po/declaration.history.tsv")
    assert caught.value.where == "po/declaration.history.tsv:2"


SOURCES = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.text("xyz\t\n\\", min_size=1, max_size=4), max_size=3
)
DATES = st.dates().map(str)


@given(st.lists(st.tuples(DATES, SOURCES), max_size=5))
def test_the_record_gives_back_the_present_english(versions):
    versions = [(date, sources) for date, sources in sorted(versions, key=lambda v: v[0])]
    revisions = history(template(date, **sources) for date, sources in versions)
    assert sources_after(revisions) == (versions[-1][1] if versions else {})
    again = read(write(revisions), path="")
    assert sources_after(again) == sources_after(revisions)
    assert write(again) == write(revisions)
    assert all(isinstance(revision, Revision) for revision in again)
