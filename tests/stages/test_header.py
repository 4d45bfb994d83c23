"""The header of a catalog that several people have had in their hands."""

import pytest

from pipeline.model import Catalog
from pipeline.stages.header import merged


def headed(*fields: tuple[str, str], credits: tuple[str, ...] = ()) -> Catalog:
    return Catalog("declaration", "es", (), fields, credits)


def test_what_only_a_volunteer_changed_is_taken_but_for_what_is_the_projects() -> None:
    base = headed(("Language", "es"), ("Language-Team", "none"), ("X-Own", "one"))
    theirs = headed(("Language", "es_ES"), ("Language-Team", "Madrid"), ("X-Own", "one"))
    assert merged(base, [(theirs, base)], led=True).header == (
        ("Language", "es"),
        ("Language-Team", "Madrid"),
        ("X-Own", "one"),
    )


def test_a_date_that_nobody_filled_in_is_the_oldest() -> None:
    ours = headed(("PO-Revision-Date", "2026-03-05 10:00+0000"), ("Last-Translator", "Bo"))
    theirs = headed(("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"), ("Last-Translator", "Nobody"))
    assert merged(ours, [(theirs, None)], led=True) == ours


@pytest.mark.parametrize("led", [True, False])
def test_lines_that_are_no_field_are_kept_too(led: bool) -> None:
    made = merged(headed(("", "one line")), [(headed(("", "another")), None)], led=led)
    assert sorted(made.header) == [("", "another"), ("", "one line")]


def test_who_took_a_credit_away_from_an_older_version_does_not_take_it_from_a_newer() -> None:
    old, new = headed(credits=("Ana, 2025.",)), headed(credits=("Ana, 2025.", "Bo, 2026."))
    ours = headed(credits=("Bo, 2026.",))
    one = merged(ours, [(old, old)], led=True)
    assert one.header_comments == ("Bo, 2026.",)
    both = merged(ours, [(old, old), (new, new)], led=True)
    assert sorted(both.header_comments) == ["Ana, 2025.", "Bo, 2026."]
