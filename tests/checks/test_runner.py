"""Running the checks: what they see, how a crash is told, waivers, what is remembered."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import Memory, Options, check_message, run
from pipeline.checks import waivers as waiver_files
from pipeline.checks.declared import Check, Example, Hit, check
from pipeline.checks.registry import CHECKS
from pipeline.checks.waivers import Waiver
from pipeline.errors import DeclarationError
from pipeline.locales import Locale
from pipeline.model import Catalog, Certainty, Message, Segment, Severity, State


def catalog(
    *pairs: tuple[str, str], locale: str = "es", state: State = State.TRANSLATED
) -> Catalog:
    messages = tuple(
        Message(Segment(f"key-{n}", source), target, state)
        for n, (source, target) in enumerate(pairs)
    )
    return Catalog("declaration", locale, messages)


def ids(findings) -> list[str]:
    return [finding.check for finding in findings]


def test_a_finding_names_document_locale_and_key():
    (finding,) = run([catalog(("Article 19", "Artículo 9"))], checks=(number_check(),))[:1]
    assert (finding.document, finding.locale, finding.key) == ("declaration", "es", "key-0")
    assert finding.severity is Severity.ERROR


def number_check() -> Check:
    return next(c for c in CHECKS if c.id == "number-mismatch")


def test_fuzzy_obsolete_and_empty_messages_are_not_searched_for_faults():
    wrong = ("Article 19", "Artículo 9")
    assert ids(run([catalog(wrong, state=State.FUZZY)])) == ["fuzzy"]
    assert ids(run([catalog(wrong, state=State.OBSOLETE)])) == []
    assert ids(run([catalog(("Article 19", ""), state=State.UNTRANSLATED)])) == ["untranslated"]


@pytest.fixture
def crashing() -> Check:
    @check(
        id="crashing",
        severity=Severity.ERROR,
        certainty=Certainty.CERTAIN,
        rationale="For the test.",
        good=(Example("a", "a"),),
        bad=(Example("a", "b"),),
    )
    def function(unit):
        """Crashes."""
        yield Hit("before the crash")
        raise ZeroDivisionError("division by zero")

    return function


def test_a_check_that_crashes_is_a_finding_about_itself_and_the_run_goes_on(crashing):
    found = run([catalog(("Article 19", "Artículo 9"))], checks=(crashing, number_check()))
    assert ids(found) == ["crashing", "check-crashed", "number-mismatch", "number-mismatch"]
    assert "'crashing' failed here (ZeroDivisionError: division by zero)" in found[1].words


def test_a_project_switches_checks_off():
    wrong = catalog(("Article 19", "Artículo 9"))
    assert ids(run([wrong], Options(off=frozenset(("number-mismatch",))))) == []


def test_a_habit_of_the_translation_is_told_once_and_a_slip_each_time():
    sources = [f"We “agree” to number {n}." for n in range(20, 40)]
    straight = [(s, s.replace("We “agree” to", 'Acordamos "algo"')) for s in sources]
    found = [f for f in run([catalog(*straight)]) if f.check == "quote-style"]
    assert len(found) == 1
    assert found[0].severity is Severity.INFO
    assert "in 19 more messages" in found[0].words
    proper = [(s, t.replace(' "algo"', " «algo»")) for s, t in straight]
    slips = [*proper[:18], *straight[18:]]
    found = [f for f in run([catalog(*slips)]) if f.check == "quote-style"]
    assert [finding.key for finding in found] == ["key-18", "key-19"]


def spaced(number: int, wrong: int) -> Catalog:
    """So many messages with commas, and a space before some of them."""
    right = [(f"First {n}, second {n}.", f"Primero {n}, segundo {n}.") for n in range(number)]
    slips = [(source, target.replace(",", " ,")) for source, target in right[:wrong]]
    return catalog(*slips, *right[wrong:])


def test_each_fault_is_told_where_it_is_also_in_a_long_catalog():
    found = [f for f in run([spaced(60, 3)]) if f.check == "punctuation-space"]
    assert [f.key for f in found] == ["key-0", "key-1", "key-2"]
    wrong = [(f"Article {n}", f"Artículo {n + (n < 4)}") for n in range(1, 61)]
    found = [f for f in run([catalog(*wrong)]) if f.severity is Severity.ERROR]
    assert {f.key for f in found} == {"key-0", "key-1", "key-2"}


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        ("broken-character", "Primer\ufffd, segundo"),
        ("doubled-space", "Primero,  segundo"),
        ("repeated-punctuation", "Primero,, segundo"),
        ("doubled-word", "Primero de de segundo"),
    ],
)
def test_what_a_tenth_of_the_messages_have_is_no_habit(check, wrong):
    right = [(f"First {n}, second.", f"Primero {n}, de segundo.") for n in range(60)]
    slips = [(source, f"{wrong} {n}.") for n, (source, _) in enumerate(right[:6])]
    found = [f for f in run([catalog(*slips, *right[6:])]) if f.check == check]
    assert [f.key for f in found] == [f"key-{n}" for n in range(6)]


def test_a_paragraph_that_goes_on_with_a_sentence_may_begin_small():
    whole = [(f"Museums lend {n}.", f"Los museos prestan {n}.") for n in range(20, 40)]
    torn = ("We agree to share.", "acordamos compartir.")

    def small(before: str) -> list[str]:
        found = run([catalog(*whole, ("We, the museums,", before), torn)])
        return [finding.key for finding in found if finding.check == "initial-case"]

    assert small("Nosotros, los museos,") == []
    assert small("Nosotros, los museos.") == ["key-21"]


def test_a_letter_that_is_always_put_together_of_parts_is_told_once():
    torn = [(f"Agreement {n}", f"Decisio\u0301n {n}") for n in range(5)]
    whole = [(f"Education {n}", f"Canción é {n}") for n in range(3)]
    slip = ("Coffee", "Cafe\u0301")
    found = [f for f in run([catalog(*torn, *whole, slip)]) if f.check == "not-normalized"]
    assert [f.key for f in found] == ["key-0", "key-8"]
    assert "in 4 more messages" in found[0].words


def test_findings_about_the_header_have_no_key():
    broken = replace(catalog(("Yes", "Sí")), header=(("Language", "fr"),))
    (finding,) = run([broken])
    assert (finding.check, finding.document, finding.key) == ("header", "declaration", "")


# --------------------------------------------------------------------------------- waivers

TOML = """\
[[waiver]]
check = "number-mismatch"
key = "key-0"
reason = "The article was renumbered on purpose."
expires = 2027-01-01
"""


def test_a_waived_finding_says_why():
    waivers = waiver_files.parse(TOML, where="po/es/a.waivers.toml", locale="es")
    options = Options(waivers=waivers, today=datetime.date(2026, 12, 31))
    found = run([catalog(("Article 19", "Artículo 9"))], options)
    assert {f.waived for f in found} == {"The article was renumbered on purpose."}


def test_an_expired_waiver_is_a_finding_and_waives_nothing():
    waivers = waiver_files.parse(TOML, where="po/es/a.waivers.toml", locale="es")
    options = Options(waivers=waivers, today=datetime.date(2027, 1, 1))
    found = run([catalog(("Article 19", "Artículo 9"))], options)
    assert ids(found) == ["number-mismatch", "number-mismatch", "waiver-expired"]
    assert not any(f.waived for f in found)
    assert found[-1].where == "po/es/a.waivers.toml:1"


def test_a_waiver_that_matches_nothing_is_a_finding_but_not_in_another_language():
    waiver = Waiver("number-mismatch", "why", key="key-0", locale="es")
    right = catalog(("Article 19", "Artículo 19"))
    assert ids(run([right], Options(waivers=(waiver,)))) == ["waiver-idle"]
    greek = catalog(("Article 19", "Άρθρο 19"), locale="el")
    assert ids(run([greek], Options(waivers=(waiver,)))) == []


def test_a_waiver_may_match_again_while_its_translation_is_not_done():
    waiver = Waiver("number-mismatch", "why", key="key-0", locale="es")
    fuzzy = catalog(("Article 19", "Artículo 9"), state=State.FUZZY)
    assert ids(run([fuzzy], Options(waivers=(waiver,)))) == ["fuzzy"]


def test_of_two_waivers_of_one_finding_neither_is_idle():
    wide, narrow = Waiver("number-mismatch", "wide"), Waiver("number-mismatch", "n", key="key-0")
    found = run([catalog(("Article 19", "Artículo 9"))], Options(waivers=(wide, narrow)))
    assert {(f.check, f.waived) for f in found} == {("number-mismatch", "wide")}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[waiver]\n", "toml:1: not TOML"),
        ("\n\n[[waiver]]\ncheck = a\n", "toml:4: not TOML: Invalid value. See https://toml.io"),
        ("waiver = [1]\n", "unknown table 'waiver'"),
        ("\n[[ waiver ]] # so\n\n[['waiver']]\ncheck = 'a'", "toml:2: a waiver without 'check'"),
        ("waiver = [{check = 'a'}]", "toml:1: a waiver without 'reason'"),
        ("[[waiver]]\ncheck = 'a'\n", "a waiver without 'reason'"),
        ("[[waiver]]\nreason = 'a'\n", "a waiver without 'check'"),
        ("\n[[waiver]]\ncheck = 'a'\nreason = 'b'\nuntil = 'c'\n", "unknown field 'until'"),
        ("[[waiver]]\ncheck = 'a'\nreason = 'b'\nexpires = 'soon'\n", "'expires' of a waiver"),
        ("[waivers]\n", "unknown table 'waivers'"),
    ],
)
def test_a_waiver_file_that_is_wrong_is_an_error_with_file_and_line(text, what):
    with pytest.raises(DeclarationError, match=what) as caught:
        waiver_files.parse(text, where="po/es/a.waivers.toml")
    assert str(caught.value).startswith("po/es/a.waivers.toml")


def test_a_waiver_may_end_at_a_time_of_day():
    text = TOML.replace("2027-01-01", "2027-01-01T12:00:00Z")
    (waiver,) = waiver_files.parse(text, where="po/es/a.waivers.toml")
    assert waiver.expires == datetime.date(2027, 1, 1)


def test_the_error_names_the_line_of_the_waiver():
    text = "\n[[waiver]]\ncheck = 'a'\nreason = 'b'\n\n[[waiver]]\ncheck = 'a'\n"
    with pytest.raises(DeclarationError, match=r"po/es/a\.waivers\.toml:6: a waiver without"):
        waiver_files.parse(text, where="po/es/a.waivers.toml")


# -------------------------------------------------------------------------------- laws

ODD = st.sampled_from("«»“”\"'()[]*_`<>#{}%\\¿?¡!;,.:·\u200b\u202e\u0301é中の한ع؟१5Ⅷ\n \u00a0🙂")
TEXT = st.text(st.one_of(ODD, st.characters(exclude_categories=("Cs",))), max_size=60)
TAGS = ["es", "el", "ar", "zh-Hans", "ja", "he", "am", "th", "hi", "fr", "tr", "yo", "mn-Mong"]


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT, st.sampled_from(TAGS))
def test_no_text_makes_a_check_crash_and_spans_lie_within(source, target, tag):
    message = Message(Segment("key", source), target, State.TRANSLATED)
    found = run([Catalog("d", tag, (message,))])
    assert "check-crashed" not in ids(found)
    for finding in found:
        assert all(0 <= s.start <= s.end <= len(target) for s in finding.target_spans)
        assert all(0 <= s.start <= s.end <= len(source) for s in finding.source_spans)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=6), TEXT, st.sampled_from(TAGS))
def test_what_is_remembered_is_what_would_be_found(pairs, changed, tag):
    options = Options()
    memory = Memory(options)
    before = catalog(*pairs, locale=tag)
    assert run([before], options, memory=memory) == run([before], options)
    if pairs:
        messages = (replace(before.messages[0], target=changed), *before.messages[1:])
        after = replace(before, messages=messages)
        assert run([after], options, memory=memory) == run([after], options)


def test_one_message_can_be_checked_by_itself():
    message = Message(Segment("key", "Article 19"), "Artículo 9", State.TRANSLATED)
    found = check_message(message, Locale.parse("es"), document="declaration")
    assert ids(found) == ["number-mismatch", "number-mismatch"]


def test_numerals_that_nobody_here_can_read_are_told_once():
    strange = [(f"Article {n}", f"Tiki {n + 100}") for n in range(1, 31)]
    found = run([catalog(*strange, locale="mi")], checks=(number_check(),))
    assert {f.code: f.severity for f in found} == {
        "missing": Severity.INFO,
        "added": Severity.INFO,
    }
    right = [(f"Article {n}", f"Tiki {n}") for n in range(1, 30)]
    found = run([catalog(*right, ("Article 30", "Tiki 3"), locale="mi")], checks=(number_check(),))
    assert [(f.key, f.severity) for f in found][:1] == [("key-29", Severity.ERROR)]


def test_a_message_with_no_end_of_faults_is_told_of_so_often_and_no_more():
    (message,) = catalog(("One word.", "palabra " * 3000)).messages
    found = ids(check_message(message, Locale.parse("es")))
    assert 20 < max(found.count(each) for each in set(found)) < 100
