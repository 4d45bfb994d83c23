"""What a word is, for counting and comparing: letters with all their marks."""

from __future__ import annotations

import regex

# Python's ``re`` takes the vowel signs of Indic scripts for something that ends a word.
WORD = regex.compile(r"[\p{L}\p{M}]+(?:[\u200c\u200d'’ʼ‧·-][\p{L}\p{M}]+)*")
"""A word: letters and marks; apostrophes, hyphens and joiners inside it belong to it."""

NOT_WORD = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
"""What stands between words."""


def bare_words(text: str) -> str:
    """A text without case, punctuation and spacing."""
    return NOT_WORD.sub(" ", text.casefold()).strip()
