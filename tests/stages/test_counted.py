"""Whether a translation has headings that only count its articles, however it counts them."""

from __future__ import annotations

import pytest

from pipeline.align.measures import cut_off, enumerator
from pipeline.formats import markdown
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.stages.counted import counted, heads, labelled
from pipeline.stages.outline import Heads

SOURCE = markdown.parse(
    "# On Lamps\n\n" + "".join(f"{n}. A street is lit by its lamps.\n" for n in range(1, 7)),
    name="lamps",
)
ARTICLE = "Alubosa ni a fi ń se ọbẹ̀, bẹ́ẹ̀ sì ni ata, iyọ̀ àti epo pupa tí a rà lọ́jà, ó sì dùn gan-an."


def file(*headings: str, kind: Kind = Kind.UNKNOWN) -> list[Passage]:
    """A title, and an article below each heading."""
    told = Kind.PARAGRAPH if kind is Kind.HEADING else kind
    found = [Passage("Lórí àtùpà", Kind.TITLE if kind is Kind.HEADING else kind)]
    for heading in headings:
        found += [Passage(heading, kind), Passage(ARTICLE, told)]
    return found


@pytest.mark.parametrize(
    ("tag", "headings"),
    [
        ("es", ("Artículo 1", "Artículo 2", "Artículo 3")),
        ("de", ("§ 1", "§ 2", "§ 3")),
        ("hu", ("(1)", "(2)", "(3)")),
        ("fi", ("1. artikla.", "2. artikla.", "3. artikla.")),
        ("yo", ("Abala kìíní.", "Abala kejì.", "Abala kẹta.", "Abala kẹrin.")),
        ("bo", ("དོན་ཚན་དང་པོ།", "དོན་ཚན་གཉིས་པ།", "དོན་ཚན་གསུམ་པ།", "དོན་ཚན་བཞི་པ།")),
        ("eu", ("Lehena.", "Bigarrena.", "Hirugarrena.", "Laugarrena.")),
    ],
    ids=(
        "digits",
        "a sign",
        "brackets",
        "digits and a stop",
        "words",
        "syllables",
        "words with nothing in common",
    ),
)
@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.UNKNOWN])
def test_headings_that_count_are_seen(tag, headings, kind) -> None:
    assert labelled(file(*headings, kind=kind), SOURCE, Locale.parse(tag))


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.UNKNOWN])
def test_two_headings_among_many_articles_are_of_chapters(kind) -> None:
    passages = [*file("Òpópónà.", "Ìlú.", kind=kind), *[Passage(ARTICLE)] * 4]
    assert not labelled(passages, SOURCE, Locale("yo"))


def test_short_articles_that_begin_alike_are_no_headings() -> None:
    passages = [
        Passage(f"Gbogbo ènìyàn ní {what}.") for what in ("ilé", "iṣẹ́", "ilẹ̀", "ẹ̀kọ́", "omi")
    ]
    assert not labelled(passages, SOURCE, Locale("yo"))


def test_chapters_and_parts_of_the_source_are_no_labels_of_articles() -> None:
    own = markdown.parse(
        "# On Lamps\n\n"
        + "".join(
            f"## Chapter {n}: Of {what}\n\n### Article {n}\n\nA street is lit.\n\n"
            for n, what in enumerate(("oil", "gas", "wax"), 1)
        )
        + "## Article 3a: Of stars\n\nThey go out.\n",
        name="lamps",
    )
    chapters = file(
        "Orí 1: Epo", "Orí 2: Afẹ́fẹ́", "Orí 3: Ìda", "Abala 3a: Ìràwọ̀", kind=Kind.HEADING
    )
    assert not labelled(chapters, own, Locale("yo"))
    articles = file("Abala 1", "Abala 2", "Abala 3", kind=Kind.HEADING)
    assert labelled([*chapters, *articles], own, Locale("yo"))


def test_headings_that_the_source_has_too_count_nothing() -> None:
    own = markdown.parse(
        "# On Lamps\n\n"
        + "".join(f"## Of {what}\n\nA street is lit.\n\n" for what in ("oil", "gas", "wax"))
        + "1. A lamp is lit.\n2. A lamp is cleaned.\n",
        name="lamps",
    )
    found = file("Epo", "Afẹ́fẹ́", "Ìda", kind=Kind.HEADING)
    assert not labelled([*found, *[Passage(ARTICLE)] * 2], own, Locale("yo"))


@pytest.mark.parametrize(
    ("headings", "how"),
    [
        (("Abala 1", "Abala 2", "Abala 3"), Heads.LABELS),
        (("1. Àtùpà", "2. Òpópónà", "3. Ìmọ́lẹ̀"), Heads.NUMBERED),
        (("Àtùpà",), Heads.NONE),
    ],
)
@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.UNKNOWN])
def test_a_number_before_a_title_is_told_from_one_that_is_all(headings, how, kind) -> None:
    tongue = Locale("yo")
    passages = counted(file(*headings, kind=kind), SOURCE, tongue)
    assert heads(passages, SOURCE, tongue) is how


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L.E.A.N. is a word.", (None, "L.E.A.N. is a word.")),
        ("L. Everyone", (50, "Everyone")),
        ("7.Everyone", (7, "Everyone")),
        ("**7.** Everyone", (7, "Everyone")),
        ("**7. Everyone** is", (7, "**Everyone** is")),
        ("*7. Everyone*", (7, "*Everyone*")),
    ],
)
def test_a_number_is_cut_without_the_markup_around_it(
    text: str, expected: tuple[int | None, str]
) -> None:
    number, rest = enumerator(text, Locale("en"))
    assert (number, rest) == expected
    assert cut_off(text, rest).strip("*. ") == ("" if number is None else text.strip("*")[0])
