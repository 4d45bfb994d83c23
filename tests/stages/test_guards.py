"""Each thing that nobody meant is told apart, by one finding; ordinary work is left in peace."""

from dataclasses import replace

import pytest

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Message, Segment, State, Template
from pipeline.stages.guards import GUARDS, guard
from pipeline.stages.history import Past, history
from pipeline.stages.remake import Policy
from pipeline.stages.update import update

JANUARY = {"title": "Of museums", "sharing": "Museums share.", "care": "Museums take care."}
MARCH = JANUARY | {"sharing": "Museums share with all visitors."}


def template(date, sources):
    segments = tuple(Segment(key, source) for key, source in sources.items())
    return Template("declaration", segments, (("POT-Creation-Date", f"{date} 10:00+0000"),))


OLD, NEW = template("2026-01-05", JANUARY), template("2026-03-02", MARCH)
PAST = Past(history([OLD, NEW]))


def translated(key, target, source):
    return Message(Segment(key, source), target, State.TRANSLATED)


SPANISH = Catalog(
    "declaration",
    "es",
    (
        translated("title", "De los museos de la ciencia", JANUARY["title"]),
        translated("sharing", "Los museos comparten.", JANUARY["sharing"]),
        translated("care", "Los museos cuidan.", JANUARY["care"]),
    ),
    (("POT-Creation-Date", "2026-01-05 10:00+0000"),),
)
UPDATED, _ = update(SPANISH, NEW, policy=Policy())


def edited(catalog, key, **changes):
    messages = (replace(m, **changes) if m.key == key else m for m in catalog.messages)
    return replace(catalog, messages=tuple(messages))


def found(catalog, template=NEW, committed=UPDATED, past=PAST, **options):
    findings = guard(catalog, template, committed=committed, past=past, **options)
    assert all(finding.check in GUARDS for finding in findings)
    return [(finding.check, finding.key) for finding in findings]


def test_ordinary_work_is_left_in_peace():
    assert found(SPANISH, OLD, SPANISH) == []
    assert found(UPDATED) == []
    assert found(UPDATED, committed=SPANISH) == []
    assert found(UPDATED, committed=None) == []
    redone = edited(
        UPDATED, "sharing", target="Comparten con todos.", state=State.TRANSLATED, previous=None
    )
    assert found(redone) == []
    assert found(redone, committed=None) == []


def test_a_draft_that_its_translator_marks_fuzzy_is_left_in_peace():
    empty = edited(UPDATED, "title", target="", state=State.UNTRANSLATED)
    draft = edited(empty, "title", target="¿De los museos?", state=State.FUZZY)
    assert found(draft, committed=empty) == []
    said = remarks.put((), "adopted", ["from a page, 80 % sure"])
    other = edited(draft, "title", target="Los museos", comments=said)
    assert found(other, committed=draft) == []


def test_an_edited_msgid():
    wrong = edited(UPDATED, "title", segment=Segment("title", "Of the museums"))
    assert found(wrong) == [("msgid-edited", "title")]
    assert found(wrong, committed=None, past=None) == [("msgid-edited", "title")]


def test_a_catalog_from_an_older_template_is_one_finding():
    (finding,) = guard(SPANISH, NEW, committed=UPDATED, past=PAST)
    assert (finding.check, finding.key, finding.locale) == ("catalog-outdated", "", "es")
    assert "(2026-01-05) than the project's (2026-03-02): 1 message has" in finding.words
    assert found(SPANISH, committed=None, past=None) == [("catalog-outdated", "")]


def test_a_message_under_another_key():
    wrong = edited(UPDATED, "title", segment=Segment("titel", "Of museums"))
    assert found(wrong) == [("message-moved", "titel")]


def test_a_translation_joined_to_another_english():
    wrong = edited(UPDATED, "title", target=UPDATED.messages[2].target)
    wrong = edited(wrong, "care", target=UPDATED.messages[0].target)
    assert found(wrong) == [("message-moved", "title"), ("message-moved", "care")]


@pytest.mark.parametrize("committed", [UPDATED, None], ids=["git", "no git"])
def test_fuzzy_left_on_after_the_translation_was_redone(committed):
    redone = edited(UPDATED, "sharing", target="Los museos comparten con todos los visitantes.")
    assert found(redone, committed=committed) == [("fuzzy-left-on", "sharing")]


@pytest.mark.parametrize("committed", [UPDATED, None], ids=["git", "no git"])
def test_fuzzy_taken_off_with_nothing_changed(committed):
    wrong = edited(UPDATED, "sharing", state=State.TRANSLATED, previous=None)
    assert found(wrong, committed=committed) == [("fuzzy-removed", "sharing")]
    assert found(wrong, committed=committed, vouched={"sharing"}) == []


def test_what_english_it_was_is_known_by_the_versions_and_not_by_the_header():
    newer = replace(SPANISH, header=UPDATED.header)
    assert found(newer) == [("catalog-outdated", "")]
    assert found(newer, past=None) == [("msgid-edited", "sharing")]
    never = edited(SPANISH, "sharing", segment=Segment("sharing", "Museums sell."))
    assert found(never) == [("msgid-edited", "sharing")]
    # A record that has just begun knows of no earlier English: the header is believed.
    begun = Past(history([NEW]))
    assert found(SPANISH, past=begun) == [("catalog-outdated", "")]


def test_english_that_two_paragraphs_have_or_exchanged_is_under_no_wrong_key():
    twice = template("2026-03-02", MARCH | {"again": MARCH["title"]})
    both = replace(UPDATED, messages=(*UPDATED.messages, translated("again", "…", MARCH["title"])))
    assert found(both, twice, committed=None, past=None) == []
    lacking = edited(both, "again", target="", state=State.UNTRANSLATED)
    assert found(lacking, twice, committed=None, past=None) == []
    swapped = JANUARY | {"title": JANUARY["care"], "care": JANUARY["title"]}
    later = template("2026-03-02", swapped)
    past = Past(history([OLD, later]))
    assert found(SPANISH, later, SPANISH, past) == [("catalog-outdated", "")]


def test_a_word_or_two_may_well_stand_in_two_places():
    short = edited(edited(UPDATED, "title", target="Museos"), "care", target="Cuidar")
    other = edited(edited(short, "title", target="Otra"), "care", target="Museos")
    assert found(other, committed=short) == []


def test_fuzzy_may_be_taken_off_where_no_word_changed():
    marked = template("2026-03-02", JANUARY | {"sharing": "Museums share!"})
    fuzzy, _ = update(SPANISH, marked, policy=Policy())
    assert fuzzy.messages[1].state is State.FUZZY
    taken = edited(fuzzy, "sharing", state=State.TRANSLATED, previous=None)
    assert found(taken, marked, fuzzy, Past(history([OLD, marked]))) == []


def test_the_finding_shows_the_words_and_the_way_out():
    wrong = edited(UPDATED, "sharing", state=State.TRANSLATED, previous=None)
    (finding,) = guard(wrong, NEW, committed=UPDATED, past=PAST)
    assert "Museums share{+ with all visitors+}." in finding.words
    assert "declaration approve" in finding.words


def test_a_conflict_waits_for_a_person():
    torn = edited(
        UPDATED,
        "title",
        state=State.FUZZY,
        comments=remarks.put((), "conflict", ["[Ana] De museos", "[Bo] Museos"]),
    )
    assert found(torn) == [("contribution-conflict", "title")]
    settled = edited(torn, "title", state=State.TRANSLATED)
    again, _ = update(settled, NEW)
    assert again.messages[0].comments == ()
