"""Which passages of a volunteer's file are the source's own."""

from __future__ import annotations

from pipeline.align.measures import Unit
from pipeline.formats.passages import Passage
from pipeline.model import Text
from pipeline.stages.anchors import Own, own_words
from pipeline.stages.outline import SourceUnit

SOURCE = (
    "Declaration of the libraries",
    "Preamble",
    "We lend to everyone who asks.",
    "We keep no list of readers.",
    "Paris",
    "We open on Sundays.",
)


def own(*passages: str) -> Own:
    units = [SourceUnit(Unit(words), (Text(words),)) for words in SOURCE]
    return own_words(units, [Passage(words) for words in passages])


def test_a_long_passage_that_equals_one_of_the_source_was_not_translated() -> None:
    words = ("Declaración de las bibliotecas", "Preámbulo", "Prestamos a todos.", SOURCE[3])
    assert own(*words, "Paris", "Abrimos los domingos.") == Own({3: 3}, False, {4: 4})


def test_a_short_one_was_not_either_where_what_is_beside_it_was_not() -> None:
    words = ("Declaración de las bibliotecas", *SOURCE[1:3], "No guardamos listas.")
    assert own(*words, "Paris", "Abrimos los domingos.") == Own({2: 2}, False, {1: 1})
