"""Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9).

The level of a paragraph (P2, P3), which isolates end where (BD9), and the levels that are said
explicitly (X1 to X8), all by the bidirectional classes of the characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MAX_DEPTH = 125
ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"RLE", "LRE", "RLO", "LRO"})
INITIATORS = ISOLATES | _EMBEDDINGS
_EXPLICIT = INITIATORS | {"PDI", "PDF", "B"}


def paragraph_level(classes: Sequence[str]) -> int | None:
    """The level that the first strong character gives (P2, P3), or None if there is none."""
    depth = 0
    for each in classes:
        if each in ISOLATES:
            depth += 1
        elif each == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and each in ("L", "R", "AL"):
            return 0 if each == "L" else 1
    return None


def isolate_pairs(classes: Sequence[str]) -> dict[int, int]:
    """Matching isolate initiators and PDIs, both ways (BD9)."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for at, each in enumerate(classes):
        if each in ISOLATES:
            open_.append(at)
        elif each == "PDI" and open_:
            pairs[open_[-1]] = at
            pairs[at] = open_.pop()
    return pairs


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str = ""
    """L or R; empty where nothing is overridden."""
    isolate: bool = False


class _Stack:
    """The directional status stack, and how much did not fit on it."""

    def __init__(self, base: int) -> None:
        self._entries = [_Status(base)]
        self._isolates = self._overflow_isolates = self._overflow_embeddings = 0

    @property
    def top(self) -> _Status:
        """What the next character is in."""
        return self._entries[-1]

    def embed(self, right: bool, override: str) -> None:
        """X2 to X5."""
        up = self._next(right)
        if up is not None:
            self._entries.append(_Status(up, override))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def isolate(self, right: bool) -> None:
        """X5a to X5c."""
        up = self._next(right)
        if up is not None:
            self._isolates += 1
            self._entries.append(_Status(up, isolate=True))
        else:
            self._overflow_isolates += 1

    def _next(self, right: bool) -> int | None:
        """The next odd or even level; None where there is no room for it."""
        level = self.top.level
        up = (level + 1) | 1 if right else (level + 2) & ~1
        fits = up <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings
        return up if fits else None

    def end_isolate(self) -> None:
        """X6a."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._isolates:
            self._overflow_embeddings = 0
            while not self.top.isolate:
                self._entries.pop()
            self._entries.pop()
            self._isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self.top.isolate and len(self._entries) > 1:
            self._entries.pop()


def explicit(
    classes: Sequence[str], base: int, pairs: dict[int, int]
) -> tuple[list[str], list[int]]:
    """Types after overrides and explicit levels (X1 to X8).

    ``pairs`` are those of `isolate_pairs`.
    """
    types = list(classes)
    depths = [base] * len(types)
    if _EXPLICIT.isdisjoint(classes):
        return types, depths
    stack = _Stack(base)
    for at, each in enumerate(classes):
        if each == "PDI":
            stack.end_isolate()
        level, override, _ = stack.top
        depths[at] = base if each == "B" else level  # X8
        if each in _EMBEDDINGS:
            stack.embed(each[0] == "R", each[0] if each[2] == "O" else "")
        elif each == "PDF":
            stack.end_embedding()
        elif each not in ("B", "BN") and override:  # X5a to X6a
            types[at] = override
        if each in ISOLATES:
            first = each == "FSI" and paragraph_level(classes[at + 1 : pairs.get(at)])
            stack.isolate(each == "RLI" or first == 1)
    return types, depths
