"""Keys for life, and places that say where a reader stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats.markdown import parse
from pipeline.model import Place, Template, texts
from pipeline.stages.segment import segment

HEAD = "---\nkind: declaration\n---\n# Open doors\n\n"
ARTICLES = (
    "We believe that science is a common inheritance of every people.",
    "We believe that curiosity comes before instruction in a museum.",
    "We believe that trust is the first thing that a museum can offer.",
    "We believe that no museum is too small to teach another one.",
)


def declaration(*articles: str) -> str:
    return HEAD + "\n\n".join(f"{n}. {words}" for n, words in enumerate(articles, 1))


def template(source: str, previous: Template | None = None, sentences: bool = False) -> Template:
    return segment(parse(source, name="d"), previous, sentences=sentences)[1]


def keys(found: Template) -> dict[str, str]:
    return {s.source: s.key for s in found.segments}


def test_a_key_is_made_of_the_first_telling_words() -> None:
    (title, first, *_) = template(declaration(*ARTICLES)).segments
    assert (title.key, first.key) == ("title", "article.believe-science-common-inheritance")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("It is on.", "article.it-is-on"),  # nothing but words that tell nothing
        ("1914–1918", "article.1914-1918"),
        ("— … —", "article.text"),
        ("第一条", "article.diyitiao"),
        (
            "Institutionalisation telecommunications act",
            "article.institutionalisation-telecommunications",
        ),
    ],
)
def test_whatever_a_text_says_it_has_a_key_that_can_be_typed(words: str, key: str) -> None:
    assert keys(template(declaration(words)))[words] == key


def test_headings_and_pictures_are_named_by_what_they_are() -> None:
    source = f'{HEAD}## On sharing\n\nOne.\n\n![A tower](tower.png "The tower at night")\n'
    assert [s.key for s in template(source).segments] == [
        "title",
        "heading.sharing",
        "paragraph.one",
        "alternative.tower",
        "caption.tower-night",
    ]


def test_a_place_says_where_a_reader_stands() -> None:
    preamble = "::: preamble\nWe,\n\nMindful,\n:::\n\n"
    source = f"{HEAD}{preamble}1. One.\n\n   Two:\n\n   - a\n   - b\n\n2. Three.\n"
    assert [str(s.place) for s in template(source).segments] == [
        "title",
        "preamble, paragraph 1",
        "preamble, paragraph 2",
        "article 1, paragraph 1",
        "article 1, paragraph 2",
        "article 1, list, item 1",
        "article 1, list, item 2",
        "article 2, paragraph 1",
    ]


def test_an_inserted_article_takes_nobodys_key() -> None:
    before = template(declaration(*ARTICLES))
    after = template(declaration("Entirely different words stand here now.", *ARTICLES), before)
    assert {words: keys(after)[words] for words in ARTICLES} == {
        words: keys(before)[words] for words in ARTICLES
    }
    assert after.segments[2].place == Place.parse("article 2, paragraph 1")


def test_an_edited_and_a_moved_article_keep_their_keys() -> None:
    before = template(declaration(*ARTICLES))
    edited = ARTICLES[1].replace("comes before", "must always come before")
    after = template(declaration(ARTICLES[3], ARTICLES[0], edited, ARTICLES[2]), before)
    assert keys(after)[edited] == keys(before)[ARTICLES[1]]
    assert keys(after)[ARTICLES[3]] == keys(before)[ARTICLES[3]]


def test_a_split_paragraph_keeps_its_key_on_the_first_part() -> None:
    whole = f"{ARTICLES[0]} {ARTICLES[1]}"
    before = template(declaration(whole, ARTICLES[2]))
    after = template(declaration(ARTICLES[0], ARTICLES[1], ARTICLES[2]), before)
    assert keys(after)[ARTICLES[0]] == keys(before)[whole]
    assert keys(after)[ARTICLES[1]] not in keys(before).values()
    assert keys(after)[ARTICLES[2]] == keys(before)[ARTICLES[2]]


def test_a_new_text_never_gets_the_key_of_a_withdrawn_one() -> None:
    document = parse(declaration(*ARTICLES), name="d")
    retired = [("article.believe-science-common-inheritance", "Something else was said here.")]
    _, found = segment(document, retired=retired)
    assert retired[0][0] not in {s.key for s in found.segments}


def test_a_text_that_returns_word_for_word_has_its_old_key() -> None:
    document = parse(declaration(*ARTICLES), name="d")
    _, found = segment(document, retired=[("article.of-old", ARTICLES[1])])
    assert keys(found)[ARTICLES[1]] == "article.of-old"


def test_of_two_texts_that_return_one_has_the_old_key() -> None:
    document = parse(declaration(ARTICLES[1], ARTICLES[1]), name="d")
    _, found = segment(document, retired=[("article.of-old", ARTICLES[1])])
    assert [s.key for s in found.segments[1:]] == [
        "article.of-old",
        "article.believe-curiosity-comes-before",
    ]


def test_a_key_that_another_text_has_now_does_not_return() -> None:
    _, before = segment(
        parse(declaration(ARTICLES[0]), name="d"), retired=[("article.of-old", ARTICLES[0])]
    )
    document = parse(declaration(ARTICLES[0], ARTICLES[1]), name="d")
    _, after = segment(document, before, retired=[("article.of-old", ARTICLES[1])])
    assert keys(after)[ARTICLES[0]] == "article.of-old"
    assert keys(after)[ARTICLES[1]] != "article.of-old"


def test_reflowing_the_source_changes_nothing() -> None:
    source = declaration(*ARTICLES)
    assert template(source.replace(" that ", "\n   that ")) == template(source)


def test_by_sentences_markup_is_never_cut() -> None:
    source = HEAD + "First one. Second *is long. And goes* on. Third.\n"
    found = [s.source for s in template(source, sentences=True).segments]
    assert found == ["Open doors", "First one.", "Second *is long. And goes* on.", "Third."]


def test_by_sentences_items_are_cut_and_notes_stay_with_the_first() -> None:
    source = f"{HEAD}<!-- Keep it short. -->\n\nOne. Two.\n\n- Three. Four.\n"
    found = template(source, sentences=True).segments[1:]
    assert [(s.source, s.notes) for s in found] == [
        ("One.", ("Keep it short.",)),
        ("Two.", ()),
        ("Three.", ()),
        ("Four.", ()),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from((*ARTICLES, "A.", "B.", "1914", "第一条")), max_size=6),
    st.lists(st.sampled_from((*ARTICLES, "A.", "C.", "1918", "第二条")), max_size=6),
)
def test_keys_are_unique_and_stay(old: list[str], new: list[str]) -> None:
    before = template(declaration(*old))
    after = template(declaration(*new), before)
    names = [s.key for s in after.segments]
    assert len(set(names)) == len(names)
    assert template(declaration(*old), before) == before
    document, found = segment(parse(declaration(*new), name="d"), before)
    assert [t.key for t in texts(document)] == [s.key for s in found.segments]
