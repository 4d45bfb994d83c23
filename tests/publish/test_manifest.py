"""The manifest is read back as it was written, and anything else is no manifest."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish import manifest
from pipeline.publish.manifest import Entry, File, Manifest, Product

words = st.text(max_size=8)
file = st.builds(File, words, words, st.integers(0, 2**53))
product = st.builds(
    Product,
    words,
    words,
    st.integers(0, 2**53),
    st.integers(0, 2**53),
    st.lists(words).map(tuple),
    st.integers(0, 2**53),
    st.lists(words).map(tuple),
    st.lists(words).map(tuple),
    st.lists(st.tuples(words, words)).map(tuple),
)
entry = st.builds(
    Entry,
    words,
    words,
    file,
    st.none() | file,
    st.booleans(),
    st.integers(0, 100),
    words,
    st.lists(product, max_size=2).map(tuple),
    words,
    words,
    st.lists(words).map(tuple),
)


entries, others = (st.lists(each, max_size=2).map(tuple) for each in (entry, file))


@given(st.builds(Manifest, words, words, entries, others))
def test_what_was_written_is_read(value: Manifest) -> None:
    assert manifest.read(manifest.write(value)) == value


@given(
    st.binary()
    | st.sampled_from(
        [b"{}", b"[]", b'{"format": 1}', b'{"format": 99}', b"null", b'{"project": "\xff"}']
    )
)
def test_anything_else_is_no_manifest(data: bytes) -> None:
    assert manifest.read(data) is None
