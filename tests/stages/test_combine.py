"""Combining catalogs: what people rely on; the laws are in `test_combine_laws`."""

from dataclasses import replace

import pytest

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Message, Segment, State
from pipeline.stages.combine import Version, combine, merge

ENGLISH = {"title": "Of museums", "sharing": "Museums should share.", "hinge": "Therefore:"}


def catalog(*messages, **fields):
    header = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return Catalog("declaration", "es", messages, header)


def message(key, target="", state=None, *, source=None, previous=None, comments=()):
    state = state or (State.TRANSLATED if target else State.UNTRANSLATED)
    segment = Segment(key, source or ENGLISH[key])
    return Message(segment, target, state, previous, comments=comments)


def only(combined):
    (message,) = combined.catalog.messages
    return message


def test_a_volunteers_translations_fill_the_gaps():
    ours = catalog(message("title", "De los museos"), message("sharing"))
    theirs = catalog(message("title"), message("sharing", "Los museos deberían compartir."))
    combined = combine(Version(ours, "ours"), [Version(theirs, "Ana")])
    assert [m.target for m in combined.catalog.messages] == [
        "De los museos",
        "Los museos deberían compartir.",
    ]
    assert combined.taken == ("sharing",)
    assert combined.findings == ()


def test_with_an_ancestor_the_one_who_changed_a_text_is_believed():
    base = catalog(message("sharing", "Compartir."))
    ours = catalog(message("sharing", "Los museos deberían compartir."))
    assert combine(Version(ours, "ours"), [Version(base, "Ana", base)]).catalog == ours
    taken = combine(Version(base, "ours"), [Version(ours, "Ana", base)])
    assert only(taken) == only(combine(Version(ours, "ours"), []))
    assert taken.findings == ()


def test_what_both_changed_is_a_conflict_that_a_person_sees():
    base = catalog(message("title", "Museos", comments=("a good title is short",)))
    ours = catalog(message("title", "De los museos", comments=("a good title is short",)))
    theirs = catalog(message("title", "Sobre los museos", comments=("a good title is short",)))
    combined = combine(Version(ours, "Bo"), [Version(theirs, "Ana", base)])
    assert only(combined).state is State.FUZZY
    assert only(combined).comments == (
        "a good title is short",
        "| conflict: [Ana] Sobre los museos",
        "| conflict: [Bo] De los museos",
    )
    (finding,) = combined.findings
    assert (finding.check, finding.key, finding.locale) == ("contribution-conflict", "title", "es")
    assert combined.conflicts == ("title",)


def test_in_a_conflict_the_text_for_the_present_english_stands():
    base = catalog(message("sharing", "Uno."))
    ours = catalog(message("sharing", "Tres.", source="Museums should share freely."))
    theirs = catalog(message("sharing", "Dos."))
    torn = only(combine(Version(ours, "Bo"), [Version(theirs, "Ana", base)]))
    assert (torn.target, torn.state) == ("Tres.", State.FUZZY)
    assert remarks.of(torn.comments, "conflict") == (
        "[Ana, for an earlier English] Dos.",
        "[Bo] Tres.",
    )


def test_what_looks_alike_is_no_conflict():
    ours = catalog(message("title", "Declaracio\u0301n"))
    theirs = catalog(message("title", "Declaraci\u00f3n"))
    combined = combine(Version(ours, "Bo"), [Version(theirs, "Ana")])
    assert only(combined) == message("title", "Declaraci\u00f3n")
    assert combined.findings == ()


def test_a_conflict_is_resolved_by_leaving_one_text_and_taking_the_fuzzy_mark_off():
    ours = catalog(message("title", "De los museos"))
    theirs = catalog(message("title", "Sobre los museos"))
    torn = combine(Version(ours, "Bo"), [Version(theirs, "Ana")]).catalog
    resolved = replace(
        torn,
        messages=(replace(torn.messages[0], target="De museos", state=State.TRANSLATED),),
    )
    combined = combine(Version(torn, "Bo"), [Version(resolved, "Cy", torn)])
    assert only(combined) == message("title", "De museos")
    assert combined.findings == ()


def test_a_text_for_an_earlier_english_is_fuzzy_and_shows_what_changed():
    ours = catalog(message("sharing", source="Museums should share freely."))
    theirs = catalog(message("sharing", "Los museos deberían compartir."))
    combined = combine(Version(ours, "ours"), [Version(theirs, "Ana")])
    assert only(combined).state is State.FUZZY
    assert only(combined).source == "Museums should share freely."
    assert only(combined).previous == "Museums should share."
    (changed,) = remarks.of(only(combined).comments, "changed")
    assert changed.startswith("Museums should share{+ freely+}. (editorial")
    assert [finding.check for finding in combined.findings] == ["contribution-outdated"]


def test_a_text_that_may_say_the_opposite_now_is_only_quoted():
    ours = catalog(message("sharing", source="Museums should not share."))
    theirs = catalog(message("sharing", "Los museos deberían compartir."))
    combined = combine(Version(ours, "ours"), [Version(theirs, "Ana")])
    now, kept = combined.catalog.messages
    assert (now.target, now.state) == ("", State.UNTRANSLATED)
    assert remarks.of(now.comments, "suggestion") == ("Los museos deberían compartir.",)
    assert kept == message("sharing", "Los museos deberían compartir.", State.OBSOLETE)
    assert [(f.check, f.code) for f in combined.findings] == [("contribution-outdated", "unsafe")]


def test_a_message_under_another_messages_key_goes_home():
    ours = catalog(message("title"), message("hinge"))
    theirs = catalog(
        Message(Segment("hinge", ENGLISH["title"]), "De los museos", State.TRANSLATED),
        Message(Segment("", ENGLISH["hinge"]), "Por tanto:", State.TRANSLATED),
    )
    combined = combine(Version(ours, "ours"), [Version(theirs, "Ana")])
    assert combined.catalog.messages == (
        message("title", "De los museos"),
        message("hinge", "Por tanto:"),
    )


def test_english_that_two_paragraphs_have_is_home_to_neither():
    twice = (Message(Segment(key, "Therefore:")) for key in ("hinge", "again"))
    theirs = catalog(Message(Segment("", "Therefore:"), "Por tanto:", State.TRANSLATED))
    combined = combine(Version(catalog(*twice), "ours"), [Version(theirs, "Ana")])
    assert [m.target for m in combined.catalog.live] == ["", ""]
    assert [m.target for m in combined.catalog.messages[2:]] == ["Por tanto:"]


@pytest.mark.parametrize("state", [State.TRANSLATED, State.FUZZY])
def test_what_stood_where_a_message_goes_home_is_kept_as_obsolete(state):
    theirs = catalog(
        Message(Segment("", ENGLISH["title"]), "De los museos", State.TRANSLATED),
        message("title", "Casas", state, source="Of houses"),
    )
    combined = combine(Version(catalog(message("title")), "ours"), [Version(theirs, "Ana")])
    now, before = combined.catalog.messages
    assert now == message("title", "De los museos")
    fuzzy = ("fuzzy",) if state is State.FUZZY else ()
    assert (before.target, before.state, before.flags) == ("Casas", State.OBSOLETE, fuzzy)


def test_a_translation_that_somebody_keeps_as_obsolete_fills_the_gap():
    theirs = catalog(
        message("title", source="On museums"), message("title", "De los museos", State.OBSOLETE)
    )
    combined = combine(Version(catalog(message("title")), "ours"), [Version(theirs, "Ana")])
    assert combined.catalog.messages == (message("title", "De los museos"),)


def test_in_a_conflict_the_text_that_most_people_have_stands():
    ours = catalog(message("title", "Ante todo, museos"))
    theirs = catalog(message("title", "De los museos"))
    torn = only(combine(Version(ours, "Bo"), [Version(theirs, "Ana"), Version(theirs, "Cy")]))
    assert (torn.target, torn.state) == ("De los museos", State.FUZZY)
    assert remarks.of(torn.comments, "conflict") == (
        "[Ana; Cy] De los museos",
        "[Bo] Ante todo, museos",
    )


def test_a_comment_that_was_taken_away_comes_back_with_one_who_has_no_ancestor():
    noted = catalog(message("title", "Museos", comments=("short?",)))
    bare = catalog(message("title", "Museos"))
    ana, cy = Version(noted, "Ana", noted), Version(bare, "Cy")
    assert only(combine(Version(bare, "Bo"), [ana])).comments == ()
    assert only(combine(Version(bare, "Bo"), [ana, cy])).comments == ("short?",)


def test_a_paragraph_that_is_gone_is_kept_as_obsolete():
    ours = catalog(message("title"))
    theirs = catalog(message("title"), message("hinge", "Por tanto:"))
    combined = combine(Version(ours, "ours"), [Version(theirs, "Ana")])
    assert combined.catalog.messages[1] == message("hinge", "Por tanto:", State.OBSOLETE)
    assert [finding.check for finding in combined.findings] == ["contribution-unknown"]


def test_an_emptied_translation_is_kept_and_doubted():
    base = catalog(message("title", "De los museos"))
    theirs = catalog(message("title"))
    combined = combine(Version(base, "ours"), [Version(theirs, "Ana", base)])
    assert (only(combined).target, only(combined).state) == ("De los museos", State.FUZZY)
    assert [finding.check for finding in combined.findings] == ["contribution-emptied"]


def test_a_fuzzy_mark_travels_both_ways():
    sure, doubted = (catalog(message("title", "De museos", s)) for s in (None, State.FUZZY))
    assert only(combine(Version(sure, "a"), [Version(doubted, "b", sure)])).state is State.FUZZY
    assert only(combine(Version(doubted, "a"), [Version(sure, "b", doubted)])) == only(
        combine(Version(sure, "a"), [])
    )


def test_without_an_ancestor_a_finished_text_goes_before_a_fuzzy_one_and_that_is_said():
    ours = catalog(message("title", "Museos", State.FUZZY, previous="Museums"))
    theirs = catalog(message("title", "De los museos"))
    combined = combine(Version(ours, "ours"), [Version(theirs, "Ana")])
    assert only(combined) == message("title", "De los museos")
    (finding,) = combined.findings
    assert finding.check == "contribution-superseded"
    assert "“Museos”" in finding.words


def test_credits_and_the_latest_hand_are_kept():
    ours = replace(
        catalog(
            message("title"),
            Project_Id_Version="Museums",
            POT_Creation_Date="2026-03-02 00:00+0000",
            PO_Revision_Date="2026-03-05 10:00+0000",
            Last_Translator="Bo <bo@example.org>",
        ),
        header_comments=("Spanish", "Bo <bo@example.org>, 2026."),
    )
    theirs = replace(
        catalog(
            message("title", "De los museos"),
            Project_Id_Version="untitled",
            POT_Creation_Date="2026-01-01 00:00+0000",
            PO_Revision_Date="2026-03-06 10:00+0000",
            Last_Translator="Ana <ana@example.org>",
            X_Generator="Poedit 3.4",
        ),
        header_comments=("Spanish", "Ana <ana@example.org>, 2026."),
    )
    merged = combine(Version(ours, "ours"), [Version(theirs, "Ana")]).catalog
    assert dict(merged.header) == {
        "Project-Id-Version": "Museums",
        "POT-Creation-Date": "2026-03-02 00:00+0000",
        "PO-Revision-Date": "2026-03-06 10:00+0000",
        "Last-Translator": "Ana <ana@example.org>",
        "X-Generator": "Poedit 3.4",
    }
    assert sorted(merged.header_comments) == sorted(
        ("Spanish", "Bo <bo@example.org>, 2026.", "Ana <ana@example.org>, 2026.")
    )


def test_what_a_format_has_no_room_for_is_not_taken_away():
    base = replace(
        catalog(message("title", "Título", comments=("see article 2",))),
        header_comments=("Bo, 2026.",),
    )
    sheet = catalog(message("title", "De los museos"))
    combined = combine(Version(base, "ours"), [Version(sheet, "Ana", base)]).catalog
    assert combined.messages == (message("title", "De los museos", comments=("see article 2",)),)
    assert combined.header_comments == ("Bo, 2026.",)
    merged = merge(Version(base, "a"), Version(sheet, "b"), base).catalog
    assert merged.messages == (message("title", "De los museos"),)


def test_branches_that_add_and_take_away_paragraphs_merge():
    base = catalog(message("title", "Título"), message("hinge", "Por tanto:"))
    ours = catalog(message("title", "Título"), message("sharing"), message("hinge", "Por tanto:"))
    theirs = catalog(message("title", "Título"), message("hinge", "Por tanto:", State.OBSOLETE))
    merged = merge(Version(ours, "a"), Version(theirs, "b"), base).catalog
    assert merged.messages == (
        message("title", "Título"),
        message("sharing"),
        message("hinge", "Por tanto:", State.OBSOLETE),
    )


def test_branches_that_both_changed_the_english_say_so():
    base = catalog(message("title", "Título"), POT_Creation_Date="2026-01-01")
    one = catalog(message("title", "Título", source="On museums"), POT_Creation_Date="2026-02-01")
    two = catalog(
        message("title", "Título", State.FUZZY, source="About museums", previous="Of museums"),
        POT_Creation_Date="2026-03-01",
    )
    for ours, theirs in ((one, two), (two, one)):
        merged = merge(Version(ours, "a"), Version(theirs, "b"), base)
        assert only(merged).source == "About museums"
        assert only(merged).state is State.FUZZY
        assert [finding.check for finding in merged.findings] == ["source-conflict"]
