from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Catalog, Message, Part, Place, Segment, State, Template
from pipeline.stages import coverage
from pipeline.stages.coverage import Count


def segment(key: str, source: str, *steps: tuple[Part, int]) -> Segment:
    return Segment(key, source, Place(steps))


TITLE = segment("title", "A Declaration", (Part.TITLE, 0))
FIRST = segment("first", "Museums share.", (Part.ARTICLE, 1), (Part.PARAGRAPH, 1))
SECOND = segment("second", "They share freely.", (Part.ARTICLE, 1), (Part.PARAGRAPH, 2))
ABOUT = segment("about", "About this text", (Part.ABOUT, 0), (Part.PARAGRAPH, 1))
TEMPLATE = Template("declaration", (TITLE, FIRST, SECOND, ABOUT))


def catalog(*messages: Message) -> Catalog:
    return Catalog("declaration", "es", messages)


def translated(segment: Segment, state: State = State.TRANSLATED) -> Message:
    return Message(segment, "palabras", state)


def test_segments_and_source_words_are_counted_by_state_and_part() -> None:
    covered = coverage.measure(
        TEMPLATE, catalog(translated(TITLE), translated(FIRST, State.FUZZY), Message(SECOND))
    )
    assert [(part.name, part.tally.percent) for part in covered.parts] == [
        ("title", 100),
        ("article 1", 0),
        ("about", 0),
    ]
    assert covered.tally.translated == Count(segments=1, words=2)
    assert covered.tally.fuzzy == Count(segments=1, words=2)
    assert covered.tally.untranslated == Count(segments=2, words=6)
    assert (covered.tally.percent, covered.tally.percent_words) == (25, 20)


def test_what_is_required_is_a_setting() -> None:
    covered = coverage.measure(TEMPLATE, catalog(), required={Part.ABOUT})
    assert [part.name for part in covered.parts if part.required] == ["about"]


def test_a_catalog_made_for_other_english_is_not_taken_for_complete() -> None:
    old = replace(FIRST, source="Museums share nothing.")
    covered = coverage.measure(TEMPLATE, catalog(translated(TITLE), translated(old)))
    assert covered.tally.fuzzy.segments == 1
    assert covered.tally.untranslated.segments == 2


def test_a_fuzzy_message_without_a_word_is_not_translated() -> None:
    covered = coverage.measure(TEMPLATE, catalog(Message(TITLE, "", State.FUZZY)))
    assert (covered.tally.fuzzy.segments, covered.tally.untranslated.segments) == (0, 4)


def test_one_missing_paragraph_in_a_thousand_is_not_a_hundred_percent() -> None:
    many = tuple(segment(str(n), "One two.", (Part.ARTICLE, n)) for n in range(1, 1001))
    covered = coverage.measure(Template("long", many), catalog(*map(translated, many[:-1])))
    assert (covered.tally.percent, covered.tally.percent_words) == (99, 99)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("Co-operation doesn’t cost 2,500 euros.", 5),
        ("See [our page](https://example.org/a/b) and <https://example.org>.", 4),
        ("**Share** _freely_, and `well`", 4),
        ("A line<br>broken", 3),
        ("— … —", 0),
        ("Mail info@example.org & wait", 3),
    ],
)
def test_words_are_what_a_reader_would_call_words(source: str, count: int) -> None:
    assert coverage.words(source) == count


STATES = st.sampled_from([State.TRANSLATED, State.FUZZY, State.UNTRANSLATED])


@given(st.lists(STATES), st.randoms())
def test_parts_and_states_add_up_to_the_whole(states: list[State], random: object) -> None:
    segments = tuple(
        segment(str(n), "word " * (n % 4 + 1), (Part.ARTICLE, n // 3)) for n in range(len(states))
    )
    messages = [translated(s, state) for s, state in zip(segments, states, strict=True)]
    random.shuffle(messages)  # type: ignore[attr-defined]
    covered = coverage.measure(Template("d", segments), catalog(*messages))
    assert covered.tally.total.segments == len(segments)
    assert covered.tally.translated.segments == states.count(State.TRANSLATED)
    assert covered.tally == coverage.total(part.tally for part in covered.parts)
    whole = all(state is State.TRANSLATED for state in states)
    assert whole == (covered.tally.percent == 100)
