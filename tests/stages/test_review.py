from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Catalog, Message, Part, Place, Segment, State, Template
from pipeline.stages.review import ReviewClass, approve, digest, missing, name_of, review

ANA = "Ana <ana@example.org>"
ALONE, FIRST = Place(((Part.PREAMBLE, 0),)), Place(((Part.ARTICLE, 1),))
PREAMBLE = Segment("preamble", "Museums belong to everyone.", ALONE)
ARTICLE = Segment("sharing", "Museums should share what they know.", FIRST)
TEMPLATE = Template("declaration", (PREAMBLE, ARTICLE))


def translated(segment, target):
    return Message(segment, target, State.TRANSLATED)


MESSAGES = (
    translated(PREAMBLE, "Los museos son de todos."),
    translated(ARTICLE, "Los museos deberían compartir lo que saben."),
)
CATALOG = Catalog("declaration", "es", MESSAGES)
SEALS = approve((), MESSAGES, ANA, "2026-03-02")


def test_a_seal_holds_while_nothing_changes():
    reviews = review(TEMPLATE, CATALOG, SEALS)
    assert reviews.count(ReviewClass.LANGUAGE) == 2
    assert reviews.count(ReviewClass.LEGAL) == 0
    assert missing(reviews, {ReviewClass.LANGUAGE}) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda m: replace(m, target=m.target + "!"),
        lambda m: replace(m, segment=replace(m.segment, source="Museums shall share.")),
        lambda m: replace(m, state=State.FUZZY),
        lambda m: replace(m, state=State.OBSOLETE),
    ],
    ids=["translation", "English", "fuzzy", "obsolete"],
)
def test_a_seal_breaks_by_itself(change):
    changed = replace(CATALOG, messages=(MESSAGES[0], change(MESSAGES[1])))
    reviews = review(TEMPLATE, changed, SEALS)
    assert [len(message.valid) for message in reviews.messages] == [1, 0]
    assert [len(message.broken) for message in reviews.messages] == [0, 1]


def test_the_template_moving_on_breaks_a_seal_before_the_catalog_is_updated():
    moved = Template("declaration", (PREAMBLE, replace(ARTICLE, source="Museums shall share.")))
    assert [len(m.broken) for m in review(moved, CATALOG, SEALS).messages] == [0, 1]


def test_a_release_may_ask_for_review_by_class_and_part():
    reviews = review(TEMPLATE, CATALOG, SEALS)
    (legal,) = missing(reviews, {ReviewClass.LANGUAGE, ReviewClass.LEGAL}, {Part.ARTICLE})
    assert (legal.key, legal.code) == ("sharing", "legal")
    assert "legal review" in legal.words


def test_who_approved_an_earlier_text_is_said():
    changed = replace(CATALOG, messages=(MESSAGES[0], translated(ARTICLE, "Otra cosa.")))
    (broken,) = missing(review(TEMPLATE, changed, SEALS), {ReviewClass.LANGUAGE})
    assert broken.code == "language-broken"
    assert "by Ana of 2026-03-02" in broken.words, "no address, for it may be published"


def test_of_several_who_approved_an_earlier_text_the_last_is_named():
    seals = approve(SEALS, MESSAGES, "Zoe", "2026-04-01")
    changed = replace(CATALOG, messages=(MESSAGES[0], translated(ARTICLE, "Otra cosa.")))
    (broken,) = missing(review(TEMPLATE, changed, seals), {ReviewClass.LANGUAGE})
    assert "by Zoe of 2026-04-01" in broken.words


def test_who_gave_nothing_but_an_address_has_no_name():
    assert name_of("<ana@example.org>") == "a reviewer"
    assert name_of("Ana Ruiz <ana@example.org>") == "Ana Ruiz"


def test_a_new_seal_answers_the_broken_ones_of_its_class_only():
    legal = approve(SEALS, MESSAGES, "Lex", "2026-03-03", ReviewClass.LEGAL)
    changed = translated(ARTICLE, "Otra cosa.")
    seals = approve(legal, [changed], "Bo", "2026-04-01")
    assert [(s.reviewer, s.review) for s in seals if s.key == "sharing"] == [
        ("Bo", ReviewClass.LANGUAGE),
        ("Lex", ReviewClass.LEGAL),
    ]


def test_to_approve_twice_changes_nothing():
    assert approve(SEALS, MESSAGES, ANA, "2026-12-31") == SEALS
    assert len(approve(SEALS, MESSAGES, "Bo", "2026-12-31")) == 4


TEXTS = st.text(max_size=8)
SIDES = st.tuples(TEXTS, TEXTS, TEXTS)


@given(SIDES, SIDES)
def test_digests_are_equal_if_and_only_if_all_sides_are(one, other):
    def of(key, source, target):
        return digest(translated(Segment(key, source), target))

    assert (of(*one) == of(*other)) is (one == other)


@given(TEXTS, TEXTS, TEXTS)
def test_words_cannot_move_from_one_side_to_the_other(key, source, target):
    moved = translated(Segment(key, source[:-1]), source[-1:] + target)
    assert (digest(moved) == digest(translated(Segment(key, source), target))) is (not source)
