"""How much the units of one document resemble each other, and what language they are in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

import numpy as np

from pipeline.align.lattice import Array
from pipeline.align.links import Shape
from pipeline.align.measures import WORD
from pipeline.align.runs import runs

DIMENSIONS = 16384
"""Into how many columns the pieces of words are hashed."""
_EDGES = (1, 2, 3, 4, 6, 8, 11, 15, 20, 26)
"""How many characters of a beginning or end are compared."""


def resemblances(texts: Sequence[str]) -> tuple[Array, Array]:
    """How much each two texts resemble each other in their words, and in how they begin and end.

    Both are ``(n, n)``. "Everyone has the right" begins many articles, and its translation begins,
    or ends, as many.
    """
    return _resemblance(texts, _pieces), _resemblance(texts, _edges)


def profile(
    ours: Array, theirs: Array, links: Array, shapes: Iterable[Shape]
) -> dict[Shape, list[Array]]:
    """Whether what resembles the one resembles the other, given which units correspond.

    ``links`` holds the probability of each pair of units. A unit's profile is its resemblance to
    all other units of its document; two units that translate each other have like profiles
    (explicit semantic analysis within the document; Gabrilovich and Markovitch, 2007). A unit's
    resemblance to itself never counts.
    """
    weight = links.sum(axis=1)
    projected = theirs @ (links / np.maximum(weight, 1.0)[:, None]).T
    held = np.minimum(weight, 1.0)
    found = {}
    for shape in shapes:
        x, y = runs(ours, shape[0]), runs(projected, shape[1])
        together = (x * held) @ y.T
        norms = np.sqrt(((x**2) @ held)[:, None] * ((y**2) @ held)[None, :])
        likeness = together / (norms + 1.0)
        found[shape] = [4.0 * likeness, 4.0 * np.maximum(0.1 - likeness, 0.0)]
    return found


def trigrams(text: str) -> Counter[str]:
    """How often each run of three characters occurs, without digits and punctuation."""
    bare = " ".join(WORD.findall(text.lower()))
    return Counter(bare[i : i + 3] for i in range(len(bare) - 2))


def familiar(
    bags: Sequence[Counter[str]], known: Sequence[Counter[str]], *, leave_one_out: bool
) -> Array:
    """Which share of each unit's trigrams occur in another document, or elsewhere in its own."""
    held: Counter[str] = Counter()
    for bag in known:
        held.update(bag.keys())
    least = 1 if leave_one_out else 0
    found = []
    for bag in bags:
        total = sum(bag.values())
        seen = sum(count for gram, count in bag.items() if held[gram] > least)
        found.append((seen + 1.0) / (total + 2.0))
    return np.array(found)


def _resemblance(texts: Sequence[str], pieces: Callable[[str], list[str]]) -> Array:
    """Likeness of bags of pieces, less what any two texts share; none to itself.

    Pieces that few texts share weigh more. Columns are brought to the same spread, so that
    being like a paragraph that resembles few others counts for more.
    """
    if not texts:
        return np.zeros((0, 0))
    bags = [_hashed(pieces(text.lower())) for text in texts]
    column = {k: at for at, k in enumerate(sorted(set().union(*bags)))}
    rows = np.zeros((len(texts), len(column)), np.float32)
    for row, bag in zip(rows, bags, strict=True):
        row[[column[k] for k in bag]] = list(bag.values())
    held = (rows > 0.0).sum(axis=0)
    rows *= np.sqrt(np.maximum(np.log((len(texts) + 1.0) / (held + 0.5)), 0.0)).astype(np.float32)
    rows /= np.maximum(np.sqrt((rows**2).sum(axis=1, keepdims=True)), 1e-9)
    rows = rows[:, held > 1]
    likeness = (rows @ rows.T).astype(float)
    np.fill_diagonal(likeness, 0.0)
    others = max(len(texts) - 1, 1)
    mean = likeness.sum(axis=1) / others
    likeness = likeness - mean[:, None] - mean[None, :] + mean.mean()
    np.fill_diagonal(likeness, 0.0)
    spread = np.sqrt((likeness**2).sum(axis=0) / others)
    return np.asarray(likeness / (spread + 0.001))


def _hashed(pieces: Iterable[str]) -> dict[int, float]:
    """The weights of a text's pieces, by column."""
    found: dict[int, float] = {}
    for piece, count in Counter(pieces).items():
        k = crc32(piece.encode()) % DIMENSIONS
        found[k] = found.get(k, 0.0) + 1.0 + math.log(count)
    return found


def _pieces(text: str) -> list[str]:
    """Pieces of words: three to five letters; in unspaced scripts two."""
    found = []
    for word in text.split():
        if len(word) > 12 and not word.isascii():
            found += [word[i : i + 2] for i in range(len(word) - 1)]
        found.append(f" {word} ")
        padded = f" {word}"
        found += [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return found


def _edges(text: str) -> list[str]:
    """Beginnings and ends of a text, without digits and punctuation."""
    bare = " ".join(WORD.findall(text))
    sizes = [size for size in _EDGES if size <= len(bare)]
    return [f"^{bare[:size]}" for size in sizes] + [f"{bare[-size:]}$" for size in sizes]
