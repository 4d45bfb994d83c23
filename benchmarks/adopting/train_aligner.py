"""Learn the weights of the document aligner from the Universal Declaration.

    python -m benchmarks.adopting.train_aligner [--epochs 8] [--folds 3] [--write]

A semi-Markov conditional random field: the weights that make the true alignments of disturbed
translations likeliest, by stochastic gradient (Adam) with a small quadratic penalty. Every epoch
disturbs anew. Without ``--write`` the languages are split into folds, and figures are given for
those that were not trained on; with it all are used and the file is written.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.adopting import corpora
from benchmarks.adopting.disturb import LEVELS, Mark, Task, disturb
from pipeline.align.documents import Aligner, length_script
from pipeline.align.evidence import NAMES, STATIC_NAMES
from pipeline.align.lattice import Lattice, Sweep, backward, forward, posteriors
from pipeline.align.links import SHAPES
from pipeline.align.measures import Side, Unit, enumerated, measure
from pipeline.align.weights import ALL_NAMES, Learnt, Weights, as_json, learnt
from pipeline.locales import Locale

FILE = Path(__file__).resolve().parents[2] / "pipeline" / "align" / "data" / "weights.json"
PENALTY = 0.02
NEVER = 1e5


def blank() -> Weights:
    """Where training starts: links are good, gaps are bad, lengths matter."""
    start = dict.fromkeys(ALL_NAMES, 0.0)
    start |= {"length misfit": -0.3, "length far off": -0.3, "length precision": 1.0}
    start |= {f"shape {a}-{b}": -1.0 * (a + b - 2) for a, b in SHAPES}
    for side in ("source", "target"):
        start |= {f"{side} short gap opening": -2.0, f"{side} short gap extension": -1.0}
        start |= {f"{side} long gap opening": -4.0, f"{side} long gap extension": -0.1}
    return Weights(np.array([start[name] for name in ALL_NAMES]))


def units(texts: tuple[str, ...], marks: tuple[Mark, ...], locale: Locale) -> list[Unit]:
    """Plain paragraphs as the aligner takes them."""
    return [
        Unit(rest, mark.heading, number or mark.number)
        for (number, rest), mark in zip(enumerated(texts, locale), marks, strict=True)
    ]


def sides(task: Task) -> tuple[Side, Side]:
    english, locale = Locale("en"), Locale.parse(task.locale)
    return (
        measure(units(task.source, task.marks[0], english), english),
        measure(units(task.target, task.marks[1], locale), locale),
    )


def truth(task: Task) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The true links by shape, as far as they are of some shape and in order."""
    left = set(task.links)
    groups = []
    while left:
        rows, columns = {min(left)[0]}, set()
        while True:
            more = {j for i, j in left if i in rows}
            grown = {i for i, j in left if j in more}
            if more == columns and grown == rows:
                break
            rows, columns = grown, more
        left -= {(i, j) for i in rows for j in columns}
        shape = (len(rows), len(columns))
        if shape in SHAPES and max(rows) - min(rows) + 1 == shape[0]:
            groups.append((min(rows), min(columns), shape))
    # The heaviest chain in order: a block that was moved is left out.
    groups.sort()
    best: list[tuple[int, list]] = []
    for i, j, shape in groups:
        before = [b for b in best if b[1][-1][0] + b[1][-1][2][0] <= i]
        before = [b for b in before if b[1][-1][1] + b[1][-1][2][1] <= j]
        score, chain = max(before, key=lambda b: b[0], default=(0, []))
        best.append((score + sum(shape), [*chain, (i, j, shape)]))
    found: dict = {}
    for i, j, shape in max(best, key=lambda b: b[0], default=(0, []))[1]:
        found.setdefault(shape, []).append((i, j))
    return found


def only(lattice: Lattice, allowed: dict) -> Lattice:
    """The lattice of exactly these links: what they cover cannot be left out."""
    source_gap, target_gap = lattice.source_gap.copy(), lattice.target_gap.copy()
    for (a, b), places in allowed.items():
        for i, j in places:
            source_gap[i : i + a] = target_gap[j : j + b] = -NEVER
    table = {}
    for shape, scores in lattice.table.items():
        kept = np.full_like(scores, -np.inf)
        for i, j in allowed.get(shape, ()):
            kept[i, j] = scores[i, j]
        table[shape] = kept
    return replace(lattice, table=table, source_gap=source_gap, target_gap=target_gap)


def gap_usage(lattice: Lattice, ahead: Sweep, behind: Sweep) -> tuple[np.ndarray, ...]:
    """How often each kind of gap is expected to open and go on, and to hold each unit."""
    opened, going_on, held = [], [], [np.zeros(lattice.n), np.zeros(lattice.m)]
    for k, gap in enumerate(lattice.gaps.source):
        inside = np.exp(ahead.source[k] + behind.source[k] - ahead.total)
        begin = ahead.linked[:-1] + gap.opening + gap.extension + lattice.source_gap[:, None]
        opened.append(np.exp(begin + behind.source[k][1:] - ahead.total).sum())
        going_on.append(inside.sum())
        held[0] += inside[1:].sum(axis=1)
    before = ahead.linked
    for state in ahead.source:
        before = np.logaddexp(before, state)
    for k, gap in enumerate(lattice.gaps.target):
        inside = np.exp(ahead.target[k] + behind.target[k] - ahead.total)
        begin = before[:, :-1] + gap.opening + gap.extension + lattice.target_gap[None, :]
        opened.append(np.exp(begin + behind.target[k][:, 1:] - ahead.total).sum())
        going_on.append(inside.sum())
        held[1] += inside[:, 1:].sum(axis=0)
    costs = np.array([cost for pair in zip(opened, going_on, strict=True) for cost in pair])
    return costs, held[0], held[1]


@dataclass(slots=True)
class Example:
    """A task made ready: every feature of every link, stacked by shape.

    ``static`` is shared with the aligner; ``dynamic`` depends on what is known of the document.
    Single precision: a thousand examples must fit into memory.
    """

    aligner: Aligner
    true: dict
    static: dict
    dynamic: dict


def ready(task: Task, model: Learnt) -> Example:
    """Measure a task at the ratio of lengths that its true links have."""
    aligner = Aligner(*sides(task), model)
    mean, _ = model.ratios.get(length_script(Locale.parse(task.locale)), model.ratios[""])
    x, y = aligner.evidence.source.length, aligner.evidence.target.length
    rows, columns = {i for i, _ in task.links}, {j for _, j in task.links}
    ratio = mean
    if len(columns) > 4:
        ratio = float(np.log(y[sorted(columns)].sum() / x[sorted(rows)].sum()))
    static, dynamic = {}, {}
    for shape in aligner.evidence.shapes:
        static[shape] = np.array(aligner.statics[shape], np.float32)
        aligner.statics[shape] = list(static[shape])
        dynamic[shape] = np.array(aligner.evidence.length(shape, ratio), np.float32)
    return Example(aligner, truth(task), static, dynamic)


def informed(example: Example, task: Task, model: Learnt) -> Example:
    """The same with what earlier passes would know of it."""
    aligner = example.aligner
    aligner.model = model
    before, last = aligner.passes(length_script(Locale.parse(task.locale)))
    dynamic = {}
    for shape in example.static:
        known = aligner.evidence.length(shape, last.ratio)
        known += aligner.evidence.profile(shape, before.pairs)
        dynamic[shape] = np.array(known, np.float32)
    return replace(example, dynamic=dynamic)


def lattice_of(example: Example, weights: Weights) -> Lattice:
    aligner = example.aligner
    table = {}
    values = weights.links.astype(np.float32)
    middle = len(SHAPES) + len(STATIC_NAMES)
    for shape, stack in example.static.items():
        more = example.dynamic[shape]
        scores = np.tensordot(values[len(SHAPES) : middle], stack, 1)
        scores += np.tensordot(values[middle : middle + len(more)], more, 1)
        table[shape] = weights.links[SHAPES.index(shape)] + scores.astype(float)
    return Lattice(
        aligner.evidence.n,
        aligner.evidence.m,
        table,
        weights.gaps,
        weights.source_gap @ np.array(aligner.source_gap),
        weights.target_gap @ np.array(aligner.target_gap),
    )


def expectation(example: Example, lattice: Lattice) -> tuple[float, np.ndarray]:
    """The log of the sum over all alignments, and every feature's expected sum."""
    ahead, behind = forward(lattice), backward(lattice)
    links = np.zeros(len(NAMES))
    for shape, chances in posteriors(lattice, ahead, behind).items():
        links[SHAPES.index(shape)] = chances.sum()
        small = chances.astype(np.float32)
        begin = len(SHAPES)
        for stack in (example.static[shape], example.dynamic[shape]):
            links[begin : begin + len(stack)] += np.tensordot(stack, small, 2)
            begin += len(stack)
    costs, source, target = gap_usage(lattice, ahead, behind)
    ours = [float(f @ source) for f in example.aligner.source_gap]
    theirs = [float(f @ target) for f in example.aligner.target_gap]
    return ahead.total, np.concatenate((links, costs, ours, theirs))


def climb(examples: list[Example], start: Weights, epochs: int, name: str) -> Weights:
    """Adam (Kingma and Ba, 2015) on the likelihood of these examples."""
    anchor = blank().values
    values = start.values.copy()
    first, second = np.zeros_like(values), np.zeros_like(values)
    step, batch = 0, 12
    steps = epochs * -(-len(examples) // batch)
    for epoch in range(epochs):
        order = list(range(len(examples)))
        random.Random(epoch).shuffle(order)
        gain = 0.0
        for begin in range(0, len(order), batch):
            slope = np.zeros_like(values)
            chosen = order[begin : begin + batch]
            for number in chosen:
                example = examples[number]
                lattice = lattice_of(example, Weights(values))
                every = expectation(example, lattice)
                right = expectation(example, only(lattice, example.true))
                gain += right[0] - every[0]
                slope += right[1] - every[1]
            slope = slope / len(chosen) - PENALTY * (values - anchor)
            step += 1
            first = 0.9 * first + 0.1 * slope
            second = 0.99 * second + 0.01 * slope**2
            move = first / (1 - 0.9**step)
            move /= np.sqrt(second / (1 - 0.99**step)) + 1e-3
            values = values + 0.15 * 0.02 ** (step / steps) * move
        print(f"{name}, epoch {epoch}: log-likelihood {gain / len(order):.3f}", flush=True)
    return Weights(values)


def ratios(pairs: list[corpora.Pair]) -> dict[str, tuple[float, float]]:
    """Log length of the translation over the English, by script."""
    found: dict[str, list[float]] = {}
    for pair in pairs:
        locale = Locale.parse(pair.locale)
        ours = measure([Unit(u.text) for u in pair.source], Locale("en")).length.sum()
        theirs = measure([Unit(u.text) for u in pair.target], locale).length.sum()
        for name in ("", length_script(locale)):
            found.setdefault(name, []).append(float(np.log(theirs / ours)))
    spread = {}
    for name, values in found.items():
        # Few languages say little of how much a script's languages differ.
        prior = 3 * 0.15**2
        variance = (prior + len(values) * np.var(values)) / (3 + len(values))
        spread[name] = (float(np.mean(values)), float(max(np.sqrt(variance), 0.08)))
    spread[""] = (spread[""][0], 0.4)
    return spread


def tasks(
    pairs: list[corpora.Pair], others: list[corpora.Pair], seed: int, *, marked: bool = False
) -> list[Task]:
    """One of each level for every pair, and two that have nothing to do with their source."""
    made = []
    for pair in pairs:
        for level in LEVELS:
            for headings in (True, False):
                how = {"headings": headings, "marked": marked, "seed": seed}
                made.append(disturb(pair, level, others, **how))
        half = len(pair.source) // 2
        if seed // 2 % 2:
            wrong = replace(pair, source=pair.source[:half], target=pair.target[half:])
        else:
            wrong = replace(pair, source=pair.source[half:], target=pair.target[:half])
        for k, level in enumerate((LEVELS[0], LEVELS[2])):
            how = {"headings": bool((seed + k) % 2), "marked": marked, "seed": seed}
            task = disturb(wrong_pair(wrong), level, others, **how)
            made.append(replace(task, links=frozenset(), level="wrong"))
    return made


def wrong_pair(pair: corpora.Pair) -> corpora.Pair:
    size = min(len(pair.source), len(pair.target))
    return replace(pair, source=pair.source[:size], target=pair.target[:size])


def train(
    pairs: list[corpora.Pair], epochs: int, seed: int = 1, start: Learnt | None = None
) -> Learnt:
    """Learn from these pairs: first alone, then with what the first pass would know.

    ``start`` is where to begin; half the epochs are enough then.
    """
    table = ratios(pairs)
    model = replace(start, ratios=table) if start else Learnt(blank(), blank(), table)
    todo = [t for k in range(2) for t in tasks(pairs, pairs, 101 * seed + k, marked=k == 1)]
    examples = [ready(task, model) for task in todo]
    alone = climb(examples, model.first, epochs, "alone")
    if not start:
        values = alone.values.copy()
        values[ALL_NAMES.index("profile")] = 2.0
        model = Learnt(alone, Weights(values), table)
    for again in range(1 if start else 2):
        examples = [informed(e, t, model) for e, t in zip(examples, todo, strict=True)]
        rounds = epochs if again or start else epochs // 2
        model = Learnt(alone, climb(examples, model.second, rounds, "informed"), table)
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
