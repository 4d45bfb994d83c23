"""How sure a link is depends on what stands beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.align.certainty import assured, begins_low, certainty_signs
from pipeline.align.evidence import Evidence
from pipeline.align.links import Link
from pipeline.align.measures import Unit, measure
from pipeline.align.passes import Aligner
from pipeline.align.weights import CERTAINTY_NAMES, learnt
from pipeline.locales import Locale
from tests.align.test_documents import EN, INVENTED, SOURCE, TARGET

LINKS = [
    Link(range(i, i + 1), range(i, i + 1), 0.0, posterior)
    for i, posterior in enumerate((0.99, 0.97, 0.9, 0.98))
]


def aligner(source: list[str], target: list[str]) -> Aligner:
    ours, theirs = measure([*map(Unit, source)], EN), measure([*map(Unit, target)], INVENTED)
    return Aligner(Evidence(ours, theirs), learnt())


def sign(links: list[Link], name: str, target: list[str] = TARGET) -> list[float]:
    rows = certainty_signs(links, aligner(SOURCE, target), 0.0)
    return [float(value) for value in rows[:, CERTAINTY_NAMES.index(name)]]


def test_posteriors_alone_may_stay_what_they_are() -> None:
    odds = np.zeros(len(CERTAINTY_NAMES))
    odds[CERTAINTY_NAMES.index("odds")] = 1.0
    found = assured(LINKS, aligner(SOURCE, TARGET), 0.0, odds)
    assert [link.posterior for link in found] == pytest.approx([k.posterior for k in LINKS])
    assert [replace(link, posterior=None) for link in found] == [
        replace(link, posterior=None) for link in LINKS
    ]


def test_nothing_is_linked_where_nothing_was() -> None:
    assert assured((), aligner(SOURCE, TARGET), 0.0, learnt().certainty) == ()


def test_what_is_left_out_beside_a_link_counts_on_either_side() -> None:
    links = [LINKS[0], LINKS[2], LINKS[3]]
    assert sign(links, "target left out beside") == [1.0, 1.0, 1.0]
    assert sign(LINKS, "source left out beside") == [0.0, 0.0, 0.0, 1.0]


def test_half_a_paragraph_is_less_sure_than_a_whole_one() -> None:
    whole = [*TARGET[:3], TARGET[3], *TARGET[4:]]
    comma = TARGET[3].index(",") + 1
    halves = [*TARGET[:3], TARGET[3][:comma], TARGET[3][comma:].strip(), *TARGET[4:]]
    second = [*LINKS[:3], Link(range(3, 4), range(4, 5), 0.0, 0.98)]
    assert sign(second, "begins low", halves)[3] > sign(LINKS, "begins low", whole)[3] == 0.0
    assert sign(second, "one before ends in a comma", halves)[3] == 1.0
    weights = learnt().certainty
    both = [
        assured(k, aligner(SOURCE, t), 0.0, weights) for k, t in ((LINKS, whole), (second, halves))
    ]
    assert both[1][3].posterior < both[0][3].posterior  # type: ignore[operator]


@pytest.mark.parametrize("text", ["ყველა ადამიანი", "всі люди", "人人生而自由"])
def test_where_all_begin_alike_small_letters_tell_nothing(text: str) -> None:
    assert not begins_low(measure([Unit(text)] * 4, Locale("ka"))).any()
