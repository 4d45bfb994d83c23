"""The manager's decisions, as a file that people can read and mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.accepted import Accepted, covers, read, write
from pipeline.errors import CatalogError

WORD = Accepted("declaration", "k", "It is open.", "It’s “open”.\n", "Style.", "2026-03-02")


def test_it_reads_like_this():
    assert (
        write([WORD])
        .decode()
        .endswith(
            '[[accepted]]\ndocument = "declaration"\nkey = "k"\nold = "It is open."\n'
            'new = "It’s “open”.\\n"\nwhy = "Style."\ndate = "2026-03-02"\n'
        )
    )


@given(st.lists(st.builds(Accepted, *[st.text(st.characters(codec="utf-8"))] * 6)))
def test_what_is_written_is_read(words):
    assert list(read(write(words), path="po/accepted.toml")) == words


@pytest.mark.parametrize(
    "text",
    [
        "[[accepted]\n",
        "[[accepted]]\nkey = 1\n",
        '[[accepted]]\nkey = "k"\n',
        '[[accepted]]\nkey = "k"\nwhat = "x"\n',
        "accepted = 3\n",
        "\xff",
    ],
)
def test_a_broken_file_is_an_error_with_a_remedy(text):
    with pytest.raises(CatalogError, match="restore the file from git"):
        read(text.encode("latin-1"), path="po/accepted.toml")


def test_a_word_covers_its_change_only_and_several_words_cover_their_chain():
    chain = [Accepted("d", "k", "a", "b", ""), Accepted("d", "k", "b", "c", "")]
    assert covers(chain, "d", "k", "a", "b")
    assert covers(chain, "d", "k", "a", "c")
    assert not covers(chain, "d", "k", "c", "a")
    assert not covers(chain, "d", "other", "a", "b")
    assert not covers(chain, "other", "k", "a", "b")
    assert not covers([], "d", "k", "a", "a"), "there was no change"
