"""Words with their readings over them, one after the other or all words first (HTML 4.5.10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pipeline.formats import prose
from pipeline.formats.html.looks import spaces
from pipeline.formats.prose import Run

Runs = Callable[[Any, Run], list[Run]]
"""Reads the words of an element in a style."""


def read(element: Any, style: Run, runs: Runs) -> Iterator[Run]:
    """The words of a ``ruby`` element, each with its reading."""
    bases: list[list[Run]] = []
    loose = False
    for tag, found in _parts(element, style, runs):
        words = "".join(run.text for run in found)
        if tag == "rt":
            yield from prose.read_as(bases.pop(0) if bases else (), words)
            loose = False
        elif words.strip() and loose and not tag:
            bases[-1] += found
        elif words.strip():
            bases.append(found)
            loose = not tag
    for base in bases:
        yield from base


def _parts(element: Any, style: Run, runs: Runs) -> Iterator[tuple[str, list[Run]]]:
    """What is in it: readings (``rt``), bases (``rb``), and loose words (no tag)."""
    yield "", [replace(style, text=spaces(element.text))]
    for child in element:
        if child.tag == "rt":
            yield "rt", [Run("".join(child.itertext()))]
        elif child.tag not in ("rp", "rtc"):
            yield "rb" if child.tag == "rb" else "", runs(child, style)
        yield "", [replace(style, text=spaces(child.tail))]
