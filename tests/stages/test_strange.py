"""Paragraphs of another language or script are told from those of the file."""

from __future__ import annotations

import pytest

from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.stages.strange import strangers

SPANISH = "Toda institución publica cada año sus horarios, sus precios y el número de visitas."
GERMAN = "Jede Einrichtung veröffentlicht jedes Jahr ihre Öffnungszeiten und ihre Preise."
RUSSIAN = "Каждое учреждение ежегодно публикует часы работы и цены на билеты."


@pytest.mark.parametrize(
    ("tag", "strange"), [("es", [1, 2]), ("de", [0, 2]), ("ru", [0, 1]), ("ty", [2])]
)
def test_what_is_in_another_language_is_left_out(tag: str, strange: list[int]) -> None:
    passages = [Passage(text) for text in (SPANISH, GERMAN, RUSSIAN, "UNESCO", "12")]
    assert strangers(passages, Locale(tag)) == set(strange)
