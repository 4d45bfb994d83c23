"""Files that are no translation of the document, or not into the language that was named."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.errors import ContributionError
from pipeline.formats import markdown
from pipeline.formats.intake import flat
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, State, Template
from pipeline.stages.adopt import adopt
from pipeline.stages.adopted import Adopted
from pipeline.stages.begin import begin
from pipeline.stages.segment import segment
from pipeline.stages.translate import translate
from pipeline.stages.wrong import refuse

ROOT = Path(__file__).resolve().parents[2]


@cache
def source(name: str = "declaration") -> tuple[Document, Template]:
    path = ROOT / "source" / f"{name}.md"
    return segment(markdown.parse(path.read_bytes(), name=name))


def translated(folder: str, name: str = "declaration") -> list[Passage]:
    path = ROOT / "po" / folder / f"{name}.po"
    catalog: Catalog = po.read(path.read_bytes(), path="a.po", document=name)
    return list(flat(translate(source(name)[0], catalog)))


def taken(passages: list[Passage], tag: str) -> Adopted:
    adopted = adopt(source()[0], passages, begin(source()[1], Locale.parse(tag)))
    refuse(adopted, source()[0], Locale.parse(tag), "file.txt")
    return adopted


def said(passages: list[Passage], tag: str) -> str:
    with pytest.raises(ContributionError) as error:
        taken(passages, tag)
    return str(error.value)


@pytest.mark.parametrize(
    ("folder", "tag", "seems"),
    [
        ("fr", "es", "French"),
        ("es", "pt", "Spanish"),
        ("ru", "uk", "Russian"),
        ("ar", "fa", "Arab"),
    ],
)
def test_another_language_than_the_one_named(folder: str, tag: str, seems: str) -> None:
    assert f"it seems to be in {seems}" in said(translated(folder), tag)


def test_a_single_paragraph_in_another_language() -> None:
    assert "it seems to be in French" in said(translated("fr")[5:6], "es")


def test_another_text_in_the_language_of_the_source() -> None:
    news = [Passage(p.text) for p in flat(source("news")[0])]
    assert "it seems to be in English" in said(news, "es")


@pytest.mark.parametrize("folder", ["es", "fr", "ru", "ar"])
@pytest.mark.parametrize("size", [7, 12])
def test_some_paragraphs_of_another_document(folder: str, size: int) -> None:
    """The news page is about the declaration, and yet it is none."""
    passages = [Passage(p.text) for p in translated(folder, "news")[-size:]]
    assert "does not look like a translation" in said(passages, folder)


def test_a_translation_that_is_half_done_is_one() -> None:
    own, theirs = list(flat(source()[0])), translated("es")
    mixed = [
        ours if at % 2 else other for at, (ours, other) in enumerate(zip(own, theirs, strict=True))
    ]
    found = {m.target for m in taken(mixed, "es").catalog.messages if m.state is State.TRANSLATED}
    assert found <= {p.text for p in theirs}
    assert len(found) > 0.4 * len(theirs)


def test_a_paragraph_that_says_which_article_it_is() -> None:
    [seventh] = [p for p in translated("zh_CN") if p.number == 7]
    adopted = taken([Passage(f"7、{seventh.text}")], "zh_CN")
    assert [m.target for m in adopted.matches if m.target] == [seventh.text]


def test_what_is_taken_in_anyway_is_not_sure() -> None:
    adopted = adopt(source()[0], translated("es"), begin(source()[1], Locale("es")))
    states = {m.state for m in adopted.doubted().catalog.messages if m.target}
    assert states == {State.FUZZY}
