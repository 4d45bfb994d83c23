"""Aligning documents in invented languages: what speaks for a link without knowing a word."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.align.documents import align_documents
from pipeline.align.measures import Unit, enumerated, enumerator, final_class, labels, values
from pipeline.align.weights import as_json, from_json, learnt
from pipeline.locales import Locale

EN = Locale("en")
SOURCE = [
    "What the keepers agreed",
    "The keepers of nine harbours met in the old lighthouse on 3 May 2026.",
    "They had come by boat, by train and on foot; nobody had come by car.",
    "A lighthouse belongs to every ship that sees it, whatever flag it flies.",
    "What one keeper has learnt should be told to all the others, in words that they understand, "
    "and before the winter.",
    "Who will pay for the oil?",
    "Each harbour gives 40 barrels a year, and the Association (founded in 1987) sends the bill.",
    "The keepers will meet again in 2028.",
    "Written at the old lighthouse.",
]


def enciphered(text: str) -> str:
    """An invented language: letters exchanged, so that words keep their lengths and likeness."""
    return text.translate(str.maketrans("aeioubcdfghklmnprstvw", "oiueawtkbvpdgrnmzlfsc"))


TARGET = [enciphered(text) for text in SOURCE]
INVENTED = Locale.parse("fi")


def links(source: list[str], target: list[str], **how) -> list[tuple[list[int], list[int]]]:
    alignment = align_documents([*map(Unit, source)], [*map(Unit, target)], locale=INVENTED, **how)
    return [(list(link.source), list(link.target)) for link in alignment.links]


def test_a_whole_translation() -> None:
    assert links(SOURCE, TARGET) == [([i], [i]) for i in range(len(SOURCE))]


def test_a_paragraph_left_out_and_two_merged() -> None:
    target = [*TARGET[:2], TARGET[3], f"{TARGET[4]} {TARGET[5]}", *TARGET[6:]]
    assert links(SOURCE, target) == [
        ([0], [0]),
        ([1], [1]),
        ([3], [2]),
        ([4, 5], [3]),
        ([6], [4]),
        ([7], [5]),
        ([8], [6]),
    ]


def test_pins_are_kept_and_nothing_crosses_them() -> None:
    found = links(SOURCE, TARGET, pins=[(range(3, 4), range(5, 6))])
    assert ([3], [5]) in found
    assert all((i[0] < 3) == (j[0] < 5) for i, j in found if i != [3])


def test_a_part_of_a_document_is_found_where_it_belongs() -> None:
    assert links(SOURCE, TARGET[3:7]) == [([i], [i - 3]) for i in range(3, 7)]


def test_a_block_that_was_moved_is_put_back() -> None:
    target = [*TARGET[:2], *TARGET[5:8], *TARGET[2:5], *TARGET[8:]]
    alignment = align_documents([*map(Unit, SOURCE)], [*map(Unit, target)], locale=INVENTED)
    assert {(k.source.start, target.index(TARGET[k.source.start])) for k in alignment.links} == {
        (k.source.start, k.target.start) for k in alignment.links
    }
    assert {k.source.start for k in alignment.links if k.moved} in ({2, 3, 4}, {5, 6, 7})


def test_a_large_document_is_aligned_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if eight paragraphs were many."""
    monkeypatch.setattr("pipeline.align.documents.LARGE", 36)
    monkeypatch.setattr("pipeline.align.documents.WINDOW", 6)
    pins = [(range(3, 4), range(3, 4)), (range(6, 6), range(6, 6))]
    assert links(SOURCE, TARGET, pins=pins) == [([i], [i]) for i in range(len(SOURCE))]


def test_an_empty_side_has_no_links() -> None:
    assert links([], TARGET) == []
    assert links(SOURCE, []) == []


def test_a_translation_is_told_from_noise() -> None:
    chance = random.Random(5)
    noise = [
        " ".join(
            "".join(chance.choices("abcdefgh", k=chance.randrange(2, 9)))
            for _ in range(chance.randrange(3, 50))
        )
        + "."
        for _ in range(25)
    ]
    units = [*map(Unit, SOURCE)]
    same = align_documents(units, [*map(Unit, TARGET)], locale=INVENTED)
    other = align_documents(units, [*map(Unit, noise)], locale=INVENTED)
    assert same.likeness > 0.9
    assert other.likeness < 0.5


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(max_size=60), max_size=6),
    st.lists(st.text(max_size=60), max_size=6),
)
def test_any_texts_can_be_aligned(source: list[str], target: list[str]) -> None:
    """Links cover each unit at most once, and probabilities are probabilities."""
    alignment = align_documents([*map(Unit, source)], [*map(Unit, target)], locale=INVENTED)
    rows = [i for link in alignment.links for i in link.source]
    columns = [j for link in alignment.links for j in link.target]
    assert len(rows) == len(set(rows))
    assert len(columns) == len(set(columns))
    assert all(0.0 <= (link.posterior or 0.0) <= 1.0 for link in alignment.links)


def test_the_shipped_weights_read_back_as_written() -> None:
    assert as_json(from_json(as_json(learnt()))) == as_json(learnt())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("So it is.", "stop"),
        ("그렇다。", "stop"),
        ("ऐसा है।", "stop"),
        ("„So ist es!“", "stop"),
        ("as follows:", "colon"),
        ("and,", "comma"),
        ("Τι είναι;", "comma"),
        ("لماذا؟", "question"),
        ("Article 7", "none"),
        ("", "none"),
    ],
)
def test_final_signs(text: str, kind: str) -> None:
    assert final_class(text) == kind


@pytest.mark.parametrize(
    ("text", "tag", "number", "rest"),
    [
        ("7. Creemos", "es", 7, "Creemos"),
        ("七、我们", "zh-Hans", 7, "我们"),
        ("IV. Heading", "en", 4, "Heading"),
        ("(b) second", "en", 2, "second"),
        ("٧. نعتقد", "ar", 7, "نعتقد"),
        ("We believe", "en", None, "We believe"),
        ("2026 was a year.", "en", None, "2026 was a year."),
        ("€2.50", "en", None, "€2.50"),
        ("12:30 at the mill", "en", None, "12:30 at the mill"),
    ],
)
def test_enumerators(text: str, tag: str, number: int | None, rest: str) -> None:
    assert enumerator(text, Locale.parse(tag)) == (number, rest)


def test_a_number_that_begins_every_heading_stays() -> None:
    texts = ["1. cikk", "Szöveg.", "2. cikk", "3. cikk", "4. Negyedik bekezdés."]
    assert enumerated(texts, Locale.parse("hu")) == [
        (None, "1. cikk"),
        (None, "Szöveg."),
        (None, "2. cikk"),
        (None, "3. cikk"),
        (4, "Negyedik bekezdés."),
    ]


def test_labels_are_told_by_the_word_that_they_share() -> None:
    label, held = labels(
        [
            "Artikel 1",
            "Ein Satz.",
            "Artikel 2",
            "Artikel 3",
            "Artikel 4 Noch ein Satz, der lang ist.",
        ]
    )
    assert list(label) == [1, 0, 1, 1, 1]
    assert list(held) == [1, 0, 1, 1, 1]


def test_a_label_may_count_in_letters() -> None:
    assert dict(values("סעיף ב.", Locale.parse("he"), label=True)) == {2: 1}
    assert dict(values("第二十一条", Locale.parse("zh-Hans"))) == {21: 1}
