from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Catalog, Grade, Message, Segment, State, Template
from pipeline.stages.currency import Currency
from pipeline.stages.drift import drift
from pipeline.stages.history import history
from pipeline.stages.timeline import Point
from pipeline.stages.update import update

JANUARY = {"title": "Of museums", "sharing": "Everyone shall be heard.", "hinge": "Therefore"}
MARCH = JANUARY | {"sharing": "No one shall be heard."}
MAY = MARCH | {"hinge": "Therefore:"}


def template(date, sources):
    segments = tuple(Segment(key, source) for key, source in sources.items())
    return Template("declaration", segments, (("POT-Creation-Date", f"{date} 10:00+0000"),))


TEMPLATES = [
    template("2026-01-05", JANUARY),
    template("2026-03-02", MARCH),
    template("2026-05-01", MAY),
]


def translated(key, target, source):
    return Message(Segment(key, source), target, State.TRANSLATED)


SPANISH = Catalog(
    "declaration",
    "es",
    (
        translated("title", "De los museos", "Of museums"),
        translated("sharing", "Todos serán oídos.", "Everyone shall be heard."),
        translated("hinge", "Por tanto:", "Therefore"),
    ),
)


def test_a_stale_translation_says_since_when_and_what_changed():
    found = drift(TEMPLATES[2], SPANISH, history(TEMPLATES[:2]))
    title, sharing, hinge = found.messages
    assert title.currency is Currency.CURRENT
    assert sharing.currency is Currency.STALE
    assert (sharing.version, sharing.since, sharing.changes) == ("2026-01-05", "2026-03-02", 1)
    assert (sharing.made_for, sharing.grade) == ("Everyone shall be heard.", Grade.SUBSTANTIVE)
    assert sharing.chrf is not None
    assert sharing.ter == 40.0
    assert (hinge.since, hinge.grade) == ("2026-05-01", Grade.COSMETIC)
    assert found.summary == (
        "based on the English of 2026-01-05; 2 paragraphs behind, 1 substantive"
    )
    assert [signature.split("|")[0] for signature in found.signatures] == ["chrF", "TER"]


def test_a_catalog_that_was_updated_knows_by_its_previous_source():
    fuzzy = replace(
        SPANISH.messages[1],
        segment=Segment("sharing", MARCH["sharing"]),
        state=State.FUZZY,
        previous=JANUARY["sharing"],
    )
    updated = replace(SPANISH, messages=(SPANISH.messages[0], fuzzy, SPANISH.messages[2]))
    before = drift(TEMPLATES[1], SPANISH, history(TEMPLATES[:1]))
    after = drift(TEMPLATES[1], updated, history(TEMPLATES[:1]))
    assert before.messages == after.messages


def test_several_changes_are_counted():
    april = MARCH | {"sharing": "No one at all shall be heard."}
    templates = [*TEMPLATES[:2], template("2026-04-01", april)]
    found = drift(templates[2], SPANISH, history(templates))
    assert (found.messages[1].since, found.messages[1].changes) == ("2026-03-02", 2)


def test_what_nobody_knows_is_unsure_and_what_is_not_there_absent():
    catalog = replace(
        SPANISH,
        messages=(
            replace(SPANISH.messages[0], state=State.FUZZY),
            Message(Segment("sharing", JANUARY["sharing"])),
        ),
    )
    found = drift(TEMPLATES[0], catalog)
    assert [m.currency for m in found.messages] == [
        Currency.UNSURE,
        Currency.ABSENT,
        Currency.ABSENT,
    ]
    assert found.summary == (
        "based on the English of 2026-01-05; current, 1 unsure, 2 not translated"
    )


def test_texts_that_share_too_little_are_not_scored():
    other = template("2026-06-01", {"title": "第一条"})
    (title,) = drift(other, SPANISH, history(TEMPLATES)).messages
    assert title.currency is Currency.STALE
    assert (title.chrf, title.ter) == (None, None)
    assert drift(other, SPANISH, history(TEMPLATES)).signatures == ()


def test_the_timeline_tells_every_state_of_the_catalog():
    first = replace(SPANISH, messages=SPANISH.messages[:1])
    snapshots = [("2026-01-20", first), ("2026-02-01", SPANISH)]
    found = drift(TEMPLATES[2], SPANISH, history(TEMPLATES), snapshots=snapshots)
    assert found.timeline == (
        Point("2026-01-20", current=1, stale=0, unsure=0, absent=2),
        Point("2026-02-01", current=3, stale=0, unsure=0, absent=0),
        Point("2026-03-02", current=2, stale=1, unsure=0, absent=0, substantive=1),
        Point("2026-05-01", current=1, stale=2, unsure=0, absent=0, substantive=1),
    )


def test_without_snapshots_the_timeline_is_told_from_the_translations_of_today():
    fresh = translated("sharing", "Nadie será oído.", MARCH["sharing"])
    catalog = replace(SPANISH, messages=(SPANISH.messages[0], fresh, SPANISH.messages[2]))
    found = drift(TEMPLATES[2], catalog, history(TEMPLATES))
    assert found.timeline == (
        Point("2026-01-05", current=2, stale=0, unsure=0, absent=1),
        Point("2026-03-02", current=3, stale=0, unsure=0, absent=0),
        Point("2026-05-01", current=2, stale=1, unsure=0, absent=0),
    )


def test_a_translation_that_was_withdrawn_is_behind():
    withdrawn = Message(Segment("sharing", MARCH["sharing"]), previous=JANUARY["sharing"])
    catalog = replace(SPANISH, messages=(withdrawn,))
    sharing = drift(TEMPLATES[1], catalog, history(TEMPLATES)).stale[0]
    assert (sharing.key, sharing.grade) == ("sharing", Grade.SUBSTANTIVE)


def test_a_translation_of_an_english_that_is_not_on_record_is_behind_since_nobody_knows_when():
    found = drift(TEMPLATES[1], SPANISH)
    sharing = found.messages[1]
    assert (sharing.version, sharing.since, sharing.changes) == ("", "", 1)
    assert (found.based_on, found.summary) == ("", "1 paragraph behind, 1 substantive")


def test_a_paragraph_that_was_only_cut_says_what_it_said():
    whole = template("2026-01-05", {"sharing": "Museums share. No museum sells."})
    cut = template("2026-03-02", {"sharing": "Museums share.", "selling": "No museum sells."})
    made = translated("sharing", "Los museos comparten. Ninguno vende.", whole.segments[0].source)
    catalog, _ = update(Catalog("declaration", "es", (made,)), cut)
    found = drift(cut, catalog, history([whole]))
    assert [(m.currency, m.grade) for m in found.messages] == 2 * [(Currency.STALE, Grade.COSMETIC)]


def test_a_defined_term_that_changed_is_substantive_now_and_in_the_timeline():
    old = template("2026-01-05", {"care": "Each collection is kept."})
    new = template("2026-03-02", {"care": "Each inventory is kept."})
    behind = Catalog("d", "es", (translated("care", "Se guarda.", old.segments[0].source),))
    brought = Catalog("d", "es", (translated("care", "Se guarda.", new.segments[0].source),))
    later = template("2026-05-01", {"care": new.segments[0].source, "title": "Of museums"})

    def graves(terms):
        stale = drift(new, behind, history([old]), terms=terms)
        snapshots = [("2026-01-05", behind), ("2026-04-01", brought)]
        past = drift(later, brought, history([old, new]), terms=terms, snapshots=snapshots)
        return [stale.messages[0].grade, *(point.substantive for point in past.timeline)]

    assert graves(frozenset()) == [Grade.EDITORIAL, 0, 0, 0, 0]
    assert graves(frozenset({"collection"})) == [Grade.SUBSTANTIVE, 0, 1, 0, 0]


def test_a_withdrawn_translation_whose_english_has_returned_is_absent():
    withdrawn = Message(Segment("sharing", JANUARY["sharing"]), previous=JANUARY["sharing"])
    found = drift(TEMPLATES[0], replace(SPANISH, messages=(withdrawn,)))
    assert found.messages[1].currency is Currency.ABSENT


TEXTS = st.sampled_from(["One.", "Two.", "Three museums.", "Three museums!"])
VERSIONS = st.lists(st.dictionaries(st.sampled_from("abc"), TEXTS), min_size=1, max_size=4)


@given(VERSIONS, st.dictionaries(st.sampled_from("abc"), TEXTS))
def test_every_message_is_in_one_state_at_every_time(versions, made):
    templates = [template(f"2026-0{n}-01", each) for n, each in enumerate(versions, 1)]
    catalog = Catalog("d", "es", tuple(translated(key, "x", text) for key, text in made.items()))
    found = drift(templates[-1], catalog, history(templates))
    assert sum(found.counts.values()) == len(versions[-1])
    stale = {m.key for m in found.stale}
    assert stale == {k for k, v in versions[-1].items() if k in made and made[k] != v}
    snapshots = drift(
        templates[-1], catalog, history(templates), snapshots=[("2026-01-01", catalog)]
    )
    if found.timeline:
        assert found.timeline[-1].stale == snapshots.timeline[-1].stale == len(stale)
