"""Learn the weights of the document aligner from the Universal Declaration.

    python -m benchmarks.adopting.train_aligner [--epochs 8] [--folds 3] [--write]

A semi-Markov conditional random field: the weights that make the true alignments of disturbed
translations likeliest, by stochastic gradient (Adam) with a small quadratic penalty. Every epoch
disturbs anew. Without ``--write`` the languages are split into folds, and figures are given for
those that were not trained on; with it all are used and the file is written.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.adopting import corpora
from benchmarks.adopting.examples import informed, ready, tasks, whole_ratio
from benchmarks.adopting.likelihood import blank, climb
from pipeline.align.documents import length_script
from pipeline.align.weights import ALL_NAMES, Learnt, Weights, as_json, learnt
from pipeline.locales import Locale

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
    model = Learnt(blank(), blank(), ratios(pairs))
    examples = [ready(task, model) for task in todo]
    alone = climb(examples, model.first, epochs, "alone")
    values = alone.values.copy()
    values[ALL_NAMES.index("profile")] = 2.0
    model = replace(model, first=alone, second=Weights(values))
    for rounds in (epochs // 2, epochs):
        examples = [informed(example, model) for example in examples]
        model = replace(model, second=climb(examples, model.second, rounds, "informed"))
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--on", action="store_true", help="begin with the weights there are")
    parser.add_argument("--folds", type=int, default=3)
    arguments = parser.parse_args()
    pairs = corpora.udhr()
    if arguments.write:
        FILE.parent.mkdir(exist_ok=True)
        start = learnt() if arguments.on else None
        FILE.write_text(as_json(train(pairs, arguments.epochs, start=start)), "utf-8")
        return
    from benchmarks.adopting.measure import figures, show

    results = []
    for fold in range(arguments.folds):
        test = pairs[fold :: arguments.folds]
        model = train([p for p in pairs if p not in test], arguments.epochs)
        results += figures(test, pairs, model)
    show(results)


if __name__ == "__main__":
    main()
