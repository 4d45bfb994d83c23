"""What was translated before is found again, and says where it comes from."""

from pipeline.model import Catalog, Message, Segment, State
from pipeline.stages.memory import Memory, Unit, made_for, normal, units

ROOMS = "The rooms are open to all guests of the town."


def message(key: str, source: str, target: str, state: State = State.TRANSLATED, **more) -> Message:
    return Message(Segment(key, source), target, state, **more)


def test_an_equal_text_is_found_whatever_its_quotation_marks_case_and_spaces():
    memory = Memory([Unit("The “Open  Doors” day", "El día", "news, n1")])
    offer = memory.equal('the "open doors" day')
    assert offer is not None
    assert (offer.unit.target, offer.likeness) == ("El día", 1.0)
    assert memory.equal("the open doors day") is None


def test_a_text_nearly_the_same_is_found_with_its_likeness():
    memory = Memory([Unit("Dogs stay outside.", "x", "a"), Unit(ROOMS, "Las salas", "b")])
    edited = ROOMS.replace("guests", "visitors")
    offer, nothing = memory.near([edited, "Bats sleep in the tower."], floor=0.8)
    assert offer is not None
    assert (offer.unit.origin, 0.8 < offer.likeness < 1) == ("b", True)
    assert nothing is None


def test_what_a_catalog_knows_and_where_it_comes_from():
    catalog = Catalog(
        "news",
        "es",
        (
            message("a", "One.", "Uno."),
            message("b", "Two.", "¿Dos?", State.FUZZY),
            message("c", "Three.", "", State.UNTRANSLATED),
            message("d", "Four.", "Cuatro.", State.OBSOLETE),
            message("e", "Five.", "Cinco.", State.OBSOLETE, flags=("fuzzy",)),
        ),
    )
    assert [(u.target, u.origin) for u in units(catalog)] == [
        ("Uno.", "news, a"),
        ("Cuatro.", "news, obsolete, d"),
    ]


def test_what_is_in_use_goes_before_what_is_obsolete():
    old = message("k", "Yes.", "Sí, viejo.", State.OBSOLETE)
    memory = Memory.of(
        [Catalog("d", "es", (old,)), Catalog("n", "es", (message("y", "Yes.", "Sí."),))]
    )
    offer = memory.equal("Yes.")
    assert offer is not None
    assert offer.unit.target == "Sí."


def test_a_doubted_translation_belongs_to_nothing():
    assert made_for(message("k", "One.", "Uno.", State.FUZZY, previous="One")) is None


def test_normal_form_folds_what_does_not_matter():
    assert normal("“Ａ’s”\n B") == '"a\'s" b'
