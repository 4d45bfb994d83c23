"""Where in a long source a few paragraphs may belong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.align.documents import align_documents
from pipeline.align.measures import Unit
from pipeline.align.places import belief, only, places
from pipeline.locales import Locale


def two_places() -> np.ndarray:
    """Three paragraphs that belong to 10-12 of a source of 40 by 0.7, or to 30-32 by 0.3."""
    pairs = np.zeros((40, 3))
    for j in range(3):
        pairs[10 + j, j], pairs[30 + j, j] = 0.7, 0.3
    return pairs


def test_each_likely_place_is_followed_up_with_room_on_either_side() -> None:
    found = places(two_places())
    assert found[0] == range(7, 16)
    assert range(27, 36) in found
    assert all({10, 11, 12} & {*place} or {30, 31, 32} & {*place} for place in found)


def test_a_long_part_finds_its_place_by_itself() -> None:
    assert places(np.eye(80)[:, :40]) == []


def test_a_whole_translation_has_no_places() -> None:
    assert places(np.eye(20)) == []


def test_what_is_known_of_one_place_says_nothing_of_the_other() -> None:
    here = only(two_places(), range(27, 36))
    assert here[:27].sum() == 0.0
    assert here[[30, 31, 32], [0, 1, 2]] == pytest.approx(0.9)


@given(st.lists(st.floats(-500.0, 500.0), min_size=1, max_size=7))
def test_beliefs_are_probabilities_in_the_order_of_the_odds(odds: list[float]) -> None:
    found = belief(odds)
    assert found.sum() == pytest.approx(1.0)
    assert found[int(np.argmax(odds))] == found.max()


def numbered(k: int) -> str:
    """A paragraph with a year of its own."""
    again = ", again" * (k % 5)
    return f"In {1700 + 7 * k} the keepers of harbour {3 * k + 20} wrote this down{again}."


def test_two_parts_far_from_each_other_are_both_found() -> None:
    source = [numbered(k) for k in range(40)]
    there = [*range(4, 8), *range(30, 34)]
    found = align_documents(
        [*map(Unit, source)], [Unit(source[k]) for k in there], locale=Locale("fi")
    )
    assert [(link.source.start, link.target.start) for link in found.links] == [
        (k, j) for j, k in enumerate(there)
    ]
