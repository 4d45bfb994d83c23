"""What becomes of a translation when the English changes; each test is one kind of change."""

from dataclasses import replace

import pytest

from pipeline.catalogs import remarks
from pipeline.catalogs.accepted import Accepted
from pipeline.model import Catalog, Message, Part, Place, Segment, State, Template
from pipeline.stages.memory import Memory, Unit
from pipeline.stages.remake import Policy
from pipeline.stages.update import update

HEADER = (("POT-Creation-Date", "2026-03-02 00:00+0000"), ("Project-Id-Version", "Doors"))


def template(*texts: tuple[str, str]) -> Template:
    return Template(
        "declaration",
        tuple(
            Segment(key, source, Place(((Part.PARAGRAPH, n),)))
            for n, (key, source) in enumerate(texts, 1)
        ),
        HEADER,
    )


def catalog(*texts: tuple[str, str, str], locale: str = "es") -> Catalog:
    messages = [
        Message(Segment(key, source), target, State.TRANSLATED if target else State.UNTRANSLATED)
        for key, source, target in texts
    ]
    return Catalog("declaration", locale, tuple(messages))


def updated(before: Catalog, new: Template, **options: object) -> Catalog:
    """The updated catalog; that updating it again changes nothing is part of every test."""
    after, _ = update(before, new, **options)
    again, _ = update(after, new, **options)
    assert again == after
    return after


def message(of: Catalog, key: str) -> Message:
    (found,) = [m for m in of.live if m.key == key]
    return found


def obsolete(of: Catalog) -> list[tuple[str, str, str]]:
    return [(m.key, m.source, m.target) for m in of.messages if m.state is State.OBSOLETE]


OPEN = ("open", "The museum is open to all visitors.", "El museo está abierto a todo visitante.")
KEEP = ("keep", "Curators keep the records.", "Los conservadores guardan los registros.")


def test_the_same_key_and_the_same_english_are_kept():
    before = catalog(OPEN, KEEP)
    after = updated(before, template(OPEN[:2], KEEP[:2]))
    assert after.messages == before.messages
    assert [str(m.segment.place) for m in after.messages] == ["paragraph 1", "paragraph 2"]


def test_a_moved_paragraph_is_untouched():
    before = catalog(OPEN, KEEP)
    after = updated(before, template(KEEP[:2], OPEN[:2]))
    assert [m.state for m in after.messages] == [State.TRANSLATED] * 2
    assert [m.target for m in after.messages] == [KEEP[2], OPEN[2]]


def test_changed_english_is_fuzzy_with_the_previous_and_shows_the_words():
    after = updated(catalog(OPEN), template(("open", "The museum is open to all young visitors.")))
    found = message(after, "open")
    assert (found.state, found.target) == (State.FUZZY, OPEN[2])
    assert found.previous == OPEN[1]
    (words,) = remarks.of(found.comments, "changed")
    assert words.startswith("The museum is open to all {+young +}visitors. (editorial: wording; ")


def test_after_two_changes_the_previous_is_what_the_translation_was_made_for():
    once = updated(catalog(OPEN), template(("open", "The museum is open to all young visitors.")))
    twice = updated(once, template(("open", "The museums are open to all young visitors.")))
    assert message(twice, "open").previous == OPEN[1]
    back = updated(twice, template(OPEN[:2]))
    assert message(back, "open") == message(catalog(OPEN), "open"), "as if nothing had happened"


def test_a_translation_that_was_touched_meanwhile_stays_fuzzy_when_the_english_returns():
    once = updated(catalog(OPEN), template(("open", "The museum is open to all young visitors.")))
    half = message(once, "open")
    touched = Message(
        half.segment, "El museo joven …", State.FUZZY, half.previous, None, half.comments
    )
    back = updated(Catalog("declaration", "es", (touched,)), template(OPEN[:2]))
    assert message(back, "open").state is State.FUZZY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Everyone shall be heard.", "No one shall be heard."),
        ("The council meets within 20 days.", "The council meets within 30 days."),
        ("The council meets on a Monday.", "The council meets on a Tuesday."),
    ],
)
def test_across_a_changed_number_or_negation_a_translation_is_only_quoted(old, new):
    before = catalog(("k", old, "traducción"))
    after = updated(before, template(("k", new)))
    found = message(after, "k")
    assert (found.state, found.target, found.previous) == (State.UNTRANSLATED, "", old)
    assert remarks.of(found.comments, "suggestion") == ("traducción",)
    assert "substantive" in remarks.of(found.comments, "changed")[0]
    assert obsolete(after) == [("k", old, "traducción")]
    back = updated(after, template(("k", old)))
    assert back.messages == before.messages, "when the English returns, so does its translation"


def test_a_translation_in_the_making_is_not_withdrawn_for_what_it_was_mended_for():
    before = catalog(("k", "The museums meet within 20 days.", "Se reúnen en 20 días."))
    once = updated(before, template(("k", "The museums meet again within 20 days.")))
    half = message(once, "k")
    touched = Message(
        half.segment, "Se … 20 días.", State.FUZZY, half.previous, None, half.comments
    )
    after = updated(
        Catalog("declaration", "es", (touched,)),
        template(("k", "The museums often meet again within 20 days.")),
    )
    assert (message(after, "k").state, message(after, "k").target) == (State.FUZZY, "Se … 20 días.")
    assert remarks.of(message(after, "k").comments, "unsure")


def test_a_changed_modal_is_fuzzy_and_says_so():
    before = catalog(("k", "Museums shall share their records.", "Los museos compartirán …"))
    after = updated(before, template(("k", "Museums should share their records.")))
    assert message(after, "k").state is State.FUZZY
    assert "substantive: an obligation" in remarks.of(message(after, "k").comments, "changed")[0]


def test_a_cosmetic_change_is_fuzzy_unless_the_settings_say_otherwise():
    new = template(("open", "The museum is open to all visitors!"))
    assert message(updated(catalog(OPEN), new), "open").state is State.FUZZY
    kept = updated(catalog(OPEN), new, policy=Policy(keep_cosmetic=True))
    assert (message(kept, "open").state, message(kept, "open").comments) == (State.TRANSLATED, ())
    later = updated(updated(catalog(OPEN), new), new, policy=Policy(keep_cosmetic=True))
    assert message(later, "open").state is State.TRANSLATED, "also when it was fuzzied before"


def test_by_the_managers_word_a_translation_survives_any_change():
    old, new = "Open within 20 days.", "Open within 30 days."
    word = Accepted("declaration", "k", old, new, why="The translation says “a month”.")
    policy = Policy(accepted=(word,))
    before = catalog(("k", old, "Abierto en un mes."))
    at_once = updated(before, template(("k", new)), policy=policy)
    later = updated(updated(before, template(("k", new))), template(("k", new)), policy=policy)
    for after in (at_once, later):
        assert (message(after, "k").state, message(after, "k").target) == (
            State.TRANSLATED,
            "Abierto en un mes.",
        )
        assert obsolete(after) == []
    other = updated(before, template(("k", "Open within 40 days.")), policy=policy)
    assert message(other, "k").state is State.UNTRANSLATED, "the word counts for this change only"


def test_the_managers_word_counts_over_several_changes():
    words = (
        Accepted("declaration", "k", "It is open.", "It is wide open.", why="a"),
        Accepted("declaration", "k", "It is wide open.", "It stands wide open.", why="b"),
    )
    before = catalog(("k", "It is open.", "Está abierto."))
    after = updated(before, template(("k", "It stands wide open.")), policy=Policy(accepted=words))
    assert message(after, "k").state is State.TRANSLATED


WHOLE = (
    "whole",
    "Museums share what they know. They meet within 20 days.",
    "Los museos comparten lo que saben. Se reúnen en 20 días.",
)
FIRST, SECOND = "Museums share what they know.", "They meet within 20 days."


def test_the_part_of_a_cut_paragraph_is_judged_by_its_own_english():
    cut = updated(catalog(WHOLE), template(("whole", FIRST), ("rest", SECOND)))
    after = updated(cut, template(("whole", FIRST.replace("what", "all that")), ("rest", SECOND)))
    found = message(after, "whole")
    assert (found.state, found.target) == (State.FUZZY, "Los museos comparten lo que saben.")


def test_a_paragraph_that_was_cut_or_joined_leaves_notes_and_previous_with_its_key():
    noted = replace(catalog(WHOLE).messages[0], comments=("A note.",))
    cut = updated(
        Catalog("declaration", "es", (noted,)), template(("first", FIRST), ("whole", SECOND))
    )
    notes = [(m.key, remarks.own(m.comments), m.previous_key) for m in cut.live]
    assert notes == [("first", (), "whole"), ("whole", ("A note.",), None)]
    parts = catalog(("one", FIRST, "Comparten."), ("whole", SECOND, "Se reúnen en 20 días."))
    joined = message(updated(parts, template(WHOLE[:2])), "whole")
    assert (joined.target, joined.previous_key) == ("Comparten. Se reúnen en 20 días.", None)


def test_new_text_is_filled_from_an_equal_one_as_fuzzy():
    after = updated(catalog(OPEN), template(OPEN[:2], ("again", OPEN[1])))
    found = message(after, "again")
    assert (found.state, found.target, found.previous) == (State.FUZZY, OPEN[2], None)
    assert remarks.of(found.comments, "memory") == ("100% like declaration, open",)


def test_new_text_is_offered_what_other_documents_have():
    memory = Memory([Unit("The museum is open to all guests.", "Abierto a todos.", "news, n1")])
    new = template(("k", "The museum is open to all the guests."))
    found = message(updated(catalog(), new, memory=memory), "k")
    assert (found.state, found.target) == (State.FUZZY, "Abierto a todos.")
    assert found.previous == "The museum is open to all guests."
    (words,) = remarks.of(found.comments, "memory")
    assert words.endswith("% like news, n1")
    bare = updated(catalog(), new, memory=memory, policy=Policy(suggestions=False))
    assert message(bare, "k") == Message(new.segments[0])


def test_an_offer_with_another_number_is_only_quoted():
    memory = Memory(
        [
            Unit(
                "The museum has 20 halls for its guests and one for its friends.",
                "Tiene 20 salas.",
                "news, n1",
            )
        ]
    )
    new = template(("k", "The museum has 30 halls for its guests and one for its friends."))
    found = message(updated(catalog(), new, memory=memory), "k")
    assert found.state is State.UNTRANSLATED
    assert remarks.of(found.comments, "suggestion") == ("Tiene 20 salas.",)
    (words,) = remarks.of(found.comments, "memory")
    assert words.endswith("% like news, n1, where the English is otherwise: a number")


def test_brand_new_text_gets_nothing():
    after = updated(catalog(OPEN, KEEP), template(OPEN[:2], ("bats", "Bats sleep in the tower.")))
    assert message(after, "bats") == Message(Segment("bats", "Bats sleep in the tower."))


def test_the_same_english_under_another_key_is_fuzzy():
    after = updated(catalog(OPEN), template(("door", OPEN[1])))
    found = message(after, "door")
    assert (found.state, found.target, found.previous_key) == (State.FUZZY, OPEN[2], "open")


def test_a_catalog_without_keys_gets_them():
    after = updated(catalog(("", *OPEN[1:])), template(OPEN[:2]))
    assert (message(after, "open").state, message(after, "open").target) == (
        State.TRANSLATED,
        OPEN[2],
    )


def test_remarks_go_when_the_translator_has_dealt_with_them_and_own_words_stay():
    once = updated(catalog(OPEN), template(("open", "The museum is open to all young visitors.")))
    half = message(once, "open")
    redone = Message(
        half.segment, "Nuevo.", State.TRANSLATED, half.previous, None, ("Mine.", *half.comments)
    )
    after = updated(
        Catalog("declaration", "es", (redone,)),
        template(("open", "The museum is open to all young visitors.")),
    )
    found = message(after, "open")
    assert (found.previous, found.comments) == (None, ("Mine.",))


def test_the_header_gets_the_templates_date_and_keeps_all_else():
    header = (("Project-Id-Version", "Old"), ("X-Own", "1"), ("POT-Creation-Date", "2020-01-01"))
    before = Catalog("declaration", "es", (), header, ("Ana <a@example.org>, 2024.",))
    after = updated(before, template(OPEN[:2]))
    assert after.header[:3] == (*header[:2], HEADER[0])
    assert after.header_comments == before.header_comments
    assert after.field("Language") == "es"
    assert after.field("Plural-Forms")


def test_a_catalog_without_a_header_keeps_what_stands_above_it():
    before = Catalog("declaration", "es", (), (), ("Ana <a@example.org>, 2024.",))
    after = update(before, Template("declaration", (), HEADER))[0]
    assert after.field("Language") == "es"
    assert after.header_comments == before.header_comments


def test_a_new_language_gets_a_whole_header():
    after = updated(Catalog("declaration", "zh-Hans", ()), template(OPEN[:2]))
    assert after.field("Language") == "zh_CN"
    assert after.field("POT-Creation-Date") == "2026-03-02 00:00+0000"
