"""How a language came along over time, as the points of a small chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.stages.audit import Audit, Release
from pipeline.stages.timeline import Point

WIDTH, HEIGHT = 320, 64


@dataclass(frozen=True, slots=True)
class Step:
    """How a language stood from a day on, over all its documents."""

    date: str
    percent: int
    """Paragraphs in a hundred whose translation keeps up with the English, rounded down."""
    behind: int
    """Paragraphs whose English has changed since they were translated."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A step line from the first day to the last; x grows with time, y is downwards."""

    steps: tuple[Step, ...]
    line: str
    """The line as an SVG path."""
    area: str
    """What is under the line, as an SVG path."""
    releases: tuple[tuple[float, str, str], ...]
    """x, name and date of the releases in this time."""


def chart(audits: Iterable[Audit], releases: Sequence[Release] = ()) -> Chart | None:
    """The history of one language's documents; None where less than two days are on record."""
    timelines = [audit.drift.timeline for audit in audits if audit.drift and audit.drift.timeline]
    # Dates are what the headers of templates say; what is none has no place on a line.
    steps = tuple(step for step in _steps(timelines) if _is_day(step.date))
    if len(steps) < 2:
        return None
    first, last = (date.fromisoformat(steps[n].date).toordinal() for n in (0, -1))
    days = max(1, last - first)

    def across(day: str) -> float:
        return round((date.fromisoformat(day).toordinal() - first) / days * WIDTH, 1)

    def down(percent: int) -> float:
        return round(HEIGHT * (1 - percent / 100), 1)

    line = f"M0 {down(steps[0].percent)}" + "".join(
        f"H{across(step.date)}V{down(step.percent)}" for step in steps[1:]
    )
    within = (release for release in releases if steps[0].date <= release.date <= steps[-1].date)
    return Chart(
        steps,
        line,
        f"{line}V{HEIGHT}H0Z",
        tuple((across(release.date), release.name, release.date) for release in within),
    )


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _steps(timelines: Sequence[Sequence[Point]]) -> tuple[Step, ...]:
    steps = []
    for day in sorted({point.date for timeline in timelines for point in timeline}):
        points = [
            point
            for timeline in timelines
            if (point := next((p for p in reversed(timeline) if p.date <= day), None))
        ]
        total = sum(point.total for point in points)
        current = sum(point.current for point in points)
        behind = sum(point.stale for point in points)
        steps.append(Step(day, 100 * current // total if total else 0, behind))
    return tuple(steps)
