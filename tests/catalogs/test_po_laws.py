"""The laws of reading and writing catalogs, with gettext as the judge."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.catalogs import po
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Message, Part, Place, Plural, Segment, State
from tests.catalogs.test_po import EVERYTHING, HEADER, read

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
    | st.sampled_from('\\"\n\t\a\v\f\r\x1c\u2028\x85ñ語 '),
    max_size=12,
)
LINES = st.lists(
    st.text(st.sampled_from('aé語.#,:|~"\\\u2028 '), max_size=8).map(lambda s: s.strip() + "x"),
    max_size=3,
).map(tuple)
PLACES = st.builds(
    lambda n, m: Place(((Part.ARTICLE, n), (Part.PARAGRAPH, m))),
    st.integers(1, 40),
    st.integers(1, 9),
)


@st.composite
def messages(draw) -> Message:
    state = draw(st.sampled_from(State))
    target = "" if state is State.UNTRANSLATED else draw(WORDS.filter(bool))
    previous = draw(st.none() | WORDS.filter(bool))
    place = Place(()) if state is State.OBSOLETE else draw(PLACES)
    plural = draw(
        st.none() | st.builds(lambda s, t: Plural(s, (target, t)), WORDS.filter(bool), WORDS)
    )
    return Message(
        Segment(draw(WORDS.filter(bool)), draw(WORDS.filter(bool)), place, draw(LINES)),
        target,
        state,
        previous=previous,
        previous_key=previous and draw(st.none() | WORDS.filter(bool)),
        comments=draw(LINES),
        flags=draw(st.sampled_from([(), ("no-wrap",), ("c-format", "no-wrap")])),
        plural=plural,
        previous_plural=previous and draw(st.none() | WORDS.filter(bool)),
    )


@st.composite
def catalogs(draw) -> Catalog:
    drawn = draw(st.lists(messages(), max_size=6, unique_by=lambda m: m.key))
    ordered = sorted(drawn, key=lambda m: m.state is State.OBSOLETE)
    header = (("Language", "es"), ("Content-Type", "text/plain; charset=UTF-8"), ("X-Own", ""))
    return Catalog("declaration", "es", tuple(ordered), header, draw(LINES))


@given(catalogs())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back_the_same(catalog):
    assert read(po.write(catalog)) == catalog


WRAPPED = (
    HEADER
    + b"""
#, c-format, fuzzy
msgctxt "one"
msgid ""
"One "
"museum"
msgstr "Un m\\303\\272seo"

# Apart.

msgctxt "two"
msgid ""
"Two"
msgstr ""
"Dos"


#~ msgctxt "three"
#~ msgid ""
#~ "Three"
#~ msgstr "Tres"
"""
)


def test_entries_that_nobody_touched_stay_as_an_editor_left_them():
    catalog = read(WRAPPED)
    assert po.write(catalog) != WRAPPED
    assert po.write(catalog, like=WRAPPED) == WRAPPED.replace(b"\n\n\n#~", b"\n\n#~")
    one, two, three = catalog.messages
    touched = replace(catalog, messages=(one, replace(two, target="Dos."), three))
    assert po.write(touched, like=WRAPPED) == WRAPPED.replace(b"\n\n\n#~", b"\n\n#~").replace(
        b'# Apart.\n\nmsgctxt "two"\nmsgid ""\n"Two"\nmsgstr ""\n"Dos"',
        b'# Apart.\nmsgctxt "two"\nmsgid "Two"\nmsgstr "Dos."',
    )


@given(catalogs(), st.integers(0, 5))
@settings(max_examples=100, deadline=None)
def test_a_layout_never_changes_what_is_said(catalog, which):
    """Every second message is written in pieces, one is edited: it reads as what was written."""
    pieces = po.write(catalog).decode().split("\n\n")
    odd = (re.sub('(?m)^msgid "', 'msgid ""\n"', p) if n % 2 else p for n, p in enumerate(pieces))
    like = "\n\n".join(odd).encode()
    messages = [
        replace(m, comments=(*m.comments, "seen")) if n == which else m
        for n, m in enumerate(catalog.messages)
    ]
    edited = replace(catalog, messages=tuple(messages))
    assert read(po.write(edited, like=like)) == edited
    assert po.write(edited, like=po.write(edited, like=like)) == po.write(edited, like=like)


@pytest.mark.skipif(not shutil.which("msgcat"), reason="needs msgcat of GNU gettext")
@given(st.lists(catalogs(), min_size=4, max_size=4))
@settings(max_examples=8, deadline=None)
def test_what_is_written_is_what_msgcat_prints(tmp_path_factory, drawn):
    for catalog in drawn:
        file = tmp_path_factory.mktemp("po") / "x.po"
        file.write_bytes(po.write(catalog))
        printed = subprocess.run(["msgcat", "--no-wrap", "--force-po", file], capture_output=True)
        assert printed.stdout.decode() == po.write(catalog).decode(), printed.stderr.decode()


PIECES = b'\n|"|\\|#~ |#| |#~| |msgid |msgstr |msgctxt |msgstr[7] |\t|<<<<<<<\n|\xff|\x0c|\x00|""\n'


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(EVERYTHING)), st.sampled_from(PIECES.split(b"|")), st.integers(0, 40)
        ),
        max_size=4,
    )
)
@example([(186, b'"', 36)])  # a charset that runs over the end of its line
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_as_something_or_refused(damage):
    data = EVERYTHING
    for at, piece, gone in damage:
        data = data[:at] + piece + data[at + gone :]
    try:
        written = po.write(read(data))
    except CatalogError as error:
        said = (error.where, error.remedy)
    else:
        said = ("po/es/declaration.po:", "none needed")
        assert po.write(read(written)) == written
    assert said[0].startswith("po/es/declaration.po:")
    assert said[1]
