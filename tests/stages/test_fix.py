"""Safe fixes: applied, marked for review unless they are sure, and never twice."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import run
from pipeline.checks.registry import CHECKS
from pipeline.model import Catalog, Message, Segment, State
from pipeline.stages.fix import fix

SURE = frozenset(check.id for check in CHECKS if check.sure_fix)


def fixed(source: str, target: str, locale: str, *only: str):
    catalog = Catalog("d", locale, (Message(Segment("k", source), target, State.TRANSLATED),))
    (after,), done = fix([catalog], run, sure=SURE, only=frozenset(only))
    message = after.messages[0]
    return message.target, message.state, [check for each in done for check in each.checks]


def test_a_sure_fix_keeps_a_message_translated():
    assert fixed("an action", "una  accio\u0301n", "es") == (
        "una acción",
        State.TRANSLATED,
        ["doubled-space", "not-normalized"],
    )
    assert fixed("Yes?", "Ναι\u037e", "el")[:2] == ("Ναι;", State.TRANSLATED)


def test_a_fix_that_somebody_may_want_otherwise_makes_it_fuzzy():
    assert fixed("first, second", "第一,第二", "zh-Hans") == (
        "第一，第二",
        State.FUZZY,
        ["half-width-punctuation"],
    )
    assert fixed("Really?", "Vraiment ?", "fr")[:2] == ("Vraiment\u202f?", State.FUZZY)


def test_only_the_fixes_that_are_asked_for():
    assert fixed("first, second", "第一,第二  ", "zh-Hans", "edge-space")[0] == "第一,第二"


def test_a_message_that_is_fuzzy_already_is_left_alone():
    message = Message(Segment("k", "two words"), "dos  palabras", State.FUZZY)
    catalog = Catalog("d", "es", (message,))
    assert fix([catalog], run, sure=SURE) == ((catalog,), ())


def test_messages_of_one_key_in_two_documents_are_two():
    doubled = Message(Segment("k", "two words"), "dos  palabras", State.TRANSLATED)
    single = replace(doubled, target="dos palabras")
    catalogs = Catalog("one", "es", (doubled,)), Catalog("other", "es", (single,))
    after, (done,) = fix(catalogs, run, sure=SURE)
    assert after == (Catalog("one", "es", (single,)), catalogs[1])
    assert (done.document, done.before, done.after) == ("one", doubled, single)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("ab 第一二,.;?!，。\u0301\u037e\u200b\u00ad «»:é"), max_size=40),
    st.sampled_from(["es", "fr", "el", "zh-Hans", "ja", "ar"]),
)
def test_fixing_twice_does_nothing_more(target, locale):
    catalog = Catalog("d", locale, (Message(Segment("k", "ab ab"), target, State.TRANSLATED),))
    once, _ = fix([catalog], run, sure=SURE)
    twice, done = fix(once, run, sure=SURE)
    assert twice == once
    assert done == ()
