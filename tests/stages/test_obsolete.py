"""What becomes of a translation whose English is gone, and how it comes back."""

from dataclasses import replace

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Message, Segment, State
from pipeline.stages.update import update
from tests.stages.test_update import KEEP, OPEN, catalog, message, obsolete, template, updated


def test_a_withdrawn_translation_is_offered_again_when_only_the_wording_has_changed():
    before = catalog(("k", "The museums meet within 20 days.", "Se reúnen en 20 días."))
    once = updated(before, template(("k", "The museums meet within 30 days.")))
    assert message(once, "k").target == ""
    twice = updated(once, template(("k", "The museums often meet within 20 days.")))
    found = message(twice, "k")
    assert (found.state, found.target) == (State.FUZZY, "Se reúnen en 20 días.")
    assert found.previous == "The museums meet within 20 days."
    assert (remarks.of(found.comments, "suggestion"), obsolete(twice)) == ((), [])


def test_notes_on_the_obsolete_and_on_the_present_message_both_stay():
    old = "The museums meet within 20 days."
    once = updated(catalog(("k", old, "En 20 días.")), template(("k", old.replace("20", "30"))))
    noted = tuple(replace(m, comments=(*m.comments, f"Nota: {m.state}.")) for m in once.messages)
    twice = updated(
        replace(once, messages=noted), template(("k", old.replace("meet", "often meet")))
    )
    said = remarks.own(message(twice, "k").comments)
    assert sorted(said) == ["Nota: obsolete.", "Nota: untranslated."]


def test_what_is_gone_is_obsolete_and_comes_back_with_its_english():
    before = catalog(OPEN, KEEP)
    after = updated(before, template(OPEN[:2]))
    assert obsolete(after) == [KEEP]
    back = updated(after, template(OPEN[:2], KEEP[:2]))
    assert back.messages == before.messages


def test_what_was_never_translated_leaves_nothing_behind_but_a_persons_words():
    empty = Message(Segment("a", "One thing."))
    asked = Message(Segment("b", "Another matter."), comments=("What does this mean?",))
    after = updated(Catalog("declaration", "es", (empty, asked)), template(OPEN[:2]))
    assert [(m.key, m.comments) for m in after.messages[1:]] == [("b", ("What does this mean?",))]


def test_a_note_without_a_translation_comes_back_as_a_note():
    asked = Message(Segment(*KEEP[:2]), state=State.OBSOLETE, comments=("What does this mean?",))
    after, findings = update(Catalog("declaration", "es", (asked,)), template(KEEP[:2]))
    assert message(after, "keep").state is State.UNTRANSLATED
    assert message(after, "keep").comments == ("What does this mean?",)
    assert findings == ()


def test_a_doubtful_translation_is_doubtful_when_it_comes_back():
    doubted = replace(catalog(KEEP).messages[0], state=State.FUZZY)
    before = Catalog("declaration", "es", (*catalog(OPEN).messages, doubted))
    after = updated(before, template(OPEN[:2]))
    assert [(m.state, m.flags) for m in after.messages[1:]] == [(State.OBSOLETE, ("fuzzy",))]
    back = updated(after, template(OPEN[:2], KEEP[:2]))
    assert back.messages == before.messages


def test_a_suggestion_that_is_gone_keeps_the_english_that_it_was_for():
    hint = Message(Segment(*KEEP[:2]), "¿Registros?", State.FUZZY, previous="Curators keep files.")
    after = updated(Catalog("declaration", "es", (hint,)), template(OPEN[:2]))
    (kept,) = after.messages[1:]
    assert (kept.state, kept.flags, kept.previous) == (
        State.OBSOLETE,
        ("fuzzy",),
        "Curators keep files.",
    )


def test_two_translations_that_become_obsolete_under_one_name_are_both_kept():
    shelved = replace(catalog(KEEP).messages[0], target="Guardan.", state=State.OBSOLETE)
    before = replace(catalog(KEEP), messages=(*catalog(KEEP).messages, shelved))
    after = updated(before, template(OPEN[:2]))
    (kept,) = after.messages[1:]
    assert kept.target == KEEP[2]
    assert remarks.of(kept.comments, "earlier") == ("Guardan.",)
