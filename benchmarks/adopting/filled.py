"""How many messages `adopt` fills, and how many of them rightly, by the threshold of being sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from unittest.mock import patch

from benchmarks.adopting.disturb import Task
from pipeline.align.documents import Alignment, align_documents
from pipeline.align.measures import Unit
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Document, Paragraph, State, Text
from pipeline.stages import adopt as adopting
from pipeline.stages import given, sides
from pipeline.stages.adopted import Adopted
from pipeline.stages.begin import begin
from pipeline.stages.segment import segment

THRESHOLDS = (0.9, 0.92, 0.94, given.SURE, 0.96, 0.97, 0.98)
"""From which probability a link may be taken as sure; one of them is that of `adopt`."""
Fills = Mapping[str, tuple[int, int, int]]
"""By level: messages, those that are translated, and those that are translated rightly."""


def fills(tasks: Iterable[Task]) -> dict[float, Fills]:
    """What is filled at each of the thresholds.

    Right is what says, space for space, what the undisturbed translation says.
    """
    totals: dict[float, dict[str, list[int]]] = {
        sure: defaultdict(lambda: [0, 0, 0]) for sure in THRESHOLDS
    }
    for task in tasks:
        for sure, adopted in _adopted(task):
            total = totals[sure][task.level]
            total[:] = (a + b for a, b in zip(total, _counted(task, adopted), strict=True))
    return {
        sure: {level: (n, filled, right) for level, (n, filled, right) in levels.items()}
        for sure, levels in totals.items()
    }


def _adopted(task: Task) -> list[tuple[float, Adopted]]:
    """A task, taken in at each threshold; it is aligned once."""
    blocks = tuple(Paragraph((Text(text),)) for text in task.source)
    document, template = segment(Document("sample", Text(""), blocks))
    passages = [Passage(text) for text in task.target]
    empty = begin(template, Locale.parse(task.locale))
    found = []
    with patch.object(sides, "align_documents", _once(align_documents)):
        for sure in THRESHOLDS:
            with patch.object(given, "SURE", sure):
                found.append((sure, adopting.adopt(document, passages, empty)))
    return found


def _once(align: Callable[..., Alignment]) -> Callable[..., Alignment]:
    """The same, but what was aligned before is not aligned again."""
    known: dict[tuple[object, ...], Alignment] = {}

    def aligned(source: Sequence[Unit], target: Sequence[Unit], **rest: object) -> Alignment:
        asked = (tuple(source), tuple(target), repr(rest))
        if asked not in known:
            known[asked] = align(source, target, **rest)
        return known[asked]

    return aligned


def _counted(task: Task, adopted: Adopted) -> tuple[int, int, int]:
    there = {i for i, _ in task.links}
    filled = right = 0
    # The messages stand in the order of the source.
    for i, message in enumerate(adopted.catalog.messages):
        if message.state is State.TRANSLATED and adopted.like:
            said, due = ("".join(text.split()) for text in (message.target, task.whole[i]))
            filled += 1
            right += i in there and said == due
    return len(there) if task.level == "partial" else len(task.source), filled, right


def show_fills(found: Mapping[float, Fills]) -> None:
    """Print a table of the levels, and one of the thresholds."""
    print(f"{'messages':26}{'filled':>8}{'right':>8}")
    for level, counts in found[given.SURE].items():
        print(f"{level:26}{shares([counts])}")
    print(f"\n{'sure from':>9}{'all filled':>15}{'right':>8}{'wrong':>8}")
    for sure, levels in found.items():
        due = [each for level, each in levels.items() if level != "wrong"]
        wrong = levels.get("wrong", (0, 0, 0))
        print(f"{sure:9.2f}{'':7}{shares(due)}{wrong[1] / max(wrong[0], 1):8.4f}")


def shares(counts: Sequence[tuple[int, int, int]]) -> str:
    """The share of messages that are filled, and of these the share that is right."""
    total, filled, right = map(sum, zip(*counts, strict=True))
    return f"{filled / max(total, 1):8.4f}{right / max(filled, 1):8.4f}"
