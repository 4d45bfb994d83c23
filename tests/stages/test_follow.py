"""A catalog seen from a newer template, before anybody has run ``declaration update``."""

from pipeline.model import Catalog, Message, Segment, State, Template
from pipeline.stages.follow import follow

OLD = Segment("k", "Open within 20 days.")


def seen(new: str) -> Message:
    catalog = Catalog("d", "es", (Message(OLD, "Abierto.", State.TRANSLATED),))
    return follow(catalog, Template("d", (Segment("k", new),))).messages[0]


def test_the_same_english_is_translated():
    assert seen(OLD.source).state is State.TRANSLATED


def test_other_english_is_shown_as_stale():
    message = seen("Open to all within 20 days.")
    assert (message.state, message.target, message.previous) == (
        State.FUZZY,
        "Abierto.",
        OLD.source,
    )


def test_across_a_changed_number_nothing_is_shown():
    message = seen("Open within 30 days.")
    assert (message.state, message.target, message.previous) == (
        State.UNTRANSLATED,
        "",
        OLD.source,
    )


def test_a_translation_that_is_behind_stays_the_one_of_its_own_english():
    behind = Message(OLD, "Abierto.", State.FUZZY, previous="Open within 10 days.")
    template = Template("d", (Segment("k", "Open to all within 10 days."),))
    message = follow(Catalog("d", "es", (behind,)), template).messages[0]
    assert (message.target, message.previous) == ("Abierto.", "Open within 10 days.")


def test_what_the_template_has_not_is_obsolete_if_it_was_translated():
    empty, done = Message(OLD), Message(Segment("gone", "Closed."), "Cerrado.", State.TRANSLATED)
    messages = follow(Catalog("d", "es", (empty, done)), Template("d", ())).messages
    assert [(m.key, m.state) for m in messages] == [("gone", State.OBSOLETE)]
