"""The laws of combining catalogs, whatever their histories."""

import os
import shutil
import subprocess
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogs import po, remarks
from pipeline.model import State
from pipeline.stages.combine import Version, combine, merge
from tests.stages.test_combine import ENGLISH, catalog, message

LAW = settings(max_examples=100, deadline=None)
KEYS = st.sampled_from(sorted(ENGLISH))
SOURCES = st.sampled_from(["Share.", "Share freely.", "Do not share."])
TARGETS = st.sampled_from(["", "Uno.", "\u00e1", "a\u0301", "Dos.", "Tres.", "Cuatro\\n\n."])
NOTES = st.sampled_from(["mine", "yours", "", "| a bar"])
COMMENTS = st.lists(NOTES, max_size=2, unique=True).map(tuple)


@st.composite
def messages(draw, key):
    target = draw(TARGETS)
    state = draw(st.sampled_from([State.TRANSLATED, State.FUZZY])) if target else State.UNTRANSLATED
    if target and draw(st.integers(0, 5)) == 0:
        state = State.OBSOLETE
    previous = draw(st.none() | SOURCES) if state is State.FUZZY else None
    source = draw(SOURCES)
    return message(key, target, state, source=source, previous=previous, comments=draw(COMMENTS))


@st.composite
def catalogs(draw):
    keys = draw(st.lists(KEYS, unique=True, max_size=3))
    drawn = [draw(messages(key)) for key in keys]
    for key, source, target in draw(st.lists(st.tuples(KEYS, SOURCES, TARGETS), max_size=2)):
        old = message(key, target, State.OBSOLETE, source=source)
        if target and (key, source) not in {(m.key, m.source) for m in drawn}:
            drawn.append(old)
    drawn.sort(key=lambda m: m.state is State.OBSOLETE)
    date = draw(st.sampled_from(["2026-01-01", "2026-02-01"]))
    return catalog(*drawn, POT_Creation_Date=date, PO_Revision_Date=draw(SOURCES))


VERSIONS = st.builds(
    Version, catalogs(), st.sampled_from(["Ana", "Bo Li", "[x]; y"]), st.none() | catalogs()
)


def texts(catalog):
    found = {m.target for m in catalog.messages if m.target}
    for m in catalog.messages:
        found |= {words.split("] ", 1)[1] for words in remarks.of(m.comments, "conflict")}
        found |= {*remarks.of(m.comments, "suggestion"), *remarks.of(m.comments, "earlier")}
    return set(map(nfc, found))


def nfc(text):
    return unicodedata.normalize("NFC", text)


@LAW
@given(VERSIONS, st.lists(VERSIONS, max_size=3), st.randoms())
def test_the_order_of_contributions_does_not_matter(ours, theirs, random):
    shuffled = random.sample(theirs, len(theirs))
    one, other = combine(ours, theirs), combine(ours, shuffled)
    assert one.catalog.messages == other.catalog.messages
    assert one.catalog == other.catalog
    assert set(one.findings) == set(other.findings)


@LAW
@given(VERSIONS, VERSIONS, st.none() | catalogs())
def test_which_branch_is_ours_does_not_matter(one, other, base):
    assert merge(one, other, base).catalog == merge(other, one, base).catalog


@LAW
@given(VERSIONS, VERSIONS)
def test_a_contribution_combined_again_changes_nothing(ours, theirs):
    once = combine(ours, [theirs]).catalog
    again = combine(replace(ours, catalog=once), [theirs])
    assert again.catalog == once
    assert again.taken == ()


@LAW
@given(VERSIONS, st.lists(VERSIONS, max_size=3))
def test_no_text_is_lost_unseen(ours, theirs):
    combined = combine(ours, theirs)
    said = nfc("".join(finding.words for finding in combined.findings))
    began_with = set().union(*(texts(version.base) for version in theirs if version.base))
    for version in (ours, *theirs):
        for text in texts(version.catalog) - began_with:
            assert text in texts(combined.catalog) or text in said


@LAW
@given(VERSIONS, st.lists(VERSIONS, max_size=3))
def test_a_translation_stands_only_where_somebody_made_it_for_that_english(ours, theirs):
    made = {
        (m.source, nfc(m.target))
        for version in (ours, *theirs)
        for m in version.catalog.messages
        if m.state is State.TRANSLATED or (m.state is State.OBSOLETE and "fuzzy" not in m.flags)
    }
    for m in combine(ours, theirs).catalog.messages:
        if m.state is State.TRANSLATED:
            assert (m.source, nfc(m.target)) in made


@LAW
@given(VERSIONS, st.lists(VERSIONS, max_size=3), st.none() | catalogs())
def test_no_message_is_there_twice(ours, theirs, base):
    results = [combine(ours, theirs), *(merge(ours, each, base) for each in theirs)]
    for result in results:
        names = [(m.key, m.source) for m in result.catalog.messages]
        live = [m.key for m in result.catalog.live]
        assert len(names) == len(set(names))
        assert len(live) == len(set(live))


@given(catalogs())
def test_a_catalog_combined_with_itself_is_itself(one):
    assert combine(Version(one, "a"), [Version(one, "b")]).catalog == one
    assert merge(Version(one, "a"), Version(one, "b"), one).catalog == one


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs msgfmt on the PATH (gettext)")
@settings(max_examples=25, deadline=None)
@given(VERSIONS, VERSIONS, st.none() | catalogs())
def test_gettext_reads_every_merged_file(ours, theirs, base):
    header = (("Language", "es"), ("Content-Type", "text/plain; charset=UTF-8"))
    merged = merge(ours, theirs, base).catalog
    data = po.write(replace(merged, header=header))
    done = subprocess.run(
        ["msgfmt", "-c", "-o", os.devnull, "-"], input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert po.read(data, path="es.po", document="declaration").messages == merged.messages
