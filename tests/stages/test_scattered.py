"""Parts of one text that went different ways."""

from pipeline.model import Catalog, Message, Segment, State, Template
from pipeline.stages.carry import carry
from pipeline.stages.scattered import scattered
from pipeline.stages.update import update

OPEN = "The museum is open to all who come with a question."
GARDEN = "Its garden stays open until the sun has gone down."
FREE = "Everyone may visit free of charge on Sundays."
KEEP = "Curators keep the records of each collection."
MEET = "The council meets twice a year in the old town hall."


def parts(old: list[str], new: list[str]) -> dict[int, tuple[int, ...]]:
    return scattered(old, new, carry(old, new))


def test_a_part_is_found_far_from_the_other_and_in_its_place():
    old = [f"{OPEN} {GARDEN}", FREE, KEEP, MEET]
    assert parts(old, [OPEN, FREE, KEEP, GARDEN, MEET]) == {0: (0, 3)}
    assert parts(old, [GARDEN, FREE, KEEP, OPEN, MEET]) == {0: (3, 0)}


def test_new_text_is_no_part_of_anything():
    old = [f"{OPEN} {GARDEN}", FREE, KEEP]
    assert parts(old, [OPEN, FREE, KEEP, MEET]) == {}
    assert parts(old, [f"{OPEN} {GARDEN}", FREE, KEEP, OPEN]) == {}


def test_each_part_gets_its_own_sentences():
    old = (Segment("open", f"{OPEN} {GARDEN}"), Segment("free", FREE), Segment("keep", KEEP))
    words = ("El museo está abierto. El jardín también.", "Gratis.", "Los registros.")
    messages = tuple(Message(s, w, State.TRANSLATED) for s, w in zip(old, words, strict=True))
    new = (Segment("open", OPEN), old[1], old[2], Segment("garden", GARDEN))
    catalog, findings = update(Catalog("d", "es", messages), Template("d", new))
    found = catalog.by_key()
    assert found["open"].target == "El museo está abierto."
    assert (found["garden"].target, found["garden"].state) == ("El jardín también.", State.FUZZY)
    assert [finding.check for finding in findings] == ["paragraph-split"]
    assert update(catalog, Template("d", new)) == (catalog, ())
