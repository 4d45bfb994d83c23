"""Pages that hold a text in several languages, laid out as people lay them out."""

from __future__ import annotations

import pytest

from pipeline.formats import intake
from pipeline.locales import Locale
from pipeline.stages.page import Apart, take_apart
from pipeline.stages.spoken import labels, languages

ENGLISH = (
    "Harbour Declaration",
    "We, the keepers of the harbours, have met to say what the sea has taught us.",
    "1. Every harbour keeps a light that can be seen from far out at sea.",
    "2. No ship is turned away from a harbour because of its flag.",
    "3. What the keepers learn they write down and share with all others.",
)
SPANISH = (
    "Declaración de los Puertos",
    "Nosotros, los guardianes de los puertos, nos hemos reunido para decir lo que el mar enseña.",
    "1. Cada puerto mantiene una luz que puede verse desde muy lejos en el mar.",
    "2. Ningún barco es rechazado de un puerto a causa de su bandera.",
    "3. Lo que los guardianes aprenden lo escriben y lo comparten con todos los demás.",
)
ONE_AFTER_THE_OTHER = "\n\n".join((*ENGLISH, "Español", *SPANISH))
TRANSLATION_FIRST = "\n\n".join(("Versión en español:", *SPANISH, "English version:", *ENGLISH))
IN_TURN = "\n\n".join(x for pair in zip(ENGLISH, SPANISH, strict=True) for x in pair)
TABLE = "<table><tr><th>English</th><th>Español</th></tr>{}</table>".format(
    "".join(f"<tr><td>{e}</td><td>{s}</td></tr>" for e, s in zip(ENGLISH, SPANISH, strict=True))
)
TWO_CELLS = "<table><tr><td>{}</td><td>{}</td></tr></table>".format(
    *("".join(f"<p>{words}</p>" for words in side) for side in (ENGLISH, SPANISH))
)


def apart(page: str, name: str) -> Apart:
    return take_apart(intake.read(page.encode(), name).passages, "harbour", Locale("en"))


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (ONE_AFTER_THE_OTHER, "a.txt"),
        (TRANSLATION_FIRST, "a.txt"),
        (IN_TURN, "a.txt"),
        (TABLE, "a.html"),
        (TWO_CELLS, "a.html"),
    ],
)
def test_however_a_page_is_laid_out_it_is_the_same_document(page: str, name: str) -> None:
    found = apart(page, name)
    assert found.document == apart("\n\n".join(ENGLISH), "a.txt").document
    assert [part.locale.bcp47 for part in found.parts] == ["es"]
    words = " ".join(passage.text for passage in found.parts[0].passages)
    assert "Ningún barco" in words
    assert "Español" not in words


def test_where_two_languages_take_turns_both_are_kept_side_by_side() -> None:
    (part,) = apart(IN_TURN, "a.txt").parts
    assert [p.text for p in part.passages][:2] == [ENGLISH[0], SPANISH[0]]
    (part,) = apart(ONE_AFTER_THE_OTHER, "a.txt").parts
    assert [p.text for p in part.passages] == list(SPANISH)


def test_a_few_words_are_in_one_of_the_languages_of_the_page() -> None:
    texts = [*ENGLISH, *SPANISH, "Declaramos lo siguiente:", "We declare as follows:"]
    assert languages(texts, Locale("en"))[-2:] == ["es", "en"]


def test_names_of_languages_are_no_text_but_sentences_with_them_are() -> None:
    texts = ["English | Español | 中文", ENGLISH[1], "(Español)", SPANISH[1], "English is easy."]
    assert labels(texts, ["en", "en", "es", "es", "en"]) == [True, False, True, False, False]


def test_capitals_and_menus_of_languages_are_in_none_of_their_own() -> None:
    texts = [
        "The keeper of the lighthouse sees to it that the light burns all night, every night.",
        "TO THE EXTENT POSSIBLE, IN NO EVENT WILL THE KEEPER BE LIABLE TO YOU FOR ANY LOSSES.",
        "More languages: العربية, čeština, Dansk, Deutsch, Ελληνικά, Español, 日本語, русский.",
    ]
    assert languages(texts, Locale("en")) == ["en"] * 3
