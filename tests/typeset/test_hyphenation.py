"""Hyphenation: as pyphen does it, but never where a hyphen would change the spelling."""

from __future__ import annotations

import pyphen
import pytest

from pipeline.typeset.hyphenation import LEFT, RIGHT, hyphenates, hyphenation_points

WORDS = {
    "en": "hyphenation representative declaration internationally a of",
    "de": "Donaudampfschifffahrt Menschenrechte Gleichberechtigung",
    "hu": "emberi jogok egyetemes nyilatkozata méltóság",
    "ru": "представительство человеческого достоинства",
    "el": "δικαιωμάτων ανθρώπινων οικογένεια",
    "fr": "l'homme universelle développement",
    "pt-BR": "desenvolvimento organização",
}


@pytest.mark.parametrize("locale", WORDS)
def test_it_agrees_with_pyphen(locale: str) -> None:
    judge = pyphen.Pyphen(lang=pyphen.language_fallback(locale.replace("-", "_")))
    for word in WORDS[locale].split():
        expected = [
            int(at)
            for at in judge.positions(word)
            if at.data is None and LEFT <= at <= len(word) - RIGHT
        ]
        assert list(hyphenation_points(word, locale)) == expected, word


def test_a_word_is_not_hyphenated_where_its_spelling_would_change() -> None:
    assert 2 not in hyphenation_points("asszony", "hu")  # asz-szony


@pytest.mark.parametrize("locale", ["ar", "zh-Hans", "th", "sw", "tlh"])
def test_other_languages_are_not_hyphenated(locale: str) -> None:
    assert not hyphenates(locale)
    assert hyphenation_points("declaration", locale) == ()
