"""A catalog's words put into a document, and what is shown where there are none."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.markdown import parse
from pipeline.locales import Locale
from pipeline.model import (
    Catalog,
    Document,
    Message,
    Standing,
    State,
    Template,
    Text,
    Verbatim,
    map_texts,
    texts,
)
from pipeline.stages.begin import begin
from pipeline.stages.follow import follow
from pipeline.stages.segment import segment
from pipeline.stages.translate import credits, translate
from pipeline.words import ordinal

SOURCE = Path(__file__).resolve().parents[2] / "source"
MARKDOWN = """\
---
kind: declaration
---
# Open doors

::: preamble
We, the museums,
:::

1. Science is *ours*. It is yours.

::: notranslate
ODN/1
:::
"""


def unsaid(text: Text) -> Text:
    """The text without what it says of itself."""
    return replace(text, standing=Standing.SOURCE, locale="")


def keyed(markdown: str, sentences: bool = False) -> tuple[Document, Template]:
    return segment(parse(markdown, name="d"), sentences=sentences)


def catalog(template: Template, **words: str) -> Catalog:
    """Translated by place: ``title="Puertas"``."""
    messages = []
    for s in template.segments:
        target = words.get(s.place.top[0].value, "")
        state = State.TRANSLATED if target else State.UNTRANSLATED
        messages.append(Message(s, target, state))
    return Catalog("d", "es", tuple(messages))


@pytest.mark.parametrize("sentences", [False, True])
@pytest.mark.parametrize("name", sorted(path.stem for path in SOURCE.glob("*.md")))
def test_the_identity_catalog_translates_a_document_into_itself(name: str, sentences: bool) -> None:
    document, template = keyed((SOURCE / f"{name}.md").read_text("utf-8"), sentences)
    identity = Catalog(
        name, "en", tuple(Message(s, s.source, State.TRANSLATED) for s in template.segments)
    )
    same = translate(document, identity)
    assert [t.markdown for t in texts(same)] == [t.markdown for t in texts(document)]
    assert map_texts(same, unsaid, verbatim=unsaid) == map_texts(document, unsaid, verbatim=unsaid)


@pytest.mark.parametrize(
    ("locale", "title", "shown"),
    [
        ("hi", "घोषणा १", "२."),
        ("hi", "घोषणा 1", "2."),
        ("hi", "घोषणा", "2."),
        ("ar", "إعلان 1", "2."),
        ("ar", "إعلان", "٢."),
        ("ja", "宣言１", "2."),
    ],
)
def test_numbers_are_written_as_the_translation_writes_them(
    locale: str, title: str, shown: str
) -> None:
    document, template = keyed("# Declaration 1\n\n1. Light.\n")
    translated = translate(document, replace(catalog(template, title=title), locale=locale))
    assert ordinal(2, locale, translated.words) == shown


def test_what_is_missing_stays_english_and_says_so() -> None:
    document, template = keyed(MARKDOWN)
    found = translate(document, catalog(template, title="Puertas abiertas"))
    shown = [(t.markdown, t.standing, t.locale) for t in texts(found)]
    assert found.locale == "es"
    assert shown[0] == ("Puertas abiertas", Standing.TRANSLATED, "")
    assert shown[1] == ("We, the museums,", Standing.FALLBACK, "en")


def test_what_is_not_translated_at_all_keeps_its_language() -> None:
    document, template = keyed(MARKDOWN)
    last = translate(document, catalog(template)).blocks[-1]
    assert isinstance(last, Verbatim)
    assert [t.locale for t in texts(last.blocks)] == ["en"]


@pytest.mark.parametrize(("stale", "shown"), [("mark", "Puertas"), ("fallback", "Open doors")])
def test_a_stale_paragraph_is_marked_or_falls_back(stale: str, shown: str) -> None:
    document, template = keyed(MARKDOWN)
    messages = catalog(template, title="Puertas").messages
    fuzzy = replace(messages[0], state=State.FUZZY, previous="Doors")
    found = translate(document, Catalog("d", "es", (fuzzy,)), stale=stale)  # type: ignore[arg-type]
    assert found.title.markdown == shown
    assert found.title.standing is not Standing.TRANSLATED


def test_by_sentences_one_may_be_missing() -> None:
    document, template = keyed(MARKDOWN, sentences=True)
    first = next(s for s in template.segments if s.source == "Science is *ours*.")
    message = Message(first, "La ciencia es *nuestra*.", State.TRANSLATED)
    found = translate(document, Catalog("d", "es", (message,)))
    shown = [(t.markdown, t.locale) for t in texts(found)][-2:]
    assert shown == [("La ciencia es *nuestra*.", ""), ("It is yours.", "en")]


@given(st.lists(st.booleans(), min_size=3, max_size=3), st.booleans())
def test_following_a_template_loses_no_translation(kept: list[bool], edited: bool) -> None:
    _, template = keyed(MARKDOWN)
    full = catalog(template, title="T", preamble="P", article="A")
    segments = [s for s, keep in zip(template.segments, kept, strict=True) if keep]
    if edited and segments:
        segments[0] = replace(segments[0], source="Something else")
    found = follow(full, Template("d", tuple(segments)))
    assert {m.target for m in found.messages if m.target} == {"T", "P", "A"}
    assert follow(found, Template("d", tuple(segments))) == found


def test_credits_are_names_without_addresses_in_the_order_of_the_file() -> None:
    found = Catalog(
        "d",
        "es",
        (),
        (("Last-Translator", "Third Person <third@example.org>"),),
        (
            "Spanish",
            "First Person <first@example.org>, 2024, 2025.",
            "FULL NAME <EMAIL@ADDRESS>, YEAR.",
        ),
    )
    assert credits(found) == ("First Person", "Third Person")
    begun = begin(Template("d", ()), Locale.parse("es"))
    assert dict(begun.header)["Last-Translator"]
    assert credits(begun) == ()
