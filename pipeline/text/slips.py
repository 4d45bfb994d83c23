"""Slips of the pen in English: what dictionary and edit distance agree on."""

from __future__ import annotations

from functools import cache
from itertools import starmap

from pipeline.text.hunks import Hunk, Word


def only_slips(hunks: list[Hunk]) -> bool:
    """Whether nothing but misspelt words changed, each into a word that it was meant to be."""
    return bool(hunks) and all(starmap(_near, hunks)) and all(starmap(_mended, hunks))


def is_name(word: Word) -> bool:
    """A capital inside a sentence, or capitals only, or a capital inside a word."""
    text = word.text
    if text[1:] != text[1:].lower():
        return True
    return text[0].isupper() and not word.first and text != "I"


def _near(went: list[Word], came: list[Word]) -> bool:
    """Whether each word that came is one or two letters from the one before."""
    if len(went) != len(came):
        return False
    from rapidfuzz.distance import OSA

    for old, new in zip(went, came, strict=True):
        most = 1 if len(old.folded) < 9 or is_name(old) or is_name(new) else 2
        if not (old.folded + new.folded).replace("'", "").isalpha() or len(new.folded) < 3:
            return False
        if OSA.distance(old.folded, new.folded, score_cutoff=most) > most:
            return False
    return True


def _mended(went: list[Word], came: list[Word]) -> bool:
    """Whether the words that went are none, and those that came are."""
    pairs = [(w.folded, c.folded) for w, c in zip(went, came, strict=True)]
    return all(old == new or (not _known(old) and _known(new)) for old, new in pairs)


def _known(word: str) -> bool:
    """Whether a word is in the dictionary.

    That is pyspellchecker's, a JSON object of words and how often they occur. To look into its
    text takes a tenth of the time of loading it.
    """
    return f'"{word}":'.encode() in _dictionary()


@cache
def _dictionary() -> bytes:
    import gzip
    from importlib.util import find_spec
    from pathlib import Path

    package = find_spec("spellchecker")
    if package is None or not package.origin:
        raise ModuleNotFoundError("No module named 'spellchecker'", name="spellchecker")
    path = Path(package.origin).with_name("resources") / "en.json.gz"
    return gzip.decompress(path.read_bytes())
