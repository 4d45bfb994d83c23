"""What the catalogs of a project teach the aligner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State
from pipeline.stages.vocabulary import MOST, vocabulary

HERE, ENGLISH = Locale.parse("qaa"), Locale("en")
TEXTS = (("The **school** is old.", "Lo *kolu* a tas."), ("Every school.", "Opu kolu."))


def catalog(*texts: tuple[str, str]) -> Catalog:
    messages = tuple(
        Message(Segment(f"k{k}", source), target, State.TRANSLATED)
        for k, (source, target) in enumerate(texts)
    )
    return Catalog("sample", "qaa", messages)


def test_translated_messages_teach_by_their_plain_words() -> None:
    known = vocabulary([catalog(*TEXTS)], HERE, ENGLISH)
    assert known["school"] == ("kolu",)


def test_what_is_fuzzy_teaches_nothing() -> None:
    whole = catalog(*TEXTS)
    fuzzy = tuple(replace(message, state=State.FUZZY) for message in whole.messages)
    assert vocabulary([replace(whole, messages=fuzzy)], HERE, ENGLISH) == {}
    assert vocabulary([], HERE, ENGLISH) == {}


def test_no_more_catalogs_are_asked_for_than_are_needed() -> None:
    def catalogs() -> Iterator[Catalog]:
        yield catalog(*TEXTS * (MOST // 2))
        raise AssertionError("one too many")

    assert vocabulary(catalogs(), HERE, ENGLISH)["school"] == ("kolu",)
