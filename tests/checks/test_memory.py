"""What the checks remember from one run of the program to the next."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import Memory, Options, run
from pipeline.checks.registry import CHECKS
from pipeline.model import Catalog, Message, Segment, State

PAIRS = (
    ("Article 19", "Artículo 9"),
    ("The museums agree to share.", "Los museos acuerdan  compartir ."),
    ("19 of 30 museums", "19 de ٣٠ museos"),
    ("No one shall be excluded.", "Todos serán excluidos."),
)


def catalog(pairs=PAIRS, locale="es") -> Catalog:
    messages = tuple(
        Message(Segment(f"key-{n}", source), target, State.TRANSLATED)
        for n, (source, target) in enumerate(pairs)
    )
    return Catalog("declaration", locale, messages)


def carried(memory: Memory, stamp: str = "a") -> Memory:
    return Memory.load(memory.dump(stamp), memory.options, CHECKS, stamp)


def filled(catalogs, options: Options) -> Memory:
    memory = Memory(options)
    run(catalogs, options, memory=memory)
    return memory


def test_what_is_known_is_not_asked_again_and_what_is_new_is(monkeypatch):
    memory = carried(filled([catalog()], Options()))
    found = run([catalog()], memory.options, memory=memory)
    assert found == run([catalog()])
    assert not memory.changed
    run([catalog((*PAIRS, ("One more.", "Uno más.")))], memory.options, memory=memory)
    assert memory.changed


TEXT = st.text(st.sampled_from("aé№1٣ ,.;¿?«»“”()[]*\u200b中、"), min_size=1, max_size=30)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5), st.sampled_from(["es", "ar", "zh-Hans", "fr"]))
def test_a_memory_that_was_written_and_read_says_the_same(pairs, tag):
    texts = catalog(tuple(pairs), tag)
    memory = carried(filled([texts], Options()))
    assert run([texts], memory.options, memory=memory) == run([texts])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-20],
        lambda data: data.replace(b"key", b"kay").replace(b"19", b"18"),
        lambda data: b"\xff" * 100,
    ],
    ids=["nothing", "cut off", "changed", "noise"],
)
def test_broken_data_are_an_empty_memory(spoil):
    memory = filled([catalog()], Options())
    again = Memory.load(spoil(memory.dump("a")), Options(), CHECKS, "a")
    assert run([catalog()], again.options, memory=again) == run([catalog()])
    assert again.changed


def test_another_program_or_other_settings_begin_anew():
    memory = filled([catalog()], Options())
    again = Memory.load(memory.dump("one stamp"), Options(), CHECKS, "another stamp")
    run([catalog()], again.options, memory=again)
    assert again.changed


def test_only_the_messages_that_there_are_are_kept():
    memory = filled([catalog()], Options())
    fewer = carried(memory)
    shorter = replace(catalog(), messages=catalog().messages[:1])
    run([shorter], fewer.options, memory=fewer)
    assert len(fewer.dump("a")) < len(memory.dump("a"))
