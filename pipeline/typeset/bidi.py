"""The Unicode Bidirectional Algorithm (UAX #9, Unicode 17), rule by rule.

`levels` gives each character of a paragraph its embedding level (P2 to I2; as far as X8 in
`pipeline.typeset.embeddings`). `visual_order` (L2) belongs to a line, once lines are known; its
white space at the end (L1) is left off by `pipeline.typeset.lines`. Characters are mirrored (L4) by
HarfBuzz when a run is shaped from right to left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.typeset.characters import bidi_classes, brackets
from pipeline.typeset.embeddings import (
    INITIATORS,
    ISOLATES,
    explicit,
    isolate_pairs,
    paragraph_level,
)

_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
# U+2329 and U+232A are canonically equivalent to U+3008 and U+3009 (BD16).
_EQUIVALENT = {"\u2329": "\u3008", "\u232a": "\u3009"}
# Classes that can make a level other than 0 in a left-to-right paragraph, and other than 1 in a
# right-to-left one.
_FORMATS = INITIATORS | {"PDF", "PDI"}
_MIXING = _FORMATS | {"R", "AL", "AN"}
_MIXING_RTL = _FORMATS | {"L", "EN", "AN"}


def levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """The paragraph's level and the level of each character of a paragraph.

    ``base`` is 0, 1, or None to go by the first strong character. Characters that X9 removes
    have the level of the character before them.
    """
    table = bidi_classes()
    present = {table[character] for character in set(text)}
    if not base and _MIXING.isdisjoint(present):
        return 0, [0] * len(text)
    # Nothing runs the other way, and no number needs a level of its own: two paragraphs of three.
    turned = base == 1 or (base is None and not present.isdisjoint(("R", "AL")))
    if turned and _MIXING_RTL.isdisjoint(present):
        return 1, [1] * len(text)
    classes = [table[character] for character in text]
    if base is None:
        base = paragraph_level(classes) or 0
    resolved = class_levels(classes, base, text)
    before = base
    for at, level in enumerate(resolved):
        if level is None:
            resolved[at] = before
        else:
            before = level
    return base, [level or 0 for level in resolved]


def class_levels(classes: Sequence[str], base: int, text: str) -> list[int | None]:
    """Levels from bidirectional classes alone; None for a character that X9 removes.

    ``text`` is needed only for bracket pairs (N0); where it is empty, none are paired.
    """
    pairs = isolate_pairs(classes)
    types, depths = explicit(classes, base, pairs)
    kept = [at for at, each in enumerate(classes) if each not in _REMOVED]
    result: list[int | None] = [None] * len(classes)
    for sequence in _sequences(kept, depths, pairs):
        level = depths[sequence[0]]
        before, after = _edges(sequence, kept, depths, base, classes, pairs)
        run = [types[at] for at in sequence]
        _weak(run, before)
        if text:
            _paired_brackets(
                run, [text[at] for at in sequence], level, before, [classes[at] for at in sequence]
            )
        _neutral(run, level, before, after)
        for at, each in zip(sequence, run, strict=True):
            result[at] = level + _RISE[level & 1][each]
    return result


# I1 and I2: how far a type rises above an even or odd level.
_RISE = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})


def _sequences(kept: list[int], depths: list[int], pairs: dict[int, int]) -> list[list[int]]:
    """Isolating run sequences, as positions in the paragraph (BD13, X10)."""
    runs: list[list[int]] = []
    for at in kept:
        if runs and depths[runs[-1][-1]] == depths[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    if not pairs:
        return runs
    by_start = {run[0]: run for run in runs}
    sequences = []
    for run in runs:
        if pairs.get(run[0], run[0]) < run[0]:
            continue  # starts with the PDI of an isolate: part of an earlier sequence
        sequence = list(run)
        while (match := pairs.get(sequence[-1], -1)) > sequence[-1] and match in by_start:
            sequence += by_start[match]
        sequences.append(sequence)
    return sequences


def _edges(
    sequence: list[int],
    kept: list[int],
    depths: list[int],
    base: int,
    classes: Sequence[str],
    pairs: dict[int, int],
) -> tuple[str, str]:
    """The types that bound an isolating run sequence, sos and eos (X10)."""
    first, last = sequence[0], sequence[-1]
    if first == kept[0] and last == kept[-1]:
        edge = "R" if max(depths[first], base) & 1 else "L"
        if not (classes[last] in ISOLATES and last not in pairs):
            return edge, edge
    at = bisect_left(kept, first)
    before = depths[kept[at - 1]] if at else base
    at = bisect_left(kept, last)
    after = depths[kept[at + 1]] if at + 1 < len(kept) else base
    if classes[last] in ISOLATES and last not in pairs:
        after = base
    level = depths[first]
    return ("R" if max(level, before) & 1 else "L"), ("R" if max(level, after) & 1 else "L")


def _weak(run: list[str], before: str) -> None:
    """W1 to W7, in place."""
    _combining(run, before)
    _after_letters(run, before)
    _separators(run)
    _terminators(run)
    _after_latin(run, before)


def _combining(run: list[str], before: str) -> None:
    """W1: a nonspacing mark is what it stands on."""
    previous = before
    for at, each in enumerate(run):
        if each == "NSM":
            run[at] = "ON" if previous in ISOLATES or previous == "PDI" else previous
        previous = run[at]


def _after_letters(run: list[str], before: str) -> None:
    """W2, W3: a number after an Arabic letter is Arabic; the letter runs to the left."""
    strong = before
    for at, each in enumerate(run):
        if each in ("L", "R", "AL"):
            strong = each
            if each == "AL":
                run[at] = "R"
        elif each == "EN" and strong == "AL":
            run[at] = "AN"


def _separators(run: list[str]) -> None:
    """W4: one separator between two numbers of a kind is part of them."""
    for at in range(1, len(run) - 1):
        if run[at] in ("ES", "CS") and run[at - 1] == run[at + 1]:
            side = run[at - 1]
            if side == "EN" or (side == "AN" and run[at] == "CS"):
                run[at] = side


def _terminators(run: list[str]) -> None:
    """W5: terminators beside a European number are part of it."""
    at = 0
    while at < len(run):
        if run[at] != "ET":
            at += 1
            continue
        end = at
        while end < len(run) and run[end] == "ET":
            end += 1
        if (at and run[at - 1] == "EN") or (end < len(run) and run[end] == "EN"):
            run[at:end] = ["EN"] * (end - at)
        at = end


def _after_latin(run: list[str], before: str) -> None:
    """W6, W7: other separators are neutral; a European number after a Latin letter runs with it."""
    strong = before
    for at, each in enumerate(run):
        if each in ("ES", "ET", "CS"):
            run[at] = "ON"
        elif each in ("L", "R"):
            strong = each
        elif each == "EN" and strong == "L":
            run[at] = "L"


def _paired_brackets(
    run: list[str], characters: list[str], level: int, before: str, original: list[str]
) -> None:
    """N0, in place."""
    table = brackets()
    direction = "R" if level & 1 else "L"
    for start, end in _bracket_pairs(run, characters, table):
        strong = {_STRONG[each] for each in run[start + 1 : end] if each in _STRONG}
        if direction in strong:
            to = direction
        elif strong:
            context = next(
                (_STRONG[each] for each in reversed(run[:start]) if each in _STRONG), before
            )
            to = context
        else:
            continue
        for at in (start, end):
            run[at] = to
            following = at + 1
            while following < len(run) and original[following] in ("NSM", "BN"):
                run[following] = to
                following += 1


def _bracket_pairs(
    run: list[str], characters: list[str], table: dict[str, tuple[str, str]]
) -> list[tuple[int, int]]:
    """Bracket pairs in the order of their opening brackets (BD16)."""
    stack: list[tuple[str, int]] = []
    pairs = []
    for at, character in enumerate(characters):
        if character not in table or run[at] != "ON":
            continue
        other, kind = table[character]
        if kind == "o":
            if len(stack) == 63:
                return []
            stack.append((_EQUIVALENT.get(other, other), at))
            continue
        closing = _EQUIVALENT.get(character, character)
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == closing:
                pairs.append((stack[depth][1], at))
                del stack[depth:]
                break
    return sorted(pairs)


def _neutral(run: list[str], level: int, before: str, after: str) -> None:
    """N1 and N2, in place."""
    at = 0
    while at < len(run):
        if run[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(run) and run[end] in _NEUTRAL:
            end += 1
        left = _STRONG[run[at - 1]] if at else before
        right = _STRONG[run[end]] if end < len(run) else after
        run[at:end] = [left if left == right else "R" if level & 1 else "L"] * (end - at)
        at = end


def visual_order(embedding: Sequence[int]) -> list[int]:
    """Positions from left to right of the parts of a line with these levels (L2)."""
    order = list(range(len(embedding)))
    if not order:
        return order
    lowest_odd = min((level for level in embedding if level & 1), default=0)
    if not lowest_odd:
        return order
    for level in range(max(embedding), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            if embedding[order[at]] < level:
                at += 1
                continue
            end = at
            while end < len(order) and embedding[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end
    return order


_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    r"\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def mixes(text: str) -> bool:
    """Whether a left-to-right paragraph can hold anything that runs from right to left."""
    return not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))
