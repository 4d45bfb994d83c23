"""Taking in translations of the sample declaration: whole, torn about, partial, and wrong ones."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.errors import ContributionError
from pipeline.formats import markdown
from pipeline.formats.inline import plain
from pipeline.formats.intake import flat
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Paragraph, State, Template, Text, texts
from pipeline.stages.adopt import adopt
from pipeline.stages.adopted import TOPIC, Adopted, Why
from pipeline.stages.begin import begin
from pipeline.stages.segment import segment
from pipeline.stages.translate import translate
from pipeline.stages.wrong import refuse

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def source() -> tuple[Document, Template]:
    path = ROOT / "source" / "declaration.md"
    return segment(markdown.parse(path.read_bytes(), name="declaration"))


def spanish(source: tuple[Document, Template]) -> tuple[Catalog, list[Passage]]:
    """The sample's own Spanish catalog, and the document that a volunteer might have sent."""
    path = ROOT / "po" / "es" / "declaration.po"
    catalog = po.read(path.read_bytes(), path="es.po", document="declaration")
    return catalog, list(flat(translate(source[0], catalog)))


def taken(source: tuple[Document, Template], passages: list[Passage], tag: str = "es", **how):
    return adopt(source[0], passages, begin(source[1], Locale.parse(tag)), **how)


def targets(catalog: Catalog) -> dict[str, str]:
    return {m.key: m.target for m in catalog.messages if m.state is State.TRANSLATED}


def torn(passages: list[Passage], seed: int = 3) -> list[Passage]:
    """As plain text: some paragraphs merged, one dropped, one added."""
    chance = random.Random(seed)
    bare = [Passage(p.text) for p in passages]
    for _ in range(4):
        at = chance.randrange(1, len(bare) - 1)
        bare[at : at + 2] = [Passage(f"{bare[at].text} {bare[at + 1].text}")]
    del bare[chance.randrange(5, len(bare) - 5)]
    bare.insert(
        9, Passage("Nota de la traductora: he dejado los nombres de los edificios como están.")
    )
    return bare


def test_a_translation_with_the_same_skeleton_is_taken_whole(source) -> None:
    catalog, passages = spanish(source)
    adopted = taken(source, passages)
    expected = targets(catalog)
    assert adopted.like
    right = sum(targets(adopted.catalog).get(key) == words for key, words in expected.items())
    assert right >= 0.95 * len(expected)


def test_a_paragraph_of_the_source_pasted_in_elsewhere_holds_nothing_in_place(source) -> None:
    _, passages = spanish(source)
    english = Passage(plain(list(texts(source[0]))[13].markdown))
    bare = [Passage(passage.text) for passage in passages]
    expected = targets(taken(source, bare).catalog)
    adopted = taken(source, [*bare[:8], english, *bare[8:]])
    assert targets(adopted.catalog) == expected
    assert 8 in adopted.leftovers


def test_what_is_sure_is_right_though_paragraphs_were_merged_and_lost(source) -> None:
    catalog, passages = spanish(source)
    adopted = taken(source, torn(passages))
    expected = targets(catalog)
    found = targets(adopted.catalog)
    wrong = {k: v for k, v in found.items() if " ".join(v.split()) != " ".join(expected[k].split())}
    assert not wrong
    assert len(found) > 0.6 * len(expected)
    assert any("traductora" in adopted.passages[index].text for index in adopted.leftovers)


def test_what_is_not_sure_is_fuzzy_and_says_why(source) -> None:
    _, passages = spanish(source)
    adopted = taken(source, torn(passages), source_name="mail.txt")
    unsure = [m for m in adopted.catalog.messages if m.state is State.FUZZY]
    assert unsure
    for message in unsure:
        assert any(f"| {TOPIC}: from mail.txt" in line for line in message.comments)


def test_nothing_that_is_there_is_overwritten_unless_asked_for(source) -> None:
    catalog, passages = spanish(source)
    kept = adopt(source[0], passages, catalog)
    assert kept.catalog == catalog
    assert all(match.kept for match in kept.matches if match.target)
    replaced = adopt(
        source[0], [Passage(p.text.upper()) for p in passages], catalog, replacing=True
    )
    assert replaced.catalog != catalog


def test_what_a_person_says_of_the_alignment_is_kept(source) -> None:
    _, passages = spanish(source)
    before = taken(source, passages)
    match = next(m for m in before.matches if m.key.startswith("article.") and m.passages)
    other = match.passages[0] + 1
    after = taken(source, passages, pins={match.key: (other,)})
    found = next(m for m in after.matches if m.key == match.key)
    assert found.by_hand
    assert found.passages == (other,)
    assert found.target == after.passages[other].text
    assert all(other not in m.passages for m in after.matches if m.key != match.key)
    emptied = taken(source, passages, pins={match.key: ()})
    assert not next(m for m in emptied.matches if m.key == match.key).target


def test_illegible_text_is_never_sure(source) -> None:
    _, passages = spanish(source)
    adopted = taken(source, [Passage(p.text, p.kind, legible=False) for p in passages])
    assert not targets(adopted.catalog)
    assert {m.why for m in adopted.matches if m.target} == {Why.ILLEGIBLE}


def test_an_empty_file_fills_nothing(source) -> None:
    adopted = taken(source, [])
    assert not targets(adopted.catalog)
    assert not adopted.like


WRONG = """Rezept für Brot
Wer Brot backen will, muss am Abend vorher den Teig ansetzen. Man nimmt dazu ein Pfund Mehl, etwas
Salz und einen Löffel vom alten Sauerteig, der im Keller steht.
Das Mehl soll nicht zu fein sein.
Am Morgen wird der Teig geknetet, bis er nicht mehr klebt. Das dauert länger, als man denkt, und wer
es eilig hat, lässt es besser bleiben; denn ein schlecht gekneteter Teig geht nicht auf, und das
wird hart wie ein Stein.
Dann ruht er.
Der Ofen muss so heiß sein, dass eine Prise Mehl darin in wenigen Augenblicken braun wird!
Nach etwa einer Stunde klopft man auf die Unterseite: Klingt es hohl?
Dann ist das Brot fertig. Man legt es auf ein Gitter und deckt es mit einem Tuch zu, das ein wenig
feucht sein darf.
Angeschnitten wird es erst am nächsten Tag, auch wenn alle schon darauf warten.
Guten Appetit"""
_PARAGRAPHS = re.split(r"\n(?=[A-Z][^\n]*(?:\n|$))", WRONG)


def refused(adopted: Adopted, source: tuple[Document, Template], tag: str) -> str:
    with pytest.raises(ContributionError) as error:
        refuse(adopted, source[0], Locale.parse(tag), "page.txt")
    return str(error.value)


def test_another_document_is_refused(source) -> None:
    passages = [Passage(" ".join(words.split())) for words in _PARAGRAPHS]
    said = refused(taken(source, passages, "de"), source, "de")
    assert "does not look like a translation of declaration (score 0." in said


def test_another_script_and_the_source_itself_are_refused(source) -> None:
    _, passages = spanish(source)
    assert "another script (Latn)" in refused(taken(source, passages, "ru"), source, "ru")
    own = list(flat(source[0]))
    assert "holds the source itself" in refused(taken(source, own), source, "es")


def test_one_paragraph_alone_finds_its_article(source) -> None:
    catalog, passages = spanish(source)
    numbered = [p for p in passages if p.number == 7 and p.kind is Kind.PARAGRAPH]
    adopted = taken(source, [Passage(f"7. {numbered[0].text}")])
    found = [m for m in adopted.matches if m.target]
    assert [m.key for m in found] == [
        k for k, v in targets(catalog).items() if v == found[0].target
    ]


def test_a_paragraph_that_a_person_moves_far_leaves_the_others_where_they_are(source) -> None:
    _, passages = spanish(source)
    before = taken(source, passages)
    article = next(m for m in before.matches if m.key.startswith("article.") and m.passages)
    after = taken(source, passages, pins={article.key: (1,)}, before=before.matches)
    moved = {article.key, *(m.key for m in before.matches if 1 in m.passages)}
    kept = [m for m in before.matches if m.target and m.key not in moved]
    again = {m.key: m for m in after.matches}
    assert [again[m.key].passages for m in kept] == [m.passages for m in kept]
    assert again[article.key].passages == (1,)


def test_a_paragraph_in_another_language_or_script_is_left_over(source) -> None:
    _, passages = spanish(source)
    bare = [Passage(passage.text) for passage in passages]
    expected = targets(taken(source, bare).catalog)
    others = [
        Passage(
            "Jede Einrichtung, die sich dieser Erklärung anschließt, veröffentlicht ihre Zahlen."
        ),
        Passage("Каждое учреждение, присоединившееся к декларации, публикует свои данные."),
    ]
    adopted = taken(source, [*bare[:9], *others, *bare[9:]])
    assert targets(adopted.catalog) == expected
    assert {9, 10} <= set(adopted.leftovers)
    # Between two halves of one paragraph it does not keep them apart.
    at = next(k for k, passage in enumerate(bare) if ". " in passage.text)
    halves = [Passage(part) for part in re.split(r"(?<=\.) ", bare[at].text, maxsplit=1)]
    parted = taken(source, [*bare[:at], halves[0], others[1], halves[1], *bare[at + 1 :]])
    assert bare[at].text in [message.target for message in parted.catalog.messages]
    # Nor is it taken for the paragraph in whose place it stands.
    in_place = taken(source, [*bare[:9], others[1], *bare[10:]])
    assert 9 in in_place.leftovers


def test_a_heading_that_was_merged_with_its_article_is_cut_off_again() -> None:
    articles = [f"Everyone has the right to thing number {n}." for n in range(20, 26)]
    words = [f"Toda persona tiene derecho a la cosa número {n}." for n in range(20, 26)]
    blocks = [t for n, a in enumerate(articles, 1) for t in (f"Article {n}", a)]
    target = [t for n, w in enumerate(words, 1) for t in (f"Artículo {n}", w)]
    document, template = segment(
        Document("rights", Text("Rights"), tuple(Paragraph((Text(block),)) for block in blocks))
    )
    merged = [
        *target[:4],
        " ".join(target[4:6]),
        *target[6:8],
        " ".join(target[8:10]),
        *target[10:],
    ]
    adopted = adopt(document, [Passage(t) for t in merged], begin(template, Locale("es")))
    said = [message.target for message in adopted.catalog.messages if message.source != "Rights"]
    assert said == target
    states = {m.target: m.state for m in adopted.catalog.messages}
    assert all(states[text] is State.TRANSLATED for text in (*target[4:6], *target[8:10]))


def british(source: tuple[Document, Template], **changes: str) -> list[Passage]:
    """The source as a volunteer would send it in another English."""
    found = []
    for passage in flat(source[0]):
        text = passage.text
        for old, new in changes.items():
            text = text.replace(old, new)
        found.append(Passage(text, passage.kind, passage.level, passage.number))
    return found


def test_another_form_of_the_sources_language_differs_in_a_few_letters(source) -> None:
    passages = british(source, museum="Museum")
    found = targets(taken(source, passages, "en-GB").catalog)
    assert len(found) == len(source[1].segments)
    assert any("Museum" in words for words in found.values())
    same = taken(source, list(flat(source[0])), "en-GB")
    assert "holds the source itself" in refused(same, source, "en-GB")


def test_long_addresses_do_not_make_a_translation_the_source() -> None:
    address = "https://example.org/a/long/address?of=a&page=that&says=what&is=meant"
    document, template = segment(
        markdown.parse(f"# Lamps\n\nSee [this]({address}) or <{address}>.\n", name="lamps")
    )
    passages = [Passage("Lámparas"), Passage(f"Véase [esto]({address}) o {address}.")]
    found = adopt(document, passages, begin(template, Locale.parse("es"))).catalog.messages
    assert [message.target for message in found] == [
        "Lámparas",
        f"Véase [esto]({address}) o <{address}>.",
    ]


LETTERED = """# On Lamps

1. Lamps are lit:

   (a) at dusk, by the keeper of the tower,

   (b) at noon, when there is fog on the sea.

## I. Of oil

- (i) Whale oil is not used in any lamp.
"""


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (
            [
                "α) το σούρουπο, από τον φύλακα του πύργου,",
                "β) το μεσημέρι, όταν έχει ομίχλη η θάλασσα.",
            ],
            (),
        ),
        (
            ["το σούρουπο, από τον φύλακα του πύργου,", "το μεσημέρι, όταν έχει ομίχλη η θάλασσα."],
            (1, 2),
        ),
    ],
    ids=["letters of the language", "letters that the word processor counts"],
)
def test_letters_that_are_words_of_the_source_stay_in_the_translation(texts, numbers) -> None:
    document, template = segment(markdown.parse(LETTERED, name="lamps"))
    passages = [
        Passage("Περί λυχνιών", Kind.TITLE),
        Passage("Οι λυχνίες ανάβουν:", Kind.PARAGRAPH, number=1),
        *(
            Passage(text, Kind.PARAGRAPH, number=numbers[at] if numbers else None)
            for at, text in enumerate(texts)
        ),
        Passage("I. Περί ελαίου", Kind.HEADING, 2),
        Passage("(i) Λάδι φάλαινας δεν χρησιμοποιείται σε καμία λυχνία.", Kind.ITEM),
    ]
    found = adopt(document, passages, begin(template, Locale.parse("el"))).catalog.messages
    letters = ("(a) ", "(b) ") if numbers else ("", "")
    assert [message.target for message in found] == [
        "Περί λυχνιών",
        "Οι λυχνίες ανάβουν:",
        letters[0] + texts[0],
        letters[1] + texts[1],
        "I. Περί ελαίου",
        "(i) Λάδι φάλαινας δεν χρησιμοποιείται σε καμία λυχνία.",
    ]


def test_the_same_words_leave_a_finished_translation_finished(source) -> None:
    whole, passages = spanish(source)
    doubtful = [replace(passage, legible=False) for passage in passages]
    assert targets(taken(source, doubtful).catalog) == {}
    assert adopt(source[0], doubtful, whole, replacing=True).catalog == whole
