"""Learn the weights of the document aligner from the Universal Declaration.

    python -m benchmarks.adopting.train_aligner [--half even|odd] [--write FILE]

A semi-Markov conditional random field: the weights that make the true alignments of disturbed
translations likeliest, by stochastic gradient (Adam) with a small quadratic penalty. Without
options the shipped file is made, from all languages. With ``--half`` every other language is
left out, for ``python -m benchmarks.adopting.measure --weights FILE --half`` with the other half:
figures of languages that were not trained on.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.adopting import corpora
from benchmarks.adopting.examples import Example, informed, ready, tasks, whole_ratio, wrong
from benchmarks.adopting.likelihood import PENALTY, blank, climb
from pipeline.align.documents import length_script
from pipeline.align.verdict import signs
from pipeline.align.weights import ALL_NAMES, SIGN_NAMES, Learnt, Weights, as_json
from pipeline.locales import Locale

TRUE_FILES = 9.0
"""How many files are translations for each that is not: people seldom name a wrong one."""
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
    model = Learnt(blank(), blank(), ratios(pairs), np.zeros(len(SIGN_NAMES)))
    examples = [ready(task, model) for task in todo]
    alone = climb(examples, model.first, epochs, "alone")
    values = alone.values.copy()
    values[ALL_NAMES.index("profile")] = 2.0
    model = replace(model, first=alone, second=Weights(values))
    for rounds in (epochs // 2, epochs):
        examples = [informed(example, model) for example in examples]
        model = replace(model, second=climb(examples, model.second, rounds, "informed"))
    others = [ready(task, model) for k in range(2) for task in wrong(pairs, pairs, seed + 3 * k)]
    unmarked = examples[: len(examples) // 2]
    return replace(model, translation=told_apart(unmarked, others, model))


def told_apart(examples: list[Example], others: list[Example], model: Learnt) -> np.ndarray:
    """What tells a translation from some other document (logistic regression)."""
    rows = []
    for example in (*examples, *others):
        example.aligner.model = model
        _, last = example.aligner.passes(example.script)
        rows.append(signs(last, example.aligner.evidence))
    x = np.array(rows)
    true = np.arange(len(x)) < len(examples)
    weights = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's steps, with a small quadratic penalty
        chance = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (true - chance) - weights * PENALTY
        bend = (x * (chance * (1.0 - chance))[:, None]).T @ x + PENALTY * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    weights[0] += np.log(TRUE_FILES * len(others) / len(examples))
    return weights


def main() -> None:
    """Train on what is asked for and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--half", choices=("even", "odd"), help="every other language only")
    parser.add_argument("--write", type=Path, default=FILE, help="where the weights go")
    arguments = parser.parse_args()
    pairs = corpora.half(corpora.udhr(), arguments.half)
    arguments.write.write_text(as_json(train(pairs, arguments.epochs)), "utf-8")


if __name__ == "__main__":
    main()
