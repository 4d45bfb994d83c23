"""An error says where, what and what to do, and survives the way from another process."""

import pickle

from pipeline.errors import Exit, FontError


def test_an_error_reads_as_where_what_remedy() -> None:
    error = FontError("no font has U+E000", where="po/es.po: title", remedy="Take it out.")
    assert str(error) == "po/es.po: title: no font has U+E000. Take it out."
    assert error.exit_code is Exit.INPUT


def test_an_error_comes_back_whole_from_another_process() -> None:
    error = FontError("what", where="where", remedy="remedy")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (FontError, str(error))
