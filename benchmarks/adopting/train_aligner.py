"""Learn the weights of the document aligner from the Universal Declaration.

    python -m benchmarks.adopting.train_aligner [--half even|odd] [--write FILE]
    python -m benchmarks.adopting.train_aligner --mean even.json odd.json

A semi-Markov conditional random field: the weights that make the true alignments of disturbed
translations likeliest, by stochastic gradient (Adam) with a small quadratic penalty. Without
options all languages are learnt from at once; the shipped file is the mean of what both halves of
them teach. With ``--half`` every other language is left out, for ``python -m
benchmarks.adopting.measure --weights FILE --half`` with the other half: figures of languages that
were not trained on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.adopting import corpora
from benchmarks.adopting.disturb import Task
from benchmarks.adopting.examples import Example, informed, parts, ready, tasks, whole_ratio, wrong
from benchmarks.adopting.likelihood import PENALTY, blank, climb
from pipeline.align.certainty import certainty_signs
from pipeline.align.documents import in_place, length_script
from pipeline.align.links import Link
from pipeline.align.moved import restored
from pipeline.align.passes import Passed
from pipeline.align.verdict import signs
from pipeline.align.weights import (
    ALL_NAMES,
    CERTAINTY_NAMES,
    SIGN_NAMES,
    Learnt,
    Weights,
    as_json,
    from_json,
)
from pipeline.locales import Locale

LIKELY = 0.25
"""How sure a link is, is learnt from links of at least this posterior: none other is ever sure."""
TRUE_FILES = 9.0
"""How many files are translations for each that is not: people seldom name a wrong one."""
PARTS = 2
"""So many parts of every document are learnt from on top of what is as common as the rest."""
UNKNOWN = 5
"""Every so many-th example is learnt from as if no words of its language were known."""
FILE = Path(__file__).resolve().parents[2] / "pipeline" / "align" / "data" / "weights.json"


def ratios(pairs: list[corpora.Pair]) -> dict[str, tuple[float, float]]:
    """Log length of the translation over the English, by script."""
    found: dict[str, list[float]] = {}
    for pair in pairs:
        ratio = whole_ratio([u.text for u in pair.source], [u.text for u in pair.target])
        for name in ("", length_script(Locale.parse(pair.locale))):
            found.setdefault(name, []).append(ratio)
    spread = {}
    for name, values in found.items():
        # Few languages say little of how much a script's languages differ.
        prior = 3 * 0.15**2
        variance = (prior + len(values) * np.var(values)) / (3 + len(values))
        spread[name] = (float(np.mean(values)), float(max(np.sqrt(variance), 0.08)))
    spread[""] = (spread[""][0], 0.4)
    return spread


def train(pairs: list[corpora.Pair], epochs: int, seed: int = 1) -> Learnt:
    """Learn from these pairs: first alone, then with what earlier passes would know."""
    todo = [t for k in range(2) for t in tasks(pairs, pairs, 101 * seed + k, marked=k == 1)]
    todo += parts(pairs, pairs, range(101 * seed + 2, 101 * seed + 2 + PARTS))
    model = Learnt(
        blank(), blank(), ratios(pairs), np.zeros(len(SIGN_NAMES)), np.zeros(len(CERTAINTY_NAMES))
    )
    examples = _ready(todo, model)
    alone = climb(examples, model.first, epochs, "alone")
    values = alone.values.copy()
    values[ALL_NAMES.index("profile")] = 2.0
    model = replace(model, first=alone, second=Weights(values))
    for rounds in (epochs // 2, epochs):
        examples = [informed(example, model) for example in examples]
        model = replace(model, second=climb(examples, model.second, rounds, "informed"))
    return judging(model, pairs, seed)


def mean(models: Sequence[Learnt], pairs: list[corpora.Pair]) -> Learnt:
    """The mean of what was learnt from several sets of languages apart.

    For log-linear models that is nearly as good as to learn from all at once (Mann and others,
    2009), and those who judge one half by the other have done most of it already.
    """
    first, second = (
        Weights(np.mean([getattr(model, name).values for model in models], axis=0))
        for name in ("first", "second")
    )
    return judging(replace(models[0], first=first, second=second, ratios=ratios(pairs)), pairs)


def judging(model: Learnt, pairs: list[corpora.Pair], seed: int = 1) -> Learnt:
    """Learn on top how to tell a translation from another document, and how sure a link is."""
    others = [ready(task, model) for k in range(2) for task in wrong(pairs, pairs, seed + 3 * k)]
    examples = _ready(tasks(pairs, pairs, 101 * seed), model)
    passed = [aligned(example, model) for example in (*examples, *others)]
    model = replace(model, translation=told_apart(passed))
    return replace(model, certainty=sureness(passed))


def _ready(todo: list[Task], model: Learnt) -> list[Example]:
    return [ready(task, model, lexicon=k % UNKNOWN > 0) for k, task in enumerate(todo)]


@dataclass(frozen=True, slots=True)
class Aligned:
    """An example, aligned as any document is."""

    example: Example
    passed: Passed


def aligned(example: Example, model: Learnt) -> Aligned:
    """Align an example without knowing anything of it."""
    example.aligner.model = model
    return Aligned(example, example.aligner.passes(example.script)[1])


def told_apart(examples: list[Aligned]) -> np.ndarray:
    """What tells a translation from some other document."""
    rows = [signs(each.passed, each.example.aligner.evidence) for each in examples]
    true = np.array([bool(each.example.task.links) for each in examples])
    weights = logistic(np.array(rows), true)
    weights[0] += np.log(TRUE_FILES * (~true).sum() / true.sum())
    return weights


def sureness(examples: list[Aligned]) -> np.ndarray:
    """What tells how sure a link is."""
    rows, true = [], []
    for each in examples:
        task, aligner = each.example.task, each.example.aligner
        if not task.links:
            continue
        found = restored(aligner, each.passed)
        links = [k for k in in_place(found) if (k.posterior or 0.0) > LIKELY]
        rows.append(certainty_signs(links, aligner, found.passed.ratio))
        true += [_right(link, task) for link in links]
    return logistic(np.concatenate(rows), np.array(true))


def _right(link: Link, task: Task) -> bool:
    """Whether a link holds all that belongs together, and nothing else."""
    held = {(i, j) for i, j in task.links if i in link.source or j in link.target}
    return held == set(product(link.source, link.target))


def logistic(x: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, by Newton's steps, with a small quadratic penalty."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (true - chance) - weights * PENALTY
        bend = (x * (chance * (1.0 - chance))[:, None]).T @ x + PENALTY * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Train on what is asked for and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--half", choices=("even", "odd"), help="every other language only")
    parser.add_argument("--write", type=Path, default=FILE, help="where the weights go")
    parser.add_argument("--mean", type=Path, nargs="+", help="of files learnt from halves")
    arguments = parser.parse_args()
    pairs = corpora.half(corpora.udhr(), arguments.half)
    if arguments.mean:
        found = mean([from_json(path.read_text("utf-8")) for path in arguments.mean], pairs)
    else:
        found = train(pairs, arguments.epochs)
    arguments.write.write_text(as_json(found), "utf-8")


if __name__ == "__main__":
    main()
