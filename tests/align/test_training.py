"""What the aligner's weights are learnt by is the true slope of the likelihood."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.adopting.corpora import Pair, Unit
from benchmarks.adopting.disturb import HEAVY, PARTIAL, Level, disturb
from benchmarks.adopting.examples import informed, ready
from benchmarks.adopting.likelihood import blank, slope_of
from benchmarks.adopting.train_aligner import mean
from pipeline.align.weights import CERTAINTY_NAMES, SIGN_NAMES, Learnt, Weights
from tests.align.test_documents import SOURCE, TARGET

INVENTED = Pair(
    "invented",
    "fi",
    *(
        tuple(Unit(text, "preamble", heading=False) for text in 3 * side)
        for side in (SOURCE, TARGET)
    ),
)
MODEL = Learnt(
    blank(), blank(), {"": (0.0, 0.4)}, np.zeros(len(SIGN_NAMES)), np.zeros(len(CERTAINTY_NAMES))
)


@pytest.mark.parametrize("level", [HEAVY, PARTIAL])
def test_the_slope_is_that_of_the_likelihood(level: Level) -> None:
    task = disturb(INVENTED, level, [INVENTED], headings=True, seed=4)
    example = informed(ready(task, MODEL), MODEL)
    chance = np.random.default_rng(3)
    values = blank().values + chance.normal(0.0, 0.05, len(blank().values))
    _, slope = slope_of(example, Weights(values))
    for _ in range(5):
        step = chance.normal(0.0, 1e-3, len(values))
        ahead, behind = (slope_of(example, Weights(values + d))[0] for d in (step, -step))
        assert (ahead - behind) / 2 == pytest.approx(slope @ step, rel=0.02, abs=1e-4)


def test_the_mean_of_two_models_lies_between_them() -> None:
    other = replace(MODEL, first=Weights(MODEL.first.values + 1.0))
    both = mean([MODEL, other], [INVENTED])
    assert both.first.values == pytest.approx(MODEL.first.values + 0.5)
    assert both.second.values == pytest.approx(MODEL.second.values)
    # Whether a document is a translation is learnt anew, by the mean.
    assert both.translation.any()
