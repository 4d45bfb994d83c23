import gc

import pytest

from pipeline import collector


def test_what_is_within_does_without_it_however_deep():
    with collector.held_off() as outermost:
        assert outermost
        assert not gc.isenabled()
        with collector.held_off() as inner:
            assert not inner
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_turns_it_on_again():
    with pytest.raises(ZeroDivisionError), collector.held_off():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_what_retires_is_among_the_oldest():
    with collector.held_off():
        young = [[]]
        assert not any(each is young for each in gc.get_objects(generation=2))
        collector.retire()
        assert any(each is young for each in gc.get_objects(generation=2))
    assert not gc.get_freeze_count()


def test_what_the_program_froze_stays_frozen():
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        collector.retire()
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()
