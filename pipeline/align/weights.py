"""The learnt weights of the document aligner: a small JSON file beside this module.

They are made by ``python -m benchmarks.adopting.train_aligner`` and are data, not code: a
number for every feature of `pipeline.align.evidence`, and the usual length of every script's
text against English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from pipeline.align.evidence import NAMES, SOURCE_GAP_NAMES, TARGET_GAP_NAMES
from pipeline.align.lattice import Array
from pipeline.align.links import Gap, Gaps

GAP_NAMES = tuple(
    f"{gap} {cost}"
    for gap in (
        "source short gap",
        "source long gap",
        "target short gap",
        "target long gap",
        "gap at either end",
    )
    for cost in ("opening", "extension")
)
SIGN_NAMES = ("always", "odds a unit", "sure", "sure of many", "many", "labels")
"""What tells a translation from some other document, see `pipeline.align.verdict`."""
CERTAINTY_NAMES = (
    "always",
    "odds",
    "target left out beside",
    "source left out beside",
    "length far off",
    "ends otherwise",
    "breaks off",
    "begins low",
    "next begins low",
    "one before ends in a comma",
    "strange",
    "several of the target",
    "several of the source",
    "moved",
)
"""What tells how sure a link is, see `pipeline.align.certainty`."""
ALL_NAMES = NAMES + GAP_NAMES + SOURCE_GAP_NAMES + TARGET_GAP_NAMES


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each name of ``ALL_NAMES``."""

    values: Array

    @property
    def links(self) -> Array:
        """Weights of the features of links, in the order of ``NAMES``."""
        return self.values[: len(NAMES)]

    @property
    def gaps(self) -> Gaps:
        """What the kinds of gap cost."""
        costs = self.values[len(NAMES) : len(NAMES) + len(GAP_NAMES)].reshape(-1, 2)
        kinds = [Gap(float(opening), float(extension)) for opening, extension in costs]
        return Gaps(tuple(kinds[:2]), tuple(kinds[2:4]), kinds[4])

    @property
    def source_gap(self) -> Array:
        """Weights of ``SOURCE_GAP_NAMES``."""
        start = len(NAMES) + len(GAP_NAMES)
        return self.values[start : start + len(SOURCE_GAP_NAMES)]

    @property
    def target_gap(self) -> Array:
        """Weights of ``TARGET_GAP_NAMES``."""
        return self.values[len(NAMES) + len(GAP_NAMES) + len(SOURCE_GAP_NAMES) :]


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that training yields."""

    first: Weights
    """For the first pass over a document, when nothing of it is known."""
    second: Weights
    """For the second, when what corresponds is known roughly."""
    ratios: Mapping[str, tuple[float, float]]
    """By ISO 15924 script: mean and standard deviation of the log of the translation's length
    over the English; ``""`` for any other."""
    translation: Array
    """What tells a translation from some other document, a weight for each of ``SIGN_NAMES``."""
    certainty: Array
    """What tells how sure a link is, a weight for each of ``CERTAINTY_NAMES``."""


def as_json(learnt: Learnt) -> str:
    """The file's text."""
    weights = {
        name: [round(float(x), 4), round(float(y), 4)]
        for name, x, y in zip(ALL_NAMES, learnt.first.values, learnt.second.values, strict=True)
    }
    ratios = {script: [round(x, 3) for x in pair] for script, pair in sorted(learnt.ratios.items())}
    verdict = _named(SIGN_NAMES, learnt.translation)
    certainty = _named(CERTAINTY_NAMES, learnt.certainty)
    lines = [f"    {json.dumps(name)}: {json.dumps(pair)}" for name, pair in weights.items()]
    rows = [f"    {json.dumps(name)}: {json.dumps(pair)}" for name, pair in ratios.items()]
    return (
        '{\n  "weights": {\n' + ",\n".join(lines) + "\n  },\n"
        '  "ratios": {\n' + ",\n".join(rows) + "\n  },\n"
        '  "translation": {\n' + ",\n".join(verdict) + "\n  },\n"
        '  "certainty": {\n' + ",\n".join(certainty) + "\n  }\n}\n"
    )


def _named(names: Sequence[str], values: Array) -> list[str]:
    pairs = zip(names, values, strict=True)
    return [f"    {json.dumps(name)}: {round(float(value), 3)}" for name, value in pairs]


def from_json(text: str) -> Learnt:
    """Read what `as_json` wrote. Raises `KeyError` where a feature has no weight."""
    data = json.loads(text)
    first, second = np.array([data["weights"][name] for name in ALL_NAMES], float).T
    ratios = {script: (pair[0], pair[1]) for script, pair in data["ratios"].items()}
    translation = np.array([data["translation"][name] for name in SIGN_NAMES], float)
    certainty = np.array([data["certainty"][name] for name in CERTAINTY_NAMES], float)
    return Learnt(Weights(first), Weights(second), ratios, translation, certainty)


@cache
def learnt() -> Learnt:
    """The weights that are shipped."""
    return from_json((files("pipeline.align") / "data" / "weights.json").read_text("utf-8"))
